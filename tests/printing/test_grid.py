from hypothesis import given
from hypothesis import strategies as st

from t20desk.printing.grid import GridRow, break_pages

rows_of_any_height = st.lists(
    st.builds(
        lambda height, keep: GridRow((), height, keep=keep), st.floats(1, 900), st.booleans()
    ),
    max_size=60,
)


@given(rows_of_any_height, st.floats(1, 500), st.floats(1, 500))
def test_each_row_is_on_one_page_in_order(rows: list[GridRow], first: float, later: float) -> None:
    pages = break_pages(rows, first, later)
    assert [number for page in pages for number in page] == list(range(len(rows)))
    assert len(pages) <= max(len(rows), 1)
    assert all(pages[1:])


def test_a_row_that_heads_others_is_taken_along_to_their_page() -> None:
    rows = [GridRow((), 10), GridRow((), 10), GridRow((), 10, "group", keep=True), GridRow((), 10)]
    assert break_pages(rows, 30, 30) == [range(2), range(2, 4)]


def test_a_row_higher_than_a_page_has_a_page_of_its_own() -> None:
    rows = [GridRow((), 10), GridRow((), 999), GridRow((), 10)]
    assert break_pages(rows, 50, 50) == [range(1), range(1, 2), range(2, 3)]


def test_no_rows_make_one_page() -> None:
    assert break_pages([], 100, 100) == [range(0)]
