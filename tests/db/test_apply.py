"""One door for all writing: what it takes, what it refuses, and that a refusal leaves nothing."""

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pytest

from t20desk.db.change import Conflict, Counts
from t20desk.db.database import Announcement, Database
from t20desk.db.types import Stored
from t20desk.errors import UserError
from tests.db.steps import (
    apply,
    done,
    drop_batch,
    edit,
    edit_batch,
    everything,
    journal_of,
    make,
    make_many,
    new_batch,
    record_of,
    records_of,
    remove,
)


def test_new_records_are_stored_with_their_sort_keys(database: Database) -> None:
    key = make(database, "member", number="0001", name="Müller & Söhne", country="DE")
    found = record_of(database, "member", key)
    assert (found["number"], found["name"], found["country"]) == ("0001", "Müller & Söhne", "DE")
    assert found["name__key"] == "muller & sohne"
    assert found["status"] == "prospect"


def test_a_change_of_a_name_changes_its_key_and_its_search_words(database: Database) -> None:
    key = make(database, "member", name="Alpha")
    edit(database, "member", key, name="Beta")
    found = record_of(database, "member", key)
    assert found["name__key"] == "beta"
    assert found["search_key"] == "beta"


def test_a_computed_name_follows_its_parts(database: Database) -> None:
    key = make(database, "person", given_name="Ada", family_name="Lovelace")
    edit(database, "person", key, family_name="Byron")
    assert record_of(database, "person", key)["full_name"] == "Ada Byron"
    edit(database, "person", key, given_name=None)
    found = record_of(database, "person", key)
    assert (found["full_name"], found["full_name__key"]) == ("Byron", "byron")


def test_a_removed_record_is_gone(database: Database) -> None:
    key = make(database, "member", name="Alpha")
    remove(database, "member", key)
    assert not records_of(database, "member")


def test_one_change_makes_alters_and_removes(database: Database) -> None:
    kept, gone = make_many(database, "member", [{"name": "Kept"}, {"name": "Gone"}])
    ids = database.new_ids()
    fresh, person = next(ids), next(ids)
    said: list[Announcement] = []
    database.listeners.append(said.append)
    sequence = done(
        database,
        drop_batch(database, "member", [gone]),
        new_batch("member", {fresh: {"name": "Fresh"}}),
        edit_batch("member", {kept: {"name": ("Kept", "Changed")}}),
        new_batch("person", {person: {"family_name": "Someone"}}),
    )
    assert {one["name"] for one in records_of(database, "member").values()} == {"Fresh", "Changed"}
    assert said == [Announcement(sequence, frozenset({"member", "person"}), Counts(2, 1, 1))]


def test_an_empty_change_writes_nothing(database: Database) -> None:
    assert apply(database).operation is None


def test_a_cell_that_changed_meanwhile_is_a_conflict_and_nothing_is_written(
    database: Database,
) -> None:
    first, second = make_many(database, "member", [{"name": "One"}, {"name": "Two"}])
    edit(database, "member", second, name="Edited")
    before = everything(database)
    applied = apply(
        database,
        edit_batch("member", {first: {"name": ("One", "Eins")}}),
        edit_batch("member", {second: {"name": ("Two", "Zwei")}}),
        new_batch("person", {next(database.new_ids()): {"family_name": "New"}}),
    )
    assert applied.conflicts == [Conflict("member", second, "name", "Two", "Edited", "Zwei")]
    assert applied.operation is None
    assert everything(database) == before


def test_e504_a_cell_that_is_already_so_is_no_conflict(database: Database) -> None:
    key = make(database, "member", name="One", city="Bonn")
    edit(database, "member", key, city="Berlin")
    both = {"name": ("One", "Two"), "city": ("Bonn", "Berlin")}
    sequence = done(database, edit_batch("member", {key: both}))
    assert record_of(database, "member", key)["city"] == "Berlin"
    assert journal_of(database, sequence) == [
        ("member", key, "changed", json.dumps({"name": ["One", "Two"]}))
    ]


@pytest.mark.parametrize("edited", [True, False])
def test_e506_a_record_gone_or_edited_meanwhile_is_a_conflict(
    database: Database, edited: bool
) -> None:
    key = make(database, "member", name="One")
    removal = drop_batch(database, "member", [key])
    change = edit_batch("member", {key: {"name": ("One", "Two")}})
    done(database, change if edited else removal)
    applied = apply(database, removal if edited else change)
    assert [(one.id, one.field) for one in applied.conflicts] == [(key, "name" if edited else None)]


def test_e507_of_many_edits_one_is_listed_and_none_is_written(database: Database) -> None:
    ids = make_many(database, "member", [{"name": f"Name {n}"} for n in range(500)])
    edit(database, "member", ids[7], country="FR")
    edits = {key: {"country": (None, "DE")} for key in ids}
    applied = apply(database, edit_batch("member", edits))
    assert [one.id for one in applied.conflicts] == [ids[7]]
    assert {one["country"] for one in records_of(database, "member").values()} == {None, "FR"}


@pytest.mark.parametrize("batches", [1, 2])
def test_two_member_numbers_change_places(database: Database, batches: int) -> None:
    first, second = make_many(
        database, "member", [{"name": "A", "number": "1"}, {"name": "B", "number": "2"}]
    )
    swap: dict[int, dict[str, tuple[Stored, Stored]]] = {
        first: {"number": ("1", "2")},
        second: {"number": ("2", "1")},
    }
    parts = [swap] if batches == 1 else [{first: swap[first]}, {second: swap[second]}]
    done(database, *(edit_batch("member", part) for part in parts))
    assert record_of(database, "member", first)["number"] == "2"
    assert record_of(database, "member", second)["number"] == "1"


def test_a_number_passes_from_a_removed_record_to_a_new_one(database: Database) -> None:
    old = make(database, "member", name="Old", number="1")
    new = next(database.new_ids())
    done(
        database,
        new_batch("member", {new: {"name": "New", "number": "1"}}),
        drop_batch(database, "member", [old]),
    )
    assert record_of(database, "member", new)["number"] == "1"


@pytest.mark.slow
def test_a_chain_of_ten_thousand_numbers_moves_by_one(database: Database) -> None:
    count = 10_000
    cells = [{"name": f"N{n}", "number": str(n)} for n in range(count)]
    ids = make_many(database, "member", cells)
    moved = {key: {"number": (str(n), str(n + 1))} for n, key in enumerate(ids)}
    done(database, edit_batch("member", moved))
    numbers = [one["number"] for one in records_of(database, "member").values()]
    assert sorted(map(int, numbers)) == list(range(1, count + 1))


def sentences(database: Database, *batches: object) -> list[tuple[int, str | None, str]]:
    """What a refused change says; it must leave everything as it was."""
    before = everything(database)
    applied = apply(database, *batches)
    assert applied.operation is None
    assert everything(database) == before
    return [(one.id, one.field, one.message) for one in applied.problems]


def test_a_number_that_is_taken_is_named(database: Database) -> None:
    make(database, "member", name="A", number="1")
    key = next(database.new_ids())
    batch = new_batch("member", {key: {"name": "B", "number": "1"}})
    said = "Member number “1” is already given to another record; choose another one."
    assert sentences(database, batch) == [(key, "number", said)]


def test_a_number_given_twice_in_one_change_is_named_across_batches(database: Database) -> None:
    ids = database.new_ids()
    first, second = next(ids), next(ids)
    said = "Member number “1” occurs twice in this change; choose another one."
    assert sentences(
        database,
        new_batch("member", {first: {"name": "A", "number": "1"}}),
        new_batch("member", {second: {"name": "B", "number": "1"}}),
    ) == [(second, "number", said)]


def test_a_swap_is_not_blamed_for_another_refusal(database: Database) -> None:
    first, second = make_many(
        database, "member", [{"name": "A", "number": "1"}, {"name": "B", "number": "2"}]
    )
    third = make(database, "member", name="C", number="3")
    fourth = next(database.new_ids())
    found = sentences(
        database,
        edit_batch("member", {first: {"number": ("1", "2")}}),
        edit_batch("member", {second: {"number": ("2", "1")}}),
        new_batch("member", {fourth: {"name": "D", "number": "3"}}),
    )
    assert third
    assert [(key, name) for key, name, _said in found] == [(fourth, "number")]


def test_a_missing_name_is_named(database: Database) -> None:
    key = next(database.new_ids())
    batch = new_batch("member", {key: {"number": "1"}})
    assert sentences(database, batch) == [(key, "name", "Name is missing; fill it in.")]


def test_one_of_several_names_is_needed(database: Database) -> None:
    key = next(database.new_ids())
    said = "One of these is needed: Given name, Family name; fill one in."
    batch = new_batch("person", {key: {"city": "Bonn"}})
    assert sentences(database, batch) == [(key, "given_name", said)]


def test_the_last_of_several_names_is_not_taken_away(database: Database) -> None:
    key = make(database, "person", given_name="Ada")
    batch = edit_batch("person", {key: {"given_name": ("Ada", None)}})
    assert [(one[0], one[1]) for one in sentences(database, batch)] == [(key, "given_name")]


def test_a_translated_title_is_needed_in_one_language(database: Database) -> None:
    key = next(database.new_ids())
    found = sentences(database, new_batch("event", {key: {"place": "Nanjing"}}))
    assert [(one[0], one[2]) for one in found] == [(key, "Title is missing; fill it in.")]


def test_the_last_title_is_not_taken_away(database: Database) -> None:
    key = make(database, "event", title_en="Week")
    batch = edit_batch("event", {key: {"title_en": ("Week", None)}})
    found = sentences(database, batch)
    assert [(one[0], one[2]) for one in found] == [(key, "Title is missing; fill it in.")]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2024-05-02", "2024-05-01"), ("2024-05", "2024-04-30"), ("2025", "2024-12")],
)
def test_an_end_before_its_start_is_refused(database: Database, first: str, last: str) -> None:
    member = make(database, "member", name="A")
    key = next(database.new_ids())
    period: dict[str, Stored] = {"member": member, "since": first, "until": last}
    said = "Until lies before Since; correct one of them."
    batch = new_batch("membership_period", {key: period})
    assert sentences(database, batch) == [(key, "until", said)]


def test_an_edited_end_before_the_start_is_refused(database: Database) -> None:
    member = make(database, "member", name="A")
    key = make(database, "membership_period", member=member, since="2020", until="2021")
    batch = edit_batch("membership_period", {key: {"until": ("2021", "2019")}})
    assert [(one[0], one[1]) for one in sentences(database, batch)] == [(key, "until")]


@pytest.mark.parametrize("last", ["2024", "2024-05", "2024-05-01"])
def test_a_partial_end_in_the_same_stretch_is_taken(database: Database, last: str) -> None:
    member = make(database, "member", name="A")
    make(database, "membership_period", member=member, since="2024-05-01", until=last)


def test_a_link_to_a_missing_record_is_named(database: Database) -> None:
    ids = database.new_ids()
    key, other = next(ids), next(ids)
    note: dict[str, Stored] = {"noted_on": "2024-05-01", "subject": "Call", "member": 4711}
    batch = new_batch("contact_note", {key: note, other: note})
    said = "Organisation points to a record that no longer exists; choose another one."
    assert sentences(database, batch) == [(key, "member", said), (other, "member", said)]


def test_a_link_to_a_record_that_goes_in_the_same_change_is_named(database: Database) -> None:
    member = make(database, "member", name="A")
    key = next(database.new_ids())
    found = sentences(
        database,
        drop_batch(database, "member", [member]),
        new_batch("membership_period", {key: {"member": member}}),
    )
    assert [(one[0], one[1]) for one in found] == [(key, "member")]


def test_a_record_that_others_point_to_does_not_go(database: Database) -> None:
    member = make(database, "member", name="A")
    make(database, "membership_period", member=member)
    said = (
        "Other records still point to this one (Membership periods); change or delete them first."
    )
    batch = drop_batch(database, "member", [member])
    assert sentences(database, batch) == [(member, None, said)]


def test_a_record_goes_together_with_those_that_point_to_it(database: Database) -> None:
    member = make(database, "member", name="A")
    period = make(database, "membership_period", member=member)
    done(
        database,
        drop_batch(database, "member", [member]),
        drop_batch(database, "membership_period", [period]),
    )
    assert not everything(database)


def test_the_same_pair_is_not_taken_twice(database: Database) -> None:
    event = make(database, "event", title_en="Week")
    person = make(database, "person", family_name="Yao")
    make(database, "participation", event=event, person=person)
    key = next(database.new_ids())
    batch = new_batch("participation", {key: {"event": event, "person": person}})
    said = "A record with the same Event, Person exists already; change that one."
    assert sentences(database, batch) == [(key, "person", said)]


def test_an_id_that_is_taken_is_named(database: Database) -> None:
    key = make(database, "member", name="A")
    found = sentences(database, new_batch("member", {key: {"name": "B"}}))
    assert [(one[0], one[1]) for one in found] == [(key, None)]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_ring_of_parents_is_refused(database: Database, length: int) -> None:
    ids = make_many(database, "member", [{"name": f"M{n}"} for n in range(length)])
    for child, parent in pairwise(ids):
        edit(database, "member", child, parent=parent)
    closing = edit_batch("member", {ids[-1]: {"parent": (None, ids[0])}})
    said = "Parent organisation would lead back to the record itself; choose another one."
    assert sentences(database, closing) == [(ids[-1], "parent", said)]


def test_a_ring_below_the_edited_record_does_not_stop_the_check(database: Database) -> None:
    top, low = make_many(database, "event", [{"title_en": "Top"}, {"title_en": "Low"}])
    found = sentences(
        database,
        edit_batch("event", {top: {"parent": (None, low)}}),
        edit_batch("event", {low: {"parent": (None, top)}}),
    )
    assert {one[0] for one in found} == {top, low}


def test_overlapping_periods_are_refused(database: Database) -> None:
    member = make(database, "member", name="A")
    make(database, "membership_period", member=member, since="2010", until="2015")
    key = next(database.new_ids())
    period: dict[str, Stored] = {"member": member, "since": "2014-06", "until": None}
    said = "Two membership periods overlap: 2010 – 2015 and Jun 2014 – …; change one of them."
    batch = new_batch("membership_period", {key: period})
    assert [one[2] for one in sentences(database, batch)] == [said]


def test_the_journal_keeps_no_image_of_a_new_record(database: Database) -> None:
    key = next(database.new_ids())
    sequence = done(database, new_batch("member", {key: {"name": "A"}}))
    assert journal_of(database, sequence) == [("member", key, "new", None)]


def test_the_journal_keeps_the_changed_cells(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    cells: dict[str, tuple[Stored, Stored]] = {"name": ("A", "B"), "city": ("Bonn", "Bonn")}
    sequence = done(database, edit_batch("member", {key: cells}))
    assert journal_of(database, sequence) == [
        ("member", key, "changed", json.dumps({"name": ["A", "B"]}))
    ]


def test_the_journal_keeps_a_removed_record_whole_whatever_the_change_names(
    database: Database,
) -> None:
    key = make(database, "member", name="A", city="Bonn", notes="von früher")
    batch = drop_batch(database, "member", [key])._replace(
        columns=("name",), rows=[(key, ("A",), None)]
    )
    sequence = done(database, batch)
    ((_kind, _id, verb, cells),) = journal_of(database, sequence)
    assert verb == "gone"
    assert json.loads(cells) == {"name": "A", "city": "Bonn", "notes": "von früher"}


def test_cells_that_stay_leave_no_trace_in_the_journal(database: Database) -> None:
    key = make(database, "member", name="A")
    applied = apply(database, edit_batch("member", {key: {"name": ("A", "A")}}))
    assert applied.operation is None
    assert applied.counts == Counts()


def test_a_refused_change_leaves_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    created = Database.create(path)
    make(created, "member", name="A", number="1")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    key = next(created.new_ids())
    assert apply(created, new_batch("member", {key: {"name": "B", "number": "1"}})).problems
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    created.close()


def test_a_listener_hears_only_of_what_was_written(database: Database) -> None:
    said: list[Announcement] = []
    database.listeners.append(said.append)
    apply(database, new_batch("member", {1: {"city": "Bonn"}}))
    assert not said


def test_progress_may_stop_a_change_that_then_leaves_nothing(database: Database) -> None:
    def stop(_done: int) -> None:
        raise UserError("stopped")

    from t20desk.db.change import Change
    from tests.db.steps import LABEL

    batch = new_batch("member", {1: {"name": "A"}})
    with pytest.raises(UserError, match="stopped"):
        database.apply(Change(LABEL, [batch]), stop)
    assert not everything(database)
