"""The chips above a list: one for each field with few values, and one for each condition."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from t20desk.db.fields import Field
from t20desk.i18n import _
from t20desk.searching import Tree
from t20desk.ui.lists.facets import can_filter
from t20desk.ui.lists.filter_answers import FilterAnswers
from t20desk.ui.lists.filter_chips import ConditionChip, FilterChip, is_condition
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import make_button

CHIPS_SHOWN: Final = 4


class ChipLine(FlowLayout):
    """Chips go on in the next line where the room ends; a button behind them adds another one."""

    changed = Signal()
    removed = Signal()
    """A condition was taken away by hand."""
    counts_wanted = Signal(object)
    """How many records have each value of a chip is asked for."""
    text_wanted = Signal(object)
    """A chip is to be edited as text."""
    field_wanted = Signal(object)
    """A field without a list of values is to be asked for."""
    builder_wanted = Signal()

    def __init__(self, answers: FilterAnswers, fields: Sequence[Field]) -> None:
        super().__init__(8, in_line=True)
        self._answers = answers
        self._fields = fields
        self.values = {one.name: FilterChip(one) for one in fields if can_filter(one)}
        self.conditions: list[ConditionChip] = []
        for number, chip in enumerate(self.values.values()):
            chip.filter_changed.connect(self.changed)
            chip.counts_wanted.connect(partial(self.counts_wanted.emit, chip))
            chip.text_wanted.connect(partial(self.text_wanted.emit, chip))
            self.addWidget(chip)
            if number >= CHIPS_SHOWN:
                chip.hide()
        self._more = make_button(_("+ filter"), "flat", "moreFilters")
        menu = QMenu(self._more)
        menu.aboutToShow.connect(partial(self._fill_menu, menu))
        self._more.setMenu(menu)
        self.addWidget(self._more)

    def trees(self, without: FilterChip | None = None) -> list[Tree]:
        """What the chips ask, one tree each."""
        chips = (chip for chip in self._all_chips() if chip is not without)
        return [tree for chip in chips if (tree := chip.tree()) is not None]

    def last_asking(self) -> FilterChip | ConditionChip | None:
        """The last chip that asks something."""
        return next((one for one in reversed(self._all_chips()) if one.tree() is not None), None)

    def spread(self, parts: Sequence[Tree]) -> list[Tree]:
        """Give each part to a value chip that understands it or to a chip of its own.

        What is left are words.
        """
        words: list[Tree] = []
        for part in parts:
            if not is_condition(part):
                words.append(part)
            elif not self._has_chip(part):
                self._add_condition(part)
        for chip in self.values.values():
            if chip.chosen():
                chip.show()
        return words

    def clear(self) -> None:
        """Ask nothing any more."""
        for chip in self._all_chips():
            self.drop(chip)

    def drop(self, chip: FilterChip | ConditionChip) -> None:
        """Ask no more what a chip asks."""
        if isinstance(chip, FilterChip):
            chip.clear()
            return
        self.conditions.remove(chip)
        self.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _all_chips(self) -> list[FilterChip | ConditionChip]:
        return [*self.values.values(), *self.conditions]

    def _has_chip(self, part: Tree) -> bool:
        """Whether a value chip took a condition, or a chip asks it already."""
        taken = any(chip.take(part, self._answers.kind) for chip in self.values.values())
        return taken or any(chip.asks(part) for chip in self.conditions)

    def _add_condition(self, tree: Tree) -> None:
        chip = ConditionChip(self._answers.kinds, self._answers.kind, tree)
        chip.removed.connect(partial(self._remove, chip))
        chip.text_wanted.connect(partial(self.text_wanted.emit, chip))
        chip.changed.connect(self.changed)
        self.conditions.append(chip)
        self.removeWidget(self._more)
        self.addWidget(chip)
        self.addWidget(self._more)
        self._answers.name(tree, partial(self._take_names, chip))

    def _take_names(self, chip: ConditionChip, names: Mapping[str, str]) -> None:
        if chip in self.conditions:
            chip.take_names(names)

    def _remove(self, chip: ConditionChip) -> None:
        self.drop(chip)
        self.changed.emit()
        self.removed.emit()

    def _fill_menu(self, menu: QMenu) -> None:
        """Every field: those with values to choose from open their list, others begin a text."""
        menu.clear()
        menu.addAction(_("Build conditions …"), self.builder_wanted.emit)
        menu.addSeparator()
        for one in self._fields:
            if one.hidden or (one.language and one.group):
                continue
            if one.name in self.values:
                menu.addAction(one.say(), partial(_show_chip, self.values[one.name]))
            else:
                menu.addAction(one.say(), partial(self.field_wanted.emit, one))


def _show_chip(chip: FilterChip) -> None:
    chip.show()
    chip.click()
