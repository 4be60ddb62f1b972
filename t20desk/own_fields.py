"""Planning the office's own fields: making, naming, ordering, removing and restoring them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.own_fields import own_name
from t20desk.db.types import Choices, Stored
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.field_settings import check_labels
from t20desk.i18n import LANGUAGES, N_, _, ngettext

MADE = N_("Own field added: {title}")
OPTIONS_SET = N_("Values of the own field {title} changed")
MOVED = N_("Own fields put in order")
LONGEST_CODE = 50
FIELD_COLUMNS = (
    *(f"label_{code}" for code in LANGUAGES),
    *("kind", "type", "target", "help", "position", "in_lists"),
)
CHOICE_COLUMNS = ("own_field", "code", "label", "position")


@dataclass(frozen=True, slots=True)
class NewField:
    """What the office says of a field it wants; labels by language, at least one of them."""

    kind: str
    labels: Mapping[str, str]
    type: str = "text"
    options: Sequence[str] = ()
    target: str | None = None
    help: str = ""
    in_lists: bool = True


@dataclass(frozen=True, slots=True)
class OwnField:
    """An own field as it stands; `options` are code and label."""

    id: int
    kind: str
    field: Field
    type: str
    position: int
    removed: bool
    options: Sequence[tuple[str, str]]


def list_fields(database: Database, kind: str) -> list[OwnField]:
    """The own fields of a kind in their order, removed ones last."""
    table = database.tables["own_field"]
    query = select(table.c.id, table.c.type, table.c.position, table.c.removed)
    query = query.where(table.c.kind == kind).order_by(table.c.position, table.c.id)
    with database.read() as connection:
        rows = connection.execute(query).all()
    fields = database.kinds[kind].fields
    found = [
        OwnField(key, kind, one, type_, position or 0, bool(removed), tuple(one.type.choices()))
        for key, type_, position, removed in rows
        if (one := fields.get(own_name(key))) is not None
    ]
    return sorted(found, key=lambda one: one.removed)


def plan_field(database: Database, new: NewField) -> Change:
    """Plan a new own field; raises UserError for one without label or without values to choose."""
    labels = {code: label.strip() for code, label in new.labels.items() if label.strip()}
    options = list(filter(None, (text.strip() for text in new.options)))
    _check_new(database, new, labels, options)
    ids = database.new_ids()
    key = next(ids)
    cells: tuple[Stored, ...] = (
        *(labels.get(code) for code in LANGUAGES), new.kind, new.type, new.target,
        new.help.strip() or None, _next_position(database, new.kind), int(new.in_lists),
    )  # fmt: skip
    batches = [Batch("own_field", FIELD_COLUMNS, [(key, None, cells)])]
    rows: list[Row] = [
        (next(ids), None, (key, code, label, place))
        for place, (code, label) in enumerate(_make_codes(options))
    ]
    if rows:
        batches.append(Batch("own_choice", CHOICE_COLUMNS, rows))
    return Change(Label(MADE, {"kind": "own_field", "id": str(key)}), batches)


def _check_new(
    database: Database, new: NewField, labels: Mapping[str, str], options: Sequence[str]
) -> None:
    if not labels:
        raise UserError(_("The field needs a label; write one."), "label")
    if new.type in ("choice", "choices") and not options:
        raise UserError(_("Write the values to choose from, one a line."), "options")
    if new.type == "link" and not new.target:
        raise UserError(_("Say what kind of record the field links to."), "target")
    check_labels(database, new.kind, "", labels)


def _next_position(database: Database, kind: str) -> int:
    table = database.tables["own_field"]
    with database.read() as connection:
        query = select(func.max(table.c.position)).where(table.c.kind == kind)
        return (connection.scalar(query) or 0) + 1


def _make_codes(labels: Iterable[str], taken: Iterable[str] = ()) -> list[tuple[str, str]]:
    """A code of letters and digits for each label, none twice."""
    known = set(taken)
    made: list[tuple[str, str]] = []
    for label in dict.fromkeys(labels):
        root = "_".join(re.findall(r"\w+", label.casefold()))[:LONGEST_CODE] or "value"
        code, number = root, 2
        while code in known:
            code, number = f"{root}_{number}", number + 1
        known.add(code)
        made.append((code, label))
    return made


def plan_move(database: Database, order: Sequence[int]) -> Change:
    """Plan another order of the own fields of a kind."""
    edits = {key: {"position": place} for place, key in enumerate(order, start=1)}
    change = plan_edit(database, "own_field", edits)
    return Change(Label(MOVED), change.batches)


def plan_settings(
    database: Database,
    one: OwnField,
    labels: Mapping[str, str],
    help_text: str,
    in_lists: bool,
    options: Sequence[tuple[str, str]],
) -> Change:
    """Plan new labels, explanation and values of an own field as one change."""
    if not any(label.strip() for label in labels.values()):
        raise UserError(_("The field needs a label; write one."), "label")
    stripped = {code: label.strip() for code, label in labels.items()}
    check_labels(database, one.field.kind, one.field.name, stripped)
    known = dict(one.field.words)
    values: dict[str, Stored] = {
        f"label_{code}": label.strip() or None
        for code, label in labels.items()
        if label.strip() != known.get(code, "")
    }
    if help_text.strip() != one.field.help:
        values["help"] = help_text.strip() or None
    if in_lists != one.field.listed:
        values["in_lists"] = int(in_lists)
    change = plan_edit(database, "own_field", {one.id: values})
    if one.type not in ("choice", "choices"):
        return change
    if not options:
        raise UserError(_("Write the values to choose from, one a line."), "options")
    chosen = plan_options(database, one.id, options)
    if change.is_empty:
        return chosen
    return Change(change.label, [*change.batches, *chosen.batches])


def plan_options(database: Database, key: int, wanted: Sequence[tuple[str, str]]) -> Change:
    """Plan the values of an own field anew: (code, label), an empty code for a new one.

    Raises UserError where a value that records hold is left out.
    """
    table = database.tables["own_choice"]
    query = select(table.c.id, table.c.code, table.c.label, table.c.position)
    with database.read() as connection:
        rows = connection.execute(query.where(table.c.own_field == key)).all()
    present = {row.code: row for row in rows}
    kept = {code for code, _label in wanted if code in present}
    gone = [row for code, row in present.items() if code not in kept]
    _refuse_used(database, key, [(row.code, row.label) for row in gone])
    fresh = iter(_make_codes((label for code, label in wanted if not code), present))
    ids = database.new_ids()
    made: list[Row] = []
    changed: list[Row] = []
    for place, (code, label) in enumerate(wanted):
        if code in present:
            row = present[code]
            if (row.label, row.position) != (label, place):
                changed.append((row.id, (row.label, row.position), (label, place)))
        else:
            new_code, new_label = next(fresh)
            made.append((next(ids), None, (key, new_code, new_label, place)))
    out: list[Row] = [(row.id, (key, *row[1:]), None) for row in gone]
    batches = [
        Batch("own_choice", CHOICE_COLUMNS, out),
        Batch("own_choice", ("label", "position"), changed),
        Batch("own_choice", CHOICE_COLUMNS, made),
    ]
    name = Label(OPTIONS_SET, {"kind": "own_field", "id": str(key)})
    return Change(name, [batch for batch in batches if batch.rows])


def _refuse_used(database: Database, key: int, gone: Sequence[tuple[str, str]]) -> None:
    name = own_name(key)
    one = next(f for kind in database.kinds.values() if (f := kind.fields.get(name)) is not None)
    column = database.tables[one.kind].c[name]
    several = isinstance(one.type, Choices)
    with database.read() as connection:
        for code, label in gone:
            holds = column.contains(f" {code} ", autoescape=True) if several else column == code
            count = connection.scalar(select(func.count()).where(holds)) or 0
            if count:
                text = ngettext(
                    "“{label}” is still used by {count} record; change that first.",
                    "“{label}” is still used by {count} records; change those first.",
                    count,
                )
                raise UserError(text.format(label=label, count=count), "options")
