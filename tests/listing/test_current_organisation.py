"""The organisation a person is at: told by the posts held, sorted, searched and counted in SQL."""

import pytest

from t20desk.db.database import Database
from t20desk.listing import Linked, Listing, list_ids, read_rows, read_titles
from tests.db.steps import edit, make


@pytest.fixture
def posts(database: Database) -> dict[str, int]:
    """Anna moved from one organisation to another, Bo has two posts, Chen none any more."""
    bank = make(database, "member", name="Bank of Bern", country="CH")
    club = make(database, "member", name="Alpine Club", country="AT")
    anna = make(database, "person", given_name="Anna", family_name="A")
    bo = make(database, "person", given_name="Bo", family_name="B")
    chen = make(database, "person", given_name="Chen", family_name="C")
    make(database, "affiliation", person=anna, member=bank, since="2010", until="2015-06")
    make(database, "affiliation", person=anna, member=club, since="2015-07")
    make(database, "affiliation", person=bo, member=bank, main_contact=1)
    make(database, "affiliation", person=bo, member=club, since="2020")
    last = make(database, "affiliation", person=chen, member=bank, until="2012")
    return {"bank": bank, "club": club, "anna": anna, "bo": bo, "chen": chen, "last": last}


def find(database: Database, search: str = "", *sort: str, on: str | None = None) -> list[str]:
    """The given names of the people a search finds, in order."""
    listing = Listing("person", search, "all", sort=sort or ("given_name",), on=on)
    ids = list_ids(database, listing)
    titles = read_titles(database, "person", ids)
    return [titles[key].split()[0] for key in ids]


def read_places(database: Database, on: str | None = None) -> list[str]:
    """At what organisation each person is, by given name."""
    listing = Listing("person", view="all", sort=("given_name",), columns=("works_at",), on=on)
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    cells = [rows[key][0] for key in ids]
    return [cell.text if isinstance(cell, Linked) else "" for cell in cells]


@pytest.mark.usefixtures("posts")
def test_it_is_that_of_the_main_contact_else_of_the_latest_post_held(database: Database) -> None:
    assert read_places(database) == ["Alpine Club", "Bank of Bern", ""]


@pytest.mark.usefixtures("posts")
def test_for_a_day_it_is_that_of_the_posts_held_then(database: Database) -> None:
    assert read_places(database, "2012-03-01") == ["Bank of Bern", "Bank of Bern", "Bank of Bern"]
    assert find(database, "works_at.country:AT", on="2016-01-01") == ["Anna"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("works_at:bank", ["Bo"]),
        ("works_at:", ["Chen"]),
        ("works_at:*", ["Anna", "Bo"]),
        ("works_at.country:AT", ["Anna"]),
        ("works_at.country:", ["Chen"]),
        ("-works_at.country:AT", ["Bo", "Chen"]),
        ("current_organisation:=“Alpine Club”", ["Anna"]),
        ("alpine", ["Anna"]),
        ("bo bern", ["Bo"]),
        ("-alpine", ["Bo", "Chen"]),
    ],
)
@pytest.mark.usefixtures("posts")
def test_people_are_found_by_it(database: Database, search: str, found: list[str]) -> None:
    assert find(database, search) == found


@pytest.mark.usefixtures("posts")
def test_people_are_sorted_by_it_and_those_without_come_last(database: Database) -> None:
    assert find(database, "", "works_at") == ["Anna", "Bo", "Chen"]
    assert find(database, "", "-works_at") == ["Bo", "Anna", "Chen"]


def test_it_follows_a_post_at_once(database: Database, posts: dict[str, int]) -> None:
    edit(database, "affiliation", posts["last"], until=None)
    assert read_places(database)[2] == "Bank of Bern"


@pytest.mark.usefixtures("posts")
def test_guests_are_found_by_the_organisation_of_the_person(database: Database) -> None:
    event = make(database, "event", title_en="Meeting")
    people = list_ids(database, Listing("person", view="all", sort=("given_name",)))
    for person in people:
        make(database, "participation", event=event, person=person)
    guests = Listing("participation", "person.works_at.country:CH", "all")
    assert len(list_ids(database, guests)) == 1
