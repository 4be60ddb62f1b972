"""Signature sheets as they were printed: what each number means, now and later.

A number is bound to a participation when the sheet is printed. Guests who are added, sorted anew,
cancelled or deleted afterwards change nothing about it; the same sheet can be printed again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from t20desk.checking_in.codes import make_code, read_code
from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words
from t20desk.listing import Linked, Listing, list_ids, read_rows, read_titles
from t20desk.searching import write_test

PRINTED: Final = N_("Signature sheet {code} printed: {title}")
_SHEET: Final = ("code", "event", "printed_on", "guests", "walk_ins", "second_language")
_LINE: Final = ("number", "participation", "name", "original_name", "organisation", "country")


class Line(NamedTuple):
    """A line as it was printed, and the participation it means; None where that is gone."""

    number: str
    participation: int | None
    name: str = ""
    original_name: str = ""
    organisation: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printing of the list of an event."""

    id: int
    code: str
    event: int
    title: str
    printed_on: str
    guests: int
    walk_ins: int
    second_language: str = ""


class Printing(NamedTuple):
    """A sheet that is about to be printed: its code, and the change that keeps its numbers."""

    code: str
    change: Change


def plan_sheet(
    database: Database,
    event: int,
    lines: Sequence[Line],
    walk_ins: int,
    second_language: str = "",
) -> Printing:
    """Plan keeping what the numbers of a new sheet mean; the code is its own."""
    code = make_code(_read_codes(database))
    values: dict[str, Stored] = {
        "code": code,
        "event": event,
        "printed_on": datetime.now().strftime("%Y-%m-%dT%H:%M"),
        "printed_by": database.user or None,
        "guests": len(lines),
        "walk_ins": walk_ins,
        "second_language": second_language or None,
    }
    made = plan_insert(database, "signature_sheet", [values])
    sheet = made.batches[0].rows[0][0]
    batches: list[Batch] = [*made.batches]
    if lines:
        rows = [keep_line(sheet, position, one) for position, one in enumerate(lines, start=1)]
        batches += plan_insert(database, "signature_line", rows).batches
    label = Label(PRINTED, {"code": code, "kind": "event", "id": str(event)})
    return Printing(code, Change(label, batches))


def keep_line(sheet: int, position: int, line: Line) -> dict[str, Stored]:
    """The cells of a line."""
    cells = dict(zip(_LINE, (cell or None for cell in line), strict=True))
    return {**cells, "sheet": sheet, "position": position}


def _read_codes(database: Database) -> set[str]:
    listing = Listing("signature_sheet", view="all", columns=("code",))
    rows = read_rows(database, listing, list_ids(database, listing))
    return {str(row[0]) for row in rows.values()}


def list_sheets(database: Database, event: int) -> list[Sheet]:
    """The sheets of an event, the latest first."""
    search = write_test("event", "is", str(event))
    listing = Listing("signature_sheet", search, "all", columns=_SHEET)
    rows = read_rows(database, listing, list_ids(database, listing))
    sheets = [_make_sheet(key, cells) for key, cells in rows.items()]
    return sorted(sheets, key=lambda one: (one.printed_on, one.id), reverse=True)


def find_code(database: Database, typed: str) -> Sheet:
    """The sheet of a code; raises UserError for one that is mistyped or was never printed."""
    code = read_code(typed)
    search = write_test("code", "is", code)
    listing = Listing("signature_sheet", search, "all", columns=_SHEET)
    rows = read_rows(database, listing, list_ids(database, listing))
    if not rows:
        raise UserError(
            _("No sheet with the code {code} was printed here; compare it with the paper.").format(
                code=code
            ),
            "sheet",
        )
    ((key, cells),) = rows.items()
    return _make_sheet(key, cells)


def find_sheet(database: Database, event: int, typed: str = "") -> Sheet:
    """The sheet of an event by its code; the only one where no code is typed."""
    if typed.strip():
        sheet = find_code(database, typed)
        if sheet.event != event:
            text = _("Sheet {code} belongs to “{event}”; open that event, or type another code.")
            raise UserError(text.format(code=sheet.code, event=sheet.title), "sheet")
        return sheet
    sheets = list_sheets(database, event)
    if not sheets:
        title = read_titles(database, "event", [event]).get(event, "")
        text = _("No signature sheet of “{event}” was printed; print one first.")
        raise UserError(text.format(event=title), "sheet")
    if len(sheets) > 1:
        codes = list_words(one.code for one in sheets[:6])
        text = _("Several sheets of this event were printed ({codes}); type the code of yours.")
        raise UserError(text.format(codes=codes), "sheet")
    return sheets[0]


def read_lines(database: Database, sheet: Sheet) -> dict[str, Line]:
    """The lines of a sheet by their numbers, as they were printed."""
    search = write_test("sheet", "is", str(sheet.id))
    listing = Listing("signature_line", search, "all", ("position",), _LINE)
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    lines = (_make_line(rows[key]) for key in ids if key in rows)
    return {line.number: line for line in lines}


def name_line(line: Line) -> str:
    """Whom a line means, in words."""
    names = [line.name or line.organisation]
    if line.original_name and line.original_name != line.name:
        names.append(line.original_name)
    told = " ".join(filter(None, names))
    shown = line.organisation if line.name else ""
    return f"{told} · {shown}" if shown else told


def forget_walk_ins(lines: Mapping[str, Line]) -> list[Line]:
    """The lines that were printed: without those that were empty then."""
    return [line for line in lines.values() if not line.number.startswith("w")]


def _make_line(cells: Sequence[Any]) -> Line:
    number, participation, *texts = cells
    key = participation.id if isinstance(participation, Linked) else None
    return Line(str(number), key, *(str(text or "") for text in texts))


def _make_sheet(key: int, cells: Sequence[Any]) -> Sheet:
    code, event, printed_on, guests, walk_ins, second = cells
    known = event if isinstance(event, Linked) else Linked(0, "")
    return Sheet(
        key,
        str(code),
        known.id,
        known.text,
        str(printed_on or ""),
        int(guests or 0),
        int(walk_ins or 0),
        str(second or ""),
    )
