"""Tables whose rows can be run through again."""

from t20desk.db.types import Money, Text, Whole
from t20desk.tables import Column, Table

COLUMNS = (
    Column("country", "Country", Text()),
    Column("city", "City", Text(), width=50),
    Column("fee", "Fee", Money()),
    Column("number", "Number", Whole()),
)
ROWS = [("DE", "Bonn", 1, 7), ("DE", "Bonn", 2, None), ("DE", None, None, 9), ("KE", None, 4, 1)]


def test_a_column_has_the_width_of_its_type_unless_told() -> None:
    assert [column.width for column in COLUMNS[:2]] == [Text.width, 50]


def test_neighbouring_rows_of_equal_values_make_a_group() -> None:
    table = Table("Fees", COLUMNS, lambda: ROWS, groups=("country", "city"), sums=("fee",))
    groups = list(table.grouped())
    assert [group.text for group in groups] == ["DE · Bonn", "DE · –", "KE · –"]
    assert [len(group.rows) for group in groups] == [2, 1, 1]
    assert [group.sums for group in groups] == [
        [None, None, 3, None], [None, None, 0, None], [None, None, 4, None]
    ]  # fmt: skip


def test_groups_can_be_run_through_again() -> None:
    table = Table("Fees", COLUMNS, lambda: iter(ROWS), groups=("country",))
    assert list(table.grouped()) == list(table.grouped())
