"""The chips of a filter bar: values of a field, or any condition that was typed or built."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidgetAction

from t20desk.db.field_names import seek_field
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.types import Choices, Countries, Reading
from t20desk.i18n import _, tell_value
from t20desk.searching import (
    Any_,
    Not,
    Operator,
    Test,
    Tree,
    join_any,
    leaves_of,
)
from t20desk.searching.saying import say_condition
from t20desk.ui.lists.facets import EMPTY, FacetList, filter_values
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import Chip

LONGEST_TEXT: Final = 44


def is_condition(tree: Tree) -> bool:
    """Whether a part of a query is made of tests of fields alone, so that a chip can show it."""
    return all(isinstance(leaf, Test) for leaf in leaves_of(tree))


class FilterChip(Chip):
    """One field to filter by: opens a list of its values with boxes and numbers."""

    filter_changed = Signal()
    counts_wanted = Signal()
    text_wanted = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setObjectName(f"filter_{field.name}")
        self.setAccessibleName(_("Filter: {label}").format(label=field.say()))
        self._is_empty = True
        """Whether nothing was ever ticked, so that the list of values need not be there."""
        self.clicked.connect(self._open)
        self._describe()

    @cached_property
    def facets(self) -> FacetList:
        """The list of values; a bar of ten chips does not make ten of them to be shown."""
        made = FacetList(self.field)
        made.ticked.connect(self._on_tick)
        self._is_empty = False
        return made

    @cached_property
    def menu_shown(self) -> QMenu:
        """What a click opens: the list of values, and verbs below it."""
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(self.facets)
        menu.addAction(holder)
        menu.addAction(_("Show all"), self.clear)
        as_text = menu.addAction(_("Edit as text"), self.text_wanted.emit)
        for turned in (menu.aboutToShow, self.filter_changed):
            turned.connect(lambda: as_text.setEnabled(bool(self.chosen())))
        menu.aboutToShow.connect(self._fill)
        return menu

    def clear(self) -> None:
        """Filter by this field no more."""
        self.choose(())

    def choose(self, codes: Iterable[str]) -> None:
        """Filter by these values."""
        wanted = list(codes)
        if wanted or not self._is_empty:
            self.facets.values.choose(wanted)
        self._on_tick()

    def chosen(self) -> list[str]:
        """The codes chosen, in the order of what is read."""
        return [] if self._is_empty else self.facets.values.chosen()

    def tree(self) -> Tree | None:
        """What this chip asks; nothing without a tick."""
        codes = self.chosen()
        several = isinstance(self.field.type, Choices | Countries)
        operator: Operator = "has" if several else "is"
        given = tuple(code for code in codes if code != EMPTY)
        parts: list[Tree] = [Test(self.field.name, operator, given)] if given else []
        if EMPTY in codes:
            parts.append(Test(self.field.name, "empty"))
        return join_any(tuple(parts)) if parts else None

    def take(self, tree: Tree, kind: Kind) -> bool:
        """Tick what a condition asks, where this chip can say it and says nothing else yet."""
        tests = tree.parts if isinstance(tree, Any_) else (tree,)
        codes: list[str] = []
        for test in tests:
            found = self._codes_of(test, kind)
            if found is None:
                return False
            codes.extend(found)
        if self.chosen():
            return set(self.chosen()) == set(codes)
        self.choose(codes)
        return True

    def _codes_of(self, test: Tree, kind: Kind) -> list[str] | None:
        """The codes of a test of this field for whole values, or that it is empty."""
        if not isinstance(test, Test) or seek_field(kind, test.path) != self.field or test.counted:
            return None
        several = isinstance(self.field.type, Choices | Countries)
        if test.operator == "empty":
            return [EMPTY]
        if test.operator not in ("has", "is") or (several and test.operator == "is"):
            return None
        known = {code for code, _words in filter_values(self.field)}
        codes = [self._code_of(value) for value in test.values]
        return [code for code in codes if code] if set(codes) <= known else None

    def _code_of(self, value: str) -> str | None:
        parsed = self.field.type.parse(value, Reading())
        if parsed.value is None or parsed.severity:
            return None
        if isinstance(parsed.value, int):
            return "yes" if parsed.value else "no"
        return str(parsed.value).strip()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many records have each value."""
        self.facets.show_counts(counts)

    def _on_tick(self) -> None:
        self._describe()
        self.filter_changed.emit()

    def _describe(self) -> None:
        labels = [] if self._is_empty else self.facets.values.chosen_labels()
        text = self.field.say()
        if labels:
            more = f" +{len(labels) - 1}" if len(labels) > 1 else ""
            text = tell_value(text, f"{labels[0]}{more}")
        self.setText(text.replace("&", "&&"))
        set_tip(self, "\n".join(labels))
        self.setChecked(bool(labels))

    def _fill(self) -> None:
        self.facets.open()
        self.counts_wanted.emit()

    def _open(self) -> None:
        self.setChecked(bool(self.chosen()))
        self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def sizeHint(self) -> QSize:
        # Its words change with what is chosen, so that room for bold ones is no use before.
        return super().sizeHint() if self.isChecked() else QPushButton.sizeHint(self)


class ConditionChip(Chip):
    """A condition in words; a click offers to edit it as text, turn it round or take it away."""

    removed = Signal()
    changed = Signal()
    text_wanted = Signal()

    def __init__(self, kinds: Kinds, kind: Kind, tree: Tree) -> None:
        super().__init__()
        self._kinds = kinds
        self._kind = kind
        self._tree = tree
        self._names: Mapping[str, str] = {}
        self.setProperty("look", "chip")
        self.setObjectName("conditionChip")
        self.setCheckable(True)
        self.menu_shown = QMenu(self)
        self.menu_shown.addAction(_("Edit as text"), self.text_wanted.emit)
        self.menu_shown.addAction(_("Turn round"), self.turn_round)
        self.menu_shown.addSeparator()
        self.menu_shown.addAction(_("Take away"), self.removed.emit)
        self.clicked.connect(self._open)
        self._describe()

    def tree(self) -> Tree:
        """What this chip asks."""
        return self._tree

    def asks(self, tree: Tree) -> bool:
        """Whether it asks the same as another condition, whatever that one calls its fields."""
        return self._mark(tree) == self._mark(self._tree)

    def _mark(self, tree: Tree) -> tuple[str, list[Operator]]:
        tests = [leaf.operator for leaf in leaves_of(tree) if isinstance(leaf, Test)]
        return say_condition(self._kinds, self._kind, tree), tests

    def take_names(self, names: Mapping[str, str]) -> None:
        """Call the records whose ids are asked for by their titles."""
        self._names = names
        self._describe()

    def turn_round(self) -> None:
        """Ask for the opposite."""
        self._tree = self._tree.part if isinstance(self._tree, Not) else Not(self._tree)
        self._describe()
        self.changed.emit()

    def _describe(self) -> None:
        words = say_condition(self._kinds, self._kind, self._tree, self._names)
        cut = words if len(words) <= LONGEST_TEXT else f"{words[: LONGEST_TEXT - 1]}…"
        self.setText(f"{cut}  ▾".replace("&", "&&"))
        set_tip(self, words)
        self.setAccessibleName(_("Filter: {label}").format(label=words))
        self.setChecked(True)

    def _open(self) -> None:
        self.setChecked(True)
        self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
