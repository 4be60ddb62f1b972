import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.events.effective import find_ancestors, find_branch, find_sources, order_tree
from t20desk.events.figures import STRENGTH, list_guests_of_honour, roll_up
from t20desk.listing import Linked, Listing, first_ids, read_rows
from tests.builders import add


@pytest.fixture
def week(database: Database) -> int:
    return add(database, "event", title_en="Week", city="Nanjing", starts="2019-06-24")


@pytest.fixture
def ceremony(database: Database, week: int) -> int:
    return add(database, "event", title_en="Ceremony", parent=week, starts="2019-06-26")


@pytest.fixture
def workshop(database: Database, week: int) -> int:
    return add(database, "event", title_en="Workshop", parent=week, starts="2019-06-25")


def invite(database: Database, event: int, **values: object) -> int:
    return add(database, "participation", event=event, **values)


def test_an_event_without_guests_has_noughts(database: Database, week: int) -> None:
    figures = roll_up(database, week)
    assert (figures.guests, figures.organisations, figures.came) == (0, 0, 0)


def test_a_person_counts_once_in_the_whole_tree(
    database: Database, week: int, ceremony: int, workshop: int
) -> None:
    person = add(database, "person", family_name="Ding")
    for event in (ceremony, workshop):
        invite(database, event, person=person, answer="accepted", presence="came")
    assert roll_up(database, week).came == 1
    assert roll_up(database, week).accepted == 1
    assert roll_up(database, workshop).came == 1


def test_figures_roll_up_and_never_down(
    database: Database, week: int, ceremony: int, workshop: int
) -> None:
    invite(database, week, person=add(database, "person", family_name="Ding"), answer="accepted")
    assert roll_up(database, ceremony).guests == 0
    assert roll_up(database, week).guests == 1
    assert workshop in find_branch(database, week)


def test_the_strongest_answer_of_a_tree_counts(
    database: Database, week: int, ceremony: int, workshop: int
) -> None:
    person = add(database, "person", family_name="Ding")
    invite(database, ceremony, person=person, answer="declined")
    invite(database, workshop, person=person, answer="accepted")
    figures = roll_up(database, week)
    assert (figures.accepted, figures.declined, figures.invited) == (1, 0, 1)
    assert roll_up(database, ceremony).declined == 1


def test_every_invited_guest_accepted_declined_or_is_open(database: Database, week: int) -> None:
    for answer in (*STRENGTH, None):
        person = add(database, "person", family_name=str(answer))
        invite(database, week, person=person, answer=answer)
    figures = roll_up(database, week)
    assert figures.guests == 8
    assert figures.invited == 6
    assert (figures.accepted, figures.declined, figures.open) == (1, 2, 3)
    assert (figures.tentative, figures.waiting) == (1, 1)


def test_a_member_without_a_named_delegate_owes_a_name_once(
    database: Database, week: int, ceremony: int, workshop: int
) -> None:
    member = add(database, "member", name="Sample")
    for event in (ceremony, workshop):
        invite(database, event, member=member, presence="came")
    figures = roll_up(database, week)
    assert (figures.organisations, figures.names_owed, figures.guests) == (1, 1, 1)


def test_two_unnamed_delegates_of_one_member_are_two_guests(database: Database, week: int) -> None:
    member = add(database, "member", name="Sample")
    for _number in range(2):
        invite(database, week, member=member, answer="accepted")
    figures = roll_up(database, week)
    assert (figures.organisations, figures.names_owed, figures.accepted) == (1, 2, 2)


def test_only_members_of_which_somebody_takes_part_are_represented(
    database: Database, week: int
) -> None:
    for name, answer, presence, status in (
        ("Came", "accepted", "came", "active"),
        ("Coming", "accepted", None, "active"),
        ("Stayed away", "accepted", "absent", "active"),
        ("Declined", "declined", None, "active"),
        ("Asked", "invited", None, "active"),
        ("No member", "accepted", "came", "contact"),
    ):
        member = add(database, "member", name=name, status=status)
        invite(database, week, member=member, answer=answer, presence=presence)
    assert roll_up(database, week).organisations == 2


def test_a_guest_of_honour_is_known_by_the_role(database: Database, week: int) -> None:
    speaker = add(database, "person", family_name="Yao")
    invite(database, week, person=speaker, roles=" speaker guest_of_honour ")
    invite(database, week, person=add(database, "person", family_name="Li"), roles=" speaker ")
    assert roll_up(database, week).guests_of_honour == 1
    assert list_guests_of_honour(database, week) == [speaker]


def test_accepted_guests_and_their_companions_take_places(database: Database, week: int) -> None:
    database.apply(plan_edit(database, "event", {week: {"capacity": 10}}))
    for answer, companions in (("accepted", 2), ("invited", 3), ("declined", 4)):
        person = add(database, "person", family_name=answer)
        invite(database, week, person=person, answer=answer, companions=companions)
    figures = roll_up(database, week)
    assert (figures.places, figures.free, figures.companions) == (10, 7, 5)


def test_without_a_capacity_no_places_are_free(database: Database, week: int) -> None:
    assert roll_up(database, week).free is None


def test_the_path_above_begins_at_the_head(database: Database, ceremony: int) -> None:
    inner = add(database, "event", title_en="Speech", parent=ceremony)
    assert [one.text for one in find_ancestors(database, inner)] == ["Week", "Ceremony"]


def test_the_tree_is_ordered_by_begin(
    database: Database, week: int, ceremony: int, workshop: int
) -> None:
    other = add(database, "event", title_en="Other", starts="2018-01-01")
    tree = order_tree(database)
    assert [(one.id, one.depth) for one in tree] == [
        (other, 0),
        (week, 0),
        (workshop, 1),
        (ceremony, 1),
    ]
    assert [one.id for one in order_tree(database, week)] == [week, workshop, ceremony]


def test_an_inherited_value_tells_where_it_comes_from(
    database: Database, week: int, ceremony: int
) -> None:
    sources = find_sources(database, ceremony)
    assert [(one.field, one.title) for one in sources] == [("city", "Week")]
    assert find_sources(database, week) == []


def test_an_own_beginning_takes_no_end_from_above(
    database: Database, week: int, ceremony: int
) -> None:
    database.apply(plan_edit(database, "event", {week: {"ends": "2019-06-30"}}))
    child = add(database, "event", title_en="Speech", parent=ceremony)
    assert not [one for one in find_sources(database, child) if one.field == "ends"]
    loose = add(database, "event", title_en="Tour", parent=week)
    assert "ends" in [one.field for one in find_sources(database, loose)]


def test_guests_are_listed_by_their_family_names_and_organisations_after_them(
    database: Database, week: int
) -> None:
    for given, family in (("Zoe", "Abel"), ("Anna", "Zeller"), ("Bert", "Abel")):
        person = add(database, "person", given_name=given, family_name=family)
        invite(database, week, person=person)
    invite(database, week, member=add(database, "member", name="Bank"))
    found = Listing("participation", "", "all", (), ("person", "member"))
    ids = first_ids(database, found, 9)
    rows = read_rows(database, found, ids)
    names = [next(one.text for one in rows[key] if isinstance(one, Linked)) for key in ids]
    assert names == ["Bert Abel", "Zoe Abel", "Anna Zeller", "Bank"]
