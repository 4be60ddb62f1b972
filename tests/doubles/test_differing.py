"""Two records of one name are told apart by what they say otherwise."""

from t20desk.db.database import Database
from t20desk.doubles.differing import read_differences
from tests.builders import add_record


def test_what_both_say_differently_comes_before_what_one_leaves_out(database: Database) -> None:
    one = add_record(database, "member", name="Aquatec", number="0101", phone="+49 351 1")
    other = add_record(database, "member", name="Aquatec", number="0102", city="Lyon")
    [found] = read_differences(database, "member", [(one, other)]).values()
    assert [told.say() for told in found] == [
        "Member number: 0101 / 0102",
        "Phone: +49 351 1 / ∅",
        "City: ∅ / Lyon",
    ]


def test_people_of_one_name_are_told_apart_by_their_posts(database: Database) -> None:
    firm = add_record(database, "member", name="Aquatec")
    one, other = (add_record(database, "person", family_name="Lindström") for _one in "ab")
    add_record(database, "affiliation", person=one, member=firm)
    [found] = read_differences(database, "person", [(one, other)]).values()
    assert [told.say() for told in found] == ["Organisation: Aquatec / ∅"]


def test_the_marks_of_address_books_are_not_shown(database: Database) -> None:
    one, other = (add_record(database, "person", family_name="Ode", uid=mark) for mark in "ab")
    [found] = read_differences(database, "person", [(one, other)]).values()
    assert found == []
