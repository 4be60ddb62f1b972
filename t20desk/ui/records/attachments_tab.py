"""The files of a record: dropped, pasted or chosen; opened, saved, renamed, deleted."""

from functools import partial

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from t20desk.attachments import Attached, Incoming, list_attached, look_outside, plan_attach
from t20desk.attachments.file_names import rename_safely
from t20desk.db.change import Applied, Change
from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_files, show_problem, tell_error
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.looks.dropping import copied_data, take_mime
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.sign import Sign
from t20desk.ui.page import Notice, make_button, make_label
from t20desk.ui.previews.refusals import describe_refusal
from t20desk.ui.records.file_list import FileList
from t20desk.ui.records.mail_drops import can_note, mail_paths, note_mails
from t20desk.ui.records.opening import open_attached, save_files


class AttachmentsTab(QWidget):
    """Lists the files of one record."""

    counted = Signal(object)
    place_requested = Signal(object)

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._owner: int | None = None
        self.list = FileList()
        self.search = QLineEdit()
        leave_undo(self.search, applied=desk.applied)
        self.notice = Notice("filesNotice")
        self.body = QStackedWidget()
        self._buttons: list[QPushButton] = []
        self._shown: list[tuple[Attached, str]] | None = None
        self._lay_out()
        self._connect()
        self._show_buttons()

    # --- what the record page asks ------------------------------------------------------------

    def show_record(self, record_id: int, _name: str) -> None:
        """Show the files of a record."""
        if record_id != self._owner:
            self._shown = None
            self.list.clear()
            self.search.clear()
            self.notice.say("")
        self._owner = record_id
        self._read()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if files changed."""
        if self._owner is not None and (not kinds or "attachment" in kinds):
            self._read()

    # --- verbs --------------------------------------------------------------------------------

    def add_files(self) -> None:
        """Ask for files and attach them."""
        paths = choose_files(self, _("Add files"))
        self.attach([Incoming(path.name, path) for path in paths])

    def paste_files(self) -> None:
        """Attach what lies on the clipboard: files, or a picture."""
        self.take_mime(copied_data())

    def take_mime(self, mime: QMimeData) -> None:
        """Attach what was dropped or pasted; mails become notes where a record has any."""
        mails = mail_paths(mime) if can_note(self._kind) else []
        if mails and self._owner is not None:
            note_mails(
                self, self._desk, mails, (self._kind, self._owner), self.place_requested.emit
            )
        try:
            files = take_mime(mime, mails)
        except UserError as error:
            show_problem(self, error.message)
            return
        if files:
            self.attach(files)
        elif not mails:
            self.notice.say(_("There is neither a file nor a picture on the clipboard."))

    def attach(self, files: list[Incoming]) -> None:
        """Attach files to the record shown, in turn with other writing."""
        owner = self._owner
        if owner is None or not files:
            return
        self.notice.say("")
        label = ngettext("Adding {number} file", "Adding {number} files", len(files))
        self._desk.jobs.write(
            lambda: plan_attach(self._desk.db, self._kind, owner, files),
            self._apply,
            partial(tell_error, self),
            label.format(number=len(files)),
        )

    def open_file(self) -> None:
        """Open the file the cursor is on."""
        chosen = self.list.chosen()
        if chosen:
            open_attached(self, self._desk, chosen[0])

    def save_files(self) -> None:
        """Save the chosen files elsewhere."""
        chosen = self.list.chosen()
        if chosen:
            save_files(self, self._desk, chosen)

    def rename_file(self) -> None:
        """Type another name in place."""
        self.list.edit_name()

    def delete_files(self) -> None:
        """Take the chosen files away; undo brings them back."""
        from t20desk.ui.tables.bulk_edits import delete_records

        ids = [one.id for one in self.list.chosen()]
        delete_records(self, self._desk, self._desk.kinds["attachment"], ids)

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        verbs, row = FlowLayout(6, in_line=True), QHBoxLayout()
        for text, name, act in (
            (_("Add files …"), "addFiles", self.add_files),
            (_("Paste"), "pasteFiles", self.paste_files),
            (_("Open …"), "openFile", self.open_file),
            (_("Save as …"), "saveFiles", self.save_files),
            (_("Rename"), "renameFile", self.rename_file),
            (_("Delete …"), "deleteFiles", self.delete_files),
        ):
            button = make_button(text, "main" if act == self.add_files else "", name)
            button.clicked.connect(lambda _on=False, act=act: act())
            verbs.addWidget(button)
            if act not in (self.add_files, self.paste_files):
                self._buttons.append(button)
        self.search.setPlaceholderText(_("Search by name"))
        self.search.setAccessibleName(_("Search by name"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(200)
        # Long words take a second line before one of them is cut.
        row.addLayout(verbs, 1)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.notice)
        self.body.addWidget(self.list)
        self.body.addWidget(self._make_empty())
        column.addWidget(self.body, 1)

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(2)
        picture = Sign(40, "mdi6.paperclip", QPalette.ColorRole.PlaceholderText)
        heading = make_label(_("No files yet"), "heading")
        text = make_label(
            _("Drop files, pictures or mails here, or paste them with Ctrl+V."), "quiet"
        )
        for label in (picture, heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        self.list.itemSelectionChanged.connect(self._show_buttons)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.open_file())
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.renamed.connect(self._rename)
        self.search.textChanged.connect(self.list.sift)
        for keys, act in (
            (QKeySequence(Qt.Key.Key_Return), self.open_file),
            (QKeySequence(Qt.Key.Key_Delete), self.delete_files),
        ):
            shortcut = QShortcut(keys, self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        # Where there are no files yet, the cursor is on a button; a line of text pastes for itself.
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste_files)
        self.setFocusProxy(self.list)

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        owner = self._owner
        if owner is not None:
            self._desk.read(
                lambda: read_files(self._desk.db, self._kind, owner),
                lambda found: self._fill(owner, found),
            )

    def _fill(self, owner: int, found: list[tuple[Attached, str]]) -> None:
        if owner != self._owner or found == self._shown:
            return
        self._shown = found
        self.list.show_files(found)
        self.body.setCurrentIndex(0 if found else 1)
        self.search.setVisible(bool(found))
        self.notice.say(" ".join(trouble for _one, trouble in found if trouble))
        self.list.sift(self.search.text())
        self._show_buttons()
        self.counted.emit(len(found))

    # --- slots --------------------------------------------------------------------------------

    def _apply(self, change: Change) -> None:
        self._desk.apply_large(change, _("Adding files"), self._on_applied, self._on_failure)

    def _on_applied(self, applied: Applied) -> None:
        if applied.is_refused:
            sentences = describe_refusal(self._desk.kinds, applied)
            self.notice.say(" ".join(sentences[:3]))

    def _on_failure(self, error: Exception) -> None:
        tell_error(self, error)

    def _rename(self, one: Attached, typed: str) -> None:
        name = rename_safely(one.name, typed) if typed.strip() else one.name
        try:
            change = plan_edit(self._desk.db, "attachment", {one.id: {"name": name}})
            self._on_applied(self._desk.apply(change))
        except UserError as error:
            self.notice.say(error.message)
        self._shown = None
        self._read()

    def _show_buttons(self) -> None:
        for button in self._buttons:
            button.setEnabled(bool(self.list.selectedItems()))

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.list.chosen():
            menu.addAction(_("Open …"), self.open_file)
            menu.addAction(_("Save as …"), self.save_files)
            menu.addAction(_("Rename"), self.rename_file)
            menu.addAction(_("Delete …"), self.delete_files)
            menu.addSeparator()
        menu.addAction(_("Add files …"), self.add_files)
        menu.addAction(_("Paste"), self.paste_files)
        menu.popup(self.list.viewport().mapToGlobal(point))


def read_files(db: Database, kind: str, owner: int) -> list[tuple[Attached, str]]:
    """The files of a record, and what is wrong with those kept outside."""
    return [(one, look_outside(one)) for one in list_attached(db, kind, owner)]
