"""The answers to a value that somebody else changed while one typed: mine, theirs, or as it was."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QPushButton, QWidget

from t20desk.i18n import _
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import make_button


class ConflictAnswers(QWidget):
    """Three buttons below a field, made when they are needed; each names the value it leaves."""

    def __init__(
        self,
        keep_mine: Callable[[], None],
        take_theirs: Callable[[], None],
        bring_back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._acts = (keep_mine, take_theirs, bring_back)
        self._row = FlowLayout(gap=4)
        self.setLayout(self._row)
        self.hide()

    @cached_property
    def buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        """Mine, theirs, and what it was before both."""
        made = (make_button("", "flat"), make_button("", "flat"), make_button("", "flat"))
        for button, act in zip(made, self._acts, strict=True):
            button.clicked.connect(act)
            self._row.addWidget(button)
        return made

    def offer(self, mine: str, theirs: str, before: str) -> None:
        """Ask; the value that was there before is offered where it is another one."""
        words = (_("Keep “{value}”"), _("Take “{value}”"), _("Back to “{value}”"))
        for button, text, value in zip(self.buttons, words, (mine, theirs, before), strict=True):
            button.setText(text.format(value=value or "–").replace("&", "&&"))
        self.buttons[2].setVisible(before not in (mine, theirs))
        self.show()
