"""The papers of the tour: every report and every list, in each language."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from t20desk.i18n import _

if TYPE_CHECKING:
    from t20desk.tables import Table

from t20desk.cli.tour_stand import (
    Stand,
    count_files,
    each_language,
    tell_numbers,
)

COUNTED: Final = "members-by-country-and-area"
FIGURES: Final = "event-figures"


def write_reports(stand: Stand) -> str:
    """Every report as workbook, PDF and picture; their sums must be those of the facts."""
    from t20desk.charts import make_chart
    from t20desk.exporting import Origin, write_workbook
    from t20desk.office import read_office_name
    from t20desk.printing.bar_chart import write_picture
    from t20desk.printing.printed_by import make_imprint
    from t20desk.printing.report_paper import ReportPaper
    from t20desk.reporting import REPORTS, run_report

    made: list[Path] = []
    chapter = _("Reports")
    imprint = make_imprint(stand.database)
    with each_language() as languages:
        for code in languages:
            for name in REPORTS:
                tables = run_report(stand.database, name)
                _check_report(stand, name, tables)
                target = stand.place("reports", code, f"{name}.xlsx")
                write_workbook(tables, target, origin=Origin(read_office_name(stand.database)))
                stand.album.add(f"{chapter}: {code}", target)
                made.append(target)
                made.extend(
                    stand.write_paper(f"{chapter}: {code}", ReportPaper(tables, imprint), target)
                )
                if chart := next((one for one in tables if one.charts), None):
                    drawing = target.with_suffix(".svg")
                    write_picture(make_chart(chart, list(chart.rows())), drawing)
                    stand.album.add(f"{chapter}: {code}", drawing)
                    made.append(drawing)
    return tell_numbers(chapter, count_files(made))


def _check_report(stand: Stand, name: str, tables: "Sequence[Table]") -> None:
    from t20desk.demonstration import FACTS, LABELS, find_week
    from t20desk.reporting.events import count_events

    if name == COUNTED:
        totals = tables[0].totals or (0,)
        found = {"members": int(totals[-1] or 0), "countries": len(list(tables[0].rows()))}
    elif name == FIGURES:
        (table,) = count_events(stand.database, event=find_week(stand.database))
        numbers = [int(cell or 0) for cell in next(iter(table.rows()))[1:3]]
        found = dict(zip(("organisations-represented", "guests-of-honour"), numbers, strict=True))
    else:
        return
    stand.compare(LABELS, {key: FACTS[key] for key in found}, found)


def print_papers(stand: Stand) -> str:
    """Every paper the office prints, as PDF and picture."""
    from t20desk.printing.papers import PAPERS, make_paper

    made: list[Path] = []
    chapter = _("Letters and lists")
    with each_language() as languages:
        for code in languages:
            for name, kind in PAPERS.items():
                target = stand.place("papers", code, name)
                # A letter speaks the language of its reader unless another is asked for.
                asked = {"language": code} if "language" in kind.options() else {}
                paper = make_paper(stand.database, name, **asked)
                made.extend(stand.write_paper(f"{chapter}: {code}", paper, target))
    return tell_numbers(chapter, count_files(made))
