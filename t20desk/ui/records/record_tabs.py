"""The tabs of a record: its sheet, what belongs to it, and its history."""

from typing import ClassVar, Protocol

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QWidget

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.looks.dropping import file_paths
from t20desk.ui.looks.fitting_tabs import FittingTabs
from t20desk.ui.records.attachments_tab import AttachmentsTab
from t20desk.ui.records.attended_table import AttendedTable
from t20desk.ui.records.mail_drops import mail_paths
from t20desk.ui.records.post_table import PostTable
from t20desk.ui.records.record_files import add_files_tab
from t20desk.ui.records.related import RelatedTabs, related_tabs
from t20desk.ui.records.related_tab import RelatedTab, Tables


class Belonging(Protocol):
    """What shows the records around one, and hears when they change."""

    def show_record(self, record_id: int, name: str, /) -> None: ...

    def refresh(self, kinds: frozenset[str]) -> None: ...


class RecordTabs(FittingTabs):
    """Tabs with counts; the sheet of the record comes first."""

    place_requested = Signal(object)
    tables: ClassVar[Tables] = {"affiliation": PostTable, "participation": AttendedTable}
    """The kinds whose tables have verbs of their own here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.related: list[RelatedTab] = []
        self.files: AttachmentsTab | None = None

    def build(self, kind: Kind, sheet: QWidget, history: QWidget) -> None:
        """Make the tabs of a kind."""
        self._add_own(related_tabs(self._desk.kinds, kind), sheet)
        self.files = add_files_tab(self._desk, kind, self)
        if self.files is not None:
            self.files.place_requested.connect(self.place_requested)
        self.addTab(history, _("History"))
        self.fit_row()

    def _add_own(self, described: tuple[RelatedTabs, ...], sheet: QWidget) -> None:
        """Add the sheet and what belongs to a record of this kind."""
        self.addTab(sheet, _("Overview"))
        self.related = [self._add(one) for one in described]

    def swap(self, shown: QWidget, wanted: QWidget) -> None:
        """Put another sheet in the place of one."""
        index = self.indexOf(shown)
        if index >= 0 and shown is not wanted:
            text = self.tabText(index)
            self.removeTab(index)
            self.insertTab(index, wanted, text)

    def name_shown(self) -> str:
        """The name of the tab shown, without its count."""
        return self.tabText(self.currentIndex()).rstrip(" 0123456789")

    def choose(self, name: str) -> None:
        """Show the tab of a name, else the first."""
        if name == "files" and self.files is not None:
            self.setCurrentWidget(self.files)
            return
        for index in range(self.count()):
            if name and self.tabText(index).startswith(name):
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(0)

    def show_taken(self, mime: QMimeData) -> None:
        """Show where what is dropped goes: mails become notes, anything else is a file."""
        shown: QWidget | None = self.files
        paths = file_paths(mime)
        if paths and len(paths) == len(mail_paths(mime)):
            shown = next((tab for tab in self.related if tab.holds("contact_note")), shown)
        if shown is not None:
            self.setCurrentWidget(shown)

    def allow(self, allowed: bool, sheet: QWidget) -> None:
        """A record that is not saved has nothing but its form."""
        for index in range(self.count()):
            if self.widget(index) is not sheet:
                self.setTabEnabled(index, allowed)
        self.fit_row()

    def focus_shown(self) -> None:
        """Put the cursor where the tab shown is read."""
        shown = self.currentWidget()
        if isinstance(shown, RelatedTab):
            shown.tables[0].table.setFocus()
        else:
            super().focus_shown()

    def show_record(self, record_id: int, name: str) -> None:
        """Show what belongs to a record."""
        for tab in self._belonging():
            tab.show_record(record_id, name)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again what these kinds touch."""
        for tab in self._belonging():
            tab.refresh(kinds)

    def _belonging(self) -> list[Belonging]:
        return [*self.related, *([self.files] if self.files is not None else [])]

    def _add(self, described: RelatedTabs, digits: int = 2) -> RelatedTab:
        tab = RelatedTab(self._desk, described, self.tables)
        tab.counted.connect(self.add_counted(tab, _(described.label), digits))
        tab.place_requested.connect(self.place_requested)
        return tab
