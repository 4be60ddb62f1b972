"""Posts: ended, handed on and chosen, each in one change that can be taken back."""

import pytest

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import Values, plan_edit
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.posts import plan_end, plan_main_contact, plan_replacement, search_current
from tests.builders import add

DAY = "2026-11-25"


@pytest.fixture
def post(database: Database) -> int:
    """Anna, main contact of an institute since 2020."""
    member = add(database, "member", name="Institute")
    anna = add(database, "person", given_name="Anna", family_name="Müller")
    return add(
        database,
        "affiliation",
        person=anna,
        member=member,
        position_en="Head",
        position_de="Leitung",
        main_contact=1,
        since="2020",
    )


def posts(db: Database, search: str = "") -> list[tuple[object, ...]]:
    columns = ("person.family_name", "position_de", "main_contact", "since", "until")
    listing = Listing("affiliation", search, "all", ("since",), columns)
    ids = list_ids(db, listing)
    rows = read_rows(db, listing, ids)
    return [rows[key] for key in ids]


def test_a_replacement_ends_the_old_post_and_begins_a_new_one(
    database: Database, post: int
) -> None:
    newcomer: Values = {"given_name": "Ben", "family_name": "Ode"}
    before = len(list_operations(database))
    assert not database.apply(plan_replacement(database, post, newcomer, DAY)).is_refused
    assert posts(database) == [
        ("Müller", "Leitung", None, "2020", "2026-11-24"),
        ("Ode", "Leitung", 1, DAY, None),
    ]
    assert posts(database, search_current(DAY)) == [("Ode", "Leitung", 1, DAY, None)]
    assert len(list_operations(database)) == before + 1
    database.apply(plan_undo(database, None).change)
    assert posts(database) == [("Müller", "Leitung", 1, "2020", None)]
    assert not list_ids(database, Listing("person", "Ode"))


def test_somebody_known_follows_with_another_position(database: Database, post: int) -> None:
    known = add(database, "person", given_name="Ida", family_name="Ode")
    change = plan_replacement(database, post, known, DAY, position="Director")
    assert not database.apply(change).is_refused
    assert posts(database, search_current(DAY)) == [("Ode", None, 1, DAY, None)]


def test_nobody_follows_on_the_own_post(database: Database, post: int) -> None:
    anna = list_ids(database, Listing("person", "Müller"))[0]
    with pytest.raises(UserError):
        plan_replacement(database, post, anna, DAY)


def test_a_post_of_today_ends_today(database: Database, post: int) -> None:
    assert not database.apply(plan_end(database, post, "2020-01-01")).is_refused
    assert posts(database)[0][2:] == (None, "2020", "2020-01-01")


def test_a_post_of_one_day_ends_on_that_day(database: Database, post: int) -> None:
    database.apply(plan_edit(database, "affiliation", {post: {"since": "2026-11-24"}}))
    database.apply(plan_end(database, post, DAY))
    assert posts(database)[0][3:] == ("2026-11-24", "2026-11-24")


def test_one_post_is_the_main_contact(database: Database, post: int) -> None:
    member = list_ids(database, Listing("member", "Institute"))[0]
    ben = add(database, "person", given_name="Ben", family_name="Ode")
    other = add(database, "affiliation", person=ben, member=member, since="2021")
    assert not database.apply(plan_main_contact(database, member, other)).is_refused
    assert [(row[0], row[2]) for row in posts(database)] == [("Müller", None), ("Ode", 1)]
