"""What can be done with the record that a page shows: save, step, write, delete, print."""

from typing import TYPE_CHECKING

from t20desk.ui.kind_page import KindPage
from t20desk.ui.places import list_place, record_place
from t20desk.ui.records.record_saving import save_form

if TYPE_CHECKING:
    from t20desk.ui.forms.field_form import FieldForm
    from t20desk.ui.page import Notice
    from t20desk.ui.records.drafts import DraftBar
    from t20desk.ui.records.file_verbs import FileVerbs
    from t20desk.ui.records.record_head import StepBar
    from t20desk.ui.records.record_sheet import RecordSheet
    from t20desk.ui.records.record_tabs import RecordTabs
    from t20desk.ui.records.record_verbs import RecordVerbs
    from t20desk.ui.records.related_verbs import RelatedVerbs
    from t20desk.ui.records.shown_record import ShownRecord


class RecordDeeds(KindPage):
    """The verbs of the window on one record; the page itself shows it."""

    record_id: int | None
    form: "FieldForm | None"
    drafts: "DraftBar"
    steps: "StepBar"
    verbs: "RecordVerbs"
    file_verbs: "FileVerbs"
    related_verbs: "RelatedVerbs"
    tabs: "RecordTabs"
    notice: "Notice"
    sheet: "RecordSheet | None"
    shown: "ShownRecord"
    _is_refused = False
    """Whether it was said last that the record is not saved yet."""

    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return self.form is not None and self.form.is_dirty

    def save_record(self) -> bool:
        """Save all that was typed as one change; False if something is in the way."""
        if self.form is None or (self.record_id is not None and not self.is_dirty()):
            return True
        saved = save_form(self._desk, self.form, self.record_id)
        self.notice.say(saved.sentence)
        self._is_refused = not saved.done
        if not saved.done and self.sheet is not None:
            self.tabs.setCurrentWidget(self.sheet)
        if saved.done and saved.record_id is not None:
            self.drafts.drop()
            if self.record_id is None:
                self.form.show_cells({})
                self.place_requested.emit(record_place(self.kind.name, saved.record_id))
            else:
                self.form.expect_saved()
                self.shown.read()
        self.state_changed.emit()
        return saved.done

    def _forget_refusal(self) -> None:
        """Nothing is unsaved any more, for what was wrong was taken back."""
        if self._is_refused and not self.is_dirty():
            self._is_refused = False
            self.notice.say("")
            self._desk.tell("")

    def discard_edits(self) -> None:
        """Take back all that was typed."""
        self.drafts.drop()
        if self.form is not None:
            self.form.restore()
        if self.record_id is not None:
            self.shown.read()
        self._on_edit()

    def previous_record(self) -> None:
        """The record before this one in the list it was opened from."""
        self._step(-1)

    def next_record(self) -> None:
        """The record after this one."""
        self._step(1)

    def delete_records(self) -> None:
        """Delete the rows or files chosen here, else this record, showing what goes along."""
        from t20desk.ui.tables.bulk_edits import delete_records

        if self.related_verbs.delete_chosen():
            return
        if files := self.file_verbs.at_hand():
            files.delete_files()
            return
        if self.record_id is not None and delete_records(
            self, self._desk, self.kind, [self.record_id]
        ):
            self.record_id = None
            self.shown.forget()
            self.go_up()

    def chosen_ids(self) -> list[int]:
        """The record shown."""
        return [self.record_id] if self.record_id is not None else []

    def write_mail(self) -> None:
        """Open a new mail to this record."""
        self.verbs.run("write_mail")

    def replace_person(self) -> None:
        """Let another person follow on a post here."""
        self.verbs.run("replace_person")

    def print_page(self) -> None:
        """Print what is filled in the record."""
        from t20desk.ui.papers.print_preview import print_record

        if self.record_id is not None and (not self.is_dirty() or self.save_record()):
            print_record(self, self._desk, self.kind.name, self.record_id)

    def go_up(self) -> None:
        """Back to the list."""
        self.place_requested.emit(list_place(self.kind.name))

    def _step(self, by: int) -> None:
        beside = self.steps.find_beside(by)
        if beside is not None:
            self.place_requested.emit(record_place(self.kind.name, beside))

    if TYPE_CHECKING:

        def _on_edit(self) -> None: ...
