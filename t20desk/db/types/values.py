"""What a type gives and takes: stored values, parsed raw values, and how a column is read."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias

from t20desk.errors import UserError
from t20desk.i18n import _, language

Stored: TypeAlias = str | int | float | None
"""What a column, a change and the journal hold: values that JSON knows too."""

Severity: TypeAlias = Literal["", "note", "doubt", "error"]
DateOrder: TypeAlias = Literal["", "dmy", "mdy", "ymd"]
DecimalSign: TypeAlias = Literal["", ",", "."]
ExcelValue: TypeAlias = str | int | float | bool | date | datetime | None


class CellError(str):
    """The error that a spreadsheet cell shows instead of a value, such as #N/A."""

    __slots__ = ()


class Parsed(NamedTuple):
    """A raw value as it was understood; the message is one sentence without the place."""

    value: Stored
    severity: Severity = ""
    message: str = ""


class Reading(NamedTuple):
    """How the raw values of one column are read; an empty order or decimal sign is not known.

    A value typed `by_hand` has no column that it must agree with. A time alone is one of the
    `day`, where there is one.
    """

    date_order: DateOrder = ""
    decimal: DecimalSign = ""
    century_pivot: int = 30
    country: str = "DE"
    by_hand: bool = False
    day: str = ""
    dots: DateOrder = ""
    """The order of numbers between dots, where it is another than that of the column."""


ANY_READING: Final = Reading()
NOTHING: Final = Parsed(None)
_CUT: Final = 60
_BY_LANGUAGE: Final = {
    "de": Reading(date_order="dmy", decimal=",", by_hand=True),
    "en": Reading(date_order="", decimal=".", by_hand=True),
    "zh": Reading(date_order="ymd", decimal=".", by_hand=True),
}


def typed_reading() -> Reading:
    """How a value typed by hand is read in the language in use."""
    return _BY_LANGUAGE[language()]


def cut(raw: object) -> str:
    """A raw value for a message, on one line and at most 60 characters long."""
    text = " ".join(str(raw).split())
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"


def refuse(message: str) -> Parsed:
    """A value that cannot be taken."""
    return Parsed(None, "error", message)


def ask(message: str, value: Stored = None) -> Parsed:
    """A value that somebody has to decide."""
    return Parsed(value, "doubt", message)


def remark(value: Stored, message: str) -> Parsed:
    """A value that was taken, with something to say about it; no message means nothing to say."""
    return Parsed(value, "note", message) if message else Parsed(value)


def refuse_cell(raw: CellError) -> Parsed:
    """An error cell is never taken for an empty one."""
    message = _("The cell shows the error {value}; correct it in the file or empty the cell.")
    return refuse_value(raw, message)


def refuse_value(raw: object, message: str) -> Parsed:
    """A raw value that cannot be taken; the translated sentence has a {value}."""
    return refuse(message.format(value=cut(raw)))


def ask_value(raw: object, message: str, value: Stored = None) -> Parsed:
    """A raw value that somebody has to decide; the translated sentence has a {value}."""
    return ask(message.format(value=cut(raw)), value)


@dataclass(frozen=True)
class Type(ABC):
    """The manners of one sort of value; all are frozen, equal ones of a class are interchangeable.

    A subclass is a data class of its own only where it has fields of its own.

    `width` is the usual width in characters, `has_key` says that a sort key is stored beside it,
    `is_typed` that people write its values.
    """

    name: ClassVar[str]
    sql: ClassVar[Literal["text", "integer", "real"]] = "text"
    numeric: ClassVar[bool] = False
    has_key: ClassVar[bool] = False
    is_typed: ClassVar[bool] = True
    width: ClassVar[int] = 20
    excel_format: ClassVar[str] = "@"

    def parse(self, raw: object, reading: Reading = ANY_READING) -> Parsed:
        """Understand a raw value of a cell, a form or the command line."""
        if raw is None or raw == "":
            return NOTHING
        if isinstance(raw, CellError):
            return refuse_cell(raw)
        parsed = self.read(raw, reading)
        if parsed.severity == "error" and reading.by_hand:
            # What was typed in the manner of another language is taken if it can mean one thing.
            return self.read(raw, reading._replace(date_order="", decimal="", by_hand=False))
        return parsed

    @abstractmethod
    def read(self, raw: object, reading: Reading) -> Parsed:
        """Understand a raw value that is neither missing nor an error cell."""

    def takes_plain(self, raw: str) -> bool:
        """Whether a text, not empty, is stored as it stands; spares reading it when many come."""
        return False

    def store(self, raw: object, reading: Reading = ANY_READING) -> Stored:
        """The stored value, or the sentence that says why there is none."""
        parsed = self.parse(raw, reading)
        if parsed.severity in ("error", "doubt"):
            raise UserError(parsed.message)
        return parsed.value

    def format(self, value: Stored) -> str:
        """The value for people, in the language in use."""
        return "" if value is None else str(value)

    def plain(self, value: Stored) -> object:
        """The value for JSON."""
        return value

    def excel(self, value: Stored) -> ExcelValue:
        """The value for a spreadsheet cell."""
        return value

    def key(self, value: Stored) -> str:
        """Equal for equal values; texts sort by it."""
        return "" if value is None else str(value)

    def search_texts(self, value: Stored) -> Iterable[str]:
        """What of the value a search finds."""
        return (str(value),) if value is not None and self.sql == "text" else ()

    def choices(self) -> Sequence[tuple[str, str]]:
        """Code and label of a closed list."""
        return ()
