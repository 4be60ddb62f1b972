"""Says whose guests a tab shows, where more of them are at the parts of the event."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from t20desk.events.guest_parts import GuestPart
from t20desk.i18n import _, ngettext
from t20desk.ui.looks.flow import FlowLayout, empty_layout
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label

MOST: Final = 4
"""So many parts of the event have a button."""
LONGEST: Final = 40


class OwnGuests(QWidget):
    """A line above what has only the guests of one event itself; out of sight where that is all."""

    part_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.words = make_label(look="quiet", wrap=True, name="ownGuests")
        self._parts = FlowLayout(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(self._parts)
        self.hide()

    def show_parts(self, parts: Sequence[GuestPart]) -> None:
        """Show where guests are: the event itself comes first."""
        own, others = parts[0].guests, parts[1:]
        self.words.setText(_say_own(own, bool(others)))
        self.setVisible(bool(others) or not own)
        empty_layout(self._parts)
        for part in others[:MOST]:
            title = part.title if len(part.title) <= LONGEST else f"{part.title[:LONGEST]}…"
            button = make_button(f"{title} · {part.guests}", "chip", f"part_{part.id}")
            set_tip(button, part.title)
            button.clicked.connect(partial(self._want, part.id))
            self._parts.addWidget(button)

    def _want(self, part: int, _on: bool = False) -> None:
        self.part_wanted.emit(part)


def _say_own(own: int, has_others: bool) -> str:
    if not has_others:
        return _("Nobody is on the list of guests yet; invite somebody.")
    if not own:
        return _("This event has no guests of its own; they are at its parts. Open one of them:")
    words = ngettext(
        "Here is only the {number} guest of this event itself; others are at its parts:",
        "Here are only the {number} guests of this event itself; others are at its parts:",
        own,
    )
    return words.format(number=own)
