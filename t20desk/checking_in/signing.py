"""The numbers of a signed sheet become guests who came, in one change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from t20desk.checking_in.numbers import read_numbers
from t20desk.checking_in.sheets import Line, Sheet, find_sheet, keep_line, name_line, read_lines
from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.types import DateTime, Stored
from t20desk.editing import merge_batches, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.importing.founding import name_record
from t20desk.listing import Linked, Listing, list_ids, read_rows
from t20desk.matching.records import LinkFinder
from t20desk.searching import write_test

ENTERED: Final = N_("Signed sheet {code} entered: {title}")
REFUSED: Final = ("declined", "cancelled_late")
"""The answers of guests who are not expected."""
_WITH_PLACE: Final = re.compile(r"(.+?)\s*[(（]\s*(.+?)\s*[)）]\s*")


class Signer(NamedTuple):
    """Who signed on a line."""

    number: str
    words: str


class Known(NamedTuple):
    """What is known of a guest before the sheet is entered."""

    presence: str
    answer: str


@dataclass(slots=True)
class Signing:
    """What the numbers of a sheet would do: who came, who had already, which lines lack a name."""

    sheet: Sheet
    change: Change
    came: list[Signer] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """The numbers among them of guests who had said no, which may be mistyped."""
    there: list[Signer] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    added: list[Signer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """The empty lines among the numbers, with and without a name so far."""


def note_came(user: str) -> dict[str, Stored]:
    """The cells of a guest who came: when, and who saw it."""
    now = datetime.now().strftime("%Y-%m-%dT%H:%M")
    return {"presence": "came", "presence_at": now, "presence_by": user or None}


def plan_signing(
    database: Database,
    event: int,
    text: str,
    code: str = "",
    names: Mapping[str, str] | None = None,
) -> Signing:
    """Plan what the typed numbers of a sheet mean; `names` are those on its empty lines.

    Raises UserError for numbers that are not on the sheet, and for codes of other events.
    """
    numbers = read_numbers(text)
    sheet = find_sheet(database, event, code)
    label = Label(ENTERED, {"code": sheet.code, "kind": "event", "id": str(event)})
    signing = Signing(sheet, Change(label, ()))
    writer = _Writer(database, signing, read_lines(database, sheet))
    writer.take(numbers, names or {})
    signing.change = Change(label, merge_batches(writer.make_batches()))
    return signing


def say_signing(signing: Signing) -> list[str]:
    """Names first: who came, who had come already, and which lines still lack a name."""
    told = [_say_came(signing, one) for one in (*signing.came, *signing.added)]
    for one in signing.there:
        text = _("{number} {name} came already; nothing changes there.")
        told.append(text.format(number=one.number, name=one.words))
    for number in signing.unnamed:
        text = _("{number} is an empty line; say who signed there.")
        told.append(text.format(number=number))
    return told


def _say_came(signing: Signing, one: Signer) -> str:
    if one.number not in signing.refused:
        return f"{one.number}  {one.words}"
    return _("{number}  {name} (had said no)").format(number=one.number, name=one.words)


class _Writer:
    """Turns numbers into edits of guests, and names on empty lines into guests."""

    def __init__(self, database: Database, signing: Signing, lines: Mapping[str, Line]) -> None:
        self._database = database
        self._signing = signing
        self._lines = lines
        self._seen = note_came(database.user)
        self._edits: dict[int, dict[str, Stored]] = {}
        self._batches: list[Batch] = []

    def take(self, numbers: Sequence[str], names: Mapping[str, str]) -> None:
        """Sort the numbers into guests, and empty lines with and without a name."""
        lines = {number: self._find_line(number) for number in numbers}
        guests = [one.participation for one in lines.values() if one and one.participation]
        known = self._read_known(guests)
        for number, line in lines.items():
            if line is None:
                self._take_walk_in(number, names.get(number, "").strip())
            elif line.participation not in known:
                raise UserError(_say_gone(line), "numbers")
            else:
                self._note(Signer(number, name_line(line)), line.participation or 0, known)

    def make_batches(self) -> list[Batch]:
        """What is written: new people and guests, the lines they signed, and who came."""
        edits = plan_edit(self._database, "participation", self._edits)
        return [*self._batches, *edits.batches]

    def _find_line(self, number: str) -> Line | None:
        """The line of a number; None for an empty one."""
        sheet, line = self._signing.sheet, self._lines.get(number)
        if line is None and not (number.startswith("w") and int(number[1:]) <= sheet.walk_ins):
            text = _("Sheet {code} has no line {number}; it has 1–{guests} and w1–w{walk_ins}.")
            words = {"code": sheet.code, "guests": sheet.guests, "walk_ins": sheet.walk_ins}
            raise UserError(text.format(number=number, **words), "numbers")
        return line

    def _read_known(self, ids: Iterable[int]) -> dict[int, Known]:
        listing = Listing("participation", view="all", columns=("presence", "answer"))
        rows = read_rows(self._database, listing, list(ids))
        return {key: Known(*(str(cell or "") for cell in cells)) for key, cells in rows.items()}

    def _note(self, signer: Signer, key: int, known: Mapping[int, Known]) -> None:
        if known[key].presence == "came" or key in self._edits:
            self._signing.there.append(signer)
            return
        self._signing.came.append(signer)
        if known[key].answer in REFUSED:
            self._signing.refused.add(signer.number)
        self._edits[key] = self._seen

    def _take_walk_in(self, number: str, typed: str) -> None:
        self._signing.asked.append(number)
        if not typed:
            self._signing.unnamed.append(number)
            return
        match = _WITH_PLACE.fullmatch(typed)
        name, place = (match[1], match[2]) if match else (typed, "")
        person = self._find_person(name)
        guest = self._find_guest(person) if person else None
        line = Line(number, guest, name, organisation=place)
        signer = Signer(number, name_line(line))
        if guest is not None:
            self._note(signer, guest, self._read_known([guest]))
        else:
            guest = self._add_guest(person or self._add_person(name), place)
            self._signing.added.append(signer)
        self._keep(line._replace(participation=guest))

    def _keep(self, line: Line) -> None:
        sheet = self._signing.sheet
        row = keep_line(sheet.id, sheet.guests + int(line.number[1:]), line)
        self._batches += plan_insert(self._database, "signature_line", [row]).batches

    def _find_person(self, name: str) -> int | None:
        """The person of a name; raises UserError where several are called so."""
        found = _look_up(self._database, "person", name)
        if len(found) > 1:
            text = _("{count} people are called “{name}”; check that guest in by hand.")
            raise UserError(text.format(count=len(found), name=name), "names")
        return found[0] if found else None

    def _find_guest(self, person: int) -> int | None:
        event = write_test("event", "is", str(self._signing.sheet.event))
        search = f"{event} {write_test('person', 'is', str(person))}"
        found = list_ids(self._database, Listing("participation", search, "all"))
        return found[0] if found else None

    def _add_person(self, name: str) -> int:
        cells = name_record(self._database.kinds["person"], name)
        made = plan_insert(self._database, "person", [cells or {"family_name": name}])
        self._batches += made.batches
        return made.batches[0].rows[0][0]

    def _add_guest(self, person: int, place: str) -> int:
        cells: dict[str, Stored] = {
            **self._seen, "event": self._signing.sheet.event, "person": person,
        }  # fmt: skip
        if place:
            members = _look_up(self._database, "member", place)
            cells["affiliation"] = place
            cells["member"] = members[0] if len(members) == 1 else None
        made = plan_insert(self._database, "participation", [cells])
        self._batches += made.batches
        return made.batches[0].rows[0][0]


def _look_up(database: Database, kind: str, text: str) -> list[int]:
    """The records of a kind that are called so."""
    finder = LinkFinder(database, database.kinds["participation"].fields[kind])
    finder.learn([text])
    return finder.find_ids(text)


def _say_gone(line: Line) -> str:
    text = _("{number} was {name}, deleted since; restore the guest or leave {number} out.")
    return text.format(number=line.number, name=name_line(line))


def read_names(words: Sequence[str]) -> dict[str, str]:
    """Names on empty lines as they are given on the command line: `w2=Anna Berg (Bank)`."""
    found: dict[str, str] = {}
    for text in words:
        number, equals, name = text.partition("=")
        number = number.strip().lower()
        if not equals or not re.fullmatch(r"w[1-9][0-9]*", number) or not name.strip():
            raise UserError(
                _("Write w2=Name of the guest, not “{text}”.").format(text=text[:60]), "names"
            )
        found[number] = name.strip()
    return found


def say_time(cell: Any) -> str:
    """The time of day of a noted presence; the day too where it is not today."""
    text = str(cell.text if isinstance(cell, Linked) else cell or "")
    day, separator, clock = text.partition("T")
    if separator and day == datetime.now().date().isoformat():
        return clock
    return DateTime().format(text or None)
