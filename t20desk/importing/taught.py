"""What imports know, as a list to be looked through, corrected and forgotten."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import select

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.importing.learning import LEARNED, PROFILE, read_profiles
from t20desk.importing.meaning import say_meaning
from t20desk.importing.profiles import Profile, keep_choices, read_choices
from t20desk.importing.values import Meaning


class Taught(NamedTuple):
    """A text in a field with what it means, in words too."""

    id: int
    kind: str
    field: Field | None
    text: str
    meaning: Meaning
    words: str
    origin: str


def list_taught(database: Database) -> list[Taught]:
    """Every learned value, by kind of record, field and text."""
    table = database.tables[LEARNED]
    with database.read() as connection:
        rows = connection.execute(select(table)).mappings().all()
    found = [_make_taught(database, row) for row in rows]
    order = list(database.kinds)
    return sorted(found, key=lambda one: (order.index(one.kind), _name(one), one.text.casefold()))


def _name(one: Taught) -> str:
    return one.field.say() if one.field else ""


def _make_taught(database: Database, row: Mapping[Any, Any]) -> Taught:
    kind, meaning = row["kind"], Meaning(row["meaning"], row["value"] or "")
    fields = database.kinds[kind]
    field = fields.fields.get(fields.name_now(row["field"]))
    words = say_meaning(database, field, meaning)
    return Taught(row["id"], kind, field, row["text"], meaning, words, row["origin"] or "")


def plan_meaning(database: Database, one: Taught, meaning: Meaning) -> Change:
    """Plan that a text means something else from now on."""
    cells = {"meaning": meaning.deed, "value": meaning.value or None}
    return plan_edit(database, LEARNED, {one.id: cells})


def plan_name(database: Database, profile: Profile, name: str) -> Change:
    """Plan another name for a layout; raises UserError for an empty one."""
    if not name.strip():
        raise UserError(_("The layout needs a name; write one."), "name")
    return plan_edit(database, PROFILE, {profile.id: {"name": name.strip()}})


def plan_target(database: Database, profile: Profile, heading: str, target: str) -> Change:
    """Plan that a column of a layout goes to another field, or is left out.

    A column that was cut or joined is so no more.
    """
    # As it is now: what a page shows may be a moment old.
    present = next((one for one in read_profiles(database) if one.id == profile.id), profile)
    kept = read_choices(present.choices)
    options = replace(
        kept,
        splits=tuple(one for one in kept.splits if one.column != heading),
        joins=tuple(one for one in kept.joins if heading not in one.columns),
    )
    choices = keep_choices(options, {**kept.mapping, heading: target})
    text = json.dumps(choices, ensure_ascii=False)
    return plan_edit(database, PROFILE, {profile.id: {"choices": text}})
