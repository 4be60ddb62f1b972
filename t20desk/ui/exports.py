"""A listing as a file: Excel, CSV or JSON, exactly what the table shows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from t20desk.errors import UserError
from t20desk.exporting import Written, excel_form, write_csv, write_json, write_workbook
from t20desk.i18n import _, language, ngettext
from t20desk.listing import Listing, read_table
from t20desk.tables import Table
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_target, show_problem
from t20desk.ui.jobs import Job

SUFFIXES = (".xlsx", ".csv", ".json")


def export_listing(
    parent: QWidget, desk: Desk, listing: Listing, total: int, ids: Sequence[int] | None = None
) -> None:
    """Ask for a file and write the listing to it, `total` rows or those of some ids."""
    name = f"{_(desk.kinds[listing.kind].plural)}.xlsx"
    target = ask_target(parent, name)
    if target is not None:
        write_tables(parent, desk, lambda: [read_table(desk.db, listing, ids)], target, total)


def ask_target(parent: QWidget, suggestion: str) -> Path | None:
    """A file to write tables to; without a known ending it becomes a workbook."""
    every = _("All files")
    filters = f"Excel (*.xlsx);;CSV (*.csv);;JSON (*.json);;{every} (*)"
    target = choose_target(parent, _("Export"), suggestion, filters)
    if target is not None and target.suffix.lower() not in SUFFIXES:
        return target.with_name(target.name + ".xlsx")
    return target


def write_tables(
    parent: QWidget, desk: Desk, read: Callable[[], list[Table]], target: Path, total: int = 0
) -> None:
    """Write tables in turn, with progress and Cancel in the status line."""
    job: Job

    def work() -> Written:
        return _write(read(), target, lambda done: desk.jobs.report(job, done, total or done))

    def fail(error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        show_problem(parent, error.message)

    label = _("Writing {file}").format(file=target.name)
    job = desk.jobs.write(
        work, lambda written: desk.tell(_say_written(target, written)), fail, label
    )


def _write(tables: list[Table], target: Path, progress: Callable[[int], None]) -> Written:
    ending = target.suffix.lower()
    if ending == ".csv":
        return write_csv(tables[0], target, excel_form(language()), progress)
    if ending == ".json":
        return write_json(tables[0], target, progress)
    return write_workbook(tables, target, progress)


def _say_written(target: Path, written: Written) -> str:
    text = ngettext(
        "{file} was written, {number} row.", "{file} was written, {number} rows.", written.rows
    )
    return text.format(file=target.name, number=written.rows)
