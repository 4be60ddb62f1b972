"""What watches over a form while somebody types: its draft, doubles, oddities, questions."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from t20desk.db.types import Stored
from t20desk.ui.desk import Desk
from t20desk.ui.forms.field_form import FieldForm
from t20desk.ui.forms.guest_questions import QuestionFilter
from t20desk.ui.forms.likeness_bar import LikenessBar
from t20desk.ui.forms.oddity_watch import FormWatch
from t20desk.ui.records.drafts import DraftBar, Typed
from t20desk.ui.records.first_values import FirstValues


class FormWatchers(QObject):
    """Tells each of them which form is shown and when something was typed into it."""

    draft_taken = Signal()
    """What was left unsaved the last time was typed in again."""

    def __init__(self, desk: Desk, draft_every: int, parent: QObject) -> None:
        super().__init__(parent)
        self._form: FieldForm | None = None
        self._record_id: int | None = None
        self.drafts = DraftBar(desk.address, self._read_typed, draft_every)
        self.likeness = LikenessBar(desk, self._read_values)
        self._first_values = FirstValues(desk)
        self._oddities = FormWatch(desk)
        self._questions = QuestionFilter(desk)
        self.drafts.wanted.connect(self._take_draft)

    def watch(self, form: FieldForm, record_id: int | None) -> None:
        """Another record is to be shown in a form; None is a new one."""
        self._form, self._record_id = form, record_id
        self._first_values.stop()
        self.drafts.watch(form.kind.name, record_id)
        self.likeness.watch(form.kind.name if record_id is None else "")

    def begin(self) -> None:
        """The form is filled: offer the draft that was left, and what a new record begins with."""
        self.drafts.offer()
        if self._form is not None and self._record_id is None:
            self._first_values.propose(self._form, self._form.kind.name)

    def note_edit(self) -> None:
        """Something was typed, or taken back."""
        self.likeness.note_edit()
        if self._form is not None:
            self._oddities.note_edit(self._form, self._record_id)
            self._questions.show(self._form)

    def _read_typed(self) -> Typed:
        return self._form.values.typed() if self._form is not None else {}

    def _read_values(self) -> Mapping[str, Stored]:
        return self._form.values.filled() if self._form is not None else {}

    def _take_draft(self, typed: Typed) -> None:
        if self._form is not None:
            now = self._form.kind.name_now
            self._form.take_draft({now(name): cell for name, cell in typed.items()})
            self.draft_taken.emit()
