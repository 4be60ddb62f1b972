"""Commands on files: import, export, template."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from t20desk.cli.answers import (
    json_lines,
    row_to_json,
)
from t20desk.cli.app import (
    app,
    given_path,
    known_kind,
    opened,
    read_day,
    read_kinds,
    refuse_usage,
    say,
)
from t20desk.cli.listings import ListOptions, fields_at
from t20desk.cli.options import (
    ColumnsOption,
    KindArgument,
    KnownOption,
    LimitOption,
    OnOption,
    SearchOption,
    SortOption,
    ViewOption,
)
from t20desk.cli.progress import progress
from t20desk.db.database import Database
from t20desk.i18n import N_, _, language
from t20desk.listing import Listing, first_ids, iterate_rows, list_ids, read_table
from t20desk.listing.shown_tables import read_shown

if TYPE_CHECKING:
    from t20desk.tables import Table

MOST_SENTENCES = 200
MODES = ("add", "update", "both", "fill")
DATE_ORDERS = ("dmy", "mdy", "ymd")
Writer = Callable[[Database, Listing, Sequence[int] | None, Path, bool], None]


@app.command("export", help=N_("A list as .xlsx, .csv, .json, .vcf with address cards, or .ics."))
def export_file(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    out: Annotated[str, typer.Argument(metavar="OUT.xlsx|.csv|.json|.vcf|.ics")],
    search: SearchOption = "",
    view: ViewOption = "",
    sort: SortOption = "",
    columns: ColumnsOption = "",
    limit: LimitOption = None,
    on: OnOption = None,
    as_known: KnownOption = None,
    machine: Annotated[
        bool, typer.Option("--machine", help=N_("CSV with field names and codes."))
    ] = False,
    round_trip: Annotated[
        bool, typer.Option("--round-trip", help=N_("A workbook to be edited and taken back."))
    ] = False,
    template: Annotated[
        str, typer.Option(help=N_("A workbook whose headings and look the list takes."))
    ] = "",
    with_parts: Annotated[
        bool,
        typer.Option(
            "--with-parts",
            help=N_("In .ics also what lies within the events, and their programmes."),
        ),
    ] = False,
) -> None:
    target = given_path(out)
    writers: dict[str, Writer] = {".xlsx": _export_return} if round_trip else WRITERS
    if template:
        _refuse_beside_template(round_trip, machine, columns)
        writers = {".xlsx": partial(_export_filled, template=given_path(template))}
    if with_parts:
        writers = {".ics": partial(_export_calendar, with_parts=True)}
    writer = writers.get(target.suffix.lower())
    if writer is None:
        known = ", ".join(writers)
        refuse_usage(_("The file ends in one of these: {known}.").format(known=known))
    options = ListOptions(
        known_kind(kind), search, view, sort, columns, limit,
        read_day(on, "--on"), read_day(as_known, "--as-known"),
    )  # fmt: skip
    with opened(context) as database:
        listing = options.make_listing(database)
        ids = None if limit is None else first_ids(database, listing, limit)
        writer(database, listing, ids, target, machine)
    say(_("Written: {file}").format(file=target))


def _export_book(
    database: Database, listing: Listing, ids: Sequence[int] | None, target: Path, machine: bool
) -> None:
    from t20desk.exporting import Origin, write_workbook
    from t20desk.office import read_office_name

    with progress(target.name) as tell:
        table = _read_sheet(database, listing, ids, read_table if machine else read_shown)
        origin = Origin(read_office_name(database))
        write_workbook([table], target, tell, plain=machine, origin=origin)


def _refuse_beside_template(round_trip: bool, machine: bool, columns: str) -> None:
    """A template says itself which columns there are and how they look."""
    asked = {"--round-trip": round_trip, "--machine": machine, "--columns": bool(columns)}
    for name in (one for one, is_given in asked.items() if is_given):
        refuse_usage(_("{option} cannot stand beside --template.").format(option=name))


def _export_filled(
    database: Database,
    listing: Listing,
    ids: Sequence[int] | None,
    target: Path,
    _machine: bool,
    template: Path,
) -> None:
    from t20desk.export_templates import fill_template, read_template, say_left

    with progress(target.name) as tell:
        found = read_template(database, listing, template)
        filled = fill_template(database, listing, ids, found, target, tell)
    for words in say_left(found, filled):
        say(words)


def _export_return(
    database: Database, listing: Listing, ids: Sequence[int] | None, target: Path, _machine: bool
) -> None:
    from t20desk.round_trip.writing import write_book

    with progress(target.name) as tell:
        write_book(database, listing, target, ids, tell)


def _export_csv(
    database: Database, listing: Listing, ids: Sequence[int] | None, target: Path, machine: bool
) -> None:
    from t20desk.exporting import MACHINE, excel_form, write_csv

    form = MACHINE if machine else excel_form(language())
    with progress(target.name) as tell:
        write_csv(_read_sheet(database, listing, ids), target, form, tell)


def _export_json(
    database: Database, listing: Listing, ids: Sequence[int] | None, target: Path, _machine: bool
) -> None:
    from t20desk.exporting import place_file

    wanted = list_ids(database, listing) if ids is None else ids
    fields = fields_at(database.kinds, listing.kind, listing.columns)
    rows = (
        row_to_json(key, listing.columns, fields, cells)
        for key, cells in iterate_rows(database, listing, wanted)
    )
    with place_file(target) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_lines(rows))


def _export_cards(
    database: Database, listing: Listing, ids: Sequence[int] | None, target: Path, _machine: bool
) -> None:
    from t20desk.addresses.cards import read_cards
    from t20desk.exporting.vcards import write_cards

    wanted = list_ids(database, listing) if ids is None else ids
    with progress(target.name) as tell:
        write_cards(read_cards(database, listing.kind, wanted), target, tell)


def _export_calendar(
    database: Database,
    listing: Listing,
    ids: Sequence[int] | None,
    target: Path,
    _machine: bool,
    with_parts: bool = False,
) -> None:
    from t20desk.events.calendar_entries import read_calendar
    from t20desk.exporting.calendars import say_dayless, write_entries

    wanted = list_ids(database, listing) if ids is None else ids
    entries = read_calendar(database, listing.kind, wanted, with_parts)
    _written, dayless = write_entries(entries, target)
    if dayless:
        say(say_dayless(dayless))


WRITERS: dict[str, Writer] = {
    ".xlsx": _export_book,
    ".csv": _export_csv,
    ".json": _export_json,
    ".vcf": _export_cards,
    ".ics": _export_calendar,
}


def _read_sheet(
    database: Database,
    listing: Listing,
    ids: Sequence[int] | None,
    read: "Callable[[Database, Listing, Sequence[int] | None], Table]" = read_table,
) -> "Table":
    """The listing as a table; a translated text stands in its three columns only."""
    fields = fields_at(database.kinds, listing.kind, listing.columns)
    spoken = {one.group for one in fields if one.language}
    kept = [
        path
        for path, one in zip(listing.columns, fields, strict=True)
        if not (one.is_translated and one.name in spoken)
    ]
    return read(database, replace(listing, columns=tuple(kept)), ids)


@app.command("template", help=N_("An empty workbook to hand out, with lists to choose from."))
def write_template(
    context: typer.Context,
    kind: KindArgument,
    out: Annotated[str, typer.Argument(metavar="OUT.xlsx")],
) -> None:
    from t20desk.exporting import write_workbook
    from t20desk.importing.templates import make_template

    target = given_path(out)
    if target.suffix.lower() != ".xlsx":
        refuse_usage(_("The file ends in one of these: {known}.").format(known=".xlsx"))
    write_workbook([make_template(read_kinds(context)[known_kind(kind)])], target, plain=True)
    say(_("Written: {file}").format(file=target))
