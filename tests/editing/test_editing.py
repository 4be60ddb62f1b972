"""Edits by hand become changes: inserts, edits, conflicts, deletions and what goes along."""

import json

import pytest

from t20desk import i18n
from t20desk.db.change import Batch, Conflict, Row
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.editing import (
    check_change,
    check_writable,
    merge_batches,
    plan_delete,
    plan_deletion,
    plan_edit,
    plan_insert,
    read_value,
)
from t20desk.errors import UserError
from t20desk.listing import Listing, count_rows
from t20desk.wording import say_label
from tests.db.steps import everything, make, make_many, record_of, records_of, undo


def test_a_plan_writes_nothing(database: Database) -> None:
    key = make(database, "member", name="A")
    before = everything(database)
    plan_insert(database, "member", [{"name": "B"}])
    plan_edit(database, "member", {key: {"name": "C"}})
    plan_delete(database, "member", [key])
    assert everything(database) == before


def test_records_with_different_fields_are_added_at_once(database: Database) -> None:
    change = plan_insert(database, "member", [{"name": "A", "city": "Köln"}, {"name": "B"}])
    assert database.apply(change).counts.new == 2
    found = {(one["name"], one["city"]) for one in records_of(database, "member").values()}
    assert found == {("A", "Köln"), ("B", None)}


def test_edits_of_one_record_are_joined_while_records_that_come_or_go_stay_whole() -> None:
    others: list[Row] = [(2, None, ("Ulm",)), (3, ("Rom",), None)]
    cities = Batch("member", ("city",), [(1, ("Bonn",), ("Köln",)), *others])
    names = Batch("member", ("name",), [(1, ("A",), ("C",))])
    assert merge_batches([cities, names]) == [
        Batch("member", ("city",), others),
        Batch("member", ("city", "name"), [(1, ("Bonn", "A"), ("Köln", "C"))]),
    ]


def test_an_edit_of_nothing_is_empty(database: Database) -> None:
    key = make(database, "member", name="A", city=None)
    assert plan_edit(database, "member", {key: {"name": "A", "city": None}}).is_empty
    assert plan_edit(database, "member", {}).is_empty


def test_many_records_are_edited_in_one_change(database: Database) -> None:
    keys = make_many(database, "member", [{"name": f"n{n}", "city": "Bonn"} for n in range(7)])
    change = plan_edit(database, "member", {key: {"city": "Köln"} for key in keys})
    assert database.apply(change).counts.changed == 7
    undo(database)
    assert {one["city"] for one in records_of(database, "member").values()} == {"Bonn"}


def test_two_editors_of_different_fields_both_stay(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    base = {key: {"name": "A", "city": "Bonn"}}
    first = plan_edit(database, "member", {key: {"name": "B", "city": "Bonn"}}, base)
    second = plan_edit(database, "member", {key: {"name": "A", "city": "Köln"}}, base)
    assert not database.apply(first).is_refused
    assert not database.apply(second).is_refused
    found = record_of(database, "member", key)
    assert (found["name"], found["city"]) == ("B", "Köln")


def test_two_editors_of_the_same_field_conflict(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    base = {key: {"name": "A", "city": "Bonn"}}
    second = plan_edit(database, "member", {key: {"name": "C", "city": "Köln"}}, base)
    assert not database.apply(plan_edit(database, "member", {key: {"name": "B"}}, base)).is_refused
    applied = database.apply(second)
    assert applied.conflicts == [Conflict("member", key, "name", "A", "B", "C")]
    assert record_of(database, "member", key)["city"] == "Bonn"


def test_a_form_opened_before_another_edit_conflicts_when_it_is_planned_later(
    database: Database,
) -> None:
    key = make(database, "member", name="A")
    assert not database.apply(plan_edit(database, "member", {key: {"name": "B"}})).is_refused
    late = plan_edit(database, "member", {key: {"name": "C"}}, {key: {"name": "A"}})
    assert database.apply(late).conflicts == [Conflict("member", key, "name", "A", "B", "C")]


def test_both_editors_may_want_the_same(database: Database) -> None:
    key = make(database, "member", name="A")
    base = {key: {"name": "A"}}
    second = plan_edit(database, "member", {key: {"name": "B"}}, base)
    database.apply(plan_edit(database, "member", {key: {"name": "B"}}, base))
    assert not database.apply(second).is_refused


def test_a_record_that_is_gone_cannot_be_edited(database: Database) -> None:
    key = make(database, "member", name="A")
    database.apply(plan_delete(database, "member", [key]))
    with pytest.raises(UserError, match="gone"):
        plan_edit(database, "member", {key: {"name": "B"}})


def test_a_translated_field_writes_the_language_of_the_window(database: Database) -> None:
    key = make(database, "event", title_en="Week")
    i18n.use("de")
    assert not database.apply(plan_edit(database, "event", {key: {"title": "Woche"}})).is_refused
    found = record_of(database, "event", key)
    assert (found["title_de"], found["title_en"]) == ("Woche", "Week")


@pytest.mark.parametrize("name", ["full_name"])
def test_what_follows_from_other_fields_cannot_be_written(database: Database, name: str) -> None:
    with pytest.raises(UserError, match="follows from other fields") as caught:
        plan_insert(database, "person", [{name: "x"}])
    assert caught.value.field == name


def test_who_speaks_is_said_to_be_records_of_their_own(database: Database) -> None:
    with pytest.raises(UserError, match="add or delete them as “speaker”") as caught:
        plan_insert(database, "programme_item", [{"speakers": "Dahl"}])
    assert caught.value.field == "speakers"


def test_standings_and_translated_fields_can_be_written() -> None:
    check_writable(KINDS["member"], ["status", "joined", "left", "name"])
    check_writable(KINDS["event"], ["title", "title_de"])


def test_a_typed_value_that_cannot_be_read_names_its_field() -> None:
    field = KINDS["member"].fields["country"]
    assert read_value(field, "Germany") == "DE"
    assert read_value(field, " ") is None
    with pytest.raises(UserError, match="Country or region: ") as caught:
        read_value(field, "Nowhere")
    assert caught.value.field == "country"
    with pytest.raises(UserError, match="Kongo"):
        read_value(field, "Kongo")


def test_a_deletion_is_refused_while_others_point_there(database: Database) -> None:
    person = make(database, "person", family_name="Lovelace")
    event = make(database, "event", title_en="Week")
    make(database, "participation", person=person, event=event)
    with pytest.raises(UserError, match="“Lovelace” cannot be deleted: 1 × Participation"):
        plan_delete(database, "person", [person])


def test_a_refused_deletion_of_many_says_how_many_are_held(database: Database) -> None:
    event = make(database, "event", title_en="Week")
    people = [make(database, "person", family_name=name) for name in ("Ada", "Bo", "Cy", "Di")]
    for person in people[:3]:
        make(database, "participation", person=person, event=event)
    words = "and 2 further records cannot be deleted.* delete those first, or leave these out"
    with pytest.raises(UserError, match=words):
        plan_delete(database, "person", people)


def test_a_deletion_of_many_leaves_out_what_is_needed_with_all_that_hangs_on_it(
    database: Database,
) -> None:
    venue = make(database, "venue", name="Hall")
    top, day, hour = next_events(database, venue)
    alone = make(database, "event", title_en="Alone")
    make(database, "event", title_en="Kept", parent=hour)
    planned = plan_deletion(database, "event", [top, alone, day, hour])
    assert planned.kept == 3
    assert planned.reasons == ["“Hour” stays: 1 × Event (Part of) points to it."]
    assert not database.apply(planned.change).is_refused
    assert set(records_of(database, "event")) >= {top, day, hour}
    assert alone not in records_of(database, "event")
    with pytest.raises(UserError, match="“Hall” cannot be deleted"):
        plan_deletion(database, "venue", [venue])


def next_events(database: Database, venue: int) -> list[int]:
    """Three events, each within the one before."""
    top = make(database, "event", title_en="Week", venue=venue)
    day = make(database, "event", title_en="Day", parent=top)
    return [top, day, make(database, "event", title_en="Hour", parent=day)]


def test_a_record_named_by_its_links_keeps_its_name_when_it_is_gone(database: Database) -> None:
    person = make(database, "person", family_name="Lovelace")
    event = make(database, "event", title_en="Week")
    guest = make(database, "participation", person=person, event=event)
    change = plan_delete(database, "participation", [guest])
    database.apply(change)
    assert say_label(database, change.label) == "Participation deleted: Lovelace – Week"


def test_a_deletion_takes_along_what_belongs_to_it(database: Database) -> None:
    key = make(database, "member", name="A")
    make(database, "membership_period", member=key, since="2019")
    make(database, "address", member=key, city="Köln")
    before = everything(database)
    change = plan_delete(database, "member", [key])
    assert change.counts().removed == 3
    assert not database.apply(change).is_refused
    assert everything(database) == {}
    undo(database)
    assert everything(database) == before


def test_a_deletion_empties_links_that_allow_it(database: Database) -> None:
    parent = make(database, "member", name="Parent")
    child = make(database, "member", name="Child", parent=parent)
    change = plan_delete(database, "member", [parent])
    assert (change.counts().changed, change.counts().removed) == (1, 1)
    assert not database.apply(change).is_refused
    assert record_of(database, "member", child)["parent"] is None


def test_a_deletion_of_both_ends_of_a_link_is_taken(database: Database) -> None:
    top = make(database, "event", title_en="Week")
    below = make(database, "event", title_en="Day", parent=top)
    with pytest.raises(UserError, match="cannot be deleted"):
        plan_delete(database, "event", [top])
    assert not database.apply(plan_delete(database, "event", [top, below])).is_refused


def test_deleting_what_is_gone_is_empty(database: Database) -> None:
    assert plan_delete(database, "member", [12345]).is_empty


def test_what_a_record_lacks_is_told_before_the_database_is_asked(database: Database) -> None:
    problems = check_change(database.kinds, plan_insert(database, "member", [{"city": "Köln"}]))
    assert [(one.field, one.message) for one in problems] == [
        ("name", "Name is missing; fill it in.")
    ]
    turned = plan_insert(
        database, "event", [{"title": "E", "starts": "2020-02", "ends": "2020-01"}]
    )
    assert [one.field for one in check_change(database.kinds, turned)] == ["ends"]
    assert not check_change(database.kinds, plan_insert(database, "member", [{"name": "A"}]))


def test_labels_hold_no_personal_data(database: Database) -> None:
    change = plan_insert(database, "person", [{"given_name": "Ada", "family_name": "Lovelace"}])
    key = change.batches[0].rows[0][0]
    database.apply(change)
    edit = plan_edit(database, "person", {key: {"family_name": "Byron", "email": "a@b.org"}})
    database.apply(edit)
    gone = plan_delete(database, "person", [key])
    for one in (change, edit, gone):
        stored = one.label.message + json.dumps(dict(one.label.arguments))
        assert not any(word in stored for word in ("Ada", "Lovelace", "Byron", "a@b.org"))
    assert say_label(database, edit.label) == "Family name, E-mail of Ada Byron changed"
    assert say_label(database, change.label) == "Person added: Ada Byron"
    i18n.use("de")
    assert "Ada Byron" in say_label(database, gone.label)


def test_labels_of_many_records_count_them(database: Database) -> None:
    change = plan_insert(database, "member", [{"name": "A"}, {"name": "B"}])
    assert say_label(database, change.label) == "2 × Organisation added"


def test_the_status_of_an_event_is_written_like_any_other_cell(database: Database) -> None:
    event = make(database, "event", title_en="Forum")
    applied = database.apply(plan_edit(database, "event", {event: {"status": "held"}}))
    assert not applied.is_refused
    assert count_rows(database, Listing("event", "status:=held", "all")) == 1
