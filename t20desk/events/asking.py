"""An event's own questions: fields of participations that are asked there and within it.

A question is an own field, so its answers are cells of a guest like any other: listed, sorted,
filtered, imported, exported and taken back. Which of them an event asks is a record of its own; a
question that another event asks too is the same column there.
"""

from typing import Final

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.keys import match_key
from t20desk.editing import plan_delete, plan_insert
from t20desk.errors import UserError
from t20desk.events.questions import list_asked, list_known
from t20desk.i18n import LANGUAGES, N_, _
from t20desk.listing import read_titles
from t20desk.own_fields import NewField, plan_field

ASKED: Final = N_("Question added to “{event}”")


def plan_known(database: Database, event: int, name: str) -> Change:
    """Plan asking a question that another event asks, or that is asked of all guests."""
    key = int(name.rpartition("_")[2])
    values = {"event": event, "own_field": key, "position": _next_place(database, event)}
    change = plan_insert(database, "question", [values])
    return Change(Label(ASKED, {"event": _say_event(database, event)}), change.batches)


def plan_question(database: Database, event: int, new: NewField) -> Change:
    """Plan a question: one that is known by its label is asked again, else a field is made."""
    labels = {match_key(label) for label in new.labels.values() if label.strip()}
    for one in list_asked(database, event):
        if labels & _keys_of(one.field):
            text = _("This event asks “{label}” already; write another question.")
            raise UserError(text.format(label=one.field.say()), "label")
    for field in list_known(database, event):
        if labels & _keys_of(field):
            return plan_known(database, event, field.name)
    field_made, *choices = plan_field(database, new).batches
    key, _before, told = field_made.rows[0]
    # So that no form asks it any more once no event does.
    marked = Batch(
        field_made.kind, (*field_made.columns, "per_event"), [(key, None, (*(told or ()), 1))]
    )
    cells = (event, key, _next_place(database, event))
    question = Batch(
        "question", ("event", "own_field", "position"), [(next(database.new_ids()), None, cells)]
    )
    label = Label(ASKED, {"event": _say_event(database, event)})
    return Change(label, [marked, *choices, question])


def plan_dropping(database: Database, event: int, name: str) -> Change:
    """Plan asking no more; the answers given stay, and come back when it is asked again."""
    for one in list_asked(database, event):
        if one.field.name == name and one.event == event:
            return plan_delete(database, "question", [one.id])
    raise UserError(_("The event above asks this question; take it out there."))


def _keys_of(field: Field) -> set[str]:
    return {match_key(field.say(code)) for code in LANGUAGES}


def _next_place(database: Database, event: int) -> int:
    return sum(1 for one in list_asked(database, event) if one.event == event) + 1


def _say_event(database: Database, event: int) -> str:
    titles = read_titles(database, "event", [event])
    if event not in titles:
        raise UserError(_("The event is gone; choose another one."))
    return titles[event]
