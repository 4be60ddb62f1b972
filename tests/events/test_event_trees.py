"""The tree of events: inheritance, sums and moves, against plain walks over random trees."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_delete, plan_edit
from t20desk.errors import UserError
from t20desk.events.effective import find_branch
from t20desk.events.event_months import find_next_day, read_bars
from t20desk.events.event_trees import count_guests, makes_ring, plan_move, read_tree
from t20desk.events.figures import roll_up
from t20desk.guests.event_paths import read_parents
from t20desk.listing import Inherited, Listing, list_ids, plain_cell, read_rows
from tests.builders import add
from tests.tries import tries

INHERITED = ("starts", "ends", "place", "city", "time_zone", "contact")
SEVERAL = settings(
    max_examples=tries(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def empty(database: Database) -> None:
    for kind in ("participation", "event", "person"):
        ids = list_ids(database, Listing(kind, view="all"))
        if ids:
            cut = {key: {"parent": None} for key in ids} if kind == "event" else {}
            assert not cut or not database.apply(plan_edit(database, kind, cut)).is_refused
            assert not database.apply(plan_delete(database, kind, ids)).is_refused


PLACES = st.none() | st.sampled_from(["Expo", "Hall"])
DAYS = st.none() | st.integers(0, 40).map(lambda n: (date(2026, 6, 1) + timedelta(n)).isoformat())


@st.composite
def trees(draw: st.DrawFn) -> list[dict[str, object]]:
    """Events as values; a parent is the place of an earlier one."""
    made = []
    for at in range(draw(st.integers(1, 9))):
        starts, ends = draw(DAYS), draw(DAYS)
        if starts and ends and ends < starts:
            starts, ends = ends, starts
        above = draw(st.none() | st.integers(0, at - 1)) if at else None
        made.append(
            {"title": f"E{at}", "parent": above, "place": draw(PLACES), "city": draw(PLACES),
             "starts": starts, "ends": ends}
        )  # fmt: skip
    return made


def write(database: Database, tree: list[dict[str, object]]) -> list[int]:
    ids: list[int] = []
    for one in tree:
        above = one["parent"]
        ids.append(
            add(
                database,
                "event",
                **one | {"parent": None if above is None else ids[int(str(above))]},
            )
        )
    return ids


def walk(tree: list[dict[str, object]], at: int, name: str) -> object:
    """The effective value of a field, by walking up."""
    one: dict[str, object] | None = tree[at]
    while one is not None:
        if one.get(name) is not None:
            return one[name]
        if name == "ends" and one["starts"] is not None:
            return None
        above = one["parent"]
        one = None if above is None else tree[int(str(above))]
    return None


def shown(database: Database, ids: list[int], *names: str) -> list[tuple[object, ...]]:
    rows = read_rows(database, Listing("event", view="all", columns=names), ids)
    return [tuple(plain_cell(cell) for cell in rows[key]) for key in ids]


@SEVERAL
@given(tree=trees(), moved=st.data())
def test_what_an_event_shows_is_what_a_walk_up_finds(
    database: Database, tree: list[dict[str, object]], moved: st.DataObject
) -> None:
    empty(database)
    ids = write(database, tree)
    names = ("starts", "ends", "place", "city")
    expected = [tuple(walk(tree, at, name) for name in names) for at in range(len(tree))]
    assert shown(database, ids, *names) == expected
    at = moved.draw(st.integers(0, len(tree) - 1))
    above = moved.draw(st.none() | st.integers(0, len(tree) - 1))
    try:
        change = plan_move(database, [ids[at]], None if above is None else ids[above])
    except UserError:
        return
    if not change.is_empty:
        assert not database.apply(change).is_refused
    tree[at]["parent"] = above
    expected = [tuple(walk(tree, at, name) for name in names) for at in range(len(tree))]
    assert shown(database, ids, *names) == expected


@SEVERAL
@given(tree=trees(), data=st.data())
def test_no_move_makes_a_ring(
    database: Database, tree: list[dict[str, object]], data: st.DataObject
) -> None:
    empty(database)
    ids = write(database, tree)
    for _time in range(4):
        one, above = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
        within = find_branch(database, one)
        if above in within:
            with pytest.raises(UserError, match="lead back"):
                plan_move(database, [one], above)
        else:
            change = plan_move(database, [one], above)
            assert change.is_empty or not database.apply(change).is_refused
    assert len(read_tree(database)) == len(ids)


@SEVERAL
@given(tree=trees(), data=st.data())
def test_the_sums_of_a_tree_count_a_set(
    database: Database, tree: list[dict[str, object]], data: st.DataObject
) -> None:
    empty(database)
    ids = write(database, tree)
    people = [add(database, "person", family_name=f"P{number}") for number in range(3)]
    pairs = data.draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(people))))
    for event, person in pairs:
        add(database, "participation", event=event, person=person)
    expected = {
        head: len({person for event, person in pairs if event in within})
        for head in ids
        if (within := set(find_branch(database, head)))
    }
    assert count_guests(database, ids) == expected
    assert {head: roll_up(database, head).guests for head in ids} == expected


def test_delegates_to_be_named_count_in_the_sums(database: Database) -> None:
    week = add(database, "event", title="Week")
    day = add(database, "event", title="Day", parent=week)
    member = add(database, "member", name="Sample")
    for event in (week, day, day):
        add(database, "participation", event=event, member=member)
    assert count_guests(database, [week, day]) == {week: 2, day: 2}
    assert roll_up(database, week).guests == 2
    assert count_guests(database, []) == {}


def test_a_new_place_of_the_week_shows_at_once_below_and_is_stored_nowhere(
    database: Database,
) -> None:
    week = add(database, "event", title="Week", place="Expo")
    inner = add(
        database, "event", title="Talk", parent=add(database, "event", title="Day", parent=week)
    )
    change = plan_edit(database, "event", {week: {"place": "Hall"}})
    applied = database.apply(change)
    rows = read_rows(database, Listing("event", view="all", columns=("place",)), [inner])
    assert rows[inner] == (Inherited("Hall"),)
    assert list_ids(database, Listing("event", search="place:=Hall", view="all")).tolist()
    assert applied.counts.changed == 1
    assert applied.operation is not None
    database.apply(plan_undo(database, applied.operation).change)
    assert shown(database, [inner], "place") == [("Expo",)]


def test_a_tree_of_what_is_listed_shows_what_stands_above(database: Database) -> None:
    week = add(database, "event", title="Week", starts="2026-06-24")
    day = add(database, "event", title="Day", parent=week)
    add(database, "event", title="Other", parent=week)
    tree = read_tree(database, {day})
    assert [(row.title, row.is_listed) for row in tree] == [("Week", False), ("Day", True)]
    assert tree[1].taken == {"starts"}
    assert (tree[1].starts, tree[1].above) == ("2026-06-24", week)


def test_moving_is_one_change_that_an_undo_takes_back(database: Database) -> None:
    week, other = add(database, "event", title="Week"), add(database, "event", title="Other")
    ids = [add(database, "event", title=title) for title in ("A", "B")]
    applied = database.apply(plan_move(database, ids, week))
    assert applied.counts.changed == 2
    assert applied.operation is not None
    assert read_parents(database)[ids[0]] == week
    database.apply(plan_undo(database, applied.operation).change)
    assert read_parents(database)[ids[0]] is None
    assert plan_move(database, [other], None).is_empty


def test_a_ring_is_seen_from_the_parents_alone() -> None:
    assert makes_ring({1: None, 2: 1, 3: 2}, [1], 3)
    assert makes_ring({1: None}, [1], 1)
    assert not makes_ring({1: None, 2: 1, 3: None}, [2], 3)


def test_a_month_holds_what_reaches_into_it(database: Database) -> None:
    week = add(database, "event", title="Week", starts="2026-06-29T10:00", ends="2026-07-02T12:00")
    add(database, "event", title="Talk", parent=week)
    add(database, "event", title="Before", starts="2026-05-31")
    after = add(database, "event", title="After", starts="2026-07-01")
    add(database, "event", title="Some day")
    assert find_next_day(database, "2026-07-01", None) is None
    assert find_next_day(database, "2026-05-31", None) == "2026-06-29"
    assert find_next_day(database, "2026-05-31", {after}) == "2026-07-01"
    found = read_bars(database, "2026-06-01", "2026-06-30")
    assert [(bar.title, bar.is_taken) for bar in found] == [("Week", False), ("Talk", True)]
    assert (found[0].first, found[0].last, found[0].clock) == ("2026-06-29", "2026-07-02", "10:00")
