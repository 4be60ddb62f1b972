"""Planning what the office calls a field and whether it is shown, its own and the program's."""

from collections.abc import Mapping

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.field_settings import (
    FieldSetting,
    can_be_hidden,
    declared_labels,
    is_removed,
    read_settings,
)
from t20desk.db.fields import Field
from t20desk.db.types import Stored
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _

RENAMED = N_("Label of {fields} changed")
REMOVED = N_("Field {fields} removed")
RESTORED = N_("Field {fields} restored")


def plan_labels(database: Database, kind: str, name: str, labels: Mapping[str, str]) -> Change:
    """Plan other labels of a field, by language; one of the program falls back to its own."""
    given = {code: label.strip() for code, label in labels.items() if label.strip()}
    check_labels(database, kind, name, given)
    one = _find_field(database, kind, name)
    if not one.own:
        given = {**declared_labels(kind, name), **given}
        return _plan_setting(database, one, given, one.hidden, RENAMED)
    if not given:
        raise UserError(_("The field needs a label; write one."), "label")
    cells: dict[str, Stored] = {f"label_{code}": label for code, label in given.items()}
    return _name_it(plan_edit(database, "own_field", {_own_key(one): cells}), RENAMED, one)


def plan_removal(database: Database, kind: str, name: str, removed: bool = True) -> Change:
    """Plan to take a field out of sight or back; its values stay where they are."""
    one = _find_field(database, kind, name)
    message = REMOVED if removed else RESTORED
    if one.own:
        edits = {_own_key(one): {"removed": int(removed)}}
        return _name_it(plan_edit(database, "own_field", edits), message, one)
    if removed and not can_be_hidden(database.kinds[kind], one):
        text = _("Records are told apart by “{label}”; give it another label instead.")
        raise UserError(text.format(label=one.say()), "label")
    labels = {code: one.say(code) for code in LANGUAGES}
    return _plan_setting(database, one, labels, removed, message)


def _find_field(database: Database, kind: str, name: str) -> Field:
    """A field that may have gone since it was listed: its making was undone, here or elsewhere."""
    one = database.kinds[kind].fields.get(name)
    if one is None:
        raise UserError(_("The record is gone; somebody deleted it meanwhile."))
    return one


def find_setting(database: Database, kind: str, name: str) -> FieldSetting | None:
    """What the office says of a field of the program, if anything."""
    with database.read() as connection:
        found = read_settings(connection, database.tables)
    return next((one for one in found if (one.kind, one.field) == (kind, name)), None)


def check_labels(database: Database, kind: str, name: str, labels: Mapping[str, str]) -> None:
    """Raise UserError where another field of the kind is called the same, a removed one too."""
    others = (one for one in database.kinds[kind].fields.values() if one.name != name)
    taken = {one.say(code): one for one in others if not one.language for code in LANGUAGES}
    for label in labels.values():
        if label in taken:
            raise UserError(_say_taken(taken[label], label), "label")


def _say_taken(other: Field, label: str) -> str:
    """What stands in the way, which nobody sees where that field was removed."""
    text = _("There is a field “{label}” already; give this one another label.")
    if is_removed(other):
        text = _(
            "A removed field is called “{label}”; restore that one, or give this one another label."
        )
    return text.format(label=label)


def _plan_setting(
    database: Database, one: Field, labels: Mapping[str, str], removed: bool, message: str
) -> Change:
    """The record that says it: made, changed, or deleted where it would say nothing."""
    known = find_setting(database, one.kind, one.name)
    is_plain = labels == declared_labels(one.kind, one.name) and not removed
    cells: dict[str, Stored] = {f"label_{code}": label for code, label in labels.items()}
    cells["removed"] = int(removed)
    if known is not None and is_plain:
        change = plan_delete(database, "field_setting", [known.id])
    elif known is not None:
        change = plan_edit(database, "field_setting", {known.id: cells})
    else:
        cells |= {"kind": one.kind, "field": one.name}
        change = plan_insert(database, "field_setting", [] if is_plain else [cells])
    return _name_it(change, message, one)


def _name_it(change: Change, message: str, one: Field) -> Change:
    return Change(Label(message, {"kind": one.kind, "fields": [one.name]}), change.batches)


def _own_key(one: Field) -> int:
    return int(one.name.removeprefix("own_"))
