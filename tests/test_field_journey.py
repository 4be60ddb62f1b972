"""A field is a field: a declared and an own one of each type go the same twelve steps."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.history.belongings import read_history
from t20desk.db.history.reading import list_operations
from t20desk.db.history.undoing import plan_redo, plan_undo
from t20desk.editing import plan_edit
from t20desk.exporting import write_workbook
from t20desk.field_settings import plan_labels, plan_removal
from t20desk.importing.planning import plan_import
from t20desk.listing import (
    Linked,
    Listing,
    count_values,
    list_ids,
    read_rows,
    read_table,
)
from t20desk.listing.views import usual_columns
from t20desk.own_fields import NewField, plan_field
from t20desk.printing.list_paper import ListPaper
from t20desk.printing.sheets import write_pdf
from t20desk.reading.source import open_source
from t20desk.reporting import run_report
from t20desk.tables import Table
from tests.builders import add_record
from tests.importing.sheets import write_sheet
from tests.paper_kinds import PdfReader


@dataclass(frozen=True)
class Case:
    """A field under test: its kind, its heading, and two values as people write them."""

    type: str
    kind: str
    field: str
    low: str
    high: str


VALUES = {
    "text": ("Alpha", "Beta"),
    "long_text": ("Alpha", "Beta"),
    "number": ("2", "10"),
    "money": ("2", "10"),
    "date": ("2024-01-05", "2024-10-01"),
    "yes_no": ("no", "yes"),
    "choice": ("bank", "company"),
    "choices": ("financial services", "technology transfer"),
    "link": ("Alpha", "Beta"),
}
DECLARED = {
    "text": ("member", "city"),
    "long_text": ("member", "notes"),
    "number": ("event", "capacity"),
    "money": ("initiative", "budget"),
    "date": ("member", "follow_up"),
    "yes_no": ("member", "founding_member"),
    "choice": ("member", "kind"),
    "choices": ("member", "areas"),
    "link": ("event", "parent"),
}
KIN = ("long_text", "money", "choices")
"""Types that go the way of text, number and choice; their own journeys are slow proofs."""


def of_type(type_: str, case: object) -> Any:
    """A case, slow where its type is kin to another."""
    marks = [pytest.mark.slow] if type_ in KIN else []
    return pytest.param(case, marks=marks)


CASES = [
    *(
        of_type(type_, Case(type_, kind, name, *VALUES[type_]))
        for type_, (kind, name) in DECLARED.items()
    ),
    *(of_type(type_, Case(type_, "member", "", *values)) for type_, values in VALUES.items()),
]


def apply(database: Database, change: Change) -> int:
    applied = database.apply(change)
    assert not applied.is_refused, (applied.problems, applied.conflicts)
    assert applied.operation is not None
    return applied.operation


class Journey:
    """Three records: one with the low value of the field, one with the high one, one without."""

    def __init__(self, database: Database, case: Case, folder: Path) -> None:
        self.database = database
        self.case = case
        self.folder = folder
        title = self.kind.fields[self.kind.title[0]]
        self.title = f"{title.name}_en" if title.is_translated else title.name
        self.name = self._find_field()
        self.low = self.high = self.none = 0
        self.kept: dict[int, object] = {}

    @property
    def kind(self) -> Kind:
        return self.database.kinds[self.case.kind]

    def _find_field(self) -> str:
        """The name of the field under test, which is made where the office has to make it."""
        case = self.case
        if case.type == "link":
            for text in (case.low, case.high):
                add_record(self.database, case.kind, **{self.title: text})
        if case.field:
            return case.field
        options = (case.low, case.high) if case.type in ("choice", "choices") else ()
        new = NewField("member", {"en": "Thing", "de": "Ding"}, case.type, options, "member")
        change = plan_field(self.database, new)
        apply(self.database, change)
        return f"own_{change.batches[0].rows[0][0]}"

    def list_ids(self, search: str = "", sort: str = "") -> list[int]:
        listing = Listing(self.kind.name, search, "all", (sort,) if sort else ())
        three = (self.low, self.high, self.none)
        return [key for key in list_ids(self.database, listing) if key in three or not self.low]

    def read_cells(self, name: str) -> dict[int, object]:
        listing = Listing(self.kind.name, view="all", columns=(name,))
        return {
            key: cells[0]
            for key, cells in read_rows(self.database, listing, self.list_ids()).items()
        }

    def import_by_heading(self) -> None:
        headings = (self.kind.fields[self.title].say(), self.kind.fields[self.name].say("de"))
        values = (("Low", self.case.low), ("High", self.case.high), ("None", None))
        with open_source(write_sheet(self.folder / "list.xlsx", [headings, *values])) as source:
            plan = plan_import(self.database, self.kind.name, source)
        assert plan.counts.errors == plan.counts.doubtful == 0
        apply(self.database, plan.change)
        keys = {text: key for key, text in self.read_cells(self.title).items()}
        self.low, self.high, self.none = keys["Low"], keys["High"], keys["None"]

    def sort_by_it(self) -> None:
        up, down = self.list_ids(sort=self.name), self.list_ids(sort=f"-{self.name}")
        assert up[2] == down[2] == self.none
        assert up[:2] == down[1::-1]

    def count_facet(self) -> None:
        counted = count_values(self.database, Listing(self.kind.name, view="all"), self.name)
        assert len([value for value in counted if value is not None]) == 2
        assert counted[None] >= 1

    def ask_for_it(self) -> None:
        assert {self.low, self.high} == set(self.list_ids(f"{self.name}:*"))
        assert self.list_ids(f"{self.name}:") == [self.none]
        assert self.high not in self.list_ids(f'{self.name}:<"{self.case.high}"')

    def set_on_many(self) -> None:
        wanted = self.read_cells(self.name)[self.high]
        value = wanted.id if isinstance(wanted, Linked) else wanted
        edits = {key: {self.name: value} for key in (self.low, self.none)}
        apply(self.database, plan_edit(self.database, self.kind.name, edits))
        assert self.list_ids(f"{self.name}:") == []

    def undo_that(self) -> None:
        apply(self.database, plan_undo(self.database).change)
        assert self.list_ids(f"{self.name}:") == [self.none]

    def read_history(self) -> None:
        entries = read_history(self.database, self.kind.name, self.low)
        mine = [entry for entry in entries if entry.field == self.name]
        assert len(mine) == 2
        assert self.kind.fields[self.name].type.format(mine[0].new)

    def read_table(self) -> Table:
        columns = (self.title, self.name)
        return read_table(self.database, Listing(self.kind.name, view="all", columns=columns))

    def export_it(self) -> None:
        write_workbook([self.read_table()], self.folder / "out.xlsx", plain=True)
        sheet = load_workbook(self.folder / "out.xlsx").worksheets[0]
        lines = {line[0]: line[1] for line in sheet.iter_rows(values_only=True)}
        heading = self.kind.fields[self.title].say()
        assert lines[heading] == self.kind.fields[self.name].say()
        assert lines["High"] is not None
        assert lines["None"] is None

    def group_report(self) -> None:
        options = {"kind": self.kind.name, "field": self.name}
        (report,) = run_report(self.database, "records-by-field", options=options)
        assert len(list(report.rows())) == 3

    def print_column(self, read_pdf: PdfReader) -> None:
        write_pdf(ListPaper(self.read_table()), self.folder / "out.pdf")
        words = " ".join(" ".join(read_pdf(self.folder / "out.pdf")).split())
        assert self.kind.fields[self.name].say().split()[0] in words

    def rename_it(self) -> None:
        apply(self.database, plan_labels(self.database, self.kind.name, self.name, {"en": "Odd"}))
        assert self.kind.fields[self.name].say("en") == "Odd"
        assert self.list_ids("odd:") == [self.none]
        assert self.read_table().columns[1].label == "Odd"

    def remove_it(self) -> None:
        self.kept = self.read_cells(self.name)
        apply(self.database, plan_removal(self.database, self.kind.name, self.name))
        assert self.kind.fields[self.name].hidden
        assert self.name not in usual_columns(self.kind)

    def restore_it(self) -> None:
        change = plan_removal(self.database, self.kind.name, self.name, removed=False)
        apply(self.database, change)
        assert not self.kind.fields[self.name].hidden
        assert self.read_cells(self.name) == self.kept
        assert self.list_ids("odd:") == [self.none]


@pytest.mark.sampled
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.type}-{case.field or 'own'}")
def test_a_field_of_any_type_goes_all_the_way(
    database: Database, case: Case, tmp_path: Path, read_pdf: PdfReader
) -> None:
    journey = Journey(database, case, tmp_path)
    journey.import_by_heading()
    journey.sort_by_it()
    journey.count_facet()
    journey.ask_for_it()
    journey.set_on_many()
    journey.undo_that()
    journey.read_history()
    journey.export_it()
    journey.group_report()
    journey.print_column(read_pdf)
    journey.rename_it()
    journey.remove_it()
    journey.restore_it()


@pytest.mark.sampled
@pytest.mark.parametrize("type_", [of_type(one, one) for one in VALUES])
def test_taking_back_a_field_that_holds_values_hides_it_and_redo_brings_both_back(
    database: Database, type_: str, tmp_path: Path
) -> None:
    journey = Journey(database, Case(type_, "member", "", *VALUES[type_]), tmp_path)
    key = int(journey.name.removeprefix("own_"))
    made = next(
        one for one in list_operations(database) if one.label.arguments.get("id") == str(key)
    )
    journey.import_by_heading()
    before = journey.read_cells(journey.name)
    undoing = plan_undo(database, made.sequence)
    assert [(one.kind, one.id) for one in undoing.kept] == [("own_field", key)]
    assert "hidden" in undoing.kept[0].reason
    apply(database, undoing.change)
    assert journey.kind.fields[journey.name].hidden
    apply(database, plan_redo(database).change)
    assert not journey.kind.fields[journey.name].hidden
    assert journey.read_cells(journey.name) == before


def test_taking_back_a_field_goes_whole_once_its_values_are_taken_back(
    database: Database, tmp_path: Path
) -> None:
    journey = Journey(database, Case("choice", "member", "", "bank", "company"), tmp_path)
    journey.import_by_heading()
    apply(database, plan_undo(database).change)
    undoing = plan_undo(database)
    assert not undoing.kept
    apply(database, undoing.change)
    assert not list_ids(database, Listing("own_field", view="all"))
    assert not list_ids(database, Listing("own_choice", view="all"))


def test_removed_text_is_found_no_more_until_it_is_restored(
    database: Database, tmp_path: Path
) -> None:
    journey = Journey(database, Case("text", "member", "", "Alpha", "Beta"), tmp_path)
    journey.import_by_heading()
    apply(database, plan_removal(database, "member", journey.name))
    assert journey.list_ids("alpha") == []
    apply(database, plan_removal(database, "member", journey.name, removed=False))
    assert journey.list_ids("alpha") == [journey.low]
