"""The drop-down of a filter: the values of a field with boxes and with how many have each."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from t20desk.db.fields import Field
from t20desk.db.keys import fold, search_key
from t20desk.db.types import Choice, Choices, Countries, Country, Stored, YesNo
from t20desk.db.types.choices import codes_of
from t20desk.i18n import _
from t20desk.ui.looks.check_list import CODE, CheckList
from t20desk.ui.looks.noted_lines import NOTE, ROW, NotedDelegate

EMPTY: Final = "-"
"""Stands for records that do not give the field."""
WIDTH: Final = 300
MOST_ROWS: Final = 11
FEW: Final = 8
"""A list of no more values needs no line to look for them."""


def can_filter(field: Field) -> bool:
    """Whether a field has few enough values to be chosen from a list."""
    kinds = Choice | Choices | Country | Countries | YesNo
    return isinstance(field.type, kinds) and not field.hidden


def filter_values(field: Field) -> list[tuple[str, str]]:
    """The codes and words of a field's values, in the order of what is read; empty last."""
    kind = field.type
    if isinstance(kind, YesNo):
        return [("yes", kind.format(1)), ("no", kind.format(0)), (EMPTY, _("not given"))]
    several = isinstance(kind, Choices | Countries)
    found = [(code, kind.format(f" {code} " if several else code)) for code, _m in kind.choices()]
    if isinstance(kind, Country | Countries):
        found.sort(key=lambda pair: fold(pair[1]))
    return [*found, (EMPTY, _("not given"))]


def sum_codes(field: Field, counted: Mapping[Stored, int]) -> dict[str, int]:
    """How many records have each code; one with several values counts for each of them."""
    found: dict[str, int] = {}
    for value, number in counted.items():
        if value is None:
            codes = [EMPTY]
        elif isinstance(field.type, YesNo):
            codes = ["yes" if value else "no"]
        elif isinstance(field.type, Choices | Countries):
            codes = codes_of(value)
        else:
            codes = [str(value)]
        for code in codes:
            found[code] = found.get(code, 0) + number
    return found


class FacetList(QWidget):
    """The values of one field, a line to look for one, and a number behind each."""

    ticked = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.line = QLineEdit()
        self.line.setObjectName("facetLine")
        self.line.setPlaceholderText(_("Find a value"))
        self.line.setAccessibleName(_("Find a value of {field}").format(field=field.say()))
        self.values = CheckList(lambda: filter_values(field), field.say())
        self.values.setItemDelegate(NotedDelegate(self.values))
        self.values.setProperty("look", "popup")
        self.values.ticked.connect(self.ticked)
        self.line.textChanged.connect(lambda _text: self._narrow())
        self.line.installEventFilter(self)
        self._counts: Mapping[str, int] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.values)
        self.setFixedWidth(WIDTH)

    def open(self) -> None:
        """Fill the list and take the keys."""
        self.values.fill()
        self.line.clear()
        self.line.setVisible(self.values.count() > FEW)
        self._narrow()
        (self.line if not self.line.isHidden() else self.values).setFocus()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write the numbers; what is frequent comes first, what is nowhere goes unless ticked."""
        self._counts = counts
        chosen = self.values.chosen()
        words = dict(filter_values(self.field))
        # An open list holds words of the office's own.
        words.update({code: self.field.type.format(code) for code in counts if code not in words})
        places = {code: at for at, code in enumerate(words)}
        order = sorted(words, key=lambda code: (code == EMPTY, -counts.get(code, 0), places[code]))
        self.values.clear()
        self.values.add_values((code, words[code]) for code in order)
        for row in range(self.values.count()):
            item = self.values.item(row)
            item.setData(NOTE, counts.get(_code(item), 0))
        self.values.choose(chosen)
        self._narrow()

    def _narrow(self) -> None:
        """Show what was typed for; without that, what some record has."""
        wanted = fold(self.line.text())
        shown = 0
        for row in range(self.values.count()):
            item = self.values.item(row)
            on = item.checkState() == Qt.CheckState.Checked
            held = self._counts is None or bool(self._counts.get(_code(item))) or on
            visible = _fits(item.text(), wanted) if wanted else held
            item.setHidden(not visible)
            shown += visible
        self.values.setFixedHeight(min(max(shown, 1), MOST_ROWS) * ROW + 14)
        self.values.setCurrentRow(next(iter(self._visible_rows()), -1))
        self.adjustSize()

    def _visible_rows(self) -> Iterable[int]:
        rows = range(self.values.count())
        return (row for row in rows if not self.values.item(row).isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, and Enter for a tick, go on to the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in moves:
                self.values.keyPressEvent(event)
                return True
        return False


def _code(item: QListWidgetItem) -> str:
    return str(item.data(CODE))


def _fits(words: str, wanted: str) -> bool:
    return any(wanted in line for line in search_key([(words, False)]).splitlines())
