"""One condition of the builder: a field, how it is tested, and the values."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.i18n import N_, _
from t20desk.searching import EVERYTHING, Not, Operator, QueryError, Test, Tree, Word, parse_query
from t20desk.searching.paths import follow_path
from t20desk.searching.saying import say_path, say_value
from t20desk.searching.suggesting import Suggestion, list_paths, suggest
from t20desk.searching.writing import SIGN_OF, write_test
from t20desk.ui.lists.suggestion_list import AskMore, SuggestionList
from t20desk.ui.looks.icons import icon
from t20desk.ui.page import make_button, restyle


class Way(NamedTuple):
    """A way to test: its words, and what it is in the tree."""

    words: str
    operator: Operator
    negated: bool = False
    counted: bool = False


WAYS: Final = (
    Way(N_("contains"), "has"), Way(N_("does not contain"), "has", negated=True),
    Way(N_("is exactly"), "is"), Way(N_("is not"), "is", negated=True),
    Way(N_("is less than"), "below"), Way(N_("is at most"), "most"),
    Way(N_("is more than"), "above"), Way(N_("is at least"), "least"),
    Way(N_("lies between"), "between"), Way(N_("does not lie between"), "between", negated=True),
    Way(N_("fits the pattern"), "matches"), Way(N_("does not fit the pattern"), "matches", True),
    Way(N_("is filled"), "filled"), Way(N_("is empty"), "empty"),
    Way(N_("their number is"), "has", counted=True),
    Way(N_("their number is less than"), "below", counted=True),
    Way(N_("their number is at most"), "most", counted=True),
    Way(N_("their number is more than"), "above", counted=True),
    Way(N_("their number is at least"), "least", counted=True),
    Way(N_("their number lies between"), "between", counted=True),
)  # fmt: skip
SHORT: Final = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
ANYWHERE: Final = ""
"""Stands for no field: a word that may be found anywhere."""


class ConditionRow(QWidget):
    """A line of three fields; it reads and writes one part of a query."""

    changed = Signal()
    removed = Signal()

    def __init__(self, kinds: Kinds, kind: Kind, offer: AskMore) -> None:
        super().__init__()
        self._kinds = kinds
        self._kind = kind
        self._offer = offer
        self.field = QComboBox()
        self.field.setAccessibleName(_("Field"))
        self.field.setMaxVisibleItems(18)
        self.field.addItem(_("Anywhere"), ANYWHERE)
        for words, path in list_paths(kinds, kind):
            self.field.addItem(words, path)
        self.way = QComboBox()
        self.way.setAccessibleName(_("Way to test"))
        self.way.addItems([_(one.words) for one in WAYS])
        self.value = QLineEdit()
        self.value.setAccessibleName(_("Value"))
        self.value.setPlaceholderText(_("Value; several with commas between them"))
        self._lay_out()
        self.suggestions = SuggestionList(self.value, self._suggest, self._suggest_more)
        self.field.currentIndexChanged.connect(lambda _row: self._tell())
        self.way.currentIndexChanged.connect(lambda _row: self._on_way())
        self.value.textChanged.connect(lambda _text: self._tell())

    def tree(self) -> Tree:
        """What the row asks; nothing while the value is missing."""
        path, way = str(self.field.currentData()), WAYS[self.way.currentIndex()]
        text = self.value.text().strip()
        if way.operator in ("empty", "filled"):
            part: Tree = Test(path, way.operator) if path else EVERYTHING
        elif not text:
            part = EVERYTHING
        elif not path:
            part = Word(text)
        else:
            part = self._read_test(path, way, text)
        return Not(part) if way.negated else part

    def show_tree(self, tree: Tree) -> None:
        """Show a word or test, or one that must not hold."""
        negated = False
        while isinstance(tree, Not):
            tree, negated = tree.part, not negated
        if isinstance(tree, Word):
            self._show(ANYWHERE, Way("", "has", negated), tree.text)
        elif isinstance(tree, Test):
            operator, path = tree.operator, tree.path
            if negated and operator in ("empty", "filled"):
                operator, negated = ("filled" if operator == "empty" else "empty"), False
            field = follow_path(self._kinds, self._kind, path)
            is_field = isinstance(field, Field) and not tree.counted
            values = [say_value(field, one) if is_field else one for one in tree.values]  # type: ignore[arg-type]
            text = values[0] if len(values) == 1 and _is_phrase(values[0]) else ""
            if values and not text:
                written = write_test("x", operator, *values)
                text = written.removeprefix(f"x:{SIGN_OF.get(operator, '')}")
            self._show(path, Way("", operator, negated, tree.counted), text)

    def _show(self, path: str, way: Way, text: str) -> None:
        row = self.field.findData(path)
        if row < 0:
            row = self.field.findText(say_path(self._kinds, self._kind, path))
        if row < 0:
            self.field.addItem(say_path(self._kinds, self._kind, path), path)
            row = self.field.count() - 1
        self.field.setCurrentIndex(row)
        wanted = way[1:]
        fitting = (at for at, one in enumerate(WAYS) if one[1:] == wanted)
        # A number that is exactly so, and one that is not so, are said as the plain number.
        self.way.setCurrentIndex(next(fitting, _nearest(way)))
        self.value.setText(text)

    def _read_test(self, path: str, way: Way, text: str) -> Tree:
        """The values as the search language reads them behind the sign of the test."""
        written = f"x:{'#' if way.counted else ''}{SIGN_OF.get(way.operator, '')}{text}"
        first, dots, last = text.partition("..")
        if _is_phrase(text) and way.operator != "between" and not way.counted:
            return Test(path, way.operator, (text,))
        if way.operator == "between":
            if not (dots and first.strip() and last.strip()):
                message = _("“{value}” names no two ends; write them as 1..5.")
                raise QueryError(message.format(value=text[:60]), 0)
            return Test(path, "between", (first.strip(' "'), last.strip(' "')), way.counted)
        read = parse_query(_join_blanks(written))
        if not isinstance(read, Test):
            return Test(path, way.operator, (text,), way.counted)
        return Test(path, way.operator, read.values or (text,), way.counted)

    def _on_way(self) -> None:
        self.value.setVisible(WAYS[self.way.currentIndex()].operator not in ("empty", "filled"))
        self._tell()

    def _tell(self) -> None:
        try:
            self.tree()
            restyle(self.value, problem=False)
        except QueryError:
            restyle(self.value, problem=True)
        self.changed.emit()

    def _head(self) -> str:
        """What stands before the value where the row is written as text."""
        path = str(self.field.currentData())
        return f"{path}:" if path else ""

    def _suggest(self, text: str, cursor: int) -> list[Suggestion]:
        """Values to choose from, where the field has such; the row has the signs itself."""
        head = self._head()
        found = suggest(self._kinds, self._kind.name, head + text, len(head) + cursor)
        return [one.shifted(-len(head)) for one in found if head and text and not one.goes_on]

    def _suggest_more(
        self, text: str, cursor: int, done: Callable[[Sequence[Suggestion]], None]
    ) -> None:
        """Values that records hold in the field."""
        head = self._head()
        if head:
            self._offer(
                head + text,
                len(head) + cursor,
                lambda found: done([one.shifted(-len(head)) for one in found]),
            )

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        gone = make_button("", "flat", "removeCondition")
        gone.setIcon(icon("mdi6.close"))
        gone.setAccessibleName(_("Take this condition away"))
        gone.setToolTip(_("Take this condition away"))
        gone.clicked.connect(self.removed)
        for combo in (self.field, self.way):
            combo.setSizeAdjustPolicy(SHORT)
            combo.setMinimumContentsLength(17)
        for widget, stretch in ((self.field, 4), (self.way, 3), (self.value, 5), (gone, 0)):
            row.addWidget(widget, stretch)


def _is_phrase(text: str) -> bool:
    """Whether a text is one value as it stands."""
    return not any(sign in text for sign in '",;，；、')


def _nearest(way: Way) -> int:
    """The way to test that says most of one that has no words of its own."""
    return next(at for at, one in enumerate(WAYS) if one.counted == way.counted)


def _join_blanks(written: str) -> str:
    """Values whose blanks stand in no quotation marks are put into them, each between commas."""
    head, _colon, values = written.partition(":")
    parts: Iterator[str] = (part.strip() for part in values.split(","))
    quoted = (f'"{part}"' if " " in part and '"' not in part else part for part in parts)
    return f"{head}:{','.join(quoted)}"
