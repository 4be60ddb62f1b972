"""What the form of a new record begins with, until somebody types."""

from datetime import date
from functools import partial

from t20desk.member_numbers import propose_number
from t20desk.ui.desk import Desk
from t20desk.ui.forms.field_form import FieldForm


class FirstValues:
    """Proposes values for new records: today for a note, the next free number for a member."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._form: FieldForm | None = None
        """The form that waits for a number."""

    def propose(self, form: FieldForm, kind: str) -> None:
        """Put what is proposed for a kind into its empty form."""
        form.propose("noted_on", date.today().isoformat())
        self._form = form if kind == "member" else None
        if self._form is not None:
            db = self._desk.db
            self._desk.read(lambda: propose_number(db), partial(self._show_number, form))

    def stop(self) -> None:
        """Another record is shown; what is still looked for comes too late."""
        self._form = None

    def _show_number(self, form: FieldForm, number: str) -> None:
        if form is self._form:
            form.propose("number", number)
