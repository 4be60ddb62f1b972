"""Groups, totals and colours of a listing; the same on both databases."""

import pytest

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids, plain_cell, read_rows
from t20desk.listing.grouping import check_rule, read_colours, read_groups, read_totals
from t20desk.listing.views import Colouring
from tests.db.steps import make, make_many

ROWS = (
    {"name": "a", "country": "DE", "city": "Köln", "founding_member": 1},
    {"name": "b", "country": "CN", "city": "南京", "founding_member": 0},
    {"name": "c", "country": "DE", "city": "koln"},
    {"name": "d", "country": None, "city": None, "areas": " ip "},
)


@pytest.mark.parametrize("path", ["country", "-country", "city", "founding_member", "name"])
def test_groups_follow_one_another_as_their_records_do(database: Database, path: str) -> None:
    make_many(database, "member", list(ROWS))
    name = path.removeprefix("-")
    listing = Listing("member", view="all", group=path, sort=("name",), columns=(name,))
    one = database.kinds["member"].fields[name]
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    place = 0
    for group in read_groups(database, listing):
        part = [plain_cell(rows[key][0]) for key in ids[place : place + group.size]]
        assert group.text in {one.type.format(cell) or "(empty)" for cell in part}
        place += group.size
    assert place == len(ids)


def test_groups_read_in_the_language_of_the_window(database: Database) -> None:
    make_many(database, "member", list(ROWS))
    i18n.use("de")
    groups = read_groups(database, Listing("member", view="all", group="country"))
    assert [group[:2] for group in groups] == [("China", 1), ("Deutschland", 2), ("(leer)", 1)]


def test_a_list_is_grouped_by_the_record_it_links_to(database: Database) -> None:
    person, other = (make(database, "person", family_name=name) for name in ("Z", "A"))
    member = make(database, "member", name="m")
    for key in (person, other, person):
        make(database, "affiliation", person=key, member=member)
    groups = read_groups(database, Listing("affiliation", view="all", group="person"))
    assert [group[:2] for group in groups] == [("A", 1), ("Z", 2)]


def test_a_search_counts_only_its_own_records_in_groups_and_totals(database: Database) -> None:
    make_many(database, "member", list(ROWS))
    listing = Listing("member", "country:DE", "all", group="country", totals=(("city", "filled"),))
    assert read_groups(database, listing) == [("Germany", 2, ())]
    assert read_totals(database, listing) == {"city": "2"}


def test_totals_of_texts_numbers_and_days(database: Database) -> None:
    rows = [("one", "2026-01-05", 100), ("two", "2026-03-01", 250), ("three", None, None)]
    for title, starts, capacity in rows:
        make(database, "event", title_en=title, starts=starts, capacity=capacity)
    asked = {
        "starts": ("least", "most", "filled", "empty"),
        "capacity": ("sum", "mean", "least", "most", "different"),
    }
    found = {
        (path, word): read_totals(database, Listing("event", view="all", totals=((path, word),)))
        for path, words in asked.items()
        for word in words
    }
    said = {key: values[key[0]] for key, values in found.items()}
    assert said[("capacity", "sum")] == "350"
    assert said[("capacity", "mean")] == "175"
    assert (said[("capacity", "least")], said[("capacity", "most")]) == ("100", "250")
    assert said[("capacity", "different")] == "2"
    assert (said[("starts", "filled")], said[("starts", "empty")]) == ("2", "1")
    assert "2026" in said[("starts", "least")]
    assert said[("starts", "least")] != said[("starts", "most")]


def test_totals_of_an_empty_list_say_that_there_is_nothing(database: Database) -> None:
    listing = Listing("event", view="all", totals=(("capacity", "sum"), ("title", "filled")))
    assert read_totals(database, listing) == {"capacity": "–", "title": "0"}


def test_the_first_rule_that_fits_colours_a_row(database: Database) -> None:
    keys = make_many(database, "member", list(ROWS))
    rules = (Colouring("country:DE", "red"), Colouring("city:*", "blue"))
    found = read_colours(database, Listing("member", view="all", colours=rules), keys)
    assert found == {keys[0]: "red", keys[1]: "blue", keys[2]: "red"}


def test_a_rule_about_a_field_that_is_gone_colours_nothing(database: Database) -> None:
    keys = make_many(database, "member", list(ROWS))
    rules = (Colouring("no_such_field:x", "red"), Colouring("name:b", "blue"))
    found = read_colours(database, Listing("member", view="all", colours=rules), keys)
    assert found == {keys[1]: "blue"}


def test_a_rule_that_cannot_be_read_is_refused(database: Database) -> None:
    for search in ("(", "no_such_field:x"):
        with pytest.raises(UserError):
            check_rule(database, "member", search)
