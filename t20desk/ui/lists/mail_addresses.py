"""The mail addresses of a selection: whom it reaches, whom not; copied or opened as a draft."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from t20desk.addresses.mail import Mails, collect_mails, write_draft
from t20desk.db.fields import Kind
from t20desk.i18n import _, ngettext, say_number
from t20desk.kind_ways import WAYS, ways_of
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_target, tell_error
from t20desk.ui.looks.copy_list import CopyList, TextLines
from t20desk.ui.looks.tab_order import tab_to_chosen
from t20desk.ui.page import Notice, make_button, make_label
from t20desk.ui.records.mail_draft import open_draft


class MailAddresses(QDialog):
    """Shows the addresses before they are copied."""

    def __init__(self, parent: QWidget, desk: Desk, kind: Kind, ids: Sequence[int]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind.name
        self._ids = ids
        self._way = ways_of(kind)[0]
        self.found = Mails()
        self.setWindowTitle(_("Mail addresses"))
        self.resize(620, 520)
        self.count = make_label(look="heading", name="mailCount")
        self.lines = TextLines("; ")
        self.lines.setAccessibleName(_("Mail addresses"))
        self.unwilling = CopyList("mailUnwilling", _("Left out, no contact wanted"))
        self.lacking = CopyList("mailLacking", _("Without a mail address"))
        self.notice = Notice("mailNotice")
        self.copy = make_button(_("Copy"), "main", "mailCopy")
        self.draft = make_button(_("Open draft"), "", "mailDraft")
        self.file = make_button(_("Save draft …"), "", "mailFile")
        for button in (self.draft, self.file):
            button.setToolTip(_("Nobody who gets the mail sees the addresses of the others."))
        self._lay_out(kind)
        self._read()

    def copy_text(self) -> None:
        """Put the addresses on the clipboard."""
        QApplication.clipboard().setText(self.found.text())
        count = len(self.found.addresses)
        text = ngettext("{number} address copied.", "{number} addresses copied.", count)
        self._desk.tell(text.format(number=say_number(count)))
        self.accept()

    def open_draft(self) -> None:
        """Open a draft in the mail program."""
        problem = open_draft(self._desk, self.found.addresses)
        if problem:
            self.notice.say(problem)
        else:
            self.accept()

    def save_draft(self) -> None:
        """Save a draft that mail programs open."""
        target = choose_target(self, _("Save draft"), _("Draft") + ".eml", _("Mail") + " (*.eml)")
        if target is not None:
            addresses = self.found.addresses
            self._desk.jobs.write(
                lambda: write_draft(addresses, target),
                lambda path: self._desk.tell(_("{file} was written.").format(file=path.name)),
                partial(tell_error, self),
            )

    def _lay_out(self, kind: Kind) -> None:
        column = QVBoxLayout(self)
        meant = f"{_(kind.plural)} · {say_number(len(self._ids))}"
        column.addWidget(make_label(meant, "quiet", name="mailMeant"))
        self._group = QButtonGroup(self)
        ways = ways_of(kind)
        for way, label in WAYS:
            if way in ways and len(ways) > 1:
                button = QRadioButton(_(label))
                button.setObjectName(f"way_{way}")
                button.setChecked(way == self._way)
                button.clicked.connect(partial(self._choose, way))
                self._group.addButton(button)
                column.addWidget(button)
        tab_to_chosen(self._group.buttons())
        column.addWidget(self.count)
        for widget, share in ((self.lines, 3), (self.unwilling, 1), (self.lacking, 1)):
            column.addWidget(widget, share)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.addStretch(1)
        close = make_button(_("Close"))
        for button_, act in (
            (close, self.reject),
            (self.file, self.save_draft),
            (self.draft, self.open_draft),
            (self.copy, self.copy_text),
        ):
            button_.clicked.connect(act)
            row.addWidget(button_)
        self.copy.setDefault(True)
        column.addLayout(row)

    def _choose(self, way: str, _on: bool = True) -> None:
        self._way = way
        self._read()

    def _read(self) -> None:
        kind, ids, way = self._kind, self._ids, self._way
        self._desk.jobs.read_whole(
            lambda: (way, collect_mails(self._desk.db, kind, ids, way)), self._take
        )

    def _take(self, answer: tuple[str, Mails]) -> None:
        way, found = answer
        if way != self._way:
            return
        self.found = found
        count = len(found.addresses)
        words = ngettext("{number} mail address", "{number} mail addresses", count)
        self.count.setText(words.format(number=say_number(count)))
        self.lines.show_texts(found.addresses)
        count = len(found.unwilling)
        words = ngettext(
            "{number} left out, no contact wanted", "{number} left out, no contact wanted", count
        )
        self.unwilling.show_texts(words.format(number=say_number(count)), found.unwilling)
        count = len(found.lacking)
        words = ngettext(
            "{number} without a mail address", "{number} without a mail address", count
        )
        self.lacking.show_texts(words.format(number=say_number(count)), found.lacking)
        for button in (self.copy, self.draft, self.file):
            button.setEnabled(bool(found.addresses))
