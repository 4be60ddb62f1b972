"""Links to other records and names of time zones."""

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
from t20desk.i18n import _

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
        """Know a zone by its name or by its city alone."""
        text, _removed = clean_line(write_out(raw))
        if not text:
            return NOTHING
        if found := _zones_by_name().get(match_key(text)):
            return Parsed(found)
        return refuse_value(
            text, _("“{value}” is not a time zone we know; write for instance Asia/Shanghai.")
        )


@lru_cache(maxsize=1)
def _zones_by_name() -> dict[str, str]:
    from zoneinfo import available_timezones

    zones = sorted(available_timezones())
    usual = {match_key(name): zone for name, zone in _USUAL_ZONES.items()}
    cities = {match_key(zone.rpartition("/")[2]): zone for zone in reversed(zones) if "/" in zone}
    return cities | usual | {match_key(zone): zone for zone in zones}


_USUAL_ZONES: Final = {
    "MEZ": "Europe/Berlin", "Deutschland": "Europe/Berlin", "Beijing": "Asia/Shanghai",
    "Peking": "Asia/Shanghai", "Nanjing": "Asia/Shanghai", "China": "Asia/Shanghai",
    "北京": "Asia/Shanghai", "北京时间": "Asia/Shanghai", "中国": "Asia/Shanghai",
}  # fmt: skip
