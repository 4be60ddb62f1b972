"""Commands on records: kinds, list, show, find, add, set, delete."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

import typer

from t20desk.cli.answers import (
    Answer,
    Json,
    add_problems,
    answer_applied,
    answer_refusal,
    give_answer,
    json_lines,
    print_json,
    row_to_json,
)
from t20desk.cli.app import (
    app,
    declared_kinds,
    known_kind,
    opened,
    read_day,
    read_kinds,
    refuse_usage,
    say_out,
)
from t20desk.cli.listings import ListOptions, default_columns, fields_at
from t20desk.db.change import Batch, Change
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.query import find_field
from t20desk.db.types import Reading, Stored
from t20desk.editing import plan_delete, plan_edit, plan_insert, read_value
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import (
    Listing,
    find_everywhere,
    first_ids,
    iterate_rows,
    list_ids,
    read_rows,
    read_titles,
)

DOOR: Final = "command line"
TYPED: Final = Reading(decimal=".")
"""How values are read: ISO dates and decimal points, whatever the language."""

KindArgument = Annotated[str, typer.Argument(metavar="KIND", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("Answer as JSON."))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=N_("Show it, write nothing."))]
SearchOption = Annotated[str, typer.Option(help=N_("Only what this search finds."))]
ViewOption = Annotated[str, typer.Option(help=N_("A view of the kind, or all."))]
SortOption = Annotated[
    str, typer.Option(help=N_("Fields separated by commas; a leading - reverses the order."))
]
ColumnsOption = Annotated[str, typer.Option(help=N_("Fields separated by commas."))]
LimitOption = Annotated[int | None, typer.Option(min=0, help=N_("Show at most this many rows."))]
OnOption = Annotated[str | None, typer.Option("--on", help=N_("Count for this day."))]
KnownOption = Annotated[str | None, typer.Option(help=N_("As it was known on this day."))]
ValuesArgument = Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", show_default=False)]


@app.command("kinds", help=N_("The kinds of records and their fields."))
def show_kinds(context: typer.Context, json: JsonOption = False) -> None:
    kinds = read_kinds(context)
    if json:
        print_json({kind.name: _describe_fields(kind) for kind in kinds.values()})
        return
    for kind in kinds.values():
        say_out(f"{kind.name}\t{_(kind.label)}")


def _describe_fields(kind: Kind) -> list[Json]:
    return [_describe_field(one) for one in kind.fields.values() if not one.hidden]


def _describe_field(one: Field) -> Json:
    options = one.type.choices()
    return {
        "name": one.name,
        "label": one.say(),
        "type": one.type.name,
        "required": one.required,
        "aliases": list(one.aliases),
        "choices": [code for code, _label in options],
        "labels": {code: _(label) for code, label in options},
        "unique": one.unique,
        "computed": one.computed and not one.is_translated,
        "inherited": one.inherited,
        "target": one.target,
    }


Rows = Iterator[tuple[int, tuple[Any, ...]]]


@app.command("list", help=N_("The rows of a list."))
def list_records(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    search: SearchOption = "",
    view: ViewOption = "",
    sort: SortOption = "",
    columns: ColumnsOption = "",
    limit: LimitOption = None,
    on: OnOption = None,
    as_known: KnownOption = None,
    json: JsonOption = False,
) -> None:
    options = ListOptions(
        known_kind(kind), search, view, sort, columns, limit,
        read_day(on, "--on"), read_day(as_known, "--as-known"),
    )  # fmt: skip
    with opened(context) as database:
        listing = options.make_listing(database)
        ids = (
            first_ids(database, listing, limit)
            if limit is not None
            else list_ids(database, listing)
        )
        rows = iterate_rows(database, listing, ids)
        pieces = (
            json_lines(_json_rows(database, listing, rows))
            if json
            else _plain_lines(database, listing, rows)
        )
        sys.stdout.writelines(pieces)


def _json_rows(database: Database, listing: Listing, rows: Rows) -> Iterator[Json]:
    fields = fields_at(database.kinds, listing.kind, listing.columns)
    return (row_to_json(key, listing.columns, fields, cells) for key, cells in rows)


def _plain_lines(database: Database, listing: Listing, rows: Rows) -> Iterator[str]:
    """Tab separated lines with a heading; values as people read them."""
    from t20desk.listing import column_label, plain_cell

    fields = fields_at(database.kinds, listing.kind, listing.columns)
    yield _tabbed(
        [_("Id"), *(column_label(database.kinds, listing.kind, path) for path in listing.columns)]
    )
    for key, cells in rows:
        texts = [
            plain_cell(cell) if one.target else one.type.format(plain_cell(cell))
            for one, cell in zip(fields, cells, strict=True)
        ]
        yield _tabbed([str(key), *(str(text or "") for text in texts)])


def _tabbed(cells: Sequence[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


@app.command("show", help=N_("One record with what belongs to it."))
def show_record(
    context: typer.Context,
    kind: KindArgument,
    record: Annotated[str, typer.Argument(metavar="ID")],
    json: JsonOption = False,
) -> None:
    from t20desk.belonging import list_belonging

    with opened(context) as database:
        key = read_id(known_kind(kind), record)
        made = read_record(database, kind, [key]).get(key)
        if made is None:
            raise UserError(no_record(kind, record))
        belonging = {
            other: list(read_record(database, other, ids).values())
            for other, ids in list_belonging(database, kind, key).items()
        }
        title = read_titles(database, kind, [key]).get(key, "")
        if json:
            print_json({**made, "text": title, "belonging": belonging})
            return
        _print_record(database, kind, key, belonging)


def read_record(database: Database, kind: str, ids: Sequence[int]) -> dict[int, Json]:
    """Records as JSON by id, with all their fields."""
    listing = Listing(kind, view="all", columns=default_columns(database.kinds[kind]))
    fields = fields_at(database.kinds, kind, listing.columns)
    found = read_rows(database, listing, ids)
    return {
        key: row_to_json(key, listing.columns, fields, found[key]) for key in ids if key in found
    }


def no_record(kind: str, text: str) -> str:
    """The sentence about a record that is not there."""
    message = _("There is no {kind} with the ID {id}; look it up in the list.")
    return message.format(kind=_(declared_kinds()[kind].label), id=text)


def _print_record(
    database: Database, kind: str, key: int, belonging: dict[str, list[Json]]
) -> None:
    from t20desk.listing import column_label, plain_cell

    columns = default_columns(database.kinds[kind])
    cells = read_rows(database, Listing(kind, columns=columns), [key])[key]
    for path, one, cell in zip(
        columns, fields_at(database.kinds, kind, columns), cells, strict=True
    ):
        value = plain_cell(cell)
        text = value if one.target else one.type.format(value)
        if text:
            say_out(_tabbed([column_label(database.kinds, kind, path), str(text)]).rstrip("\n"))
    for other, rows in belonging.items():
        titles = read_titles(database, other, [int(row["id"]) for row in rows])
        for other_key, title in titles.items():
            say_out(_tabbed([_(database.kinds[other].label), title, str(other_key)]).rstrip("\n"))


@app.command("find", help=N_("Records of all kinds that hold a text."))
def find_records(context: typer.Context, text: str, json: JsonOption = False) -> None:
    with opened(context) as database:
        found = find_everywhere(database, text, limit=100)
    if json:
        print_json([{"kind": kind, "id": str(one.id), "text": one.text} for kind, one in found])
        return
    for kind, one in found:
        say_out(_tabbed([kind, str(one.id), one.text]).rstrip("\n"))


@app.command("add", help=N_("A new record."))
def add_record(
    context: typer.Context,
    kind: KindArgument,
    values: ValuesArgument,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    words = _split_words(values)

    def plan(database: Database) -> Change:
        return plan_insert(database, kind, [read_values(database, kind, words)])

    with opened(context) as database:
        known_kind(kind)
        return carry_out(Errand(database, plan, dry_run, json))


@app.command("set", help=N_("The same values for all records that a search finds."))
def set_values(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    values: ValuesArgument,
    search: Annotated[str, typer.Option(help=N_("Which records; empty for all."))],
    view: ViewOption = "all",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    words = _split_words(values)
    found: list[int] = []

    def plan(database: Database) -> Change:
        wanted = read_values(database, kind, words)
        found.extend(list_ids(database, Listing(kind, search=search, view=view)))
        return plan_edit(database, kind, dict.fromkeys(found, wanted))

    with opened(context) as database:
        known_kind(kind)
        return carry_out(Errand(database, plan, dry_run, json, kind, found))


@app.command("delete", help=N_("Take records away; undo brings them back."))
def delete_records(
    context: typer.Context,
    kind: KindArgument,
    records: Annotated[list[str], typer.Argument(metavar="ID")],
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    def plan(database: Database) -> Change:
        ids = list(dict.fromkeys(read_id(kind, text) for text in records))
        there = read_titles(database, kind, ids)
        for key in ids:
            if key not in there:
                raise UserError(no_record(kind, str(key)))
        return plan_delete(database, kind, ids)

    with opened(context) as database:
        known_kind(kind)
        return carry_out(Errand(database, plan, dry_run, json))


@dataclass(frozen=True, slots=True)
class Errand:
    """An edit to be planned and written, or only rehearsed; `found` are the records it is for."""

    database: Database
    plan: Callable[[Database], Change]
    dry_run: bool
    as_json: bool
    kind: str = ""
    found: Sequence[int] = ()


def carry_out(errand: Errand) -> int:
    """Plan, apply or rehearse, and answer; the exit code."""
    try:
        change = replace(errand.plan(errand.database), door=DOOR)
        answer = write_or_rehearse(errand.database, change, errand.dry_run)
        if not answer.is_refused and errand.found:
            answer.same = count_untouched(errand.database, change, errand.kind, errand.found)
    except UserError as error:
        answer = answer_refusal(error.message, error.field)
    return give_answer(answer, errand.as_json)


def write_or_rehearse(database: Database, change: Change, dry_run: bool) -> Answer:
    """What becomes of a change; a dry run only looks what would refuse it."""
    if not dry_run:
        return answer_applied(database, change, database.apply(change))
    from t20desk.editing.rehearsing import rehearse

    problems = rehearse(database, change)
    if not problems:
        return Answer(counts=change.counts())
    answer = Answer(is_refused=True)
    add_problems(answer, problems)
    return answer


def count_untouched(database: Database, change: Change, kind: str, found: Sequence[int]) -> int:
    """How many of the records an edit leaves as they are, for they are so already."""
    touched: set[int] = set()
    for batch in change.batches:
        if batch.kind == kind:
            touched.update(row[0] for row in batch.rows)
        elif batch.kind == "membership_period" and kind == "member":
            touched.update(_owners_of(database, batch))
    return sum(1 for key in found if key not in touched)


def _owners_of(database: Database, batch: Batch) -> set[int]:
    """The members whose periods are written."""
    listing = Listing("membership_period", columns=("member",))
    ids = [row[0] for row in batch.rows]
    owners = {cells[0].id for cells in read_rows(database, listing, ids).values() if cells[0]}
    if "member" in batch.columns:
        at = batch.columns.index("member")
        made = (after[at] for _key, _before, after in batch.rows if after is not None)
        owners.update(key for key in made if isinstance(key, int))
    return owners


def _split_words(values: Sequence[str]) -> dict[str, str]:
    """The values by field as they were written."""
    words: dict[str, str] = {}
    for text in values:
        name, equals, value = text.partition("=")
        if not equals or not name:
            message = _("Write FIELD=VALUE, not “{text}”.")
            refuse_usage(message.format(text=text))
        words[name] = value
    return words


def read_values(database: Database, kind: str, words: dict[str, str]) -> dict[str, Stored]:
    """Typed values by field name; an empty one clears the field."""
    return {
        one.name: read_word(database, one, text)
        for one, text in (
            (find_field(database.kinds[kind], name), text) for name, text in words.items()
        )
    }


def read_word(database: Database, one: Field, text: str) -> Stored:
    """One typed value; a link is an id or the text of the record."""
    if one.target and text.strip():
        return find_linked(database, one, text.strip())
    return read_value(one, text, TYPED)


def find_linked(database: Database, one: Field, text: str) -> int:
    """The id of the record that a text names; raises UserError for none or several."""
    from t20desk.importing.matching import SEVERAL, UNKNOWN, LinkFinder

    finder = LinkFinder(database, one)
    finder.learn([text])
    found = finder.find_ids(text)
    if len(found) == 1:
        return found[0]
    message = _(SEVERAL if found else UNKNOWN)
    words = message.format(kind=_(finder.kind.plural), value=text[:60], count=len(found))
    raise UserError(f"{one.say()}: {words}", one.name)


def read_id(kind: str, text: str) -> int:
    """An id given on the command line; raises UserError for what is none."""
    if text.isascii() and text.isdigit() and int(text) < 2**63:
        return int(text)
    raise UserError(no_record(kind, text[:60]))
