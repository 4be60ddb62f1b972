"""Says that records just made are not listed, and offers to show them."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from t20desk.i18n import _, ngettext, say_number
from t20desk.ui.page import make_button, make_label


class HiddenBar(QFrame):
    """How many new records the search or the view leaves out, and a way to them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.setObjectName("hiddenBar")
        self.sentence = make_label(wrap=True, name="hiddenSentence")
        self.show_all = make_button(_("Show all"), "small", "hiddenShow")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.show_all)
        self.hide()

    def say(self, number: int) -> None:
        """Say how many of the records are not listed; nothing of none."""
        words = ngettext(
            "{number} new record is not listed: the search or the view leaves it out.",
            "{number} new records are not listed: the search or the view leaves them out.",
            number,
        )
        self.sentence.setText(words.format(number=say_number(number)))
        self.setVisible(number > 0)
