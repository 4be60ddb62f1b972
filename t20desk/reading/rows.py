"""What goes between the reading child and the window: sheets, rows, remarks and refusals.

All are tuples: dataclasses would cost each child a fifth of its start.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from t20desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from t20desk.db.types.values import CellError

Cell: TypeAlias = "str | int | float | bool | date | datetime | CellError | None"
Argument: TypeAlias = str | int
Message: TypeAlias = tuple[str, dict[str, Argument]]

MOST_NAMES = 8
MOST_COLUMNS = 1000
"""Nobody's table is wider; a wider one is a mistake or an attack."""


MOST_ROWS = 1_048_576


class SheetRow(NamedTuple):
    """One row that is not blank, numbered as Excel numbers it, from 1."""

    number: int
    cells: list[Cell]
    hidden: bool = False
    line: int = 0
    """The line of a text file on which the row begins; 0 for workbooks."""
    remark: str = ""
    """A sentence about the whole row, such as a text row with too many cells."""


class SheetInfo(NamedTuple):
    """One sheet of a file; `rows` and `columns` as the file says, 0 where it does not say."""

    name: str
    hidden: bool = False
    rows: int = 0
    columns: int = 0


class SheetRemarks(NamedTuple):
    """What is odd about a sheet; ranges and columns are named as Excel names them."""

    merged: tuple[str, ...] = ()
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()
    uncached_formula_columns: Mapping[str, int] = {}
    blank_rows: int = 0
    messages: tuple[Message, ...] = ()

    def sentences(self) -> list[str]:
        """Every remark as a sentence in the language in use."""
        return [*self._counted(), *map(say, self.messages)]

    def _counted(self) -> Iterator[str]:
        if self.hidden_rows:
            yield ngettext(
                "{number} hidden row was read too.",
                "{number} hidden rows were read too.",
                self.hidden_rows,
            ).format(number=self.hidden_rows)
        if self.hidden_columns:
            columns = shorten_list(self.hidden_columns)
            yield _("Hidden columns were read too: {columns}.").format(columns=columns)
        if self.merged:
            ranges = shorten_list(self.merged)
            text = _("Merged cells hold their value only in the first cell: {ranges}.")
            yield text.format(ranges=ranges)
        for column, number in self.uncached_formula_columns.items():
            yield ngettext(
                "Column {column} has {number} formula without a result;"
                " open the file in Excel and save it once.",
                "Column {column} has {number} formulas without a result;"
                " open the file in Excel and save it once.",
                number,
            ).format(column=column, number=number)
        if self.blank_rows:
            yield ngettext(
                "{number} blank row was passed over.",
                "{number} blank rows were passed over.",
                self.blank_rows,
            ).format(number=self.blank_rows)


def read_remarks(told: Mapping[str, Any]) -> SheetRemarks:
    """The remarks as the child tells them."""
    return SheetRemarks(
        tuple(told["merged"]),
        told["hidden_rows"],
        tuple(told["hidden_columns"]),
        told["uncached_formula_columns"],
        told["blank_rows"],
        tuple((text, arguments) for text, arguments in told["messages"]),
    )


class RawRow(NamedTuple):
    """A row inside the child; `""` and None are blank cells, an error cell is an `ErrorText`."""

    number: int
    cells: Sequence[object]
    hidden: bool = False
    line: int = 0
    remark: Message | None = None


class Batch(NamedTuple):
    """Some rows on their way out of the child; `hidden` and `remarks` count places from 0."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[object]]
    hidden: Sequence[int] = ()
    lines: Sequence[int] = ()
    remarks: Sequence[tuple[int, Message]] = ()


class ErrorText(str):
    """What an error cell shows, such as #N/A, inside the child."""

    __slots__ = ()


class Book(Protocol):
    """An opened file inside the child, of whatever format."""

    sheets: list[SheetInfo]
    remarks: list[Message]
    encoding: str
    encodings: Sequence[str]
    separator: str

    def read_sheet(self, index: int) -> Iterator[Batch]:
        """The rows of a sheet that are not blank, in order."""
        ...

    def tell_remarks(self) -> SheetRemarks:
        """What is known of the sheet read last; complete once its rows are through."""
        ...


class RefusedError(Exception):
    """Why a file is not read: an English sentence with placeholders, translated by the parent.

    `reason` is "large" (allowed on request), "encoding" (another one may help) or "".
    """

    def __init__(self, message: str, reason: str = "", **arguments: Argument) -> None:
        super().__init__(message)
        self.message = message
        self.reason = reason
        self.arguments = arguments


TOO_LARGE = N_(
    "{file} unpacks to {size} MB, which may take a while; read it as a large file if you trust it."
)
TOO_WIDE = N_(
    "Sheet “{sheet}” of {file} has {number} filled columns, more than {most};"
    " delete what is not part of the table."
)
NO_MEMORY = N_("{file} needs too much memory; split it or delete what is not part of the table.")


def say(message: Message) -> str:
    """The sentence in the language in use."""
    text, arguments = message
    if "cause" in arguments:  # itself a message
        arguments = {**arguments, "cause": _(str(arguments["cause"]))}
    return _(text).format(**arguments)


def shorten_list(names: Sequence[str]) -> str:
    """The first names of a list, with dots for the rest."""
    return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def column_letters(index: int) -> str:
    """The letters of a column counted from 0: A, B, ... Z, AA."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(65 + rest) + letters
        index -= 1
    return letters


def column_index(letters: str) -> int:
    """The column counted from 0 of letters such as AB."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
