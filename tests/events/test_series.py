"""What one event of a series says is given to the later ones or to all, in one change."""

import pytest

from t20desk.db.database import Database
from t20desk.db.history.trash import TrashWish, list_deleted, plan_restore
from t20desk.editing import plan_delete
from t20desk.errors import UserError
from t20desk.events.copying_events import plan_copy
from t20desk.events.repeating import Interval, list_begins, plan_series
from t20desk.events.series import find_differences, find_first, list_series, plan_for_series
from t20desk.listing import read_fields
from tests.builders import add
from tests.db.steps import edit, everything, undo


@pytest.fixture
def boards(database: Database) -> list[int]:
    """A meeting and its three repetitions."""
    first = add(
        database, "event", title="Board", starts="2026-10-14T14:00", ends="2026-10-14T16:00",
        place="Hall",
    )  # fmt: skip
    days = list_begins(database, first, "", Interval(2), 3)
    assert database.apply(plan_series(database, first, days, ())).operation is not None
    return list_series(database, first)


def read_times(database: Database, keys: list[int]) -> list[tuple[object, ...]]:
    return list(read_fields(database, "event", ("starts", "ends", "place"), keys).values())


def test_a_new_time_and_place_go_to_the_later_ones_and_back_in_one_undo(
    database: Database, boards: list[int]
) -> None:
    second = boards[1]
    edit(database, "event", second, starts="2026-10-28T22:30", ends="2026-10-29T00:30")
    edit(database, "event", second, place="Town hall")
    before = everything(database)
    assert find_differences(database, second, "later") == ["times", "place"]
    planned = plan_for_series(database, second, ["times", "place"], "later")
    assert database.apply(planned).operation is not None
    first, _second, third, fourth = read_times(database, boards)
    assert first == ("2026-10-14T14:00", "2026-10-14T16:00", "Hall")
    assert third == ("2026-11-11T22:30", "2026-11-12T00:30", "Town hall")
    assert fourth == ("2026-11-25T22:30", "2026-11-26T00:30", "Town hall")
    assert not find_differences(database, second, "later")
    undo(database)
    assert everything(database) == before


def test_a_change_may_go_to_all_others(database: Database, boards: list[int]) -> None:
    edit(database, "event", boards[2], place="Annex")
    assert database.apply(plan_for_series(database, boards[2], ["place"], "all")).operation
    assert {cells[2] for cells in read_times(database, boards)} == {"Annex"}


def test_a_repetition_repeated_is_of_the_same_series_and_a_single_copy_of_none(
    database: Database, boards: list[int]
) -> None:
    last = boards[-1]
    days = list_begins(database, last, "", Interval(2), 1)
    database.apply(plan_series(database, last, days, ()))
    assert len(list_series(database, boards[0])) == 5
    database.apply(plan_copy(database, last, "2027-05-05", ()))
    assert len(list_series(database, boards[0])) == 5


def test_the_rest_of_a_series_whose_first_event_is_deleted_stays_one(
    database: Database, boards: list[int]
) -> None:
    first, second, third, fourth = boards
    before = everything(database)
    assert database.apply(plan_delete(database, "event", [first])).operation is not None
    assert list_series(database, fourth) == [second, third, fourth]
    assert find_first(database, second) == second
    undo(database)
    assert everything(database) == before
    assert list_series(database, fourth) == boards


def test_the_first_one_left_begins_a_series_of_which_several_go(
    database: Database, boards: list[int]
) -> None:
    first, second, third, fourth = boards
    assert database.apply(plan_delete(database, "event", [first, second])).operation is not None
    assert list_series(database, third) == [third, fourth]
    assert database.apply(plan_delete(database, "event", [third])).operation is not None
    assert list_series(database, fourth) == []


def test_the_first_event_of_a_series_comes_back_from_the_trash_into_it(
    database: Database, boards: list[int]
) -> None:
    first = boards[0]
    before = everything(database)
    assert database.apply(plan_delete(database, "event", [first])).operation is not None
    restored = plan_restore(database, list_deleted(database, TrashWish()))
    assert database.apply(restored.change).operation is not None
    assert list_series(database, boards[3]) == boards
    assert everything(database) == before


def test_what_cannot_go_to_a_series_is_said(database: Database, boards: list[int]) -> None:
    alone = add(database, "event", title="Alone", starts="2026-10-14")
    for event, part, reach, told in (
        (alone, "place", "all", "not part of a series"),
        (boards[0], "status", "all", "not “status”"),
        (boards[0], "place", "some", "not to “some”"),
    ):
        with pytest.raises(UserError, match=told):
            plan_for_series(database, event, [part], reach)
