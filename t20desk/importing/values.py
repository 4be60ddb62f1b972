"""The plain values of an import: what was asked, what was found, what is to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from t20desk.db.change import Change
from t20desk.db.fields import Field
from t20desk.i18n import _

Mode = Literal["add", "update", "both", "fill"]
DateOrder = Literal["", "dmy", "mdy", "ymd"]
Severity = Literal["error", "doubt", "note"]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about a sheet; everything left out is found out."""

    sheet: str | int | None = None
    header_row: int | None = None
    key: tuple[str, ...] = ()
    mode: Mode | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Heading (or column letter) to field name; an empty name leaves the column out."""
    dates: DateOrder = ""
    skip_bad: bool = False
    leave_hidden: bool = False
    door: str = "import"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is to be said about one cell of the source; the row is counted as Excel counts."""

    severity: Severity
    file: str
    sheet: str
    row: int
    column: str
    heading: str
    field: str
    value: str
    message: str

    def sentence(self) -> str:
        """The message with its place in front."""
        place = _("Sheet “{sheet}”, row {row}").format(sheet=self.sheet, row=self.row)
        if self.heading:
            words = _(", column {column} “{heading}”")
            place += words.format(column=self.column, heading=self.heading)
        elif self.column:
            place += _(", column {column}").format(column=self.column)
        return _("{place}: {message}").format(place=place, message=self.message)


class MappedColumn(NamedTuple):
    """A column of the sheet and the field it goes to; place counts from 0."""

    place: int
    letter: str
    heading: str
    field: Field


@dataclass(slots=True)
class ImportCounts:
    """The rows of the source, each once."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    errors: int = 0
    missing: int = 0


@dataclass(slots=True)
class ImportPlan:
    """What an import would do; a plan with errors is not applied unless bad rows are left out."""

    change: Change
    counts: ImportCounts
    problems: list[RowProblem]
    columns: list[MappedColumn]
    ignored: list[str]
    remarks: list[str]
    sheet: str
    header_row: int
    mode: Mode
    key: tuple[str, ...]
    skip_bad: bool = False

    @property
    def may_apply(self) -> bool:
        """Whether nothing stands against writing it."""
        return self.skip_bad or not self.counts.errors

    @property
    def is_partial(self) -> bool:
        """Whether some rows are left out."""
        return bool(self.counts.errors or self.counts.doubtful)
