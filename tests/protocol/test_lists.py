"""Protocol lists on real databases: rules, places by hand, ties, seats and hosts."""

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.protocol.guests import read_guests
from t20desk.protocol.hosting import plan_host, read_hosts
from t20desk.protocol.lists import plan_left_out, plan_place, plan_release, read_ranking
from t20desk.protocol.precedence import Rule, plan_rules, read_rules
from t20desk.protocol.seating import (
    Seat,
    next_names,
    plan_filling,
    plan_seat,
    plan_table,
    plan_tables,
    read_plan,
    read_seat,
    write_seat,
)
from t20desk.protocol.tables import find_ranking
from tests.builders import add_record, write
from tests.db.steps import everything, undo

GUESTS = (
    ("Ann", "Dahl", "NO", "delegate"),
    ("Bo", "Ek", "SE", "speaker"),
    ("Carl", "Falk", "CN", "guest_of_honour"),
    ("Dora", "Gran", "DE", "guest_of_honour"),
    ("Eva", "Holm", "DE", "guest_of_honour"),
)


class Office:
    """An event with five guests and one list of all of them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.event = add_record(database, "event", title_en="Opening")
        self.list = add_record(database, "protocol_list", event=self.event, title_en="All")
        self.keys = {row[1]: self.add_guest(*row) for row in GUESTS}
        rules = (Rule("role", ("guest_of_honour", "speaker")), Rule("country", ("CN", "DE")))
        write(database, plan_rules(database, rules))

    def add_guest(self, given: str, family: str, country: str, roles: str) -> int:
        person = add_record(
            self.database, "person", given_name=given, family_name=family, country=country
        )
        return add_record(
            self.database, "participation", event=self.event, person=person, roles=f" {roles} "
        )

    def names(self) -> list[str]:
        rows = read_ranking(self.database, self.list).rows
        assert [row.place for row in rows] == list(range(1, len(rows) + 1))
        return [row.guest.name.split()[-1] for row in rows]

    def cancel(self, family: str) -> None:
        cells = {self.keys[family]: {"answer": "cancelled_late"}}
        write(self.database, plan_edit(self.database, "participation", cells))


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_the_rules_are_asked_in_their_order_and_names_decide_what_they_leave(
    office: Office,
) -> None:
    assert office.names() == ["Falk", "Gran", "Holm", "Ek", "Dahl"]
    ranking = read_ranking(office.database, office.list)
    assert [row.guest.name for row in ranking.rows if row.is_tied] == ["Dora Gran", "Eva Holm"]
    assert len(ranking.sentences) == 1
    assert "Dora Gran, Eva Holm" in ranking.sentences[0]


def test_a_place_by_hand_survives_later_guests_and_cancellations(office: Office) -> None:
    database = office.database
    write(database, plan_place(database, office.list, office.keys["Dahl"], 2))
    assert office.names() == ["Falk", "Dahl", "Gran", "Holm", "Ek"]
    office.add_guest("Aa", "Aas", "CN", "guest_of_honour")
    assert office.names() == ["Aas", "Dahl", "Falk", "Gran", "Holm", "Ek"]
    office.cancel("Falk")
    assert office.names() == ["Aas", "Dahl", "Gran", "Holm", "Ek"]
    rows = read_ranking(database, office.list).rows
    assert [row.by_hand for row in rows] == [None, 2, None, None, None]
    write(database, plan_release(database, office.list, [office.keys["Dahl"]]))
    assert office.names() == ["Aas", "Gran", "Holm", "Ek", "Dahl"]


def test_who_waits_has_no_place_in_the_order_and_no_seat(office: Office) -> None:
    write(office.database, plan_tables(office.database, office.event, ["A"], "round", 8))
    waits = {office.keys["Ek"]: {"answer": "waiting"}}
    write(office.database, plan_edit(office.database, "participation", waits))
    assert "Bo Ek" not in office.names()
    coming = [one.id for one in read_guests(office.database, office.event) if one.is_coming]
    write(office.database, plan_filling(office.database, office.event, coming))
    assert office.keys["Ek"] not in coming
    assert office.keys["Ek"] not in [
        one.id for one in read_plan(office.database, office.event).waiting
    ]


def test_a_place_that_is_set_or_not_there_is_refused_in_one_sentence(office: Office) -> None:
    database, keys = office.database, office.keys
    write(database, plan_place(database, office.list, keys["Dahl"], 2))
    with pytest.raises(UserError, match="Place 2 was set by hand for Ann Dahl; move"):
        plan_place(database, office.list, keys["Ek"], 2)
    with pytest.raises(UserError, match="places 1 to 5"):
        plan_place(database, office.list, keys["Ek"], 6)


def test_a_list_of_roles_takes_others_by_hand_and_leaves_guests_out(office: Office) -> None:
    database, keys = office.database, office.keys
    cells = {office.list: {"roles": " speaker "}}
    write(database, plan_edit(database, "protocol_list", cells))
    assert office.names() == ["Ek"]
    write(database, plan_left_out(database, office.list, [keys["Falk"]], False))
    assert office.names() == ["Falk", "Ek"]
    before = everything(database)
    write(database, plan_left_out(database, office.list, [keys["Ek"]]))
    assert office.names() == ["Falk"]
    undo(database)
    assert everything(database) == before


def test_rules_are_edited_as_one_change_and_unknown_words_are_said(office: Office) -> None:
    database = office.database
    before = read_rules(database)
    write(database, plan_rules(database, [Rule("country", ("Schweden", "挪威"))]))
    assert office.names()[:2] == ["Ek", "Dahl"]
    undo(database)
    assert read_rules(database) == before
    with pytest.raises(UserError, match="“Atlantis” in the rule “country or region”"):
        plan_rules(database, [Rule("country", ("Atlantis",))])


@pytest.mark.parametrize("criterion", ["rank", "name", "strokes"])
def test_words_of_a_rule_that_goes_by_its_own_order_are_said_and_not_kept(
    office: Office, criterion: str
) -> None:
    with pytest.raises(UserError, match=r"takes no words; remove “first”\."):
        plan_rules(office.database, [Rule("country"), Rule(criterion, ("first", "second"))])
    cells = {"position": 1, "criterion": criterion, "sequence": "first"}
    applied = office.database.apply(plan_insert(office.database, "precedence_rule", [cells]))
    assert [one.field for one in applied.problems] == ["sequence"]


def test_honours_and_posts_rank_by_the_words_chosen(office: Office) -> None:
    database = office.database
    person = add_record(database, "person", given_name="Rita", family_name="Roe")
    add_record(database, "honour", person=person, award_en="Nobel Prize in Physics")
    add_record(database, "participation", event=office.event, person=person)
    write(database, plan_rules(database, [Rule("honour", ("nobel",)), Rule("name")]))
    assert office.names()[:2] == ["Roe", "Dahl"]
    cells = {office.keys["Holm"]: {"affiliation": "Minister of Science"}}
    write(database, plan_edit(database, "participation", cells))
    write(database, plan_rules(database, [Rule("post", ("Minister",)), Rule("honour")]))
    assert office.names()[:2] == ["Holm", "Roe"]


# --- seats ------------------------------------------------------------------------------------


def seats(office: Office) -> dict[str, str]:
    plan = read_plan(office.database, office.event)
    return {write_seat(seat): one.name.split()[-1] for seat, one in plan.taken.items()}


def test_seats_are_read_as_they_are_written() -> None:
    names = ["A", "Table 1", "桌 2", "VIP", "Main table"]
    for name in names:
        assert read_seat(write_seat(Seat(name, 12)), names) == (name, 12)
    assert read_seat("Balcony 4", ["A"]) is None
    assert read_seat("a 3", ["A"]) == Seat("A", 3)


def test_guests_are_seated_swapped_and_unseated(office: Office) -> None:
    database, event, keys = office.database, office.event, office.keys
    write(database, plan_tables(database, event, ["A"], "row", 3))
    waiting = [one.id for one in read_plan(database, event).waiting]
    assert waiting[0] == keys["Falk"]
    write(database, plan_filling(database, event, waiting[:2]))
    assert seats(office) == {"A1": "Falk", "A2": "Gran"}
    write(database, plan_seat(database, event, keys["Gran"], Seat("A", 1)))
    assert seats(office) == {"A1": "Gran", "A2": "Falk"}
    write(database, plan_seat(database, event, keys["Ek"], Seat("A", 1)))
    assert seats(office) == {"A1": "Ek", "A2": "Falk"}
    write(database, plan_seat(database, event, keys["Ek"], None))
    assert seats(office) == {"A2": "Falk"}
    with pytest.raises(UserError, match="2 seats are free for 4 guests"):
        plan_filling(database, event, [one.id for one in read_plan(database, event).waiting])


def test_seats_are_filled_in_the_order_of_the_list_with_its_places_by_hand(
    office: Office,
) -> None:
    database, event = office.database, office.event
    write(database, plan_place(database, office.list, office.keys["Dahl"], 1))
    write(database, plan_tables(database, event, ["A"], "round", 8))
    waiting = [one.id for one in read_plan(database, event).waiting]
    assert waiting[0] == office.keys["Dahl"]
    write(database, plan_filling(database, event, waiting))
    assert read_plan(database, event).taken[Seat("A", 1)].id == office.keys["Dahl"]


def test_a_table_that_is_renamed_keeps_its_guests(office: Office) -> None:
    database, event = office.database, office.event
    write(database, plan_tables(database, event, ["A"], "row", 3))
    write(database, plan_seat(database, event, office.keys["Ek"], Seat("A", 2)))
    (table,) = read_plan(database, event).tables
    write(database, plan_table(database, event, table.id, "Front", 4))
    assert seats(office) == {"Front-2": "Ek"}
    assert next_names(read_plan(database, event).tables, "row", 2) == ["A", "B"]


def test_two_guests_on_one_seat_are_said_in_one_sentence(office: Office) -> None:
    database, event = office.database, office.event
    write(database, plan_tables(database, event, ["A"], "row", 3))
    cells = {office.keys[name]: {"seat": "A1"} for name in ("Ek", "Dahl")}
    write(database, plan_edit(database, "participation", cells))
    plan = read_plan(database, event)
    assert plan.sentences == ["Seat A1 is given to Bo Ek and Ann Dahl; give one of them another."]
    assert [one.name for one in plan.elsewhere] == ["Ann Dahl"]


def test_a_guest_has_one_host_who_is_on_the_list(office: Office) -> None:
    database, event, keys = office.database, office.event, office.keys
    for host in ("Ek", "Dahl"):
        write(database, plan_host(database, event, keys["Falk"], keys[host]))
    assert read_hosts(database, event) == {keys["Falk"]: [(keys["Dahl"], "Ann Dahl")]}
    with pytest.raises(UserError, match="cannot be their own host"):
        plan_host(database, event, keys["Falk"], keys["Falk"])
    write(database, plan_host(database, event, keys["Falk"], None))
    assert read_hosts(database, event) == {}


def test_a_list_is_found_by_words_of_its_title_or_its_number(office: Office) -> None:
    speeches = add_record(office.database, "protocol_list", event=office.event, title_en="Speeches")
    for words, found in (("", office.list), ("spee", speeches), (str(speeches), speeches)):
        assert find_ranking(office.database, office.event, words).shown.id == found
    with pytest.raises(UserError, match="it has All, Speeches"):
        find_ranking(office.database, office.event, "Dinner")
