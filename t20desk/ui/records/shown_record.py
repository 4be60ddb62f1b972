"""The record of a page: read away from the window, and shown in each part of the page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.overview import Overview, read_overview
from t20desk.ui.desk import Desk
from t20desk.ui.history.history_table import HistoryTable
from t20desk.ui.records.record_head import NoticeLine, StepBar
from t20desk.ui.records.record_heading import RecordHeading
from t20desk.ui.records.record_sheet import RecordSheet
from t20desk.ui.records.record_tabs import RecordTabs
from t20desk.ui.records.record_words import read_record


class ShownRecord(QObject):
    """Holds what shows a record and fills it; an answer about another record comes too late."""

    filled = Signal(object, object)
    """The form has the cells of a record: its id, the cells."""
    shown = Signal()
    """All parts show the record, or the form of a new one."""
    glanced = Signal()
    """What is around the record is shown too: who is in charge, what is amiss."""
    said = Signal(str)

    def __init__(self, desk: Desk, kind: Kind, tabs: RecordTabs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self.heading = RecordHeading(desk)
        self.steps = StepBar(desk)
        self.notices = NoticeLine()
        self.tabs = tabs
        self.history = HistoryTable(desk)
        self.overview = Overview()
        self.cells: dict[str, Any] = {}
        self._sheet: RecordSheet | None = None
        self._record_id: int | None = None
        self._filled: int | None = None
        """The record whose cells the form has."""
        self._is_gone = False

    def turn_to(self, sheet: RecordSheet, record_id: int | None) -> None:
        """Show another record from now on, on this sheet."""
        self._sheet = sheet
        self._record_id = record_id

    def forget(self) -> None:
        """The record was deleted here; nothing is said of it any more."""
        self._record_id = None

    def read(self) -> None:
        """Read the record, anew where it is shown already; what is typed stays."""
        record_id, db, kind = self._record_id, self._desk.db, self._kind
        if record_id is None or self._sheet is None:
            return
        self._desk.read(
            lambda: read_record(db, kind, record_id), lambda found: self._take(record_id, *found)
        )

    def refresh(self, kinds: frozenset[str]) -> None:
        """Records of these kinds changed; those around the record are read again."""
        self.tabs.refresh(kinds)
        self.heading.portrait.refresh(kinds)
        if self._sheet is not None:
            self._sheet.refresh(kinds)
        self.history.refresh()

    def show_new(self, values: Mapping[str, Any]) -> None:
        """Show the form of a new record, with the values it begins with."""
        sheet = self._sheet
        assert sheet is not None
        sheet.form.setEnabled(True)
        self._show_parts(True)
        sheet.form.show_cells({})
        self._filled = None
        sheet.form.preset(values)
        self.heading.show_new(self._kind)
        self.notices.hide()
        sheet.hide_surroundings()
        self.tabs.setCurrentWidget(sheet)
        self.tabs.allow(False, sheet)
        self.steps.show_record(self._kind.name, None)
        sheet.form.focus_first()
        self.shown.emit()

    def _take(self, record_id: int, cells: dict[str, Any] | None, name: str) -> None:
        sheet = self._sheet
        if record_id != self._record_id or sheet is None:
            return
        if cells is None:
            self._is_gone = True
            self.said.emit(_("This record is gone; Undo or Redo brings it back."))
            # What is typed can be copied from it still.
            sheet.form.setEnabled(sheet.form.is_dirty)
            self.notices.hide()
            self._show_parts(record_id == self._filled)
            return
        if self._is_gone or not sheet.form.isEnabled():
            self._is_gone = False
            self.said.emit("")
            sheet.form.setEnabled(True)
            self._show_parts(True)
        self.cells = cells
        self.heading.show_record(self._kind, record_id, name, cells)
        self._fill(sheet, record_id, cells)
        sheet.show_record(record_id, name)
        self.tabs.show_record(record_id, name)
        self.tabs.allow(True, sheet)
        self.history.show_record(self._kind.name, record_id)
        self.steps.show_record(self._kind.name, record_id)
        self.shown.emit()

    def _fill(self, sheet: RecordSheet, record_id: int, cells: dict[str, Any]) -> None:
        form = sheet.form
        fill = form.renew_cells if record_id == self._filled else form.show_cells
        fill(cells)
        self._filled = record_id
        self._read_glance(record_id)
        self.filled.emit(record_id, cells)

    def _show_parts(self, shown: bool) -> None:
        """Of a record that was gone before it was read there is nothing to show."""
        for part in (self.heading.portrait.field, self.heading.names, self.tabs):
            if part is not None:
                part.setVisible(shown)

    def _read_glance(self, record_id: int) -> None:
        today, kind, db = date.today().isoformat(), self._kind.name, self._desk.db
        self._desk.read(
            lambda: read_overview(db, kind, record_id, today),
            lambda found: self._take_glance(record_id, found),
        )

    def _take_glance(self, record_id: int, found: Overview) -> None:
        sheet = self._sheet
        if record_id != self._record_id or sheet is None or self._is_gone:
            return
        self.overview = found
        row = sheet.form.rows.get("follow_up")
        self.heading.show_charge(self._kind, found, self.cells, row.base.text if row else "")
        self.notices.show_notices(found.notices)
        sheet.show_glance(found)
        self.glanced.emit()
