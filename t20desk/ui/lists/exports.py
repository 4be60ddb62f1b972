"""A listing as a file: as the table shows it, as address cards, or as a calendar."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from t20desk.addresses.cards import CARD_KINDS, read_cards
from t20desk.attachments.file_names import safe_name
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.events.calendar_entries import Entry, read_calendar
from t20desk.export_templates import (
    Filled,
    Template,
    fill_template,
    read_template,
    say_left,
)
from t20desk.exporting import Origin, Written, excel_form, write_csv, write_json, write_workbook
from t20desk.exporting.calendars import say_dayless, write_entries
from t20desk.exporting.vcards import write_cards
from t20desk.i18n import LANGUAGE_NAMES, _, language, ngettext, say_number, speaking, translate
from t20desk.importing.error_rows import write_error_rows
from t20desk.importing.templates import make_template
from t20desk.kind_ways import CALENDAR_KINDS
from t20desk.listing import Listing, list_ids, read_table
from t20desk.listing.reading import name_listing
from t20desk.listing.shown_tables import read_shown, without_pictures
from t20desk.office import read_office_name
from t20desk.progress import Progress, RowProgress
from t20desk.round_trip.writing import write_book
from t20desk.tables import Table
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_choice, choose_file, choose_target, tell_error

if TYPE_CHECKING:
    from t20desk.importing.values import ImportPlan
    from t20desk.reading.source import Source

SUFFIXES = (".xlsx", ".csv", ".json")
CARDS = ".vcf"
CALENDAR = ".ics"


def export_listing(
    parent: QWidget, desk: Desk, listing: Listing, total: int, ids: Sequence[int] | None = None
) -> None:
    """Ask for a file and write the listing to it, `total` rows or those of some ids."""
    name = f"{safe_name(name_listing(desk.db, listing))}.xlsx"
    more = _list_more(listing.kind)
    target = ask_target(parent, name, more)
    if target is None:
        return
    if target.suffix.lower() == CARDS and CARDS in more:
        _write_cards(parent, desk, listing, ids, target, total)
    elif target.suffix.lower() == CALENDAR and CALENDAR in more:
        write_calendar(parent, desk, target, lambda: _read_chosen(desk, listing, ids))
    else:
        read = read_shown if target.suffix.lower() == SUFFIXES[0] else read_table
        plain = without_pictures(desk.db, listing)
        write_tables(parent, desk, lambda: [read(desk.db, plain, ids)], target, total)


def _list_more(kind: str) -> dict[str, str]:
    """The further sorts of file that a list of a kind can be written as, with their words."""
    more = {CARDS: _("Address cards")} if kind in CARD_KINDS else {}
    return more | ({CALENDAR: _("Calendar")} if kind in CALENDAR_KINDS else {})


def _read_chosen(desk: Desk, listing: Listing, ids: Sequence[int] | None) -> list[Entry]:
    """The events of the records that are written: themselves, or those they take part in."""
    chosen = list_ids(desk.db, listing) if ids is None else ids
    return read_calendar(desk.db, listing.kind, chosen)


def export_calendar(parent: QWidget, desk: Desk, kind: str, ids: Sequence[int], name: str) -> None:
    """Ask for a file and write a calendar: events with all within them, or whose programme."""
    filters = _("Calendar") + f" (*{CALENDAR})"
    target = choose_target(parent, _("Save as calendar"), f"{safe_name(name)}{CALENDAR}", filters)
    if target is None:
        return
    if target.suffix.lower() != CALENDAR:
        target = target.with_name(target.name + CALENDAR)
    write_calendar(parent, desk, target, lambda: read_calendar(desk.db, kind, ids, with_parts=True))


def write_calendar(
    parent: QWidget, desk: Desk, target: Path, read: Callable[[], list[Entry]]
) -> None:
    """Write events as a calendar in turn, and say how many have no day."""

    def work() -> tuple[int, int]:
        return write_entries(read(), target)

    def tell(done: tuple[int, int]) -> None:
        words = ngettext(
            "{file} was written, {number} entry.", "{file} was written, {number} entries.", done[0]
        )
        told = words.format(file=target.name, number=say_number(done[0]))
        desk.tell(" ".join(filter(None, (told, say_dayless(done[1])))))

    label = _("Writing {file}").format(file=target.name)
    desk.jobs.write(work, tell, partial(tell_error, parent), label)


def export_return(
    parent: QWidget, desk: Desk, listing: Listing, total: int, ids: Sequence[int] | None = None
) -> None:
    """Ask for a file and write the listing as a workbook to be edited and merged back."""
    title = _("Workbook to edit and merge back")
    name = f"{safe_name(name_listing(desk.db, listing))}.xlsx"
    target = choose_target(parent, title, name, "Excel (*.xlsx)")
    if target is not None:
        book = _as_workbook(target)
        _run(parent, desk, book, total, partial(write_book, desk.db, listing, book, ids))


def export_filled(
    parent: QWidget, desk: Desk, listing: Listing, total: int, ids: Sequence[int] | None = None
) -> None:
    """Ask for a workbook with headings and for a file, and write the listing as such a book."""
    title, files = _("A workbook with headings"), "Excel (*.xlsx *.xltx)"
    chosen = choose_file(parent, title, files)
    if chosen is None:
        return
    suggestion = f"{chosen.stem} {safe_name(name_listing(desk.db, listing))}.xlsx"
    target = choose_target(parent, _("Export"), suggestion, "Excel (*.xlsx)")
    if target is None:
        return
    book = _as_workbook(target)

    def work(progress: Progress) -> tuple[Template, Filled]:
        found = read_template(desk.db, listing, chosen)
        tell = partial(_tell_of, progress, total)
        return found, fill_template(desk.db, listing, ids, found, book, tell)

    def say(done: tuple[Template, Filled]) -> None:
        found, filled = done
        told = _say_written(book, Written(filled.rows))
        desk.tell(" ".join([told, *say_left(found, filled)]))

    label = _("Writing {file}").format(file=book.name)
    desk.jobs.write_long(work, say, partial(tell_error, parent), label)


def _tell_of(progress: Progress, total: int, done: int) -> None:
    progress(done, total or done)


def export_template(parent: QWidget, desk: Desk, kind: Kind) -> None:
    """Ask for a language and a file, and write the empty workbook of a kind to hand out."""
    names = list(LANGUAGE_NAMES.values())
    usual = list(LANGUAGE_NAMES).index(language())
    title, question = _("Empty workbook to hand out"), _("In which language?")
    place = ask_choice(parent, title, question, names, usual)
    if place is None:
        return
    chosen = list(LANGUAGE_NAMES)[place]
    suggestion = f"{translate(kind.plural, chosen)}.xlsx"
    target = choose_target(parent, title, suggestion, "Excel (*.xlsx)")
    if target is not None:
        book = _as_workbook(target)
        _run(parent, desk, book, 1, partial(_write_template, kind, chosen, book))


def _write_template(kind: Kind, chosen: str, target: Path, tell: RowProgress) -> Written:
    with speaking(chosen):
        return write_workbook([make_template(kind)], target, tell, plain=True)


def export_bad_rows(parent: QWidget, desk: Desk, source: "Source", plan: "ImportPlan") -> None:
    """Ask for a file, and write the rows that an import leaves out, with the reasons."""
    words = _("Problems")
    name = f"{Path(source.name).stem} {words}.xlsx"
    target = choose_target(parent, _("Save rows with problems"), name, "Excel (*.xlsx)")
    if target is not None:
        book, count = _as_workbook(target), plan.counts.errors + plan.counts.doubtful
        _run(parent, desk, book, count, lambda _tell: Written(write_error_rows(source, plan, book)))


def _as_workbook(target: Path) -> Path:
    """The file as a workbook, whatever was typed."""
    return target if target.suffix.lower() == ".xlsx" else target.with_name(target.name + ".xlsx")


def ask_target(
    parent: QWidget, suggestion: str, more: Mapping[str, str] | None = None
) -> Path | None:
    """A file to write to; without a known ending it becomes a workbook."""
    every, further = _("All files"), more or {}
    others = "".join(f";;{words} (*{ending})" for ending, words in further.items())
    filters = f"Excel (*.xlsx);;CSV (*.csv);;JSON (*.json){others};;{every} (*)"
    target = choose_target(parent, _("Export"), suggestion, filters)
    if target is not None and target.suffix.lower() not in (*SUFFIXES, *further):
        return _as_workbook(target)
    return target


def write_tables(
    parent: QWidget, desk: Desk, read: Callable[[], list[Table]], target: Path, total: int = 0
) -> None:
    """Write tables in turn, with progress and Cancel in the status line."""
    _run(parent, desk, target, total, lambda tell: _write(desk.db, read(), target, tell))


def _write_cards(
    parent: QWidget,
    desk: Desk,
    listing: Listing,
    ids: Sequence[int] | None,
    target: Path,
    total: int,
) -> None:
    def write(tell: RowProgress) -> Written:
        chosen = list_ids(desk.db, listing) if ids is None else ids
        return write_cards(read_cards(desk.db, listing.kind, chosen), target, tell)

    _run(parent, desk, target, total, write)


def _run(
    parent: QWidget, desk: Desk, target: Path, total: int, write: Callable[[RowProgress], Written]
) -> None:
    def work(progress: Progress) -> Written:
        return write(partial(_tell_of, progress, total))

    def say(written: Written) -> None:
        desk.tell(_say_written(target, written))

    label = _("Writing {file}").format(file=target.name)
    desk.jobs.write_long(work, say, partial(tell_error, parent), label)


def _write(db: Database, tables: list[Table], target: Path, progress: RowProgress) -> Written:
    ending = target.suffix.lower()
    if ending == ".csv":
        return write_csv(tables[0], target, excel_form(language()), progress)
    if ending == ".json":
        return write_json(tables[0], target, progress)
    return write_workbook(tables, target, progress, origin=Origin(read_office_name(db)))


def _say_written(target: Path, written: Written) -> str:
    text = ngettext(
        "{file} was written, {number} row.", "{file} was written, {number} rows.", written.rows
    )
    return text.format(file=target.name, number=say_number(written.rows))
