"""Own fields in the database: their column, their search, their removal and their undo."""

from pathlib import Path

import pytest

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.field_settings import plan_removal
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.own_fields import NewField, list_fields, plan_field, plan_options
from tests.builders import add_record, write


def add_field(database: Database, **said: object) -> str:
    wanted = {"kind": "member", "labels": {"en": "Hall", "de": "Saal"}, **said}
    return f"own_{write(database, plan_field(database, NewField(**wanted)))}"


def find(database: Database, search: str) -> list[int]:
    return list(list_ids(database, Listing("member", search=search, view="all")))


def test_an_own_field_holds_values_at_once(database: Database) -> None:
    member = add_record(database, "member")
    name = add_field(database)
    write(database, plan_edit(database, "member", {member: {name: "Blue hall"}}))
    cells = read_rows(database, Listing("member", columns=(name,)), [member])
    assert cells == {member: ("Blue hall",)}


def test_an_own_field_that_is_half_said_is_refused(database: Database) -> None:
    applied = database.apply(plan_insert(database, "own_field", [{"label_en": "Hall"}]))
    assert {one.field for one in applied.problems} == {"kind", "type"}


def test_an_own_text_is_found_by_the_search_and_by_its_label(database: Database) -> None:
    name = add_field(database)
    member = add_record(database, "member", **{name: "Kranichsaal 南京厅"})
    assert find(database, "kranich") == find(database, "njt") == [member]
    assert find(database, "saal:kranich") == find(database, f"{name}:*") == [member]


def test_a_removed_field_is_neither_shown_nor_searched_until_it_is_restored(
    database: Database,
) -> None:
    name = add_field(database)
    member = add_record(database, "member", **{name: "Kranichsaal"})
    write(database, plan_removal(database, "member", name))
    assert find(database, "kranich") == []
    assert database.kinds["member"].fields[name].hidden
    for query in ("hall:kranich", f"-{name}:*"):
        with pytest.raises(UserError, match="“Hall” was removed; take it out of the search"):
            find(database, query)
    write(database, plan_removal(database, "member", name, removed=False))
    assert find(database, "kranich") == find(database, "hall:kranich") == [member]


def test_undoing_a_new_field_takes_it_away_and_redoing_brings_it_back(database: Database) -> None:
    name = add_field(database)
    write(database, plan_undo(database).change)
    assert name not in database.kinds["member"].fields
    write(database, plan_undo(database, 2).change)
    assert name in database.kinds["member"].fields


def test_a_field_with_values_cannot_be_deleted(database: Database) -> None:
    name = add_field(database)
    add_record(database, "member", **{name: "x"})
    change = plan_delete(database, "own_field", [int(name.removeprefix("own_"))])
    applied = database.apply(change)
    assert applied.problems[0].message.startswith("Records hold values of the field “Hall”")


def test_a_field_goes_together_with_the_last_records_that_hold_it(database: Database) -> None:
    name = add_field(database)
    key = add_record(database, "member", **{name: "x"})
    field = int(name.removeprefix("own_"))
    member = plan_delete(database, "member", [key])
    own = plan_delete(database, "own_field", [field])
    write(database, Change(own.label, [*own.batches, *member.batches]))
    assert name not in database.kinds["member"].fields


def test_values_of_a_member_deleted_meanwhile_come_back_with_a_removed_field(
    database: Database,
) -> None:
    name = add_field(database)
    member = add_record(database, "member", **{name: "Kranichsaal"})
    write(database, plan_removal(database, "member", name))
    write(database, plan_delete(database, "member", [member]))
    write(database, plan_undo(database).change)
    write(database, plan_removal(database, "member", name, removed=False))
    assert find(database, "kranich") == [member]


def test_an_own_link_becomes_empty_when_its_target_goes(database: Database) -> None:
    name = add_field(database, type="link", target="person")
    person = add_record(database, "person", family_name="Ding")
    member = add_record(database, "member", **{name: person})
    listing = Listing("member", view="all", columns=(name,))
    (link,) = read_rows(database, listing, [member])[member]
    assert (link.id, link.text.split()[-1]) == (person, "Ding")
    write(database, plan_delete(database, "person", [person]))
    assert read_rows(database, listing, [member])[member] == (None,)


def test_a_new_label_of_a_value_leaves_the_records_as_they_are(database: Database) -> None:
    name = add_field(database, type="choices", options=["gold", "silver"])
    key = int(name.removeprefix("own_"))
    member = add_record(database, "member", **{name: " gold "})
    write(database, plan_options(database, key, [("gold", "Gold partner"), ("silver", "silver")]))
    assert database.kinds["member"].fields[name].type.format(" gold ") == "Gold partner"
    assert find(database, f"{name}:Gold partner") == [member] or find(
        database, f'{name}:"Gold partner"'
    ) == [member]


def test_a_value_in_use_cannot_be_left_out(database: Database) -> None:
    name = add_field(database, type="choice", options=["gold", "silver"])
    add_record(database, "member", **{name: "gold"})
    with pytest.raises(UserError, match="“gold” is still used by 1 record"):
        plan_options(database, int(name.removeprefix("own_")), [("silver", "silver")])


def test_another_program_that_opens_the_file_knows_the_field(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    first = Database.create(path)
    name = add_field(first)
    first.close()
    second = Database.open(path, read_only=True)
    assert second.kinds["member"].fields[name].say("de") == "Saal"
    assert [one.field.name for one in list_fields(second, "member")] == [name]
    second.close()
