"""The list of the files of a record: a line each, its sign, and where the file is kept."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from t20desk.attachments import Attached
from t20desk.attachments.file_names import can_run
from t20desk.db.contents import size_text
from t20desk.db.keys import match_key
from t20desk.db.types import Date
from t20desk.i18n import _
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.tips import set_column_tip

NAME, SIZE, DATE, WHERE = range(4)
ROLE = Qt.ItemDataRole.UserRole
ICONS = {
    "image": "mdi6.file-image-outline",
    "text": "mdi6.file-document-outline",
    "audio": "mdi6.file-music-outline",
    "video": "mdi6.file-video-outline",
}
ENDINGS = {
    "pdf": "mdi6.file-pdf-box",
    "docx": "mdi6.file-word-outline",
    "xlsx": "mdi6.file-excel-outline",
    "pptx": "mdi6.file-powerpoint-outline",
    "eml": "mdi6.email-outline",
    "msg": "mdi6.email-outline",
}


class FileList(QTreeWidget):
    """Shows files by name; a name is typed over in place."""

    renamed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("files")
        self.setAccessibleName(_("Files"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHeaderLabels([_("File name"), _("Size"), _("Added on"), _("Kept")])
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (SIZE, DATE, WHERE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_edit)

    def show_files(self, found: Sequence[tuple[Attached, str]]) -> None:
        """List files, each with what is wrong with it; what was chosen stays so."""
        chosen = {one.id for one in self.chosen()}
        current = self.currentItem()
        current_id = current.data(NAME, ROLE).id if current is not None else None
        self.blockSignals(True)
        self.clear()
        for one, trouble in found:
            item = _make_item(one, trouble)
            self.addTopLevelItem(item)
            if one.id == current_id:
                self.setCurrentItem(item)
            item.setSelected(one.id in chosen)
        self.blockSignals(False)

    def sift(self, text: str) -> None:
        """Show only files with a text in their name."""
        wanted = match_key(text)
        for item in self._items():
            item.setHidden(wanted not in match_key(item.text(NAME)))

    def chosen(self) -> list[Attached]:
        """The files that are selected."""
        return [item.data(NAME, ROLE) for item in self._items() if item.isSelected()]

    def edit_name(self) -> None:
        """Let the name of the file with the cursor be typed over."""
        item = self.currentItem()
        if item is not None:
            self.editItem(item, NAME)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _on_edit(self, item: QTreeWidgetItem, column: int) -> None:
        one: Attached = item.data(NAME, ROLE)
        if column == NAME and item.text(NAME) != one.name:
            # Whoever hears of it lists the files anew; Qt still works on this line until then.
            QTimer.singleShot(0, self, partial(self.renamed.emit, one, item.text(NAME)))


def _make_item(one: Attached, trouble: str) -> QTreeWidgetItem:
    """A line of the list."""
    kept = _("in the database")
    if one.path:
        kept = _("missing or changed") if trouble else _("outside, checked")
    item = QTreeWidgetItem([one.name, size_text(one.size), Date().format(one.added_on), kept])
    item.setData(NAME, ROLE, one)
    item.setIcon(NAME, icon("mdi6.alert-outline" if trouble else _icon_of(one)))
    set_column_tip(item, NAME, trouble or one.path or one.name)
    item.setTextAlignment(SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item


def _icon_of(one: Attached) -> Any:
    """The sign of a file by its ending, a warning for what could run."""
    if can_run(one.name):
        return "mdi6.file-alert-outline"
    ending = one.name.rpartition(".")[2].casefold()
    return ENDINGS.get(ending) or ICONS.get(one.media_type.split("/")[0], "mdi6.file-outline")
