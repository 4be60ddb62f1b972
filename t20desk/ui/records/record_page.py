"""One record: a readable overview edited in place, what belongs to it, and its history."""

from dataclasses import replace

from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_to_save
from t20desk.ui.forms.field_form import FieldForm
from t20desk.ui.looks.dropping import brings_files, copied_data
from t20desk.ui.looks.key_words import with_key
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import Notice, make_button
from t20desk.ui.places import Place, record_place
from t20desk.ui.records.drafts import EVERY
from t20desk.ui.records.file_verbs import FileVerbs
from t20desk.ui.records.form_watchers import FormWatchers
from t20desk.ui.records.record_deeds import RecordDeeds
from t20desk.ui.records.record_files import take_drops, take_files
from t20desk.ui.records.record_sheet import RecordSheet
from t20desk.ui.records.record_tabs import RecordTabs
from t20desk.ui.records.record_verbs import RecordVerbs
from t20desk.ui.records.related_table import RelatedTable
from t20desk.ui.records.related_verbs import RelatedVerbs
from t20desk.ui.records.shown_record import ShownRecord


class RecordPage(RecordDeeds):
    """Shows and edits a record of any kind."""

    def __init__(self, desk: Desk, place: Place, draft_every: int = EVERY) -> None:
        super().__init__()
        self._desk = desk
        self.kind: Kind = desk.kinds[place.kind]
        self.record_id: int | None = None
        self.form: FieldForm | None = None
        self.sheet: RecordSheet | None = None
        self._sheets: dict[bool, RecordSheet] = {}
        self.shown = ShownRecord(desk, self.kind, self._make_tabs(), self)
        self.heading, self.steps = self.shown.heading, self.shown.steps
        self.tabs, self.notices = self.shown.tabs, self.shown.notices
        self.history = self.shown.history
        self.watchers = FormWatchers(desk, draft_every, self)
        self.drafts, self.likeness = self.watchers.drafts, self.watchers.likeness
        self.notice = Notice("recordNotice")
        self.save = make_button(with_key(_("Save"), "save_record"), "main", "recordSave")
        self.discard = make_button(_("Discard"), "", "recordDiscard")
        self.verbs = RecordVerbs(self, desk)
        self.file_verbs, self.related_verbs = FileVerbs(self.tabs), RelatedVerbs(self)
        take_drops(self)
        self._place = place
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def doers(self) -> tuple[object, ...]:
        return (self.related_verbs, self.file_verbs)

    def show_place(self, place: Place) -> None:
        self._use_sheet(place.record_id is None)
        self._place = place
        self.record_id = place.record_id
        self.notice.say("")
        self._form().fold()
        self.watchers.watch(self._form(), self.record_id)
        self.shown.turn_to(self._sheet(), self.record_id)
        if self.record_id is None:
            self.shown.show_new(dict(place.values))
        else:
            self.shown.read()
        self._sheet().verticalScrollBar().setValue(0)
        if self.record_id is not None:
            self.tabs.allow(True, self._sheet())
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
            words |= self.related_verbs.words()
            words.add(f"{self.kind.name}_record")
            words |= self.file_verbs.words()
        if self.is_dirty() or self.record_id is None:
            words.add("unsaved")
        return words

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.record_id is None or self.form is None or not self.isVisible():
            return
        self.shown.refresh(kinds)
        self.shown.read()

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
            "Click into a value to change it, or press F2. Ctrl+S saves all changes as one; "
            "leaving the page saves too. Escape takes back what you typed in a field. The tabs "
            "hold what belongs to the record; a row there is changed in the table, a right click "
            "offers more. Ctrl+PgUp and Ctrl+PgDown step through the list. The last tab shows who "
            "changed what."
        )

    # --- building -----------------------------------------------------------------------------

    def _make_tabs(self) -> RecordTabs:
        return RecordTabs(self._desk)

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
        self.related_verbs.changed.connect(self.state_changed)
        self.discard.clicked.connect(self.discard_edits)
        self.shown.said.connect(self.notice.say)
        self.shown.shown.connect(self._on_shown)
        # What is amiss stands above the tabs, though its buttons are made after them.
        self.shown.glanced.connect(self._on_glance)
        self.watchers.draft_taken.connect(lambda: self.tabs.setCurrentWidget(self._sheet()))
        self.tabs.place_requested.connect(self.place_requested)
        self.likeness.place_requested.connect(self.place_requested)
        for line in (self.heading.charge, self.notices):
            line.place_requested.connect(self.place_requested)
            line.verb_wanted.connect(self.verbs.run)

    def _watch_files(self) -> None:
        """The verbs for files work on those chosen in the tab that is shown."""
        if self.tabs.files is not None:
            self.tabs.files.list.itemSelectionChanged.connect(self.state_changed)
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
            self.related_verbs.watch(self.findChildren(RelatedTable))
            self._watch_files()
            self.heading.show_kind(self.kind)
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

    # --- slots --------------------------------------------------------------------------------

    def _on_shown(self) -> None:
        self.watchers.begin()
        self._on_edit()

    def _on_glance(self) -> None:
        self.verbs.show_replace()
        tab_as_laid_out(self)

    def _on_edit(self) -> None:
        self._forget_refusal()
        self.watchers.note_edit()
        dirty = self.is_dirty() or self.record_id is None
        self.save.setVisible(dirty)
        self.discard.setVisible(dirty)
        self.verbs.show(self.kind.name if self.record_id is not None and not dirty else "")
        self.state_changed.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What no field and no table takes is pasted as if it were dropped on the page.
        pastes = event.matches(QKeySequence.StandardKey.Paste) and self.record_id is not None
        if pastes and brings_files(copied_data()):
            take_files(self, copied_data())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sheet is not None:
            self.sheet.use_width(self.width())
        self.verbs.use_width(self.width())
