"""Calendar files (iCalendar) as a table: an event a row, one that repeats a row for each time."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from icalendar import Calendar

from t20desk.i18n import LANGUAGES, N_, translate
from t20desk.outer_marks import is_item
from t20desk.reading.batches import gather_rows
from t20desk.reading.calendar_texts import read_text, read_texts
from t20desk.reading.calendar_times import (
    EndlessError,
    Span,
    UnfitError,
    Zones,
    find_repeats,
    read_span,
)
from t20desk.reading.encodings import list_encodings
from t20desk.reading.rows import Batch, Message, RawRow, RefusedError, SheetInfo, SheetRemarks

FIELDS: Final = (
    "starts", "ends", "time_zone", "place", "room", "city", "country", "kind", "status", "contact",
    "description", "parent",
)  # fmt: skip
"""Field names, so that the import knows them in every language; before them mark and title."""
ITEM_FIELDS: Final = ("starts", "ends", "room", "event")
"""The same of the items of programmes; what else an entry says of them is made of other fields."""
BROKEN = N_("This calendar entry cannot be read; correct it or leave it out.")
BROKEN_TIME = N_("The time of “{title}” cannot be read and stays empty; enter it by hand.")
ENDLESS = N_(
    "“{title}” repeats without end or too often, so only its first time is taken; give the rule"
    " an end to have all of them."
)
BROKEN_RULE = N_(
    "The rule by which “{title}” repeats cannot be read, so only its first time is taken; enter"
    " the others by hand."
)
UNKNOWN_ZONES = N_(
    "Time zones that nobody knows: {zones}. The times stay as they are written; choose a zone for"
    " them."
)
CUT_OFF = N_("Calendar entries that are not whole were left out: {number}; get the file again.")
TASKS_LEFT = N_("Tasks and notes of the calendar were not read: {number}.")
ITEMS_APART = N_("The programme items of ours stand on the sheet “{sheet}”: {number}.")
NO_EVENT = N_("{file} contains no event that is complete; get it again from the sender.")
PROGRAMME = N_("Programme")

_FLAGS: Final = re.IGNORECASE | re.MULTILINE | re.DOTALL
_EVENT: Final = re.compile(r"^BEGIN:VEVENT\s*$.*?^END:VEVENT\s*$", _FLAGS)
_BEGIN: Final = re.compile(r"^BEGIN:VEVENT\s*$", _FLAGS)
_ZONE: Final = re.compile(r"^BEGIN:VTIMEZONE\s*$(.*?)^END:VTIMEZONE\s*$", _FLAGS)
_OTHERS: Final = re.compile(r"^BEGIN:V(?:TO[D]O|JOURNAL)\s*$", _FLAGS)
_NAME: Final = re.compile(r"^X-WR-CALNAME[^:\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_CALLED_OFF: Final = re.compile(r"^METHOD[^:\n]*:CANCEL\s*$", re.IGNORECASE | re.MULTILINE)
_USUAL: Final = re.compile(r"^X-WR-TIMEZONE[^:\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_FOLD: Final = re.compile(r"\r?\n[ \t]")


class _Found(NamedTuple):
    """An entry of the file: its text, its line, and what it says."""

    text: str
    line: int
    event: Any


class CalendarFile:
    """A calendar, as a book: a sheet of events, and one of the items of our programmes in it."""

    separator = ""

    def __init__(self, path: Path, encoding: str | None) -> None:
        self.encodings: Sequence[str] = list_encodings(path)
        self.encoding = encoding or self.encodings[0]
        self.remarks: list[Message] = []
        # A long line goes on in the next one; put together, the entries can be told apart.
        text = _FOLD.sub("", path.read_text(self.encoding, errors="replace"))
        found = [_read_entry(text, one) for one in _EVENT.finditer(text)]
        if not found:
            raise RefusedError(NO_EVENT)
        if cut := len(_BEGIN.findall(text)) - len(found):
            self.remarks.append((CUT_OFF, {"number": cut}))
        found = _keep_latest(found)
        entries = [one for one in found if not _is_item(one)]
        usual = _USUAL.search(text)
        self._zones = Zones(_read_zones(text), usual[1].strip() if usual else "")
        languages = _count_languages(found)
        language = languages[0] if languages else ""
        self._moved = {
            (str(one.event.get("UID", "")), mark)
            for one in entries
            if one.event is not None and (mark := _read_moved(one.event, self._zones))
        }
        self._taken: dict[str, list[str]] = {}
        self._is_called_off = _CALLED_OFF.search(text) is not None
        read = [(one, row) for one in entries for row in self._read_rows(one)]
        rows = self._drop_inherited([row for _one, row in read])
        events = zip((one for one, _row in read), rows, strict=True)
        items = [(one, row) for one in found if _is_item(one) for row in self._read_item(one)]
        name = _NAME.search(text)
        title = (name[1].strip()[:60] if name else "") or path.stem
        sheets = (
            (title, *_part_titles(FIELDS, list(events), languages)),
            (
                translate(PROGRAMME, language or "en"),
                *_part_titles(ITEM_FIELDS, items, languages),
            ),
        )
        self._sheets = [one for one in sheets if one[2]]
        self.sheets = [SheetInfo(name, rows=len(rows) + 1) for name, _head, rows in self._sheets]
        self._note_odd(len(_OTHERS.findall(text)), len(items) if entries else 0)

    def read_sheet(self, index: int) -> Iterator[Batch]:
        """A row of headings, and a row for each time of an event or for each item."""
        _name, headings, rows = self._sheets[index]
        numbered = (row._replace(number=number) for number, row in enumerate(rows, 2))
        yield from gather_rows(chain((RawRow(1, headings, line=1),), numbered))

    def tell_remarks(self) -> SheetRemarks:
        """What is odd is said of the file."""
        return SheetRemarks()

    def _note_odd(self, others: int, items: int) -> None:
        if self._zones.unknown:
            zones = ", ".join(sorted(self._zones.unknown)[:6])
            self.remarks.append((UNKNOWN_ZONES, {"zones": zones[:200]}))
        if others:
            self.remarks.append((TASKS_LEFT, {"number": others}))
        if items:
            sheet = self.sheets[-1].name
            self.remarks.append((ITEMS_APART, {"sheet": sheet, "number": items}))

    def _drop_inherited(self, rows: list[RawRow]) -> list[RawRow]:
        """Leave out what an entry has from the one above it, where that stands in the file too."""
        told = {str(row.cells[0]): row.cells for row in rows}
        kept: list[RawRow] = []
        for row in rows:
            cells, above = list(row.cells), told.get(str(row.cells[-1]))
            for name in self._taken.get(str(cells[0]), ()) if above else ():
                at = FIELDS.index(name) + 2 if name in FIELDS else 0
                if above and at and above[at] == cells[at]:
                    cells[at] = ""
            kept.append(row._replace(cells=cells))
        return kept

    def _read_item(self, found: _Found) -> Iterator[RawRow]:
        """The row of an item of a programme, in the time of its event whatever wrote it."""
        event, line = found.event, found.line
        mark, told = str(event.get("UID", "")).strip(), read_texts(event)
        room = "" if "room" in read_text(event, "X-T20DESK-INHERITED").split() else told["room"]
        try:
            span, remark = read_span(event, self._zones).move_to(told["zone"]), None
        except UnfitError:
            span, remark = Span(), _name(BROKEN_TIME, told)
        cells = [mark, told["title"], span.starts, span.ends, room, told["parent"]]
        yield RawRow(0, cells, False, line, remark)

    def _read_rows(self, found: _Found) -> Iterator[RawRow]:
        """The rows of an entry; one that cannot be read keeps what is there of it."""
        event, line = found.event, found.line
        if event is None:
            yield RawRow(0, ["", found.text[:60]], False, line, (BROKEN, {}))
            return
        mark, told = str(event.get("UID", "")).strip(), read_texts(event)
        if self._is_called_off:
            # A mail program says so of the whole file.
            told["status"] = "cancelled"
        self._taken[mark] = read_text(event, "X-T20DESK-INHERITED").split()
        try:
            span = read_span(event, self._zones)
        except UnfitError:
            yield RawRow(0, _lay_out(mark, Span(), told), False, line, _name(BROKEN_TIME, told))
            return
        moved = _read_moved(event, self._zones)
        if moved or not ({"RRULE", "RDATE"} & event.keys()) or not span.starts:
            yield RawRow(0, _lay_out(_name_time(mark, moved), span, told), False, line)
            return
        try:
            times = list(find_repeats(event, span))
        except UnfitError as error:
            sentence = ENDLESS if isinstance(error, EndlessError) else BROKEN_RULE
            yield RawRow(0, _lay_out(mark, span, told), False, line, _name(sentence, told))
            return
        for one in times:
            if (mark, one.starts) not in self._moved:
                yield RawRow(0, _lay_out(_name_time(mark, one.starts), one, told), False, line)


def _read_entry(text: str, one: re.Match[str]) -> _Found:
    line = text.count("\n", 0, one.start()) + 1
    whole = f"BEGIN:VCALENDAR\r\n{one.group()}\r\nEND:VCALENDAR\r\n"
    try:
        event = next(iter(Calendar.from_ical(whole).walk("VEVENT")), None)
    except Exception:  # noqa: BLE001 - the library raises whatever a stranger's entry makes it
        event = None
    return _Found(one.group(), line, event)


def _keep_latest(entries: Sequence[_Found]) -> list[_Found]:
    """Of an entry that stands there in several versions the latest one, by their numbers."""
    latest: dict[tuple[str, str], int] = {}
    for one in entries:
        mark, number = _read_version(one)
        latest[mark] = max(number, latest.get(mark, number))
    return [one for one in entries if not one.event or _is_latest(one, latest)]


def _is_latest(one: _Found, latest: dict[tuple[str, str], int]) -> bool:
    mark, number = _read_version(one)
    return not mark[0] or number == latest[mark]


def _read_version(one: _Found) -> tuple[tuple[str, str], int]:
    """What tells an entry from others, and which version of it this is."""
    if one.event is None:
        return ("", ""), 0
    number, again = read_text(one.event, "SEQUENCE"), one.event.get("RECURRENCE-ID")
    mark = read_text(one.event, "UID"), str(again.to_ical()) if again is not None else ""
    return mark, int(number[:9]) if number.isdecimal() else 0


def _is_item(one: _Found) -> bool:
    """Whether an entry is an item of a programme that we wrote."""
    return one.event is not None and is_item(str(one.event.get("UID", "")))


def _read_zones(text: str) -> dict[str, str]:
    """The usual names of zones by those that the file made up."""
    found: dict[str, str] = {}
    for block in _ZONE.finditer(text):
        name = re.search(r"^TZID[^:\n]*:(.*)$", block[1], _FLAGS & ~re.DOTALL)
        place = re.search(r"^X-LIC-LOCATION[^:\n]*:(.*)$", block[1], _FLAGS & ~re.DOTALL)
        if name and place:
            found[name[1].strip()] = place[1].strip()
    return found


def _language_of(found: _Found) -> str:
    """The language a title is written in, where it is said and is one of ours."""
    title = found.event.get("SUMMARY") if found.event is not None else None
    language = str(getattr(title, "params", {}).get("LANGUAGE", ""))[:2].lower()
    return language if language in LANGUAGES else ""


def _count_languages(entries: Sequence[_Found]) -> list[str]:
    """The languages that titles are written in, most titles first."""
    told = Counter(filter(None, map(_language_of, entries)))
    return [language for language, _count in told.most_common()]


def _part_titles(
    fields: Sequence[str], rows: Sequence[tuple[_Found, RawRow]], languages: Sequence[str]
) -> tuple[tuple[str, ...], list[RawRow]]:
    """The headings, and the rows with a column at the end for each further language of titles."""
    usual, *further = [f"title_{one}" for one in languages] or ["title"]
    places = [_find_place(languages, _language_of(one)) for one, _row in rows]
    parted = [
        row._replace(cells=_move_title(row.cells, place, len(further))) if place else row
        for (_one, row), place in zip(rows, places, strict=True)
    ]
    return ("uid", usual, *fields, *further), parted


def _find_place(languages: Sequence[str], language: str) -> int:
    """Where a title stands among the languages; one that says nothing with the most."""
    return languages.index(language) if language in languages else 0


def _move_title(cells: Sequence[Any], place: int, count: int) -> list[Any]:
    """The cells of a row with its title in one of the columns for further languages."""
    others = [cells[1] if place == one else "" for one in range(1, count + 1)]
    return [cells[0], "", *cells[2:], *others]


def _read_moved(event: Any, zones: Zones) -> str:
    """Which time of a repeated event this one stands for."""
    if event.get("RECURRENCE-ID") is None:
        return ""
    shadow = dict(event)
    shadow["DTSTART"] = event.get("RECURRENCE-ID")
    shadow.pop("DTEND", None)
    shadow.pop("DURATION", None)
    try:
        return read_span(shadow, zones).starts
    except UnfitError:
        return "?"


def _name_time(mark: str, when: str) -> str:
    """The mark of one time of a repeated event."""
    return f"{mark}/{when}" if mark and when else mark


def _name(sentence: str, told: dict[str, str]) -> Message:
    """A sentence about an entry, which is known by its title; its row stands in no file."""
    return sentence, {"title": told["title"][:60] or "–"}


def _lay_out(mark: str, span: Span, told: dict[str, str]) -> list[str]:
    zone = span.zone or (told["zone"] if "T" not in span.starts else "")
    times = {"starts": span.starts, "ends": span.ends, "time_zone": zone}
    return [mark, told["title"], *((times | told)[name] for name in FIELDS)]
