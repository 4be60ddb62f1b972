"""One record: readable cards edited in place, what belongs to it, and its history."""

from array import array
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Kind
from t20desk.editing import plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing import Listing, read_rows, read_titles
from t20desk.numbering import propose_number
from t20desk.ui.attachments_tab import AttachmentsTab
from t20desk.ui.contact_verbs import ContactPage
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_to_save
from t20desk.ui.drafts import EVERY, DraftBar, Typed
from t20desk.ui.field_form import FieldForm
from t20desk.ui.fitting_tabs import FittingTabs
from t20desk.ui.history_table import HistoryTable
from t20desk.ui.icons import icon
from t20desk.ui.key_words import with_key
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.record_files import add_files_tab, take_drops
from t20desk.ui.record_words import form_columns, say_facts
from t20desk.ui.related import RelatedTab, related_tabs

TWO_COLUMNS = 960
"""From this width on the cards stand in two columns."""


class RecordPage(ContactPage):
    """Shows and edits a record of any kind."""

    def __init__(self, desk: Desk, place: Place, draft_every: int = EVERY) -> None:
        super().__init__()
        self._desk = desk
        self.drafts = DraftBar(desk.address, self._read_typed, draft_every)
        self.kind: Kind = desk.kinds[place.kind]
        self.record_id: int | None = None
        self.form: FieldForm | None = None
        self.name = make_label(look="title", name="recordTitle")
        self.facts = make_label(look="quiet", name="recordFacts")
        self.notice = make_label(look="problem", wrap=True, name="recordNotice")
        self.save = make_button(with_key(_("Save"), "save_record"), "main", "recordSave")
        self.discard = make_button(_("Discard"), "", "recordDiscard")
        self.crumb = make_button("", "flat", "recordCrumb")
        self.step_text = make_label(look="quiet")
        self.tabs = FittingTabs()
        self.sheet = QScrollArea()
        self.history = HistoryTable(desk)
        self._related: list[RelatedTab] = []
        self.files: AttachmentsTab | None = None
        take_drops(self)
        self._place = place
        self._lay_out()
        self.crumb.clicked.connect(self._go_up)
        self.save.clicked.connect(self.save_record)
        self.discard.clicked.connect(self.discard_edits)
        self.drafts.wanted.connect(self._take_draft)

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        kind = self._desk.kinds[place.kind]
        if self.form is None or kind is not self.kind:
            self._build_kind(kind)
        self._place = place
        self.record_id = place.record_id
        self._say("")
        self.drafts.watch(kind.name, self.record_id)
        if self.record_id is None:
            self._show_new(place)
        else:
            self._read()
        self.sheet.verticalScrollBar().setValue(0)
        self.tabs.setCurrentIndex(0)
        if place.tab == "files" and self.files is not None:
            self.tabs.setCurrentWidget(self.files)
        self._focus_tab()

    def place_shown(self) -> Place:
        return record_place(self.kind.name, self.record_id) if self.record_id else self._place

    def words_of_state(self) -> set[str]:
        words = set()
        if self.record_id is not None:
            words |= {"record", "chosen", "printable"} | self.contact_words()
            if self.kind.name == "event":
                words.add("event")
        if self.is_dirty():
            words.add("unsaved")
        return words

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.record_id is None or self.form is None:
            return
        for tab in self._belonging():
            tab.refresh(kinds)
        self.history.refresh()
        if not self.form.is_dirty:
            self._read()

    def can_leave(self) -> bool:
        self.sheet.setFocus()
        if not self.is_dirty() or self.save_record():
            return True
        question = _("“{name}” has values that cannot be saved yet.").format(name=self.title())
        if ask_to_save(self, question) == "discard":
            self.discard_edits()
            return True
        return False

    def title(self) -> str:
        return self.name.text()

    def help_text(self) -> str:
        return _(
            "Click into a value to change it. Ctrl+S saves all changes as one; leaving the page "
            "saves too. Escape takes back what you typed in a field. The last tab shows who "
            "changed what."
        )

    # --- verbs --------------------------------------------------------------------------------

    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return self.form is not None and self.form.is_dirty

    def save_record(self) -> bool:
        """Save all that was typed as one change; False if something is in the way."""
        if self.form is None or (self.record_id is not None and not self.is_dirty()):
            return True
        self._say("")
        try:
            saved = self._insert() if self.record_id is None else self._update(self.record_id)
        except UserError as error:
            if not self.form.say_problem(error.field, error.message):
                self._say(error.message)
            return False
        self.state_changed.emit()
        return saved

    def discard_edits(self) -> None:
        """Take back all that was typed."""
        self.drafts.drop()
        if self.form is not None:
            self.form.restore()
        if self.record_id is not None:
            self._read()
        self._on_edit()

    def previous_record(self) -> None:
        """The record before this one in the list it was opened from."""
        self._step(-1)

    def next_record(self) -> None:
        """The record after this one."""
        self._step(1)

    def delete_records(self) -> None:
        """Delete this record, after showing what goes along."""
        from t20desk.ui.bulk_edits import delete_records

        if self.record_id is not None and delete_records(
            self, self._desk, self.kind, [self.record_id]
        ):
            self.record_id = None
            self._go_up()

    def chosen_ids(self) -> list[int]:
        """The record shown."""
        return [self.record_id] if self.record_id is not None else []

    def print_page(self) -> None:
        """Print the record."""
        from dataclasses import replace

        from t20desk.ui.listings import listed_columns
        from t20desk.ui.print_preview import print_listing

        listing = Listing(self.kind.name, view="all", columns=listed_columns(self.kind))
        print_listing(self, self._desk, replace(listing), [self.record_id or 0])

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = self.head = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(6)
        top = self.top = QHBoxLayout()
        top.addWidget(self.crumb)
        for name, picture, text in (
            ("previous_record", "mdi6.chevron-left", _("Previous record")),
            ("next_record", "mdi6.chevron-right", _("Next record")),
        ):
            button = QToolButton()
            button.setIcon(icon(picture))
            button.setAccessibleName(text)
            button.setToolTip(text)
            button.clicked.connect(getattr(self, name))
            top.addWidget(button)
        top.insertWidget(top.count() - 1, self.step_text)
        top.addStretch(1)
        top.addWidget(self.discard)
        top.addWidget(self.save)
        column.addLayout(top)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addWidget(self.notice)
        column.addWidget(self.drafts)
        column.addWidget(self.tabs, 1)
        self.name.setMinimumWidth(100)
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.notice, self.save, self.discard):
            widget.hide()

    def _build_kind(self, kind: Kind) -> None:
        self.kind = kind
        self.tabs.clear()
        if self.form is not None:
            self.form.deleteLater()
        for tab in self._belonging():
            tab.deleteLater()
        self.form = FieldForm(kind, self._desk)
        self.form.setObjectName("cards")
        self.form.edited.connect(self._on_edit)
        self._use_width()
        holder = QWidget()
        holder.setObjectName("cards")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 10, 8, 10)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.sheet.setWidget(holder)
        if kind.name != "event":
            self.tabs.addTab(self.sheet, _("Details"))
        self._related = [self._make_related(one) for one in related_tabs(self._desk.kinds, kind)]
        if kind.name == "event":
            self.tabs.addTab(self.sheet, _("Details"))
        self.files = add_files_tab(self._desk, kind, self.tabs)
        self.tabs.addTab(self.history, _("History"))
        self.tabs.fit_row()
        self.crumb.setText("‹ " + _(kind.plural))

    def _belonging(self) -> "list[RelatedTab | AttachmentsTab]":
        return [*self._related, *([self.files] if self.files is not None else [])]

    def _make_related(self, described: Any) -> RelatedTab:
        tab = RelatedTab(self._desk, described)
        place = self.tabs.addTab(tab, _(described.label))
        tab.counted.connect(
            lambda count: self.tabs.name_tab(place, f"{_(described.label)} {count or ''}".strip())
        )
        tab.place_requested.connect(self.place_requested)
        return tab

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        record_id = self.record_id
        assert self.form is not None
        assert record_id is not None
        listing = Listing(self.kind.name, view="all", columns=form_columns(self.kind))
        wanted = array("q", [record_id])

        def read() -> tuple[dict[int, tuple[Any, ...]], dict[int, str]]:
            rows = read_rows(self._desk.db, listing, wanted)
            return rows, read_titles(self._desk.db, self.kind.name, [record_id])

        self._desk.read(read, lambda found: self._take(record_id, listing.columns, *found))

    def _take(
        self,
        record_id: int,
        columns: tuple[str, ...],
        rows: dict[int, tuple[Any, ...]],
        titles: dict[int, str],
    ) -> None:
        if record_id != self.record_id or self.form is None:
            return
        if record_id not in rows:
            self._say(_("This record was deleted. Undo brings it back."))
            self.form.setEnabled(False)
            return
        cells = dict(zip(columns, rows[record_id], strict=True))
        self.form.setEnabled(True)
        self.name.setText(titles.get(record_id, ""))
        self._take_cells(record_id, cells)
        for tab in self._belonging():
            tab.show_record(record_id, self.name.text())
        self._allow_tabs(True)
        self.history.show_record(self.kind.name, record_id)
        self._show_step()
        self.drafts.offer()
        self._on_edit()

    def _take_cells(self, record_id: int, cells: dict[str, Any]) -> None:
        assert self.form is not None
        self.form.show_cells(cells)
        self.facts.setText(say_facts(self.kind, cells))

    def _show_new(self, place: Place) -> None:
        assert self.form is not None
        values = dict(place.values)
        self.form.setEnabled(True)
        self.form.show_cells({})
        self.form.preset(values)
        self.name.setText(_("New: {kind}").format(kind=_(self.kind.label)))
        self.facts.setText(_("Fill in what you know, then save."))
        self._allow_tabs(False)
        self.tabs.setCurrentWidget(self.sheet)
        self.step_text.setText("")
        self.form.focus_first()
        self.drafts.offer()
        self._propose_number()
        self._on_edit()

    def _propose_number(self) -> None:
        """A new member gets the next free number, unless the user types another."""
        if self.kind.name == "member":
            self._desk.read(lambda: propose_number(self._desk.db), self._show_number)

    def _show_number(self, number: str) -> None:
        if self.record_id is None and self.form is not None and self.kind.name == "member":
            self.form.propose("number", number)

    def _read_typed(self) -> Typed:
        return self.form.typed_values() if self.form is not None else {}

    def _take_draft(self, typed: Typed) -> None:
        if self.form is not None:
            self.form.take_draft(typed)
            self.tabs.setCurrentWidget(self.sheet)

    # --- saving -------------------------------------------------------------------------------

    def _insert(self) -> bool:
        assert self.form is not None
        values, fine = self.form.read_all()
        if not fine:
            self.form.focus_problem()
            return False
        if not values:
            return True
        change = plan_insert(self._desk.db, self.kind.name, [values])
        applied = self._desk.apply(change)
        if applied.is_refused:
            return self._show_refusal(applied.problems, applied.conflicts)
        self.drafts.drop()
        self.record_id = change.batches[0].rows[0][0]
        self.drafts.watch(self.kind.name, self.record_id)
        self._read()
        return True

    def _update(self, record_id: int) -> bool:
        assert self.form is not None
        values, fine = self.form.read_changes()
        if not fine:
            self.form.focus_problem()
            return False
        base = {name: self.form.rows[name].base.value for name in values}
        change = plan_edit(self._desk.db, self.kind.name, {record_id: values}, {record_id: base})
        applied = self._desk.apply(change)
        if applied.is_refused:
            return self._show_refusal(applied.problems, applied.conflicts)
        self.drafts.drop()
        self._read()
        return True

    def _show_refusal(self, problems: Any, conflicts: Any) -> bool:
        assert self.form is not None
        left = [
            one.message for one in problems if not self.form.say_problem(one.field, one.message)
        ]
        unshown = [one for one in conflicts if not self.form.show_conflict(one)]
        if unshown:
            left.append(_("This record was changed or deleted meanwhile; open it again."))
        if conflicts and not left:
            left.append(_("Not saved yet: somebody changed the same fields. Choose, then save."))
        self._say(" ".join(dict.fromkeys(left)))
        return False

    # --- slots --------------------------------------------------------------------------------

    def _on_edit(self) -> None:
        dirty = self.is_dirty() or self.record_id is None
        self.save.setVisible(dirty)
        self.discard.setVisible(dirty)
        self.state_changed.emit()

    def _go_up(self) -> None:
        self.place_requested.emit(list_place(self.kind.name))

    def _step(self, by: int) -> None:
        ids = self._desk.walked.get(self.kind.name)
        if ids is None or self.record_id is None or self.record_id not in ids:
            return
        at = ids.index(self.record_id) + by
        if 0 <= at < len(ids):
            self.place_requested.emit(record_place(self.kind.name, ids[at]))

    def _focus_tab(self) -> None:
        """Put the cursor where the tab shown is read."""
        shown = self.tabs.currentWidget()
        if isinstance(shown, RelatedTab):
            shown.tables[0].table.setFocus()
        elif isinstance(shown, AttachmentsTab):
            shown.setFocus()
        elif self.record_id is not None:
            self.sheet.setFocus()

    def _allow_tabs(self, allowed: bool) -> None:
        """A record that is not saved has nothing but its form."""
        for index in range(self.tabs.count()):
            if self.tabs.widget(index) is not self.sheet:
                self.tabs.setTabEnabled(index, allowed)

    def _show_step(self) -> None:
        ids = self._desk.walked.get(self.kind.name)
        text = ""
        if ids is not None and self.record_id is not None and self.record_id in ids:
            place = ids.index(self.record_id) + 1
            text = _("{place} of {total}").format(place=place, total=len(ids))
        self.step_text.setText(text)

    def _use_width(self) -> None:
        if self.form is not None:
            self.form.use_columns(2 if self.width() >= TWO_COLUMNS else 1)

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_width()
