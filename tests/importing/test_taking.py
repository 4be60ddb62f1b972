"""Writing an import: all or nothing, links, kinds, standings, and undo in a new process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.listing import Listing, list_ids, read_titles
from tests.db.steps import everything, make, make_many, record_of
from tests.importing.sheets import Desk, places, tally


def test_a_member_sheet_is_taken_with_its_standings(desk: Desk) -> None:
    rows = [
        ("Nr.", "Organisation", "Status", "Mitglied seit", "Austritt"),
        ("1", "Active", None, "2019-06-26", None),
        ("2", "Left", "left", "2019", "2020"),
        ("3", "By hand", "suspended", "2019", None),
        ("4", "Contact", "Kontakt", None, None),
        ("5", "Nothing said", None, None, None),
    ]
    desk.take("member", rows)
    assert desk.table("member", "number", "status", "joined", "left", "status_given") == [
        ("1", "active", "2019-06-26", None, None),
        ("2", "left", "2019", "2020", None),
        ("3", "suspended", "2019", None, "suspended"),
        ("4", "contact", None, None, "contact"),
        ("5", "prospect", None, None, None),
    ]
    assert desk.take("member", rows).counts.same == 5
    desk.take("member", [rows[0], ("1", "Active", None, None, "2023-12-31")])
    assert ("1", "left") in desk.table("member", "number", "status")


def test_links_are_found_by_their_text(desk: Desk) -> None:
    make_many(
        desk.database,
        "member",
        [
            {"number": "7", "name": "Müller & Söhne", "short_name": "M&S"},
            {"number": "8", "name": "Twin", "short_name": None},
            {"number": "9", "name": "Twin", "short_name": None},
        ],
    )
    rows = [
        ("Name", "Parent organisation"),
        ("by name", "MULLER & SOHNE"),
        ("by number", 7),
        ("by short name", "M&S"),
        ("by none", None),
        ("unknown", "Verein XY"),
        ("two", "Twin"),
    ]
    plan = desk.plan("member", rows)
    assert tally(plan) == (6, 4, 0, 0, 1, 1)
    assert places(plan) == [(6, "B", "parent")]
    assert places(plan, "doubt") == [(7, "B", "parent")]
    assert "Verein XY" in plan.problems[0].message
    assert "2 records of Organisations are called “Twin”" in plan.problems[1].message
    desk.take("member", rows[:5])
    parents = [parent for _name, parent in desk.table("member", "name", "parent") if parent]
    assert len(parents) == 3
    assert len(set(parents)) == 1


def test_parents_may_stand_in_the_same_sheet_in_any_order(desk: Desk) -> None:
    rows = [
        ("Title", "Part of", "Starts"),
        ("Day", "Week", "2019-06-26"),
        ("Talk", "Day", None),
        ("Week", None, "2019-06-24"),
    ]
    assert tally(desk.take("event", rows)) == (3, 3, 0, 0, 0, 0)
    titles = read_titles(desk.database, "event", list_ids(desk.database, Listing("event")))
    parents = {titles[key]: titles.get(up) for key, up in desk.table("event", "id", "parent")}
    assert parents == {"Day": "Week", "Talk": "Day", "Week": None}


def test_rows_below_a_row_that_is_left_out_are_left_out_too(desk: Desk) -> None:
    rows = [
        ("Title", "Part of", "Status"),
        ("Week", None, "nonsense"),
        ("Day", "Week", None),
        ("Talk", "Day", None),
        ("Other", None, None),
    ]
    plan = desk.take("event", rows, skip_bad=True)
    assert tally(plan) == (4, 1, 0, 0, 0, 3)
    assert places(plan) == [(2, "C", "status"), (3, "B", "parent"), (4, "B", "parent")]
    assert desk.table("event", "title_en") == [("Other",)]


def test_a_ring_of_parents_is_refused(desk: Desk) -> None:
    rows = [("Title", "Part of"), ("A", "B"), ("B", "A"), ("C", "C")]
    with desk.opened(rows) as source:
        plan = plan_import(desk.database, "event", source)
        with pytest.raises(UserError, match="3 rows have errors"):
            take_import(desk.database, source, plan)
    assert desk.table("event", "id") == []


def test_people_posts_and_guests_are_taken(desk: Desk) -> None:
    desk.take("member", [("Name",), ("Bank",), ("南京中心",)])
    people = [("Vorname", "Nachname", "姓名", "geboren"), ("Ada", "Lovelace", None, "10.12.1815"),
              ("Wei", "Wang", "王伟", "1980")]  # fmt: skip
    assert tally(desk.take("person", people)) == (2, 2, 0, 0, 0, 0)
    posts = [("姓名", "单位", "职务", "Hauptkontakt"), ("Ada Lovelace", "Bank", "Chair", "ja"),
             ("王伟", "南京中心", "主任", None)]  # fmt: skip
    assert tally(desk.take("affiliation", posts)) == (2, 2, 0, 0, 0, 0)
    desk.take("event", [("Veranstaltung",), ("Tech Week",)])
    guests = [("Veranstaltung", "Teilnehmer", "Rolle", "Zusage"),
              ("Tech Week", "Ada Lovelace", "speaker; delegate", "accepted"),
              ("Tech Week", "王伟", None, "eingeladen")]  # fmt: skip
    assert tally(desk.take("participation", guests)) == (2, 2, 0, 0, 0, 0)
    again = desk.take("participation", guests, key=("event", "person"))
    assert tally(again) == (2, 0, 0, 2, 0, 0)


def test_a_pair_that_is_there_already_is_an_error_in_its_row(desk: Desk) -> None:
    person = make(desk.database, "person", family_name="Lovelace")
    event = make(desk.database, "event", title_en="Week")
    make(desk.database, "participation", person=person, event=event)
    plan = desk.plan("participation", [("Event", "Person"), ("Week", "Lovelace")], mode="add")
    assert places(plan) == [(2, "B", "person")]
    assert "Week, Lovelace" in plan.problems[0].message


def test_a_pair_that_stands_twice_is_an_error_in_each_row(desk: Desk) -> None:
    make(desk.database, "person", family_name="Lovelace")
    make(desk.database, "event", title_en="Week")
    rows = [("Event", "Person"), ("Week", "Lovelace"), ("week", "LOVELACE")]
    assert tally(desk.plan("participation", rows)) == (2, 0, 0, 0, 0, 2)


def test_an_import_with_an_error_writes_nothing(desk: Desk) -> None:
    rows = [("Name", "Country"), *((f"n{n}", "DE") for n in range(50)), ("bad", "Nowhere")]
    before = everything(desk.database)
    with desk.opened(rows) as source:
        plan = plan_import(desk.database, "member", source)
        assert not plan.may_apply
        with pytest.raises(UserError, match="1 row has an error, nothing was imported"):
            take_import(desk.database, source, plan)
    assert everything(desk.database) == before
    assert list_operations(desk.database) == []


def test_bad_rows_can_be_left_out(desk: Desk) -> None:
    rows = [("Name", "Country"), *((f"n{n}", "DE") for n in range(50)), ("bad", "Nowhere")]
    plan = desk.take("member", rows, skip_bad=True)
    assert tally(plan) == (51, 50, 0, 0, 0, 1)
    assert plan.is_partial
    assert len(desk.table("member", "id")) == 50


def test_the_count_ends_at_the_last_row_of_the_sheet_and_of_what_is_written(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    rows = [("Name", "Joined"), ("A", "2019-06-26"), None, ("B", None)]
    with desk.opened([row or (None,) for row in rows]) as source:
        plan = plan_import(desk.database, "member", source, None, lambda *ends: told.append(ends))
        assert told == [(2, 2)]
        take_import(desk.database, source, plan, lambda *ends: told.append(ends))
    # A membership period comes along.
    assert told[-1] == (3, 3)


def test_an_import_of_nothing_new_makes_no_operation(desk: Desk) -> None:
    rows = [("Member number", "Name"), ("1", "A")]
    desk.take("member", rows)
    desk.take("member", rows)
    assert len(list_operations(desk.database)) == 1


def test_the_history_names_the_file_and_its_hash(desk: Desk) -> None:
    path = desk.write([("Name",), ("A",)])
    desk.take("member", path)
    operation = list_operations(desk.database)[0]
    assert operation.file == path.name
    assert len(operation.hash) == 64
    assert operation.door == "import"
    assert operation.label.text(desk.database.kinds) == f"Import of {path.name} into Organisations"


def test_a_record_changed_between_preview_and_import_is_a_conflict(desk: Desk) -> None:
    key = make(desk.database, "member", number="1", name="A", city="Bonn")
    with desk.opened([("No.", "Name", "City"), ("1", "A", "Köln")]) as source:
        plan = plan_import(desk.database, "member", source)
        edit = plan_edit(desk.database, "member", {key: {"city": "Rom"}})
        assert not desk.database.apply(edit).is_refused
        applied = take_import(desk.database, source, plan)
    assert [(c.base, c.mine, c.theirs) for c in applied.conflicts] == [("Bonn", "Rom", "Köln")]
    assert record_of(desk.database, "member", key)["city"] == "Rom"


def in_new_process(code: str, *words: str) -> object:
    """What some code prints as JSON, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    return json.loads(done.stdout)


IMPORT = """
import json, sys
from t20desk.db.database import Database
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.reading.source import open_source
database = Database.open(sys.argv[1])
with open_source(sys.argv[2]) as source:
    applied = take_import(database, source, plan_import(database, "member", source))
print(json.dumps([applied.operation, applied.counts.new]))
"""
EDIT = """
import json, sys
from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.listing import Listing, list_ids
database = Database.open(sys.argv[1])
ids = list(list_ids(database, Listing("member", search="n007 or n123")))
applied = database.apply(plan_edit(database, "member", {one: {"city": "Rom"} for one in ids}))
print(json.dumps([applied.operation, [str(one) for one in ids]]))
"""
UNDO = """
import json, sys
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
database = Database.open(sys.argv[1])
plan = plan_undo(database, int(sys.argv[2]))
counts = plan.change.counts()
applied = database.apply(plan.change)
kept = sorted({str(one.id) for one in plan.kept})
print(json.dumps([applied.is_refused, counts.removed, kept, [one.reason for one in plan.kept]]))
"""


@pytest.mark.slow
def test_undo_of_300_rows_keeps_the_two_that_were_changed_since(tmp_path: Path) -> None:
    address = tmp_path / "office.t20"
    Database.create(address).close()
    desk = Desk(Database.open(address), tmp_path)
    book = desk.write([("No.", "Name"), *((f"{n:03}", f"n{n:03}") for n in range(300))])
    desk.database.close()
    operation, new = in_new_process(IMPORT, str(address), str(book))
    assert new == 300
    _later, changed = in_new_process(EDIT, str(address))
    assert len(changed) == 2
    refused, removed, kept, reasons = in_new_process(UNDO, str(address), str(operation))
    assert (refused, removed) == (False, 298)
    assert kept == sorted(changed)
    assert all(reasons)
    database = Database.open(address)
    titles = read_titles(database, "member", list_ids(database, Listing("member", view="all")))
    assert sorted(titles.values()) == ["n007", "n123"]
    database.close()


def test_an_import_can_be_undone_and_taken_again(desk: Desk) -> None:
    from tests.db.steps import undo

    make(desk.database, "member", number="1", name="A", city="Bonn")
    before = everything(desk.database)
    rows = [("No.", "Name", "City", "Joined"), ("1", "A", "Köln", "2019"), ("2", "B", None, "2020")]
    desk.take("member", rows)
    after = desk.table("member", "number", "city", "joined")
    undo(desk.database)
    assert everything(desk.database) == before
    assert desk.take("member", rows).counts.new == 1
    assert desk.table("member", "number", "city", "joined") == after
