"""The tour: the main job on a demonstration without a display, and pictures of what it shows."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from t20desk import i18n
from t20desk.causes import say_cause
from t20desk.cli.album import Album
from t20desk.cli.app import DONE, NOTHING_WRITTEN, say
from t20desk.cli.tour_papers import print_papers, write_reports
from t20desk.cli.tour_stand import (
    Stand,
    count_files,
    tell_numbers,
)
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.paths import resource

if TYPE_CHECKING:
    from t20desk.cli.founding_day import RenderViews
    from t20desk.db.database import Database
    from t20desk.importing.values import ImportPlan
    from t20desk.printing.sheets import Paper

Painted = Iterable[Sequence[Path]]
RenderLooks = Callable[[str, Path, Sequence[str]], AbstractContextManager[Painted]]
"""Begins to paint every page of a file below a folder, in each language, light and dark; the files
of each language once they are painted."""


def play_tour(
    outdir: Path,
    render_looks: RenderLooks | None = None,
    render_views: "RenderViews | None" = None,
) -> int:
    """Play the tour into a folder; 1 if a number differs from the facts."""
    from t20desk.db.database import Database

    _choose_platform()
    folder = _make_folder(outdir)
    with TemporaryDirectory(prefix="t20desk-tour-", ignore_cleanup_errors=True) as place:
        database = Database.create(Path(place) / "demonstration.t20", user=_("Tour"))
        try:
            stand = Stand(database, folder, Album(folder))
            _play_steps(stand, render_looks, render_views)
        finally:
            database.close()
    return NOTHING_WRITTEN if stand.differing else DONE


def _choose_platform() -> None:
    """Without a display Qt paints into memory, whatever else was chosen."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not shown:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _make_folder(outdir: Path) -> Path:
    try:
        outdir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("The folder {folder} cannot be made ({reason}); choose another one.").format(
                folder=outdir, reason=say_cause(error)
            )
        ) from error
    return outdir.resolve()


def _play_steps(
    stand: Stand, render_looks: RenderLooks | None, render_views: "RenderViews | None"
) -> None:
    with _step() as tell:
        tell(_build(stand))
    with _step() as tell:
        tell(_preview_sheets(stand))
    with _step() as tell:
        tell(_take_and_undo(stand))
    with _step() as tell:
        tell(_edit_member(stand))
    with _step() as tell:
        tell(_export_members(stand))
    with _begin_pages(stand, render_looks) as painted:
        with _step() as tell:
            tell(_play_founding_day(stand, render_views))
        with _step() as tell:
            tell(write_reports(stand))
        with _step() as tell:
            tell(print_papers(stand))
        with _step() as tell:
            tell(_show_pages(stand, painted))
    facts = stand.check_facts()
    say(facts)
    stand.album.write_index(facts)


@contextmanager
def _step() -> Iterator[Callable[[str], None]]:
    """Times a step; what it tells is said after its seconds."""
    told: list[str] = []
    began = time.perf_counter()
    yield told.append
    say(f"{time.perf_counter() - began:6.1f} s  {' · '.join(told)}")


def _build(stand: Stand) -> str:
    from t20desk.demonstration import build

    build(stand.database)
    return tell_numbers(_("Demonstration made"), stand.check_facts())


def _preview_sheets(stand: Stand) -> str:
    """Plan both sheets; a preview must not change a byte."""
    from t20desk.demonstration import SHEET_FACTS, SHEET_LABELS, TIDY_SHEET, UNTIDY_SHEET

    before = _read_bytes(stand.database)
    tidy, untidy = _plan_sheet(stand, TIDY_SHEET), _plan_sheet(stand, UNTIDY_SHEET)
    if _read_bytes(stand.database) != before:
        stand.differing.append(_("The preview changed the file."))
        say(stand.differing[-1])
    found = {
        "tidy-rows": tidy.counts.new,
        "tidy-errors": tidy.counts.errors,
        "untidy-rows": untidy.counts.read,
        "untidy-errors": untidy.counts.errors,
        "untidy-doubtful": untidy.counts.doubtful,
    }
    return tell_numbers(_("Import previewed"), stand.compare(SHEET_LABELS, SHEET_FACTS, found))


def _read_bytes(database: "Database") -> bytes:
    assert database.path is not None
    return database.path.read_bytes()


def _plan_sheet(stand: Stand, name: str) -> "ImportPlan":
    """Plan a sheet; the rows that would be refused are written to a workbook."""
    from t20desk.importing.error_rows import write_error_rows
    from t20desk.importing.planning import plan_import
    from t20desk.reading.source import open_source

    with open_source(resource("demo", name)) as source:
        plan = plan_import(stand.database, "member", source)
        if plan.counts.errors:
            target = stand.place("import", f"{Path(name).stem}-errors.xlsx")
            write_error_rows(source, plan, target)
            stand.album.add(_("Import"), target)
    return plan


def _take_and_undo(stand: Stand) -> str:
    """Take the tidy sheet in, and take that back."""
    from t20desk.db.history.undoing import plan_undo
    from t20desk.demonstration import FACTS, LABELS, SHEET_FACTS, TIDY_SHEET, count_facts
    from t20desk.importing.planning import plan_import
    from t20desk.importing.taking import take_import
    from t20desk.reading.source import open_source

    database = stand.database
    with open_source(resource("demo", TIDY_SHEET)) as source:
        applied = take_import(database, source, plan_import(database, "member", source))
    expected = {"members": FACTS["members"] + SHEET_FACTS["tidy-rows"]}
    taken = stand.compare(LABELS, expected, count_facts(database))
    database.apply(plan_undo(database, applied.operation).change)
    undone = stand.check_facts()
    return " · ".join((tell_numbers(_("Imported"), taken), tell_numbers(_("undone"), undone)))


def _edit_member(stand: Stand) -> str:
    """Change one field of one member; the history says so."""
    from t20desk.db.history.reading import list_operations
    from t20desk.editing import plan_edit
    from t20desk.listing import Listing, list_ids
    from t20desk.wording import say_operation

    database = stand.database
    key = list_ids(database, Listing("member", search="number:=0014"))[0]
    database.apply(plan_edit(database, "member", {key: {"city": "Paris"}}))
    stand.check_facts()
    return say_operation(database, list_operations(database, 1)[0])


def _export_members(stand: Stand) -> str:
    from t20desk.exporting import Origin, write_csv, write_json, write_workbook
    from t20desk.listing import Listing, read_table
    from t20desk.office import read_office_name

    table = read_table(stand.database, Listing("member"))
    paths = [stand.place("export", f"members{ending}") for ending in (".xlsx", ".csv", ".json")]
    workbook, text, data = paths
    write_workbook([table], workbook, origin=Origin(read_office_name(stand.database)))
    write_csv(table, text)
    write_json(table, data)
    for path in paths:
        stand.album.add(_("Export"), path)
    return tell_numbers(_("Members exported"), count_files(paths))


@contextmanager
def _begin_pages(stand: Stand, render_looks: RenderLooks | None) -> Iterator[Painted | None]:
    """Have the pages painted meanwhile, of a copy: what the next steps write is not on them."""
    if render_looks is None:
        yield None
        return
    file = stand.database.path
    assert file is not None
    with TemporaryDirectory(prefix="t20desk-tour-", ignore_cleanup_errors=True) as place:
        # Its backups lie beside it; nothing is written just now.
        copytree(file.parent, place, dirs_exist_ok=True)
        pages = stand.place("pages", "de").parent
        with render_looks(str(Path(place) / file.name), pages, i18n.LANGUAGES) as painted:
            yield painted


def _show_pages(stand: Stand, painted: Painted | None) -> str:
    if painted is None:
        return _("Pages are not painted here.")
    chapter, made = _("Pages"), [path for paths in painted for path in paths]
    for path in made:
        stand.album.add(f"{chapter}: {path.parent.name}", path)
    return tell_numbers(chapter, count_files(made))


def _play_founding_day(stand: Stand, render_views: "RenderViews | None") -> str:
    """Plan, seat and sign a founding day; those who signed came, and all of it is taken back."""
    from t20desk.cli.founding_day import SIGNERS, FoundingDay

    made: list[Path] = []
    chapter = _("Founding day")

    def write_paper(paper: "Paper", name: str) -> None:
        made.extend(stand.write_paper(chapter, paper, stand.place("founding", f"printed-{name}")))

    day = FoundingDay(stand.database, write_paper)
    day.play()
    if render_views is not None:
        for path in render_views(
            stand.database, stand.place("founding", "x").parent, day.list_views()
        ):
            stand.album.add(chapter, path)
            made.append(path)
    came = stand.compare({"came": N_("Came")}, {"came": SIGNERS}, {"came": day.count_came()})
    day.take_back()
    undone = tell_numbers(_("undone"), stand.check_facts())
    return " · ".join((tell_numbers(chapter, count_files(made)), came, undone))
