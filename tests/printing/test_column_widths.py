import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.printing.column_widths import Need, cut_strips, is_comfortable, share_widths

lengths = st.floats(1, 5000)
needs = st.builds(lambda a, b, c: Need(min(a, b), max(a, b), c), lengths, lengths, st.booleans())


@given(st.lists(needs, min_size=1, max_size=40), st.floats(100, 9000))
def test_the_widths_fill_the_page(wanted: list[Need], room: float) -> None:
    widths = share_widths(wanted, room)
    assert sum(widths) == pytest.approx(room, rel=1e-6)
    assert all(width > 0 for width in widths)


@given(st.lists(needs, min_size=1, max_size=40), st.floats(100, 9000))
def test_every_column_is_on_a_strip_and_the_first_on_each(wanted: list[Need], room: float) -> None:
    strips = cut_strips(wanted, room)
    assert all(strip[0] == 0 for strip in strips)
    assert [n for strip in strips for n in strip[1:]] == list(range(1, len(wanted)))


def test_the_widest_column_gives_way_first() -> None:
    widths = share_widths([Need(100, 300), Need(100, 2000)], 1000)
    assert widths == pytest.approx([300, 700])


def test_what_is_left_over_goes_to_texts_and_not_to_dates() -> None:
    widths = share_widths([Need(100, 100, elastic=False), Need(100, 200)], 400)
    assert widths == pytest.approx([100, 300])


def test_no_figure_is_moved_far_from_its_name() -> None:
    widths = share_widths([Need(100, 200), Need(100, 100, elastic=False)], 1000)
    assert widths == pytest.approx([650, 350])


def test_no_columns_take_no_width() -> None:
    assert share_widths([], 1000) == []
    assert is_comfortable([], 1000)
