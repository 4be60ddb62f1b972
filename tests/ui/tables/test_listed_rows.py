"""Rows and records of a grouped list lead to one another, whatever is folded."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from t20desk.listing.grouping import Group
from t20desk.ui.tables.listed_rows import GroupedRows

sizes = st.lists(st.integers(1, 5), max_size=8)


@st.composite
def grouped(draw: st.DrawFn) -> tuple[GroupedRows, list[str]]:
    """Groups, and what stands in each row: the name of a group or the number of a record."""
    groups = [Group(f"g{at}", size) for at, size in enumerate(draw(sizes))]
    folded = {group.text for group in groups if draw(st.booleans())}
    rows: list[str] = []
    place = 0
    for group in groups:
        rows.append(group.text)
        numbers = range(place, place + group.size)
        rows.extend([] if group.text in folded else map(str, numbers))
        place += group.size
    return GroupedRows(array("q", range(place)), groups, folded), rows


@given(grouped())
def test_each_row_is_a_heading_or_the_next_record(drawn: tuple[GroupedRows, list[str]]) -> None:
    layout, rows = drawn
    assert layout.count() == len(rows)
    for row, expected in enumerate(rows):
        group = layout.group_at(row)
        if group is not None:
            assert (group.text, layout.place_of(row)) == (expected, -1)
        else:
            assert str(layout.place_of(row)) == expected
            assert layout.row_at(layout.place_of(row)) == row


@given(grouped(), st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_of_rows_holds_the_records_that_show_in_it(
    drawn: tuple[GroupedRows, list[str]], one: int, other: int
) -> None:
    layout, rows = drawn
    top, bottom = sorted((one, other))
    shown = [int(text) for text in rows[top : bottom + 1] if not text.startswith("g")]
    found = [at for start, end in layout.places_between(top, bottom) for at in range(start, end)]
    assert found == shown


@given(grouped())
def test_records_of_folded_groups_have_no_row(drawn: tuple[GroupedRows, list[str]]) -> None:
    layout, rows = drawn
    hidden = set(map(str, range(len(layout.ids)))) - set(rows)
    assert all(layout.row_at(int(place)) == -1 for place in hidden)
