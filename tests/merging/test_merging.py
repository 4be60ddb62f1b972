"""Two records become one: nothing is lost, all links return when it is undone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.db.history.merged_ids import follow_id, follow_ids
from t20desk.db.history.reading import list_operations
from t20desk.db.history.undoing import plan_redo, plan_undo
from t20desk.doubles.decided import list_doubles, plan_no_doubles
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids, plain_cell, read_rows
from t20desk.merging import Merging, Side, choose_keeper, compare_records, plan_merge, plan_merges
from t20desk.merging.sides import choose_side
from tests.builders import add_record, read_everything
from tests.tries import tries


def merge(database: Database, kind: str, keep: int, other: int, **sides: Side) -> Merging:
    planned = plan_merge(database, kind, keep, other, sides)
    applied = database.apply(planned.change)
    assert not applied.is_refused, (applied.problems, applied.conflicts)
    return planned


def read_cells(database: Database, kind: str, key: int, *names: str) -> list[object]:
    rows = read_rows(database, Listing(kind, view="all", columns=names), [key])
    return [plain_cell(cell) for cell in rows[key]]


def list_all(database: Database, kind: str) -> list[int]:
    return list(list_ids(database, Listing(kind, view="all")))


def undo(database: Database) -> None:
    undoing = plan_undo(database)
    assert not undoing.kept
    assert not undoing.refused
    assert not database.apply(undoing.change).is_refused


def test_what_is_filled_wins_and_lists_are_joined(database: Database) -> None:
    keep = add_record(database, "person", given_name="Olaf", family_name="Lind", languages=" de ")
    other = add_record(database, "person", given_name="Olaf", family_name="Lind",
                       email="olaf@example.org", languages=" en de ",
                       notes="Likes tea.")  # fmt: skip
    merge(database, "person", keep, other)
    assert list_all(database, "person") == [keep]
    found = read_cells(database, "person", keep, "email", "languages", "notes")
    assert found == ["olaf@example.org", " de en ", "Likes tea."]


def test_a_field_is_taken_from_the_other_record_where_that_is_chosen(database: Database) -> None:
    keep = add_record(database, "person", given_name="Olaf", born="1970")
    other = add_record(database, "person", given_name="Olaf", born="1970-02-03")
    merge(database, "person", keep, other, born="theirs")
    assert read_cells(database, "person", keep, "born") == ["1970-02-03"]


def test_an_answer_is_not_lost_to_a_record_without_one(database: Database) -> None:
    answer = database.kinds["participation"].fields["answer"]
    assert choose_side(answer, {"answer": "invited"}, {"answer": None}) == "mine"
    assert choose_side(answer, {"answer": "invited"}, {"answer": "accepted"}) == "theirs"
    assert choose_side(answer, {"answer": "accepted"}, {"answer": "invited"}) == "mine"


def test_whoever_must_not_be_written_to_is_not_after_a_merge(database: Database) -> None:
    keep = add_record(database, "person", given_name="Olaf", do_not_contact=0)
    other = add_record(database, "person", given_name="Olaf", do_not_contact=1)
    merge(database, "person", keep, other)
    assert read_cells(database, "person", keep, "do_not_contact") == [1]


def test_names_numbers_and_addresses_that_were_not_chosen_are_kept_beside(
    database: Database,
) -> None:
    keep = add_record(database, "person", given_name="Olaf", family_name="Lind",
                      phone="+49 30 1234567", street="Gartenweg 4", city="Berlin")  # fmt: skip
    other = add_record(database, "person", given_name="Olav", family_name="Lindt",
                       phone="+49 30 7654321", street="Rosenweg 9", city="Bonn")  # fmt: skip
    merge(database, "person", keep, other)
    [name] = list_all(database, "other_name")
    [detail] = list_all(database, "contact_detail")
    [address] = list_all(database, "address")
    assert read_cells(database, "other_name", name, "name", "person.given_name") == [
        "Olav Lindt",
        "Olaf",
    ]
    assert read_cells(database, "contact_detail", detail, "value") == ["+49 30 7654321"]
    assert read_cells(database, "address", address, "street", "city") == ["Rosenweg 9", "Bonn"]


def test_an_organisation_keeps_the_other_name_and_says_which_number_is_given_up(
    database: Database,
) -> None:
    keep = add_record(database, "member", name="Aquatec GmbH", number="0001")
    other = add_record(database, "member", name="Aquatec", number="0002")
    planned = merge(database, "member", keep, other)
    assert read_cells(database, "member", keep, "number", "former_names") == ["0001", "Aquatec"]
    assert any("0002" in note for note in planned.notes)


def test_the_number_of_the_other_one_is_taken_where_there_is_none(database: Database) -> None:
    keep = add_record(database, "member", name="Aquatec GmbH")
    other = add_record(database, "member", name="Aquatec", number="0002")
    merge(database, "member", keep, other)
    assert read_cells(database, "member", keep, "number") == ["0002"]


def test_everything_that_pointed_to_the_other_record_points_to_the_one_that_stays(
    database: Database,
) -> None:
    keep, other = (add_record(database, "person", given_name="Olaf") for _number in "12")
    made = {
        kind: add_record(database, kind, person=other)
        for kind in ("affiliation", "honour", "other_name", "contact_note", "contact_detail")
    }
    planned = merge(database, "person", keep, other)
    for kind, key in made.items():
        listing = Listing(kind, view="all", columns=("person",))
        assert read_rows(database, listing, [key])[key][0].id == keep, kind
    assert planned.moved == dict.fromkeys(made, 1)


def test_links_of_own_fields_are_moved_too(database: Database) -> None:
    cells = {"label_en": "Mentor", "kind": "person", "type": "link", "target": "person"}
    change = plan_insert(database, "own_field", [cells])
    database.apply(change)
    [name] = [one for one in database.kinds["person"].fields if one.startswith("own_")]
    keep, other, pupil = (add_record(database, "person", given_name="Olaf") for _number in "123")
    database.apply(plan_edit(database, "person", {pupil: {name: other}}))
    merge(database, "person", keep, other)
    rows = read_rows(database, Listing("person", view="all", columns=(name,)), [pupil])
    assert rows[pupil][0].id == keep


def test_two_participations_in_one_event_become_one(database: Database) -> None:
    event = add_record(database, "event")
    keep, other = (add_record(database, "person", given_name="Olaf") for _number in "12")
    first = add_record(database, "participation", event=event, person=keep, answer="invited",
                       roles=" speaker ")  # fmt: skip
    second = add_record(database, "participation", event=event, person=other, answer="accepted",
                        roles=" chair ", seat="A4")  # fmt: skip
    note = add_record(database, "attachment", participation=second)
    planned = merge(database, "person", keep, other)
    assert list_all(database, "participation") == [first]
    found = read_cells(database, "participation", first, "answer", "roles", "seat")
    assert found == ["accepted", " speaker chair ", "A4"]
    rows = read_rows(database, Listing("attachment", columns=("participation",)), [note])
    assert rows[note][0].id == first
    assert len(planned.notes) == 1


def test_a_connection_between_the_two_goes_and_is_said(database: Database) -> None:
    keep, other = (add_record(database, "member", name="Aquatec") for _number in "12")
    add_record(database, "connection", member=keep, other=other)
    planned = merge(database, "member", keep, other)
    assert list_all(database, "connection") == []
    assert len(planned.notes) == 1


def test_a_link_from_one_of_the_two_to_the_other_is_emptied(database: Database) -> None:
    roof = add_record(database, "member", name="Roof")
    other = add_record(database, "member", name="Aquatec", parent=roof)
    keep = add_record(database, "member", name="Aquatec GmbH", parent=other)
    merge(database, "member", keep, other)
    assert read_rows(database, Listing("member", columns=("parent",)), [keep])[keep][0].id == roof


def test_overlapping_membership_periods_become_one(database: Database) -> None:
    keep, other = (add_record(database, "member", name="Aquatec") for _number in "12")
    for member, since, until in ((keep, "2010", "2015"), (other, "2014", None),
                                 (other, "2001", "2003")):  # fmt: skip
        add_record(database, "membership_period", member=member, since=since, until=until)
    merge(database, "member", keep, other)
    found = [read_cells(database, "membership_period", key, "since", "until")
             for key in list_all(database, "membership_period")]  # fmt: skip
    assert sorted(found) == [["2001", "2003"], ["2010", None]]
    assert read_cells(database, "member", keep, "status", "joined") == ["active", "2010"]


def test_a_status_given_by_hand_does_not_hide_a_membership(database: Database) -> None:
    keep = add_record(database, "member", name="Aquatec", status_given="contact")
    other = add_record(database, "member", name="Aquatec")
    add_record(database, "membership_period", member=other, since="2010", until=None)
    merge(database, "member", keep, other)
    assert read_cells(database, "member", keep, "status") == ["active"]


def test_the_same_post_twice_stays_once_and_an_ended_one_beside_it(database: Database) -> None:
    keep, other = (add_record(database, "person", given_name="Olaf") for _number in "12")
    firm = add_record(database, "member", name="Aquatec")
    for person, cells in ((keep, {"position_en": "Head"}), (other, {}), (other, {"until": "2015"})):
        add_record(database, "affiliation", person=person, member=firm, **cells)
    merge(database, "person", keep, other)
    found = [read_cells(database, "affiliation", key, "position_en", "until")
             for key in list_all(database, "affiliation")]  # fmt: skip
    assert sorted(found, key=str) == [["Head", None], [None, "2015"]]


def make_world(database: Database) -> tuple[int, int]:
    """Two people with all that can point to them, some of it the same."""
    keep = add_record(database, "person", given_name="Olaf", family_name="Lind")
    other = add_record(database, "person", given_name="Olaf", family_name="Lindt", phone="123456")
    event, firm = add_record(database, "event"), add_record(database, "member", name="Aquatec")
    for person in (keep, other):
        add_record(database, "participation", event=event, person=person)
        add_record(database, "affiliation", person=person, member=firm)
        add_record(database, "attachment", person=person)
    add_record(database, "contact_note", person=other)
    third = add_record(database, "person", given_name="Olaf", family_name="Lindner")
    database.apply(plan_no_doubles(database, "person", [(keep, third), (other, third)]))
    return keep, other


def test_undoing_a_merge_brings_back_every_record_and_link(database: Database) -> None:
    keep, other = make_world(database)
    before = read_everything(database)
    merge(database, "person", keep, other)
    undo(database)
    assert read_everything(database) == before


def test_a_merge_is_undone_after_later_edits_which_are_kept(database: Database) -> None:
    keep, other = make_world(database)
    merge(database, "person", keep, other)
    merged = list_operations(database)[0].sequence
    database.apply(plan_edit(database, "person", {keep: {"email": "olaf@example.org"}}))
    [note] = list_all(database, "contact_note")
    database.apply(plan_edit(database, "contact_note", {note: {"subject": "Later"}}))
    undoing = plan_undo(database, merged)
    assert not undoing.refused
    assert not database.apply(undoing.change).is_refused
    assert set(list_all(database, "person")) >= {keep, other}
    rows = read_rows(database, Listing("contact_note", columns=("person", "subject")), [note])
    assert (rows[note][0].id, rows[note][1]) == (other, "Later")
    assert read_cells(database, "person", keep, "email") == ["olaf@example.org"]


def test_an_id_that_went_is_followed_to_the_record_it_became(database: Database) -> None:
    first, second, third = (add_record(database, "person", given_name="Olaf") for _n in "123")
    merge(database, "person", second, third)
    merge(database, "person", first, second)
    assert follow_ids(database, "person", [first, second, third]) == {
        second: first,
        third: first,
    }
    undo(database)
    assert follow_id(database, "person", third) == second
    database.apply(plan_redo(database).change)
    assert follow_id(database, "person", third) == first


def test_an_id_that_was_deleted_is_not_followed(database: Database) -> None:
    gone = add_record(database, "person", given_name="Olaf")
    database.apply(plan_delete(database, "person", [gone]))
    assert follow_ids(database, "person", [gone]) == {}


def test_clear_cases_are_merged_as_one_change_and_undone_as_one(database: Database) -> None:
    ids = [add_record(database, "person", given_name="Olaf", family_name="Lind") for _n in "1234"]
    before = read_everything(database)
    planned = plan_merges(database, "person", [(ids[0], ids[1]), (ids[1], ids[2])])
    assert not database.apply(planned.change).is_refused
    assert set(list_all(database, "person")) == {ids[0], ids[3]}
    undo(database)
    assert read_everything(database) == before


def test_what_was_compared_says_what_stays_by_itself(database: Database) -> None:
    keep = add_record(database, "person", given_name="Olaf", city="Bonn")
    other = add_record(database, "person", given_name="Olaf", city="Berlin", born="1970")
    pairs = {pair.field.name: pair for pair in compare_records(database, "person", keep, other)}
    assert (pairs["city"].side, pairs["born"].side) == ("mine", "theirs")
    assert not pairs["given_name"].differs


def test_a_record_is_not_merged_with_itself_or_with_one_that_is_gone(database: Database) -> None:
    keep = add_record(database, "person", given_name="Olaf")
    with pytest.raises(UserError, match="same record"):
        plan_merge(database, "person", keep, keep)
    with pytest.raises(UserError, match="is gone"):
        plan_merge(database, "person", keep, 5)


KINDS = ("member", "person", "event", "venue", "initiative", "service", "connection")


@pytest.mark.parametrize("kind", KINDS)
def test_records_of_any_kind_are_merged_and_come_back(database: Database, kind: str) -> None:
    keep, other = add_record(database, kind), add_record(database, kind)
    before = read_everything(database)
    merge(database, kind, keep, other)
    assert list_all(database, kind) == [keep]
    undo(database)
    assert read_everything(database) == before


@settings(
    max_examples=tries(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_hangs_on_two_people_is_there_again_after_an_undo(
    file_database: Database, data: st.DataObject
) -> None:
    people = [add_record(file_database, "person", given_name="Olaf") for _number in "123"]
    events = [add_record(file_database, "event") for _number in "12"]
    taken = data.draw(st.sets(st.tuples(st.sampled_from(people), st.sampled_from(events))))
    for person, event in taken:
        answer = data.draw(st.sampled_from(["invited", "accepted", "declined", None]))
        add_record(file_database, "participation", person=person, event=event, answer=answer)
    for person in data.draw(st.lists(st.sampled_from(people), max_size=3)):
        add_record(
            file_database, data.draw(st.sampled_from(["honour", "contact_note"])), person=person
        )
    before = read_everything(file_database)
    merge(file_database, "person", people[0], people[1])
    assert not any(pair.one == people[1] for pair in list_doubles(file_database, "person"))
    undo(file_database)
    assert read_everything(file_database) == before


def test_the_record_that_says_more_is_kept_else_the_older_one(database: Database) -> None:
    made = [{"family_name": "Ode"}, {"family_name": "Ode"}, {"family_name": "Ode", "city": "Bonn"}]
    planned = plan_insert(database, "person", made)
    assert not database.apply(planned).is_refused
    # Made in one change, so that their ids tell which came first.
    older, newer, fuller = (row[0] for row in planned.batches[0].rows)
    assert choose_keeper(database, "person", newer, older) == (older, newer)
    assert choose_keeper(database, "person", older, fuller) == (fuller, older)
