"""Buttons among which the arrow keys walk as through a list, while Tab goes on to what follows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from t20desk.ui.page import PLAIN, PushButton

Key = Qt.Key
STEPS: Final = {
    Key.Key_Up: -1,
    Key.Key_Left: -1,
    Key.Key_Down: 1,
    Key.Key_Right: 1,
}
ENDS: Final = {Key.Key_Home: 0, Key.Key_End: -1}


class WalkedButton(PushButton):
    """A button that is walked to with the arrow keys where it stands in a block of them."""

    is_walked = False
    """Whether it stands in such a block; alone it is a button like any other."""

    def block(self) -> "Sequence[WalkedButton]":
        """The buttons of its block that are seen, itself among them; none where it has no block."""
        parent = self.parentWidget()
        if not self.is_walked or parent is None:
            return ()
        mates = (one for one in parent.children() if isinstance(one, WalkedButton))
        return [one for one in mates if _is_walked(one)]

    def walk_to(self) -> None:
        """Take the keys, and be in sight."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self)

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        block, key = self.block(), Key(event.key())
        if len(block) < 2 or event.modifiers() not in PLAIN or key not in (*STEPS, *ENDS):
            super().keyPressEvent(event)
        elif key in ENDS:
            block[ENDS[key]].walk_to()
        else:
            at = block.index(self) + STEPS[key]
            block[min(max(at, 0), len(block) - 1)].walk_to()

    def focusNextPrevChild(self, on: bool) -> bool:
        block = self.block()
        if len(block) > 1:
            # Qt goes on from what has the keys, and not from what is asked.
            block[-1 if on else 0].setFocus(Qt.FocusReason.TabFocusReason)
        return super().focusNextPrevChild(on)


def _is_walked(one: WalkedButton) -> bool:
    return one.is_walked and one.isVisible()


class KeptLine:
    """Which line of a page has the keys, found again by its words when the lines are made anew."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._words = ""
        self._wait = QTimer(page, singleShot=True, interval=0)
        """What was just laid out is seen a moment later, and takes no keys before."""
        self._wait.timeout.connect(self._find)

    def note(self, begin: QWidget) -> None:
        """Lines are made anew; where `begin` has the keys, the first line is to have them."""
        if self._wait.isActive():
            return
        here = self._page.window().focusWidget()
        is_line = isinstance(here, WalkedButton) and self._page.isAncestorOf(here)
        self._words = here.accessibleName() if here is not None and is_line else ""
        if self._words or here is begin:
            self._wait.start()

    def _find(self) -> None:
        lines = self._page.findChildren(WalkedButton)
        seen = [one for one in lines if _is_walked(one)]
        same = [one for one in seen if one.accessibleName() == self._words]
        first = [one for one in seen if isinstance(one.parentWidget(), QFrame)]
        if found := next(iter(same or first), None):
            found.walk_to()
