"""Commands on files: import, export, template."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from t20desk.cli.answers import (
    Answer,
    Json,
    add_conflicts,
    add_problems,
    describe_problem,
    json_lines,
    print_json,
    row_to_json,
    text_id,
)
from t20desk.cli.app import (
    DONE,
    IN_PART,
    NOTHING_WRITTEN,
    app,
    given_path,
    known_kind,
    opened,
    read_day,
    read_kinds,
    refuse_usage,
    say,
)
from t20desk.cli.listings import ListOptions, fields_at, split_names
from t20desk.cli.progress import progress
from t20desk.cli.records import (
    DOOR,
    ColumnsOption,
    DryRunOption,
    JsonOption,
    KindArgument,
    KnownOption,
    LimitOption,
    OnOption,
    SearchOption,
    SortOption,
    ViewOption,
)
from t20desk.db.change import BATCH_ROWS
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _, language, ngettext
from t20desk.listing import Listing, first_ids, iterate_rows, list_ids, read_table

if TYPE_CHECKING:
    from t20desk.importing import ImportOptions, ImportPlan
    from t20desk.reading import Source
    from t20desk.tables import Table

MOST_SENTENCES = 200
MODES = ("add", "update", "both", "fill")
DATE_ORDERS = ("dmy", "mdy", "ymd")


@app.command("import", help=N_("Take a workbook or text table in as one change."))
def import_file(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    sheet: Annotated[str, typer.Option(help=N_("The sheet, by name or number."))] = "",
    header_row: Annotated[int | None, typer.Option(min=1, help=N_("The row of headings."))] = None,
    encoding: Annotated[str, typer.Option(help=N_("The encoding of a text table."))] = "",
    key: Annotated[str, typer.Option(help=N_("The fields by which records are known."))] = "",
    mode: Annotated[str, typer.Option(help=N_("add, update, both or fill."))] = "",
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HEADING=FIELD",
            help=N_("A heading and the field it goes to; repeat for each."),
        ),
    ] = None,
    dates: Annotated[str, typer.Option(help=N_("dmy, mdy or ymd."))] = "",
    large: Annotated[bool, typer.Option("--large", help=N_("Read very large files."))] = False,
    errors: Annotated[str, typer.Option(help=N_("Where to write rows with errors."))] = "",
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help=N_("Leave bad rows out."))] = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.reading import open_source

    known_kind(kind)
    _check_word(mode, MODES, "--mode")
    _check_word(dates, DATE_ORDERS, "--dates")
    mapping = _read_mapping(map_ or [])
    with opened(context) as database:
        importer = _Importer(database, kind, dry_run, given_path(errors) if errors else None)
        try:
            with open_source(given_path(file), large=large, encoding=encoding or None) as source:
                options = _make_options(source, sheet, header_row, key, mode, mapping, dates)
                importer.take(source, replace(options, skip_bad=skip_bad))
        except UserError as error:
            importer.note_refusal(error)
    return importer.give_answer(json)


def _check_word(word: str, known: Sequence[str], option: str) -> None:
    if word and word not in known:
        message = _("{option} is one of these: {known}.")
        refuse_usage(message.format(option=option, known=", ".join(known)))


def _read_mapping(words: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in words:
        heading, equals, name = text.rpartition("=")
        if not equals:
            message = _("Write --map HEADING=FIELD, not “{text}”.")
            refuse_usage(message.format(text=text))
        found[heading] = name.strip()
    return found


def _make_options(
    source: "Source", sheet: str, header_row: int | None, key: str, mode: Any, *rest: Any
) -> "ImportOptions":
    from t20desk.importing import ImportOptions

    mapping, dates = rest
    return ImportOptions(
        _choose_sheet(source, sheet), header_row, split_names(key), mode or None, mapping, dates,
        door=DOOR,
    )  # fmt: skip


def _choose_sheet(source: "Source", sheet: str) -> str | int | None:
    """A sheet by its name, else by its number from 1; none named is found out."""
    if not sheet:
        return None
    names = [one.name for one in source.sheets]
    if sheet not in names and sheet.isdecimal() and 0 < int(sheet) <= len(names):
        return int(sheet) - 1
    return sheet


class _Importer:
    """Plans and takes one file, and keeps what there is to answer."""

    def __init__(self, database: Database, kind: str, dry_run: bool, errors: Path | None) -> None:
        self._database = database
        self._kind = kind
        self._dry_run = dry_run
        self._errors = errors
        self._plan: ImportPlan | None = None
        self._answer = Answer()

    def take(self, source: "Source", options: "ImportOptions") -> None:
        from t20desk.importing import plan_import

        with progress(_("Reading")) as tell:
            plan = plan_import(self._database, self._kind, source, options, tell)
        self._plan = plan
        if self._errors:
            from t20desk.importing.error_rows import write_error_rows

            write_error_rows(source, plan, self._errors)
        if not plan.may_apply:
            self._answer.is_refused = True
        elif self._dry_run:
            self._rehearse(plan)
        else:
            self._apply(source, plan)

    def _rehearse(self, plan: "ImportPlan") -> None:
        from t20desk.editing.rehearsing import rehearse

        if plan.change.counts().total > BATCH_ROWS:
            return  # planning has looked at each row; to look at all at once would fill the memory
        problems = rehearse(self._database, plan.change)
        self._answer.is_refused = bool(problems)
        add_problems(self._answer, problems)

    def _apply(self, source: "Source", plan: "ImportPlan") -> None:
        from t20desk.importing import take_import

        with progress(_("Writing")) as tell:
            applied = take_import(self._database, source, plan, tell, say)
        self._answer.operation = applied.operation
        self._answer.is_refused = applied.is_refused
        add_conflicts(self._answer, self._database, applied.conflicts)
        add_problems(self._answer, applied.problems)

    def note_refusal(self, error: UserError) -> None:
        """The file, or the database, refused: one sentence says why."""
        self._answer.is_refused = True
        self._answer.problems.append(describe_problem(error.message, error.field))
        self._answer.sentences.append(error.message)

    def give_answer(self, as_json: bool) -> int:
        """Print what there is to say; the exit code."""
        if as_json:
            print_json(self._to_json())
        for sentence in self._sentences():
            say(sentence)
        if self._answer.is_refused:
            return NOTHING_WRITTEN
        return IN_PART if self._plan and self._plan.is_partial else DONE

    def _to_json(self) -> Json:
        from t20desk.importing import ImportCounts

        plan = self._plan
        rows = [asdict(one) for one in plan.problems] if plan else []
        return {
            "operation": text_id(self._answer.operation),
            **asdict(plan.counts if plan else ImportCounts()),
            "ignored": plan.ignored if plan else [],
            "conflicts": self._answer.conflicts,
            "problems": [*rows, *self._answer.problems],
        }

    def _sentences(self) -> list[str]:
        plan = self._plan
        if plan is None:
            return self._answer.sentences
        told = [one.sentence() for one in plan.problems]
        if len(told) > MOST_SENTENCES:
            more = _("… and {count} more; --json or --errors list all.")
            told[MOST_SENTENCES:] = [more.format(count=len(told) - MOST_SENTENCES)]
        if plan.ignored:
            message = _("Left out, for they fit no field: {headings}.")
            told.append(message.format(headings=", ".join(plan.ignored)))
        return [*plan.remarks, *told, *self._answer.sentences, self._sum_up(plan)]

    def _sum_up(self, plan: "ImportPlan") -> str:
        counts = asdict(plan.counts)
        told = ngettext(
            "{read} row: {new} new, {changed} changed, {same} as they were, "
            "{doubtful} doubtful, {errors} with errors.",
            "{read} rows: {new} new, {changed} changed, {same} as they were, "
            "{doubtful} doubtful, {errors} with errors.",
            plan.counts.read,
        ).format(**counts)
        if self._answer.operation is None:
            told += " " + _("Nothing was written.")
        return told


@app.command("export", help=N_("A list as .xlsx, .csv, .json, or .vcf with address cards."))
def export_file(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    out: Annotated[str, typer.Argument(metavar="OUT.xlsx|.csv|.json|.vcf")],
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
) -> None:
    target = given_path(out)
    writer = WRITERS.get(target.suffix.lower())
    if writer is None:
        known = ", ".join(WRITERS)
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
    from t20desk.exporting import write_workbook

    with progress(target.name) as tell:
        write_workbook([_read_sheet(database, listing, ids)], target, tell, plain=machine)


def _export_csv(
    database: Database, listing: Listing, ids: Sequence[int] | None, target: Path, machine: bool
) -> None:
    from t20desk.exporting import MACHINE, excel_form, write_csv

    form = MACHINE if machine else excel_form(language())
    with progress(target.name) as tell:
        write_csv(_read_sheet(database, listing, ids), target, form, tell)


def _export_json(
    database: Database, listing: Listing, ids: Sequence[int] | None, target: Path, machine: bool
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


WRITERS = {
    ".xlsx": _export_book,
    ".csv": _export_csv,
    ".json": _export_json,
    ".vcf": _export_cards,
}


def _read_sheet(database: Database, listing: Listing, ids: Sequence[int] | None) -> "Table":
    """The listing as a table; a translated text stands in its three columns only."""
    fields = fields_at(database.kinds, listing.kind, listing.columns)
    spoken = {one.group for one in fields if one.language}
    kept = [
        path
        for path, one in zip(listing.columns, fields, strict=True)
        if not (one.is_translated and one.name in spoken)
    ]
    return read_table(database, replace(listing, columns=tuple(kept)), ids)


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
