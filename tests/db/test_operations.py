"""Finding operations in the history, and the records that each of them touched."""

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.history.operations import (
    Wish,
    list_doors,
    list_people,
    read_operations,
)
from t20desk.db.history.touched import count_touched, find_columns, list_numbers, read_touched
from t20desk.db.times import end_of_day, start_of_day
from t20desk.editing import plan_delete
from t20desk.looking_back import find_changes
from tests.db.steps import done, edit, edit_batch, make, make_many, new_batch, remove


def found(database: Database, text: str = "", **wish: object) -> list[int]:
    return list(find_changes(database, Wish(**wish), text))


def test_all_operations_come_latest_first(database: Database) -> None:
    for name in "ABC":
        make(database, "member", name=name)
    assert found(database) == [3, 2, 1]
    assert read_operations(database, [1, 3]).keys() == {1, 3}


def test_operations_are_sifted_by_who_and_by_which_door(database: Database) -> None:
    database.user = "Anna"
    make(database, "member", name="A")
    database.user = "Bert"
    batch = new_batch("member", {next(database.new_ids()): {"name": "B"}})
    database.apply(Change(Label("Try"), [batch], door="import", file="list.xlsx"))
    assert found(database, user="Anna") == [1]
    assert found(database, door="import") == [2]
    assert found(database, only_imports=True) == [2]
    assert found(database, only_imports=True, user="Anna") == []
    assert list_people(database) == ["Anna", "Bert"]
    assert list_doors(database) == ["window", "import"]


def test_operations_are_sifted_by_the_kinds_they_touched(database: Database) -> None:
    member = make(database, "member", name="A")
    make(database, "person", family_name="Yao")
    make(database, "membership_period", member=member)
    assert found(database, kind="member") == [1]
    assert found(database, kind="membership_period") == [3]


def test_operations_are_sifted_by_days_that_belong_to_the_period(database: Database) -> None:
    make(database, "member", name="A")
    time = read_operations(database, [1])[1].time
    from datetime import datetime

    day = datetime.fromisoformat(time).astimezone().date().isoformat()
    assert start_of_day(day) <= time < end_of_day(day)
    assert found(database, since=day, until=day) == [1]
    assert found(database, until="2001-01-01") == []
    assert found(database, since="2999-01-01") == []


def test_words_are_found_in_labels_fields_and_records(database: Database) -> None:
    from t20desk.editing import plan_edit, plan_insert

    database.apply(plan_insert(database, "member", [{"name": "Müller"}, {"name": "Yao"}]))
    (first, _second) = [row[0] for row in database_rows(database, "member")]
    database.apply(plan_edit(database, "member", {first: {"city": "Paris"}}))
    database.apply(plan_delete(database, "member", [_second]))
    assert found(database, text="müller") == [2, 1]
    assert found(database, text="city") == [2]
    assert found(database, text="deleted") == [3]
    assert found(database, text="müller city") == [2]
    assert found(database, text='nothing" here') == []


def test_words_are_found_in_what_was_overwritten_or_deleted(database: Database) -> None:
    database.user = "Wang Anna"
    first = make(database, "member", name="Bank 样例", city="Kamenz")
    second = make(database, "member", name="100% Sample")
    database.user = "Bert"
    edit(database, "member", first, city="Zittau")
    remove(database, "member", first)
    remove(database, "member", second)
    assert found(database, text="kamenz") == [3]
    assert found(database, text="100%") == [5, 2]
    assert found(database, text="anna") == [2, 1]
    assert found(database, text="city") == []


def test_all_changes_of_a_deleted_record_are_found_by_what_it_was_called(
    database: Database,
) -> None:
    first = make(database, "member", name="Bank 样例", city="Kamenz")
    other = make(database, "member", name="Another", city="Zittau")
    edit(database, "member", first, city="Zittau")
    assert found(database, text="样例") == found(database, text="bank") == [3, 1]
    remove(database, "member", first)
    assert found(database, text="样例") == found(database, text="bank") == [4, 3, 1]
    assert found(database, text="zittau") == [4, 3, 2, 1]
    edit(database, "member", other, city="Bonn")
    assert found(database, text="bank") == [4, 3, 1]


def database_rows(database: Database, kind: str) -> list[tuple[int, str]]:
    table = database.tables[kind]
    with database.read() as connection:
        rows = connection.execute(table.select().order_by(table.c.name)).all()
    return [(row.id, row.name) for row in rows]


def test_the_records_of_an_operation_are_read_with_both_sides(database: Database) -> None:
    first, second = make_many(
        database, "member", [{"name": "A", "city": "Bonn"}, {"name": "B", "city": "Ulm"}]
    )
    changed = edit(database, "member", first, city="Kiel")
    gone = remove(database, "member", second)
    assert count_touched(database, 1) == {"member": {"new": 2}}
    assert read_all(database, 1) == [
        (first, None, {"name": "A", "city": "Bonn"}),
        (second, None, {"name": "B", "city": "Ulm"}),
    ]
    assert read_all(database, changed) == [(first, {"city": "Bonn"}, {"city": "Kiel"})]
    assert read_all(database, gone) == [(second, {"name": "B", "city": "Ulm"}, None)]
    assert find_columns(database, 1, database.kinds["member"]) == ["name", "city"]
    assert find_columns(database, changed, database.kinds["member"]) == ["city"]
    assert find_columns(database, gone, database.kinds["member"]) == ["name", "city"]


def read_all(database: Database, sequence: int) -> list[tuple[int, object, object]]:
    numbers = list_numbers(database, sequence, "member", ("new", "changed", "gone"))
    rows = read_touched(database, numbers)
    return [(rows[one].id, filled(rows[one].before), filled(rows[one].after)) for one in numbers]


def filled(cells: dict[str, object] | None) -> dict[str, object] | None:
    return None if cells is None else {k: v for k, v in cells.items() if v is not None}


def test_a_record_made_and_gone_since_is_shown_as_it_was_made(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    edit(database, "member", key, city="Kiel", notes="later")
    remove(database, "member", key)
    assert read_all(database, 1) == [(key, None, {"name": "A", "city": "Bonn"})]


def test_what_was_made_and_is_gone_since_keeps_its_columns(database: Database) -> None:
    member = database.kinds["member"]
    key = make(database, "member", name="A", city="Bonn")
    make(database, "member", name="B", website="https://example.org")
    remove(database, "member", key)
    assert find_columns(database, 1, member) == ["name", "city"]
    assert find_columns(database, 2, member) == ["name", "website"]


def test_entries_come_by_verb(database: Database) -> None:
    old = make(database, "member", name="Old")
    new = next(database.new_ids())
    both = done(
        database,
        new_batch("member", {new: {"name": "New"}}),
        edit_batch("member", {old: {"parent": (None, new)}}),
    )
    assert len(list_numbers(database, both, "member", ("new",))) == 1
    assert len(list_numbers(database, both, "member", ("new", "changed"))) == 2


def test_a_label_names_a_record_that_is_gone(database: Database) -> None:
    from t20desk.editing import plan_insert
    from t20desk.wording import say_operation

    change = plan_insert(database, "member", [{"name": "Müller"}])
    database.apply(change)
    remove(database, "member", change.batches[0].rows[0][0])
    operation = read_operations(database, [1])[1]
    assert say_operation(database, operation) == "Organisation added: Müller"
