"""Commands that look at records: kinds, list, show, find."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from t20desk.cli.answers import (
    Json,
    json_lines,
    print_json,
    row_to_json,
)
from t20desk.cli.app import (
    app,
    known_kind,
    opened,
    read_day,
    read_kinds,
    say_out,
)
from t20desk.cli.listings import ListOptions, default_columns, fields_at
from t20desk.cli.options import (
    ColumnsOption,
    JsonOption,
    KindArgument,
    KnownOption,
    LimitOption,
    OnOption,
    RecordArgument,
    SearchOption,
    SortOption,
    ViewOption,
)
from t20desk.cli.typed_values import find_id, no_record
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import (
    Listing,
    find_everywhere,
    first_ids,
    iterate_rows,
    list_ids,
    read_rows,
    read_title,
    read_titles,
)


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
        "aliases": [*one.headings, *one.further],
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
    record: RecordArgument,
    json: JsonOption = False,
) -> None:
    from t20desk.belonging import list_belonging

    with opened(context) as database:
        key = find_id(database, known_kind(kind), record)
        made = read_record(database, kind, [key]).get(key)
        if made is None:
            raise UserError(no_record(kind, record))
        belonging = {
            other: list(read_record(database, other, ids).values())
            for other, ids in list_belonging(database, kind, key).items()
        }
        title = read_title(database, kind, key)
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
