"""What an import has in hand while it goes from step to step: plain values and the open file."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.importing.cells import Learned
from t20desk.importing.choosing import guest_key
from t20desk.importing.error_rows import list_layouts
from t20desk.importing.header_rows import SEARCHED_ROWS, find_header, find_header_at
from t20desk.importing.headings import known_headings, read_heading
from t20desk.importing.learning import read_learned_along
from t20desk.importing.marked_rows import find_kind
from t20desk.importing.profiles import Profile, Recall, recall_layout, recognise_profile
from t20desk.importing.values import ImportOptions
from t20desk.reading.kept_answers import KeptAnswers
from t20desk.reading.rows import SheetRow
from t20desk.reading.source import Source, open_source


@dataclass(frozen=True, slots=True)
class Opening:
    """How a file is opened: what the user said of it."""

    path: Path
    large: bool = False
    encoding: str | None = None
    separator: str | None = None
    said: str = ""
    """What stood in the way when it was opened in the likeliest encoding."""


@dataclass(frozen=True, slots=True)
class Look:
    """A sheet as it is seen before it is planned."""

    sheet: str
    rows: Sequence[SheetRow] = ()
    kind: str = ""
    """The kind of record whose headings it has, empty where none fits."""
    layouts: Sequence[Profile] = ()
    """Those by which it may be known."""


@dataclass(slots=True)
class Draft:
    """One import in the making."""

    opening: Opening
    source: Source
    look: Look
    header: SheetRow | None = None
    recall: Recall = field(default_factory=lambda: Recall(ImportOptions()))
    learned: Learned = field(default_factory=dict)
    kept: KeptAnswers | None = field(default_factory=KeptAnswers.begin)
    """Where its sheet lies once it was read, for each plan after the first."""

    def close(self) -> None:
        """Let go of the file, and of what was kept of it."""
        self.source.close()
        if self.kept is not None:
            self.kept.remove()


def open_file(database: Database, opening: Opening, kind: str = "") -> tuple[Source, Look]:
    """Open a stranger's file, and look at its first sheet that has known headings."""
    source = open_source(
        opening.path,
        large=opening.large,
        encoding=opening.encoding,
        separator=opening.separator,
    )
    try:
        return source, find_sheet(database, source, kind)
    except BaseException:
        source.close()
        raise


def find_sheet(database: Database, source: Source, kind: str) -> Look:
    """The first sheet whose headings fit; else the first that is not hidden and has rows."""
    shown = sorted(source.sheets, key=lambda sheet: sheet.hidden)
    fallback = Look(shown[0].name) if shown else Look("")
    for sheet in shown:
        look = look_at(database, source, sheet.name, kind)
        if look.kind and kind in ("", look.kind):
            return look
        if look.rows and not fallback.rows:
            fallback = look
    return fallback


def look_at(database: Database, source: Source, sheet: str, kind: str) -> Look:
    """The first rows of a sheet and what kind of record they speak of."""
    rows = list(source.read_rows(sheet, SEARCHED_ROWS))
    layouts = list_layouts(database, source.properties)
    profile = recognise_profile(layouts, rows)
    found = profile.kind if profile else find_kind(database, rows, kind)
    return Look(sheet, rows, found, layouts)


def recall_sheet(
    database: Database, look: Look, kind: str, header_row: int | None
) -> tuple[SheetRow | None, Recall, Learned]:
    """The row of headings, the layout that the sheet is known by, and what texts mean."""
    chosen = ImportOptions(sheet=look.sheet, header_row=header_row)
    found = database.kinds[kind]
    recall = recall_layout(found, look.layouts, look.rows, chosen)
    number = recall.options.header_row
    if number is not None:
        header = find_header_at(found, look.rows, number)
    elif recall.header is not None:
        header = recall.header
    else:
        header = find_header(found, look.rows, ())
    header = header or (look.rows[0] if look.rows else None)
    options = replace(recall.options, header_row=header.number if header else None)
    if header is not None:
        _load_values(found, header)
    return header, replace(recall, options=options), read_learned_along(database, kind)


def _load_values(kind: Kind, header: SheetRow) -> None:
    """Load what the columns' types know values by, such as the names of all countries.

    The window reads the first cells of each column; it has no time for that.
    """
    known = known_headings(kind)
    for cell in header.cells:
        if one := known.get(match_key(read_heading(cell))):
            one.type.parse("?")


def take_for_event(recall: Recall, kind: Kind, header: SheetRow | None, event: str) -> Recall:
    """The layout of a sheet with answers to one event: its rows update the guests of that event.

    A guest is known by the person, in a sheet without people by the organisation.
    """
    if recall.profile is not None or header is None:
        return recall
    known = known_headings(kind)
    found = (known.get(match_key(read_heading(cell))) for cell in header.cells)
    names = {one.name for one in found if one is not None}
    key = guest_key({*names, "event"})
    if not key:
        return recall
    constants = {} if "event" in names else {"event": event}
    options = replace(recall.options, constants=constants, key=key, mode="update")
    return replace(recall, options=options)
