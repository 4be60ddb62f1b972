"""The form of a guest asks what the event of the guest asks, and nothing that others ask."""

from t20desk.events.questions import KIND, list_elsewhere
from t20desk.ui.desk import Desk
from t20desk.ui.forms.field_form import FieldForm


class QuestionFilter:
    """Leaves the questions of other events out of a form, unless they were answered."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: tuple[FieldForm, int] | None = None
        """The form and the event asked for last; a page has a form of its own for new guests."""

    def show(self, form: FieldForm) -> None:
        """Ask what the event of the guest asks; nothing is left out until it is known."""
        row = form.rows.get("event") if form.kind.name == KIND else None
        event = row.editor.typed() if row is not None else None
        if not isinstance(event, int) or (form, event) == self._asked:
            return
        self._asked, db = (form, event), self._desk.db

        def take(names: frozenset[str]) -> None:
            if (form, event) == self._asked:
                form.leave_out(names)

        self._desk.read(lambda: list_elsewhere(db, event), take)
