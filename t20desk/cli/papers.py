"""Commands that make papers: report, print."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from t20desk.cli.app import app, given_path, opened, read_day, refuse_usage, say, say_out
from t20desk.cli.options import KnownOption, OnOption, ViewOption
from t20desk.cli.progress import progress
from t20desk.errors import UserError
from t20desk.i18n import N_, _

if TYPE_CHECKING:
    from t20desk.db.database import Database
    from t20desk.tables import Table

NameArgument = Annotated[str, typer.Argument(metavar="NAME")]
CHARTS: Final = (".png", ".svg")
"""The endings that ask for the chart of a report."""
WordsOption = Annotated[
    list[str] | None,
    typer.Option("--option", metavar="NAME=VALUE", help=N_("A further option, once for each.")),
]


def read_words(words: Sequence[str] | None) -> dict[str, Any]:
    """Options as NAME=VALUE; the names may be written with hyphens."""
    found: dict[str, Any] = {}
    for text in words or ():
        name, equals, value = text.partition("=")
        if not equals:
            refuse_usage(_("Write --option NAME=VALUE, not “{text}”.").format(text=text))
        found[name.strip().replace("-", "_")] = value
    return found


@app.command("print", help=N_("A paper as PDF; --list names them all."))
def print_paper(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    name: NameArgument = "",
    out: Annotated[str, typer.Argument(metavar="OUT.pdf")] = "",
    search: Annotated[str, typer.Option(help=N_("Only what this search finds."))] = "",
    view: ViewOption = "",
    event: Annotated[str, typer.Option(help=N_("The event, by title or id."))] = "",
    option: WordsOption = None,
    names: Annotated[bool, typer.Option("--list", help=N_("One paper a line."))] = False,
) -> None:
    from t20desk.printing.papers import PAPERS, make_paper
    from t20desk.printing.sheets import note_printing, write_pdf

    if names:
        for paper in PAPERS.values():
            say_out(f"{paper.name}\t{_(paper.label)}")
        return
    target = _wanted_file(name, out, (".pdf",))
    given = {"search": search, "view": view, "event": event}
    words = read_words(option) | {name: text for name, text in given.items() if text}
    with opened(context) as database, progress(target.name) as tell:
        made = make_paper(database, name, **words)
        note_printing(database, made)
        write_pdf(made, target, tell)
        problems = made.problems()
    for problem in problems:
        say(problem)
    say(_("Written: {file}").format(file=target))


def _wanted_file(name: str, out: str, endings: Sequence[str]) -> Path:
    """The path of the paper to be written; wrong usage without name, path or right ending."""
    if not name or not out:
        refuse_usage(_("Give a name and a file, or --list."))
    target = given_path(out)
    if target.suffix.lower() not in endings:
        known = ", ".join(endings)
        refuse_usage(_("The file ends in one of these: {known}.").format(known=known))
    return target


@app.command(
    "report",
    help=N_("A report as .xlsx or .pdf, its chart as .png or .svg; --list names them all."),
)
def write_report(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    name: NameArgument = "",
    out: Annotated[str, typer.Argument(metavar="OUT.xlsx|.pdf|.png|.svg")] = "",
    on: OnOption = None,
    as_known: KnownOption = None,
    option: WordsOption = None,
    column: Annotated[
        str, typer.Option(help=N_("Which column the bars of a chart show, by its heading."))
    ] = "",
    names: Annotated[bool, typer.Option("--list", help=N_("One report a line."))] = False,
) -> None:
    from t20desk.reporting import read_reports, run_report

    reports, problems = read_reports()
    for problem in problems:
        say(problem)
    if names:
        for one in reports.values():
            say_out(f"{one.name}\t{_(one.label)}")
        return
    target = _wanted_file(name, out, (".xlsx", ".pdf", *CHARTS))
    words = read_words(option)
    known_day = read_day(as_known, "--as-known")
    day = read_day(on, "--on")
    with opened(context) as database:
        tables = run_report(database, name, day, words, known_day)
        if target.suffix.lower() in CHARTS:
            _draw_chart(name, tables, column, target)
        else:
            _write_tables(database, tables, target)
    say(_("Written: {file}").format(file=target))


def _draw_chart(name: str, tables: "Sequence[Table]", column: str, target: Path) -> None:
    """Draw the first table of a report that has figures."""
    from t20desk.charts import find_drawn, make_chart
    from t20desk.printing.bar_chart import write_picture

    table = next((one for one in tables if one.charts), None)
    if table is None:
        text = _("The report “{name}” has no figures to draw; save it as .xlsx or .pdf.")
        raise UserError(text.format(name=name))
    drawn = {word: one.name for one in find_drawn(table) for word in (one.label, one.name)}
    if column and column not in drawn:
        text = _("There is no column “{name}” to draw; choose one of these: {known}.")
        known = ", ".join(one.label for one in find_drawn(table))
        raise UserError(text.format(name=column, known=known))
    write_picture(make_chart(table, list(table.rows()), drawn.get(column, "")), target)


def _write_tables(database: "Database", tables: "Sequence[Table]", target: Path) -> None:
    with progress(target.name) as tell:
        if target.suffix.lower() == ".pdf":
            from t20desk.printing.printed_by import make_imprint
            from t20desk.printing.report_paper import ReportPaper
            from t20desk.printing.sheets import write_pdf

            write_pdf(ReportPaper(tables, make_imprint(database)), target, tell)
        else:
            from t20desk.exporting import Origin, write_workbook
            from t20desk.office import read_office_name

            write_workbook(tables, target, tell, origin=Origin(read_office_name(database)))
