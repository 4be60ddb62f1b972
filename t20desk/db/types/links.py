"""Links to other records and names of time zones."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, Literal

from t20desk.db.keys import match_key
from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.cleaning import clean_line, has_lost_digits, write_out
from t20desk.db.types.texts import tell_digits
from t20desk.db.types.values import (
    NOTHING,
    Parsed,
    Reading,
    Stored,
    Type,
    ask,
    refuse_value,
)
from t20desk.i18n import LANGUAGES, _

_ID: Final = late_pattern(r"\d{1,19}")
_LARGEST: Final = 2**63 - 1


@dataclass(frozen=True)
class Link(Type):
    """The id of one record of another kind; its text is looked up by whoever reads a table."""

    target_kind: str = ""

    name: ClassVar[str] = "link"
    sql: ClassVar[Literal["text", "integer", "real"]] = "integer"
    width: ClassVar[int] = 24

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take an id, as number or as text."""
        text, _removed = clean_line(write_out(raw))
        if not text:
            return NOTHING
        if isinstance(raw, bool) or not _ID.fullmatch(text) or int(text) > _LARGEST:
            return refuse_value(
                raw, _("No record is called “{value}”; choose one from the list, or add it first.")
            )
        return ask(tell_digits(raw)) if has_lost_digits(raw) else Parsed(int(text))

    def plain(self, value: Stored) -> object:
        """Outside the database an id is text."""
        return None if value is None else str(value)

    def excel(self, value: Stored) -> str | None:
        """As text, since a spreadsheet would cut a long number."""
        return None if value is None else str(value)


class TimeZone(Type):
    """The name of a time zone, such as Asia/Shanghai."""

    name: ClassVar[str] = "text"
    width: ClassVar[int] = 18

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Know a zone by its name, its city in three languages, or its distance from Greenwich."""
        text, _removed = clean_line(write_out(raw))
        if not text:
            return NOTHING
        if found := _find_zone(unicodedata.normalize("NFKC", text)):
            return Parsed(found)
        return refuse_value(
            text, _("“{value}” is not a time zone we know; write for instance Asia/Shanghai.")
        )

    def format(self, value: Stored) -> str:
        """The name; a distance from Greenwich as people count it, not the other way round."""
        found = _FIXED.fullmatch(str(value or ""))
        return f"UTC{'+' if found[1] == '-' else '-'}{found[2]}" if found else str(value or "")


def _find_zone(text: str) -> str:
    zones = _zones_by_name()
    if found := _DISTANCE.fullmatch(text):
        return _fixed_zone(found[1], int(found[2]), int(found[3] or 0))
    if text in zones.values():
        return text
    key = match_key(text)
    return zones.get(key) or _zones_by_city().get(key, "")


def _fixed_zone(sign: str, hours: int, minutes: int) -> str:
    """The zone of a distance from Greenwich; their names count the other way round."""
    if minutes:
        return _HALF_HOURS.get(f"{sign}{hours}:{minutes:02}", "")
    if not hours:
        return "Etc/UTC"
    limit = _FARTHEST_EAST if sign == "+" else _FARTHEST_WEST
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours <= limit else ""


@lru_cache(maxsize=1)
def _zones_by_city() -> dict[str, str]:
    """Zones by the names of their cities in the languages of the program."""
    from babel import Locale

    known: dict[str, str] = {}
    for tongue in LANGUAGES:
        for zone, names in Locale.parse(tongue).time_zones.items():
            if city := names.get("city"):
                known.setdefault(match_key(city), zone)
    return known


@lru_cache(maxsize=1)
def _zones_by_name() -> dict[str, str]:
    from zoneinfo import available_timezones

    zones = sorted(available_timezones())
    usual = {match_key(name): zone for name, zone in _USUAL_ZONES.items()}
    cities = {match_key(zone.rpartition("/")[2]): zone for zone in reversed(zones) if "/" in zone}
    return cities | usual | {match_key(zone): zone for zone in zones}


_DISTANCE: Final = late_pattern(r"(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?", re.I)
_FIXED: Final = late_pattern(r"Etc/GMT([+-])(\d{1,2})")
_FARTHEST_EAST: Final = 14
_FARTHEST_WEST: Final = 12
_HALF_HOURS: Final = {
    "+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu", "+6:30": "Asia/Yangon", "+9:30": "Australia/Darwin",
}  # fmt: skip
_USUAL_ZONES: Final = {
    "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "CEST": "Europe/Berlin",
    "JST": "Asia/Tokyo", "MSK": "Europe/Moscow", "Deutschland": "Europe/Berlin",
    "Beijing": "Asia/Shanghai",
    "Peking": "Asia/Shanghai", "Nanjing": "Asia/Shanghai", "China": "Asia/Shanghai",
    "北京": "Asia/Shanghai", "北京时间": "Asia/Shanghai", "中国": "Asia/Shanghai",
}  # fmt: skip
