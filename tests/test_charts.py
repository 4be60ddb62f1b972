"""A chart is drawn from the rows of a table, and counts nothing itself."""

from t20desk.charts import MOST_BARS, make_chart
from t20desk.db.types import Text, Whole
from t20desk.tables import Column, Table

COLUMNS = (Column("place", "Place", Text()), Column("came", "Came", Whole()))
ROWS: list[tuple[str | None, int | None]] = [("a", 2), ("b", None), (None, 7), ("d", 0)]


def make_table() -> Table:
    return Table("Guests", COLUMNS, lambda: ROWS, ("Total", 9), charts=("came",))


def test_each_row_with_a_number_has_a_bar_in_its_place() -> None:
    bars = make_chart(make_table(), ROWS).bars
    assert [(bar.label, bar.number, bar.row) for bar in bars] == [
        ("a", 2, 0),
        ("not given", 7, 2),
        ("d", 0, 3),
    ]


def test_the_largest_come_first_where_that_is_wanted() -> None:
    assert [bar.number for bar in make_chart(make_table(), ROWS, by_size=True).bars] == [7, 2, 0]


def test_of_very_many_rows_the_largest_are_drawn_and_that_is_said() -> None:
    rows = [(str(number), number) for number in range(MOST_BARS + 5)]
    chart = make_chart(make_table(), rows)
    assert [bar.number for bar in chart.bars] == list(range(5, MOST_BARS + 5))
    assert f"{MOST_BARS} largest of {MOST_BARS + 5}" in chart.left_out


def test_the_scale_holds_numbers_below_nothing() -> None:
    chart = make_chart(make_table(), [("a", -3), ("b", 4)])
    assert (chart.lowest, chart.highest) == (-3, 4)
    nothing = make_chart(make_table(), [])
    assert nothing.lowest < nothing.highest
