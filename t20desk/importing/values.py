"""The plain values of an import: what was asked, what was found, what is to be done."""

from array import array
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from t20desk.db.change import Change
from t20desk.db.fields import Field
from t20desk.db.types import Stored
from t20desk.i18n import _, tell_place

if TYPE_CHECKING:
    from t20desk.doubles.alike import FoundAlike

Mode = Literal["add", "update", "both", "fill"]
DateOrder = Literal["", "dmy", "mdy", "ymd"]
Severity = Literal["error", "doubt", "note"]
Deed = Literal["value", "nothing", "clear", "create"]
Missing = Literal["", "list", "leave"]
QuestionSort = Literal[
    "dates", "decimal", "names", "blank", "placeholder", "value", "merged", "hidden"
]
RowSort = Literal["error", "doubtful", "alike", "decided"]
NEW_RECORD = 0
LEFT_OUT = -1
"""What a row can be besides one that speaks of a certain record."""
ALL_TEXTS = "*"
"""Among the meanings of a field: what every text means that is not known otherwise."""


class Meaning(NamedTuple):
    """What a text in a column means: a value, nothing, an emptied cell, or a record to be made."""

    deed: Deed
    value: str = ""


NOTHING = Meaning("nothing")
CLEAR = Meaning("clear")
CREATE = Meaning("create")


class Split(NamedTuple):
    """A column whose cells are parted into several fields.

    Without a sign the parts of a name or of an address are known by themselves.
    """

    column: str
    fields: tuple[str, ...]
    sign: str = ""


class Join(NamedTuple):
    """Several columns whose cells make one field, with a sign between them."""

    field: str
    columns: tuple[str, ...]
    sign: str = " "


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about a sheet; everything left out is found out."""

    sheet: str | int | None = None
    header_row: int | None = None
    key: tuple[str, ...] = ()
    mode: Mode | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Heading (or column letter) to field name; an empty name leaves the column out."""
    splits: tuple[Split, ...] = ()
    joins: tuple[Join, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    """Field name to the text that every row gets."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """Field name to the text that rows with a blank cell get."""
    conventions: Mapping[str, str] = field(default_factory=dict)
    """Field name to an order of dates, a decimal sign or an order of names."""
    meanings: Mapping[str, Mapping[str, Meaning]] = field(default_factory=dict)
    """Field name to what certain texts in its column mean."""
    blanks: frozenset[str] = frozenset()
    """The fields that a blank cell empties; in all others it says nothing."""
    dates: DateOrder = ""
    profile: str | None = None
    """The name of a known layout; None recognises one by its headings, "" uses none."""
    recalled: str = ""
    """The name of the known layout that the window took these options from."""
    remember: str = ""
    """The name under which this layout is kept."""
    missing: Missing = ""
    fill_merged: bool = False
    skip_bad: bool = False
    leave_hidden: bool = False
    again: bool = False
    """Whether rows are taken once more that made a record when this very file came in before."""
    decisions: Mapping[int, int] = field(default_factory=dict)
    """What was said of single rows by their number: the id of a record, NEW_RECORD, LEFT_OUT."""
    door: str = "import"
    alike: "FoundAlike | None" = None
    """What an earlier plan of the same sheet found that its rows look like."""


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
        return tell_place(place, self.message)


class Absent(NamedTuple):
    """A record that no row speaks of, and whether it is marked as left."""

    id: int
    title: str
    leaves: bool = False

    def sentence(self) -> str:
        """What becomes of it."""
        text = (
            _("Not in the file, ends today: {title}.")
            if self.leaves
            else _("Not in the file: {title}.")
        )
        return text.format(title=self.title)


class Candidate(NamedTuple):
    """A record that a row may speak of; without a score it is one that the key names."""

    id: int
    score: float | None = None
    reasons: str = ""


class OddRow(NamedTuple):
    """A row that cannot be taken as it is, or that looks like a record that is there."""

    number: int
    sort: RowSort
    cells: tuple[str, ...]
    """What stands in the columns of the plan."""
    values: tuple[Stored, ...]
    """How that was understood."""
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class RowRecords:
    """Rows of a sheet by their numbers, and the record that each of them is."""

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    ids: "array[int]" = field(default_factory=lambda: array("q"))


class Proposal(NamedTuple):
    """One answer to a question: what it stands for, its words, and how sure it is, to 100."""

    answer: str
    words: str
    score: float = 0


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be decided once for a whole column."""

    sort: QuestionSort
    field: str
    letter: str
    heading: str
    text: str = ""
    """The text that is asked about; none where the whole column is."""
    cells: int = 0
    examples: tuple[str, ...] = ()
    answers: tuple[Proposal, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    """Values that are alike, the likeliest first."""


class MappedColumn(NamedTuple):
    """A column of the sheet and the field it goes to; place counts from 0."""

    place: int
    letter: str
    heading: str
    field: Field
    along: str = ""
    """The link of whose record the field is; none for a field of the row's own."""

    @property
    def path(self) -> str:
        """The name of the field, dotted behind the link where it is another record's."""
        return f"{self.along}.{self.field.name}" if self.along else self.field.name


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
    absent: list["Absent"] = field(default_factory=list)
    """Records of which no row speaks, where that was asked."""
    leaving: frozenset[int] = frozenset()
    """Those of them that end, as was asked."""
    questions: list["Question"] = field(default_factory=list)
    """What is to be said about the sheet, once for each column."""
    profile: str = ""
    """The name of the layout that was recognised."""
    along: list[MappedColumn] = field(default_factory=list)
    """The columns that describe a linked record."""
    kind: str = ""
    layout: Mapping[str, Any] = field(default_factory=dict)
    """How the columns were taken, as a profile keeps it."""
    odd: list[OddRow] = field(default_factory=list)
    """The rows that somebody should look at, as many as anybody would."""
    same: RowRecords = field(default_factory=RowRecords)
    """The rows that say what their record holds already."""
    fresh: RowRecords = field(default_factory=RowRecords)
    """The rows that make a record."""
    founded: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """The records that rows name and that are made on the way: kind and name by id."""
    before: RowRecords = field(default_factory=RowRecords)
    """Rows that made a record when this very file came in before; they are among the same."""
    was_taken: bool = False
    """Whether this very file came in before and was not taken back since."""
    alike: "FoundAlike | None" = None
    """What its rows look like, for planning the sheet again."""

    def name_new(self) -> Iterator[tuple[int, tuple[str, Hashable]]]:
        """The records it makes by what stands in each plan of the sheet: their row or name."""
        for key, number in zip(self.fresh.ids, self.fresh.numbers, strict=True):
            yield key, (self.kind, ("row", number))
        for key, (kind, text) in self.founded.items():
            yield key, (kind, ("name", text))

    @property
    def may_apply(self) -> bool:
        """Whether nothing stands against writing it."""
        return self.skip_bad or not self.counts.errors

    @property
    def is_partial(self) -> bool:
        """Whether some rows are left out."""
        return bool(self.counts.errors or self.counts.doubtful)
