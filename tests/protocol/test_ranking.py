"""Places in a list: total, gapless, and those set by hand stay where they are."""

from hypothesis import given
from hypothesis import strategies as st

from t20desk.protocol.ranking import place_all

GUESTS = st.lists(st.integers(1, 60), unique=True, max_size=30)
PLACES = st.dictionaries(st.integers(1, 60), st.integers(1, 40), max_size=12)


def unique_places(fixed: dict[int, int]) -> dict[int, int]:
    """No two guests have the same place by hand: the office cannot set it twice."""
    taken: dict[int, int] = {}
    for key, place in fixed.items():
        if place not in taken.values():
            taken[key] = place
    return taken


@given(GUESTS, PLACES)
def test_everybody_has_one_place_and_there_is_no_gap(
    ordered: list[int], fixed: dict[int, int]
) -> None:
    placed = place_all(ordered, unique_places(fixed))
    assert sorted(placed) == sorted(ordered)


@given(GUESTS, PLACES)
def test_a_place_set_by_hand_is_kept(ordered: list[int], fixed: dict[int, int]) -> None:
    chosen = unique_places(fixed)
    placed = place_all(ordered, chosen)
    for key, place in chosen.items():
        if key in ordered and place <= len(ordered):
            assert placed[place - 1] == key


@given(GUESTS, PLACES)
def test_the_others_keep_the_order_of_the_rules(ordered: list[int], fixed: dict[int, int]) -> None:
    chosen = unique_places(fixed)
    placed = place_all(ordered, chosen)
    assert [one for one in placed if one not in chosen] == [
        one for one in ordered if one not in chosen
    ]


@given(GUESTS, PLACES, st.data())
def test_who_cancels_or_comes_later_moves_no_place_set_by_hand(
    ordered: list[int], fixed: dict[int, int], data: st.DataObject
) -> None:
    chosen = unique_places(fixed)
    gone = data.draw(st.sets(st.sampled_from(ordered))) if ordered else set()
    later = [one for one in ordered if one not in gone]
    new = data.draw(st.integers(100, 110))
    later.insert(data.draw(st.integers(0, len(later))), new)
    placed = place_all(later, chosen)
    for key, place in chosen.items():
        if key in later and place <= len(later):
            assert placed[place - 1] == key


def test_a_place_beyond_the_end_is_the_last_one() -> None:
    assert place_all([1, 2, 3], {1: 9}) == [2, 3, 1]
    assert place_all([1, 2, 3], {1: 9, 2: 8}) == [3, 2, 1]
