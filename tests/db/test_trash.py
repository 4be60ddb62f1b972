"""The trash: what was deleted and is not back, and bringing it back with all that went along."""

from t20desk.db.database import Database
from t20desk.db.history.trash import TrashWish, list_deleted, plan_restore, read_deleted
from t20desk.editing import plan_delete
from tests.db.steps import edit, everything, make, make_many, record_of, records_of, remove, undo


def titles(database: Database, **wish: str) -> list[object]:
    numbers = list_deleted(database, TrashWish(**wish))
    found = read_deleted(database, numbers)
    return [found[number].cells.get("name") for number in numbers]


def restore(database: Database, *places: int, **wish: str) -> list[tuple[int, str]]:
    """Restore what stands at some places of the list, all of it where none is named."""
    numbers = list_deleted(database, TrashWish(**wish))
    chosen = [numbers[place] for place in places] if places else list(numbers)
    plan = plan_restore(database, chosen)
    assert not database.apply(plan.change).is_refused
    return [(one.id, one.reason) for one in plan.refused]


def delete(database: Database, kind: str, *ids: int) -> None:
    assert not database.apply(plan_delete(database, kind, ids)).is_refused


def test_deleted_records_are_listed_latest_first_until_they_are_back(database: Database) -> None:
    a, b = make(database, "member", name="A"), make(database, "member", name="B")
    delete(database, "member", a)
    delete(database, "member", b)
    assert titles(database) == ["B", "A"]
    restore(database, 1)
    assert titles(database) == ["B"]
    delete(database, "member", a)
    assert titles(database) == ["A", "B"]


def test_a_record_comes_back_with_all_that_went_along(database: Database) -> None:
    keys = make_many(database, "member", [{"name": name, "number": name} for name in "ABC"])
    person = make(database, "person", family_name="Yao")
    for key in keys:
        make(database, "membership_period", member=key, since="2019")
        note = make(database, "contact_note", noted_on="2024-05-01", subject="Call", member=key)
        assert note
    make(database, "affiliation", member=keys[1], person=person)
    before = everything(database)
    delete(database, "member", *keys)
    assert titles(database) == ["C", "B", "A"] or sorted(map(str, titles(database))) == list("ABC")
    place = titles(database).index("B")
    restore(database, place)
    assert record_of(database, "member", keys[1]) == before["member"][keys[1]]
    assert len(records_of(database, "membership_period")) == 1
    assert len(records_of(database, "affiliation")) == 1
    restore(database)
    assert everything(database) == before
    assert titles(database) == []


def test_links_that_were_emptied_point_again(database: Database) -> None:
    a, b = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    event = make(database, "event", title_en="Week")
    link = make(database, "connection", member=a, other=b, event=event)
    before = everything(database)
    delete(database, "event", event)
    assert record_of(database, "connection", link)["event"] is None
    restore(database)
    assert everything(database) == before


def test_what_was_deleted_apart_is_restored_together(database: Database) -> None:
    member = make(database, "member", name="A")
    period = make(database, "membership_period", member=member, since="2019")
    before = everything(database)
    remove(database, "membership_period", period)
    delete(database, "member", member)
    assert restore(database) == []
    assert everything(database) == before


def test_a_child_without_its_parent_is_refused_with_the_reason(database: Database) -> None:
    member = make(database, "member", name="A")
    period = make(database, "membership_period", member=member, since="2019")
    remove(database, "membership_period", period)
    delete(database, "member", member)
    place = list(titles(database)).index(None)
    said = "Organisation points to a record that is gone"
    assert restore(database, place) == [(period, said)]


def test_a_number_given_away_is_named(database: Database) -> None:
    key = make(database, "member", name="A", number="7")
    delete(database, "member", key)
    make(database, "member", name="B", number="7")
    ((left, reason),) = restore(database)
    assert left == key
    assert "7" in reason


def test_an_undone_import_is_no_rubbish_but_a_redone_deletion_is(database: Database) -> None:
    make(database, "member", name="A")
    undo(database)
    assert titles(database) == []
    key = make(database, "member", name="B")
    delete(database, "member", key)
    undo(database)
    assert titles(database) == []
    from tests.db.steps import redo

    redo(database)
    assert titles(database) == ["B"]


def test_the_trash_is_found_by_kind_person_and_words(database: Database) -> None:
    database.user = "Anna"
    a, b = make_many(database, "member", [{"name": "Müller 50%"}, {"name": "Yao"}])
    edit(database, "member", b, city="Bonn")
    person = make(database, "person", family_name="Ding")
    delete(database, "member", a, b)
    database.user = "Bert"
    delete(database, "person", person)
    assert len(titles(database)) == 3
    assert len(titles(database, user="Anna")) == 2
    assert len(titles(database, kind="person")) == 1
    assert titles(database, text=["50%", "müller"][0]) == ["Müller 50%"]
    assert titles(database, text="bonn") == ["Yao"]
    assert titles(database, text="MÜLLER") == ["Müller 50%"]
    assert titles(database, text="city") == []
