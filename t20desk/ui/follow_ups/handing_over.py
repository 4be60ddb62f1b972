"""Asks to whom follow-ups are handed over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.keys import match_key
from t20desk.i18n import _, ngettext
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.page import make_button, make_label


class HandOverDialog(QDialog):
    """Asks for the name of a colleague; new names can be typed."""

    def __init__(self, parent: QWidget, names: Sequence[str], count: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand over"))
        self.setMinimumWidth(420)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.addItems(["", *names])
        self.hint = make_label(" ", "quiet", wrap=True)
        self.give = make_button(_("Hand over"), "main", "giveOver")
        self.give.setDefault(True)
        cancel = make_button(_("Cancel"))
        words = ngettext("{number} follow-up", "{number} follow-ups", count)
        column = QVBoxLayout(self)
        column.addWidget(make_label(words.format(number=count), "heading"))
        form = QFormLayout()
        form.addRow(_("&To"), self.name)
        form.addRow("", self.hint)
        column.addLayout(form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.give)
        column.addLayout(row)
        self.give.setEnabled(False)
        self._known = set(map(match_key, names))
        self.name.currentTextChanged.connect(self._on_name)
        # What is typed after a name was chosen takes its place.
        line = self.name.lineEdit()
        offers = self.name.completer()
        if line is not None and offers is not None:
            # A given name finds a colleague who stands in the list by the family name.
            offers.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            offers.setFilterMode(Qt.MatchFlag.MatchContains)
            self.name.activated.connect(lambda _at: line.selectAll())
        self.give.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)

    def _on_name(self, text: str) -> None:
        """A name that nobody has may be mistyped: a new one is taken all the same."""
        name = text.strip()
        self.give.setEnabled(bool(name))
        is_new = bool(name) and match_key(name) not in self._known
        words = _("Nobody here is called “{name}” yet; check it, or go on for a new colleague.")
        self.hint.setText(words.format(name=name) if is_new else " ")


def ask_colleague(parent: QWidget, names: Sequence[str], count: int) -> str | None:
    """The name of the colleague, or nothing."""
    dialog = HandOverDialog(parent, names, count)
    return dialog.name.currentText().strip() if run_dialog(dialog) else None
