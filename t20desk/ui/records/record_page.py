"""One record: a readable overview edited in place, what belongs to it, and its history."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from t20desk.db.fields import Kind
from t20desk.db.types import Stored
from t20desk.i18n import _
from t20desk.overview import Overview, read_overview
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_to_save
from t20desk.ui.forms.field_form import FieldForm
from t20desk.ui.forms.guest_questions import QuestionFilter
from t20desk.ui.forms.oddity_watch import FormWatch
from t20desk.ui.history.history_table import HistoryTable
from t20desk.ui.looks.key_words import with_key
from t20desk.ui.page import Notice, make_button
from t20desk.ui.places import Place, record_place
from t20desk.ui.records.attachments_tab import AttachmentsTab
from t20desk.ui.records.drafts import EVERY, DraftBar, Typed
from t20desk.ui.records.first_values import FirstValues
from t20desk.ui.records.likeness_bar import LikenessBar
from t20desk.ui.records.record_deeds import RecordDeeds
from t20desk.ui.records.record_files import take_drops
from t20desk.ui.records.record_head import NoticeLine, StepBar
from t20desk.ui.records.record_heading import RecordHeading
from t20desk.ui.records.record_sheet import RecordSheet
from t20desk.ui.records.record_tabs import RecordTabs
from t20desk.ui.records.record_verbs import RecordVerbs
from t20desk.ui.records.record_words import read_record
from t20desk.ui.records.related_table import RelatedTable


class RecordPage(RecordDeeds):
    """Shows and edits a record of any kind."""

    def __init__(self, desk: Desk, place: Place, draft_every: int = EVERY) -> None:
        super().__init__()
        self._desk = desk
        self.drafts = DraftBar(desk.address, self._read_typed, draft_every)
        self.kind: Kind = desk.kinds[place.kind]
        self.record_id: int | None = None
        self.form: FieldForm | None = None
        self.heading = RecordHeading(desk)
        self.notice = Notice("recordNotice")
        self.save = make_button(with_key(_("Save"), "save_record"), "main", "recordSave")
        self.discard = make_button(_("Discard"), "", "recordDiscard")
        self.steps = StepBar(desk)
        self.notices = NoticeLine()
        self.verbs = RecordVerbs(self, desk)
        self.overview = Overview()
        self.cells: dict[str, Any] = {}
        self._first_values = FirstValues(desk)
        self.likeness = LikenessBar(desk, self._read_values)
        self.oddities = FormWatch(desk)
        self.questions = QuestionFilter(desk)
        self.tabs = RecordTabs(desk)
        self.sheet: RecordSheet | None = None
        self._sheets: dict[bool, RecordSheet] = {}
        self.history = HistoryTable(desk)
        self.files: AttachmentsTab | None = None
        take_drops(self)
        self._place = place
        self._filled: int | None = None
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        kind = self._desk.kinds[place.kind]
        self._use_sheet(place.record_id is None)
        self._place = place
        self.record_id = place.record_id
        self.notice.say("")
        self._form().fold()
        self._first_values.stop()
        self.drafts.watch(kind.name, self.record_id)
        self.likeness.watch(kind.name if self.record_id is None else "")
        if self.record_id is None:
            self._show_new(place)
        else:
            self._read()
        self._sheet().verticalScrollBar().setValue(0)
        if self.record_id is not None:
            self.tabs.choose(place.tab)
            self.tabs.focus_shown()

    def place_shown(self) -> Place:
        if self.record_id is None:
            return self._place
        here = record_place(self.kind.name, self.record_id)
        return replace(here, tab=self.tabs.name_shown())

    def words_of_state(self) -> set[str]:
        words = set()
        if self.record_id is not None:
            words |= {"record", "chosen", "printable"} | self.contact_words()
            words |= self.related_words()
            if self.kind.name == "event":
                words.add("event")
            words.add(f"{self.kind.name}_record")
            words |= self.file_words()
        if self.is_dirty() or self.record_id is None:
            words.add("unsaved")
        return words

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.record_id is None or self.form is None or not self.isVisible():
            return
        self.tabs.refresh(kinds)
        self.heading.portrait.refresh(kinds)
        self._sheet().refresh(kinds)
        self.history.refresh()
        if not self.form.is_dirty:
            self._read()

    def can_leave(self) -> bool:
        self.tabs.setFocus()
        if not self.is_dirty() or self.save_record():
            return True
        question = _("“{name}” has values that cannot be saved yet.").format(name=self.title())
        if ask_to_save(self, question) == "discard":
            self.discard_edits()
            return True
        return False

    def title(self) -> str:
        return self.heading.text()

    def help_text(self) -> str:
        return _(
            "Click into a value to change it. Ctrl+S saves all changes as one; leaving the page "
            "saves too. Escape takes back what you typed in a field. The tabs hold what belongs to "
            "the record; a row there is changed in the table, a right click offers more. "
            "Ctrl+PgUp and Ctrl+PgDown step through the list. The last tab shows who changed what."
        )

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = self.head = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(6)
        self.top = self.steps.row
        top = QHBoxLayout()
        top.addWidget(self.steps, 1)
        self.top.addStretch(1)
        for button in self.verbs.buttons:
            top.addWidget(button)
        top.addWidget(self.discard)
        top.addWidget(self.save)
        column.addLayout(top)
        column.addLayout(self.heading.lay_out())
        for part in (self.notices, self.notice, self.likeness, self.drafts):
            column.addWidget(part)
        column.addWidget(self.tabs, 1)
        column.addStretch()
        for widget in (self.notice, self.save, self.discard):
            widget.hide()

    def _connect(self) -> None:
        self.steps.crumb.clicked.connect(self.go_up)
        self.steps.previous.clicked.connect(self.previous_record)
        self.steps.next.clicked.connect(self.next_record)
        self.save.clicked.connect(self.save_record)
        self.discard.clicked.connect(self.discard_edits)
        self.drafts.wanted.connect(self._take_draft)
        self.tabs.place_requested.connect(self.place_requested)
        self.likeness.place_requested.connect(self.place_requested)
        for line in (self.heading.keys, self.notices):
            line.place_requested.connect(self.place_requested)
            line.verb_wanted.connect(self.verbs.run)

    def _watch_files(self) -> None:
        """The verbs for files work on those chosen in the tab that is shown."""
        if self.files is not None:
            self.files.list.itemSelectionChanged.connect(self.state_changed)
            self.tabs.currentChanged.connect(self.state_changed)

    def _use_sheet(self, is_new: bool) -> None:
        """Show the sheet that reads like a page, or the form of a new record."""
        sheet = self._sheets.get(is_new)
        if sheet is None:
            sheet = self._sheets[is_new] = RecordSheet(self._desk, self.kind, is_new)
            sheet.form.edited.connect(self._on_edit)
            sheet.form.cards.verb_wanted.connect(self.verbs.run)
            sheet.place_requested.connect(self.place_requested)
        if self.sheet is None:
            self.tabs.build(self.kind, sheet, self.history)
            self.watch_hands(self.findChildren(RelatedTable))
            self.files = self.tabs.files
            self._watch_files()
            self.heading.portrait.show_kind(self.kind)
            self.steps.crumb.setText("‹ " + _(self.kind.plural))
        else:
            self.tabs.swap(self.sheet, sheet)
        self.sheet, self.form = sheet, sheet.form
        sheet.use_width(self.width())

    def _form(self) -> FieldForm:
        assert self.form is not None
        return self.form

    def _sheet(self) -> RecordSheet:
        assert self.sheet is not None
        return self.sheet

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        record_id, db, kind = self.record_id, self._desk.db, self.kind
        assert record_id is not None
        self._form().expect_cells()
        self._desk.read(
            lambda: read_record(db, kind, record_id), lambda found: self._take(record_id, *found)
        )

    def _take(self, record_id: int, cells: dict[str, Any] | None, name: str) -> None:
        if record_id != self.record_id or self.form is None:
            return
        if cells is None:
            self.notice.say(_("This record is gone; Undo or Redo brings it back."))
            self.form.setEnabled(False)
            self._show_parts(record_id == self._filled)
            return
        if not self.form.isEnabled():
            self.notice.say("")
            self.form.setEnabled(True)
            self._show_parts(True)
        self.cells = cells
        self.heading.show_record(self.kind, record_id, name, cells)
        self._take_cells(record_id, cells)
        self._sheet().show_record(record_id, name)
        self.tabs.show_record(record_id, name)
        self.tabs.allow(True, self._sheet())
        self.history.show_record(self.kind.name, record_id)
        self.steps.show_record(self.kind.name, record_id)
        self.drafts.offer()
        self._on_edit()

    def _show_parts(self, shown: bool) -> None:
        """Of a record that was gone before it was read there is nothing to show."""
        for part in (self.heading.portrait.field, self.heading.names, self.tabs):
            if part is not None:
                part.setVisible(shown)

    def _take_cells(self, record_id: int, cells: dict[str, Any]) -> None:
        form = self._form()
        fill = form.renew_cells if record_id == self._filled else form.show_cells
        fill(cells)
        self._filled = record_id
        self._read_glance(record_id)

    def _read_glance(self, record_id: int) -> None:
        today, kind, db = date.today().isoformat(), self.kind.name, self._desk.db
        self._desk.read(
            lambda: read_overview(db, kind, record_id, today),
            lambda found: self._take_glance(record_id, found),
        )

    def _take_glance(self, record_id: int, found: Overview) -> None:
        if record_id != self.record_id or self.form is None:
            return
        self.overview = found
        row = self.form.rows.get("follow_up")
        self.heading.show_charge(self.kind, found, self.cells, row.base.text if row else "")
        self.notices.show_notices(found.notices)
        self._sheet().show_glance(found)

    def _show_new(self, place: Place) -> None:
        assert self.form is not None
        values = dict(place.values)
        self.form.setEnabled(True)
        self._show_parts(True)
        self.form.show_cells({})
        self._filled = None
        self.form.preset(values)
        self.heading.show_new(self.kind)
        self.notices.hide()
        self._sheet().hide_surroundings()
        self.tabs.setCurrentWidget(self._sheet())
        self.tabs.allow(False, self._sheet())
        self.steps.show_record(self.kind.name, None)
        self.form.focus_first()
        self.drafts.offer()
        self._first_values.propose(self._form(), self.kind.name)
        self._on_edit()

    def _read_typed(self) -> Typed:
        return self.form.typed_values() if self.form is not None else {}

    def _read_values(self) -> dict[str, Stored]:
        return self.form.filled_values() if self.form is not None else {}

    def _take_draft(self, typed: Typed) -> None:
        if self.form is not None:
            now = self.kind.name_now
            self.form.take_draft({now(name): cell for name, cell in typed.items()})
            self.tabs.setCurrentWidget(self._sheet())

    # --- slots --------------------------------------------------------------------------------

    def _on_edit(self) -> None:
        self._forget_refusal()
        self.likeness.note_edit()
        if self.form is not None:
            self.oddities.note_edit(self.form, self.record_id)
            self.questions.show(self.form)
        dirty = self.is_dirty() or self.record_id is None
        self.save.setVisible(dirty)
        self.discard.setVisible(dirty)
        self.verbs.show(self.kind.name if self.record_id is not None and not dirty else "")
        self.state_changed.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sheet is not None:
            self.sheet.use_width(self.width())
