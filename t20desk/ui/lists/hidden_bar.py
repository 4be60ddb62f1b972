"""Says that records just made are not listed, and offers to show them."""

from array import array

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from t20desk.db.fields import Kind
from t20desk.i18n import _, ngettext, say_number
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.page import make_button, make_label


class HiddenBar(QFrame):
    """How many new records the search or the view leaves out, and a way to them."""

    wanted = Signal(object)
    """The records just made are to be shown."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._made: array[int] = array("q")
        self.setProperty("look", "notice")
        self.setObjectName("hiddenBar")
        self.sentence = make_label(wrap=True, name="hiddenSentence")
        self.show_all = make_button(_("Show all"), "small", "hiddenShow")
        self.show_all.clicked.connect(lambda: self.wanted.emit(self._made))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.show_all)
        self.hide()

    def tell(self, made: "array[int]", number: int) -> None:
        """Say how many of the records just made are not listed; nothing of none."""
        self._made = made
        words = ngettext(
            "{number} new record is not listed: the search or the view leaves it out.",
            "{number} new records are not listed: the search or the view leaves them out.",
            number,
        )
        self.sentence.setText(words.format(number=say_number(number)))
        self.setVisible(number > 0)

    def check(self) -> None:
        """Say nothing more once the change that made them was taken back."""
        if self.isHidden():
            return
        one, db = self._made[0], self._desk.db

        def take(found: dict[int, str]) -> None:
            if not found and self._made[0] == one:
                self.hide()

        self._desk.read(lambda: read_titles(db, self._kind.name, [one]), take)
