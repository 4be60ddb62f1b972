"""The first page without a database: four large choices and the recent files."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.locating import is_server, place_name
from t20desk.i18n import N_, _
from t20desk.settings import Settings
from t20desk.ui.looks.entries import ENTRY_HEIGHT
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.sign import Sign
from t20desk.ui.memory import Memory
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import Page, PushButton, make_label
from t20desk.ui.places import Place

CHOICES = (
    ("open_demonstration", "mdi6.presentation", N_("Look at the demonstration"),
     N_("An alliance with 42 members and its founding event, to try everything.")),
    ("new_file", "mdi6.file-plus-outline", N_("Start empty"),
     N_("A new database for your office.")),
    ("start_from_sheet", "mdi6.file-import-outline", N_("Start from a spreadsheet"),
     N_("Your member list becomes the database; you see everything before it is imported.")),
    ("open_file", "mdi6.folder-open-outline", N_("Open a database"),
     N_("A file that ends with .t20, on this computer or on a stick.")),
)  # fmt: skip
MISSING = Qt.ItemDataRole.UserRole + 1
SMALLEST = QSize(260, 98)
"""A choice takes at least so many pixels."""


class ChoiceButton(PushButton):
    """A large choice: as high as its words need, however narrow the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "choice")
        room = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        room.setHeightForWidth(True)
        self.setSizePolicy(room)

    # --- Qt's own names -----------------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:
        words = self.layout()
        return max(SMALLEST.height(), words.totalHeightForWidth(width) if words is not None else 0)

    def sizeHint(self) -> QSize:
        return SMALLEST

    def minimumSizeHint(self) -> QSize:
        return SMALLEST


class StartPage(Page):
    """Shown until a database is open."""

    wanted = Signal(str)
    recent_wanted = Signal(str)

    def __init__(self, settings: Settings, memory: Memory) -> None:
        super().__init__()
        self._settings = settings
        self._memory = memory
        self.person = QLineEdit(settings.person())
        self.recent = QListWidget()
        column = QVBoxLayout()
        column.setSpacing(18)
        column.addWidget(make_label(_("Welcome to t20desk"), "title"))
        column.addWidget(
            make_label(
                _("Members, people and events of the alliance, in one file of yours."), "quiet"
            )
        )
        column.addLayout(self._make_choices())
        column.addLayout(self._make_person())
        self._fill_recent(column)
        self._lay_out(column)

    def show_place(self, place: Place) -> None:
        """The file of yesterday is one key away; without one, so is the first choice."""
        for row in range(self.recent.count()):
            if not self.recent.item(row).data(MISSING):
                self.recent.setCurrentRow(row)
                self.recent.setFocus()
                return

    def title(self) -> str:
        return _("Welcome")

    def help_text(self) -> str:
        return _("Choose what to work with. You can try everything in the demonstration first.")

    def _lay_out(self, column: QVBoxLayout) -> None:
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(860)
        outer = QGridLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.addWidget(middle, 1, 1)
        outer.setRowStretch(0, 1)
        outer.setRowStretch(2, 3)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(1, 20)
        outer.setColumnStretch(2, 1)

    def _make_choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(14)
        for number, (name, picture, title, text) in enumerate(CHOICES):
            grid.addWidget(self._make_choice(name, picture, title, text), number // 2, number % 2)
        return grid

    def _make_choice(self, name: str, picture: str, title: str, text: str) -> QPushButton:
        button = ChoiceButton(name)
        button.setAccessibleName(_(title))
        button.setAccessibleDescription(_(text))
        button.clicked.connect(lambda: self.wanted.emit(name))
        grid = QGridLayout(button)
        grid.setContentsMargins(18, 12, 18, 12)
        grid.setHorizontalSpacing(16)
        grid.addWidget(Sign(32, picture), 0, 0, 4, 1)
        grid.addWidget(make_label(_(title), "heading"), 1, 1)
        grid.addWidget(make_label(_(text), "quiet", wrap=True), 2, 1)
        grid.setColumnStretch(1, 1)
        for edge in (0, 3):
            grid.setRowStretch(edge, 1)
        for label in button.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return button

    def _make_person(self) -> QFormLayout:
        form = QFormLayout()
        self.person.setMaxLength(120)
        self.person.setMaximumWidth(320)
        self.person.setObjectName("person")
        form.addRow(_("Your na&me, for the history"), self.person)
        self.person.editingFinished.connect(
            lambda: self._settings.change("person", self.person.text().strip())
        )
        return form

    def _fill_recent(self, column: QVBoxLayout) -> None:
        files = self._memory.recent_files()
        if not files:
            return
        heading = make_label(_("Re&cent files"), "heading")
        set_buddy(heading, self.recent)
        column.addWidget(heading)
        self.recent.setObjectName("recent")
        self.recent.setAccessibleName(_("Recent files"))
        self.recent.setMaximumHeight(150)
        for address in files:
            self.recent.addItem(_make_recent(address))
        self.recent.itemActivated.connect(self._open_recent)
        self.recent.itemClicked.connect(self._open_recent)
        column.addWidget(self.recent)

    def _open_recent(self, item: QListWidgetItem) -> None:
        if not item.data(MISSING):
            self.recent_wanted.emit(item.data(Qt.ItemDataRole.UserRole))


def _make_recent(address: str) -> QListWidgetItem:
    missing = not is_server(address) and not Path(address).exists()
    name = place_name(address)
    text = _("{name} (not found)").format(name=name) if missing else name
    item = QListWidgetItem(icon("mdi6.database-outline"), f"{text}   –   {address}")
    item.setData(Qt.ItemDataRole.UserRole, address)
    item.setData(MISSING, missing)
    item.setSizeHint(QSize(0, ENTRY_HEIGHT))
    if missing:
        item.setFlags(Qt.ItemFlag.ItemIsSelectable)
    return item
