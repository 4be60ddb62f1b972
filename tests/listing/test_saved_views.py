"""Views the office saves under a name."""

from dataclasses import replace
from typing import Any

import pytest

from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_delete, plan_insert
from t20desk.editing.view_plans import plan_name, plan_update, plan_view
from t20desk.errors import UserError
from t20desk.listing import Listing, find_view, list_ids, read_table
from t20desk.listing.reading import name_listing
from t20desk.listing.saved_views import open_view, view_id
from t20desk.listing.views import Colouring, is_saved, list_views
from tests.builders import write

FRENCH = Listing("member", "country:=FR", "members", ("-name",), ("name", "city"))
SHAPE: dict[str, Any] = {
    "group": "country",
    "totals": (("name", "filled"), ("joined", "least")),
    "colours": (Colouring("status:=left", "red"), Colouring("a: b", "blue")),
    "frozen": 2,
}


@pytest.fixture
def office(database: Database) -> Database:
    people = [
        {"name": "Alpha", "country": "FR", "status": "active"},
        {"name": "Beta", "country": "FR", "status": "contact"},
        {"name": "Gamma", "country": "FR", "status": "applied"},
        {"name": "Delta", "country": "DE", "status": "active"},
    ]
    write(database, plan_insert(database, "member", people))
    return database


def names(database: Database, listing: Listing) -> list[object]:
    return [row[0] for row in read_table(database, listing).rows()]


def test_a_view_finds_sorts_and_shows_what_the_listing_did(office: Database) -> None:
    write(office, plan_view(office, "French", FRENCH))
    shown = open_view(find_view(office, "member", "french"), "member")
    assert names(office, shown) == names(office, FRENCH) == ["Gamma", "Alpha"]
    assert shown.columns == ("name", "city")


def test_a_listing_leaves_the_program_under_the_name_of_its_view(office: Database) -> None:
    write(office, plan_view(office, "French", FRENCH))
    assert (
        name_listing(office, open_view(find_view(office, "member", "French"), "member")) == "French"
    )
    assert name_listing(office, Listing("member", view="all")) == "Organisations"


def test_a_view_keeps_groups_totals_colours_and_frozen_columns(office: Database) -> None:
    write(office, plan_view(office, "French", replace(FRENCH, **SHAPE)))
    shown = open_view(find_view(office, "member", "French"), "member")
    assert {name: getattr(shown, name) for name in SHAPE} == SHAPE


def test_a_view_can_be_narrowed_by_a_search(office: Database) -> None:
    write(office, plan_view(office, "French", FRENCH))
    (view,) = [one for one in list_views(office, "member") if is_saved(one.name)]
    assert len(list_ids(office, Listing("member", "alpha", view.name))) == 1


def test_a_search_with_or_stays_within_the_view_it_was_saved_in(office: Database) -> None:
    either = Listing("member", "alpha or beta", "members")
    write(office, plan_view(office, "Either", either))
    assert len(list_ids(office, Listing("member", view="Either"))) == 1


def test_two_views_of_a_kind_never_have_one_name(office: Database) -> None:
    write(office, plan_view(office, "French", FRENCH))
    for name in ("french", "Members", " "):
        with pytest.raises(UserError, match=r"(another name|needs a name)"):
            plan_view(office, name, FRENCH)


def test_a_view_is_renamed_changed_deleted_and_all_of_it_undone(office: Database) -> None:
    write(office, plan_view(office, "French", FRENCH))
    view = find_view(office, "member", "French")
    write(office, plan_name(office, view, "member", "From France"))
    write(office, plan_update(office, view_id(view), Listing("member", "country:=DE", "all")))
    assert len(list_ids(office, Listing("member", view="From France"))) == 1
    write(office, plan_delete(office, "view", [view_id(view)]))
    with pytest.raises(UserError, match="There is no view"):
        find_view(office, "member", "From France")
    write(office, plan_undo(office).change)
    assert find_view(office, "member", "From France").search == "country:=DE"


def test_a_wrong_search_is_not_saved(office: Database) -> None:
    with pytest.raises(UserError):
        plan_view(office, "Broken", Listing("member", "(("))
