"""The same values on many records: set, filled down, cleared."""

from t20desk.db.database import Database
from t20desk.editing import filling
from t20desk.editing.filling import plan_clear, plan_fill, plan_set
from t20desk.wording import say_label
from tests.db.steps import make, make_many, record_of, records_of, undo


def test_a_value_is_set_on_all_records_and_taken_back(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A", "city": "Bonn"}, {"name": "B"}])
    planned = plan_set(database, "member", keys, {"city": "Köln"})
    database.apply(planned.change)
    assert {one["city"] for one in records_of(database, "member").values()} == {"Köln"}
    undo(database)
    assert {one["city"] for one in records_of(database, "member").values()} == {"Bonn", None}


def test_many_records_are_set_part_by_part_with_the_same_result(database: Database) -> None:
    several = filling.FEW + 20
    keys = make_many(database, "member", [{"name": f"n{n}"} for n in range(several)])
    few = plan_set(database, "member", keys[:10], {"city": "Köln"})
    database.apply(few.change)
    planned = plan_set(database, "member", keys, {"city": "Köln", "country": "DE"})
    assert planned.change.counts().changed == several
    assert {batch.columns for batch in planned.change.batches} == {
        ("country",),
        ("city", "country"),
    }


def test_the_cells_of_the_first_record_fill_those_below(database: Database) -> None:
    keys = make_many(
        database,
        "member",
        [{"name": "A", "city": "Bonn", "number": "1"}, {"name": "B", "number": "2"}],
    )
    planned = plan_fill(database, "member", keys, ["city", "number"])
    assert planned.remarks == ["Member number: no two records may have the same."]
    database.apply(planned.change)
    second = record_of(database, "member", keys[1])
    assert (second["city"], second["number"]) == ("Bonn", "2")
    assert say_label(database, planned.change.label) == "City of B filled down"


def test_a_status_is_filled_down_as_a_membership(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    database.apply(plan_set(database, "member", keys[:1], {"status": "active"}).change)
    database.apply(plan_fill(database, "member", keys, ["status"]).change)
    assert record_of(database, "member", keys[1])["status"] == "active"


def test_what_a_record_cannot_do_without_is_not_cleared(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    planned = plan_clear(database, "member", [key], ["name", "city"])
    assert [one.field for one in planned.notes] == ["name"]
    database.apply(planned.change)
    found = record_of(database, "member", key)
    assert (found["name"], found["city"]) == ("A", None)


def test_a_field_that_follows_from_others_is_told(database: Database) -> None:
    key = make(database, "person", family_name="Ng")
    planned = plan_clear(database, "person", [key], ["full_name"])
    assert planned.change.is_empty
    assert "stay as they are" in planned.remarks[0]


def test_a_status_that_follows_from_periods_is_not_said_to_be_empty(database: Database) -> None:
    key = make(database, "member", name="A")
    database.apply(plan_set(database, "member", [key], {"joined": "2020"}).change)
    planned = plan_clear(database, "member", [key], ["status"])
    assert planned.change.is_empty
    assert "stay as they are" in planned.remarks[0]
