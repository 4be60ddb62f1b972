"""Whose follow-ups are listed, and until when."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from t20desk.follow_ups import ANYBODY
from t20desk.i18n import _
from t20desk.ui.follow_ups.due_list import Due
from t20desk.ui.looks.chip_row import ChipRow

MINE, ALL = "mine", "all"


class DueFilter(QWidget):
    """Mine, everybody's or those of one colleague; due today, soon or at any time."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.whose = MINE
        """Which chip is pressed, or else the name of a colleague; that of nobody is empty."""
        self.chips = ChipRow([(MINE, _("Mine")), (ALL, _("All"))])
        self.person = QComboBox()
        self.person.setAccessibleName(_("Whose follow-ups"))
        self.span = QComboBox()
        self.span.setAccessibleName(_("Until when"))
        for text, days in (
            (_("due today"), 0),
            (_("within 30 days"), 30),
            (_("at any time"), None),
        ):
            self.span.addItem(text, days)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for part in (self.chips, self.person, self.span):
            row.addWidget(part)
        self.chips.chosen.connect(self._choose)
        self.person.activated.connect(lambda at: self._choose(self.person.itemData(at)))
        self.span.activated.connect(lambda _at: self.changed.emit())

    def show_whose(self, whose: str) -> None:
        """Show whose are listed, without listing them yet."""
        self.whose = whose
        self.chips.choose(whose)

    def responsible(self, me: str) -> str:
        """Whose follow-ups are asked for, where I have this name."""
        return {MINE: me, ALL: ANYBODY}.get(self.whose, self.whose)

    def until(self) -> date | None:
        """The last day that is asked for."""
        days = self.span.currentData()
        return None if days is None else date.today() + timedelta(days=days)

    def show_found(self, found: Due) -> None:
        """Show how many there are, and who has any."""
        self.chips.show_count(MINE, _("Mine") + f" {found.mine}")
        self.chips.show_count(ALL, _("All") + f" {found.all}")
        self.person.clear()
        self.person.addItem(_("of …"), None)
        for name in found.people:
            self.person.addItem(name, name)
        self.person.addItem(_("nobody"), "")
        at = self.person.findData(self.whose) if self.whose not in (MINE, ALL) else 0
        self.person.setCurrentIndex(max(at, 0))

    def names(self) -> list[str]:
        """The colleagues who have any."""
        names = [self.person.itemData(at) for at in range(self.person.count())]
        return [name for name in names if name]

    def say_empty(self, found: Due) -> str:
        """Why nothing is listed, and where to look next."""
        if self.whose == MINE and found.all:
            return _("Nothing of yours is to be done in this time. “All” shows what others have.")
        if self.span.currentData() is not None:
            return _("Choose a longer time to see what comes later.")
        return _("Give a note, an organisation, a person or an event a follow-up date.")

    def _choose(self, whose: str | None) -> None:
        if whose is not None:
            self.show_whose(whose)
            self.changed.emit()
