"""The bar at the top of the window: back and forth, what can be new, undo, and the search."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from t20desk.i18n import _
from t20desk.ui.actions import ACTIONS
from t20desk.ui.desk import Desk
from t20desk.ui.places import Place
from t20desk.ui.shell.menus import Commands
from t20desk.ui.shell.navigation import NewButton
from t20desk.ui.shell.search_box import Answer, SearchBox
from t20desk.ui.shell.searches import (
    explain_commands,
    find_commands,
    find_reports,
    search_everything,
)
from t20desk.ui.shell.trail import RecentRecords, name_records


class TopBar(QWidget):
    """Stays the same whatever page is shown; hidden while no database is open."""

    def __init__(
        self,
        desk: Desk,
        commands: Commands,
        recent: RecentRecords,
        go_to: Callable[[Place], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._commands = commands
        self._recent = recent
        self.new_button = NewButton(desk.kinds if desk.is_open else {}, go_to)
        self.search = SearchBox(self.answer, parent)
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(520)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        if not desk.is_open:
            self.hide()

    def answer(self, text: str, show: Callable[[list[Answer]], None]) -> None:
        """Find what is searched: commands behind `>`, the latest records where nothing is typed."""
        if text.startswith(">"):
            asked = text[1:]
            found = find_commands(self._commands.possible(), asked)
            told = () if found else explain_commands(self._commands.state, asked)
            show([*found, *find_reports(asked), *told])
        elif not text:
            pairs = self._recent.list_pairs()
            self._desk.read(lambda: name_records(self._desk.db, pairs), show)
        else:
            self._desk.read(lambda: search_everything(self._desk.db, text), show)

    def _lay_out(self) -> None:
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(4)
        for name in ("go_back", "go_forward"):
            row.addWidget(self._make_button(name, Qt.ToolButtonStyle.ToolButtonIconOnly))
        row.addWidget(self.new_button)
        for name in ("undo_change", "redo_change"):
            row.addWidget(self._make_button(name, Qt.ToolButtonStyle.ToolButtonTextBesideIcon))
        row.addStretch(1)
        row.addWidget(self.search, 4)

    def _make_button(self, name: str, style: Qt.ToolButtonStyle) -> QToolButton:
        button = QToolButton()
        self._commands.draw_icons(name)
        button.setDefaultAction(self._commands.of(name))
        button.setToolButtonStyle(style)
        button.setAccessibleName(_(ACTIONS[name].text))
        button.setIconSize(QSize(18, 18))
        return button
