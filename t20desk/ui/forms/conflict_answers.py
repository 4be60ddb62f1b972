"""The answers to a value that somebody else changed while one typed: mine, theirs, or as it was."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from t20desk.i18n import _
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import make_button


class ConflictAnswers(QWidget):
    """Three buttons below a field; each names the value that it leaves in the field."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.mine = make_button("", "flat", f"keepMine_{field}")
        self.theirs = make_button("", "flat", f"takeTheirs_{field}")
        self.base = make_button("", "flat", f"takeBase_{field}")
        row = FlowLayout(gap=4)
        self.setLayout(row)
        for button in (self.mine, self.theirs, self.base):
            row.addWidget(button)
        self.hide()

    def answer_by(
        self,
        keep_mine: Callable[[], None],
        take_theirs: Callable[[], None],
        bring_back: Callable[[], None],
    ) -> None:
        """What each answer does."""
        self.mine.clicked.connect(keep_mine)
        self.theirs.clicked.connect(take_theirs)
        self.base.clicked.connect(bring_back)

    def offer(self, mine: str, theirs: str, base: str) -> None:
        """Ask; the value that was there before is offered where it is another one."""
        self.mine.setText(_write(_("Keep “{value}”"), mine))
        self.theirs.setText(_write(_("Take “{value}”"), theirs))
        self.base.setText(_write(_("Back to “{value}”"), base))
        self.base.setVisible(base not in (mine, theirs))
        self.show()


def _write(words: str, value: str) -> str:
    return words.format(value=value or "–").replace("&", "&&")
