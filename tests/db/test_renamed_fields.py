"""A declared field with another name: what was stored, said and sent under the old one stays."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from t20desk.db import schema
from t20desk.db.database import Database
from t20desk.db.engines.upgrading import keep_present
from t20desk.db.fields import KINDS, Field, path_now
from t20desk.db.history.belongings import read_history
from t20desk.db.history.reading import list_operations
from t20desk.editing import plan_edit
from t20desk.editing.view_plans import plan_view
from t20desk.field_settings import plan_labels
from t20desk.importing.learning import read_learned
from t20desk.importing.values import Meaning
from t20desk.listing import Listing, count_rows, iterate_rows
from t20desk.listing.saved_views import open_view
from t20desk.listing.views import Colouring, list_views
from tests.builders import add_record
from tests.db.steps import edit, record_of, remove, undo
from tests.file_bytes import hash_of
from tests.importing.sheets import Desk
from tests.round_trip.books import Office

RENAMED = {
    "person": {"responsible": "officer", "greeting": "salutation"},
    "event": {"contact": "asked_there"},
    "own_field": {"help": "explained"},
}
LABEL = "Responsible in the office"


@pytest.fixture
def rename(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Gives the fields their new names, as a later version of the program does."""

    def rename_all() -> None:
        for kind, names in RENAMED.items():
            fields = [_rename(one, names) for one in KINDS[kind].fields.values()]
            changed = replace(KINDS[kind], fields={one.name: one for one in fields})
            monkeypatch.setitem(KINDS, kind, changed)
        schema._build_declared.cache_clear()

    yield rename_all
    monkeypatch.undo()
    schema._build_declared.cache_clear()


def _rename(one: Field, names: dict[str, str]) -> Field:
    stem = one.group or one.name
    if stem not in names:
        return one
    ending = one.name.removeprefix(stem)
    named = replace(one, name=names[stem] + ending, formerly=(one.name,))
    if one.group:
        return replace(named, group=names[stem])
    return replace(named, label="Owner", aliases=(*one.aliases, LABEL))


def test_values_and_all_that_follows_from_them_stay(
    address: str, rename: Callable[[], None]
) -> None:
    with closing(Database.create(address)) as database:
        key = add_record(database, "person", responsible="Yao", greeting_de="Guten Tag")
        week = add_record(database, "event", contact="Front desk")
        day = add_record(database, "event", parent=week)
    rename()
    for _time in range(2):
        with closing(Database.open(address)) as database:
            person = record_of(database, "person", key)
            assert (person["officer"], person["salutation_de"]) == ("Yao", "Guten Tag")
            assert person["officer__key"] == "yao"
            assert not {"responsible", "responsible__key", "greeting_de"} & person.keys()
            assert record_of(database, "event", day)["shown_asked_there"] == "Front desk"
            with database.read() as connection:
                assert database.store.read_format(connection) == schema.FORMAT_VERSION


def test_history_undo_and_deleted_records_know_the_new_name(
    address: str, rename: Callable[[], None]
) -> None:
    said = 'She wrote "responsible": me'
    with closing(Database.create(address)) as database:
        key = add_record(database, "person", responsible="Yao", notes=said)
        cells = {"responsible": "Li", "notes": f"{said}!"}
        assert not database.apply(plan_edit(database, "person", {key: cells})).is_refused
        gone = add_record(database, "person", responsible="Wu")
        remove(database, "person", gone)
    rename()
    with closing(Database.open(address)) as database:
        told = {(one.field, one.old, one.new) for one in read_history(database, "person", key)}
        assert told >= {("officer", "Yao", "Li"), ("notes", said, f"{said}!")}
        labels = [one.label.text(database.kinds) for one in list_operations(database)]
        assert any("Owner" in label for label in labels), labels
        undo(database)
        assert record_of(database, "person", gone)["officer"] == "Wu"
        undo(database, 2)
        assert record_of(database, "person", key)["officer"] == "Yao"


def test_views_and_searches_with_the_old_name_still_work(
    address: str, rename: Callable[[], None]
) -> None:
    with closing(Database.create(address)) as database:
        key = add_record(database, "person", responsible="Yao")
        add_record(database, "person", responsible="Li")
        shown = Listing(
            "person", search="responsible:Yao", sort=("-responsible",), columns=("responsible",),
            group="responsible", totals=(("responsible", "filled"),),
            colours=(Colouring("responsible:Yao", "red"),),
        )  # fmt: skip
        assert not database.apply(plan_view(database, "Yao's", shown)).is_refused
        wide = Listing("affiliation", columns=("person.responsible",))
        assert not database.apply(plan_view(database, "Wide", wide)).is_refused
    rename()
    with closing(Database.open(address)) as database:
        listing = open_view(list_views(database, "person")[-1], "person")
        assert (listing.columns, listing.sort) == (("officer",), ("-officer",))
        assert (listing.group, listing.totals) == ("officer", (("officer", "filled"),))
        assert list(iterate_rows(database, listing)) == [(key, ("Yao",))]
        assert list_views(database, "affiliation")[-1].listing.columns == ("person.officer",)
        assert count_rows(database, Listing("person", search="responsible:Li", view="all")) == 1


def test_labels_of_the_office_stay(address: str, rename: Callable[[], None]) -> None:
    with closing(Database.create(address)) as database:
        labels = plan_labels(database, "person", "responsible", {"en": "Case officer"})
        assert not database.apply(labels).is_refused
    rename()
    with closing(Database.open(address)) as database:
        assert database.kinds["person"].fields["officer"].say("en") == "Case officer"


def test_what_says_own_fields_is_read_by_its_new_names_before_anything_is_renamed(
    database: Database, rename: Callable[[], None]
) -> None:
    add_record(database, "own_field", kind="person", type="text", help="Ask first")
    rename()
    tables = schema.build_tables(KINDS).tables
    with database.read() as connection:
        present = database.store.read_columns(connection)
        found = keep_present(tables, ["own_field"], present)["own_field"]
        (row,) = connection.execute(select(found)).mappings()
    assert row["explained"] == "Ask first"
    assert "help" not in row


def test_imports_know_the_old_headings_and_what_they_were_taught(
    address: str, rename: Callable[[], None], tmp_path: Path
) -> None:
    rows = [("Family name", "Who", "In charge"), ("Yao", "nobody", "x")]
    with closing(Database.create(address)) as database:
        nothing = {"responsible": {"nobody": Meaning("nothing")}}
        mapping = {"Who": "responsible", "In charge": ""}
        constants = {"greeting_en": "Dear"}
        Desk(database, tmp_path).take(
            "person", rows, mapping=mapping, meanings=nothing, constants=constants, remember="A"
        )
    rename()
    with closing(Database.open(address)) as database:
        assert read_learned(database, "person") == {"officer": {"nobody": Meaning("nothing")}}
        desk = Desk(database, tmp_path)
        desk.take("person", [("Family name", "Who", "In charge"), ("Li", "Wu", "x")])
        desk.take("person", [("Family name", LABEL), ("Tao", "Wu")], profile="")
        desk.take("person", [("Family name", "responsible"), ("Zhu", "Wu")], profile="")
        found = desk.table("person", "family_name", "officer", "salutation_en")
        assert sorted(found) == [
            ("Li", "Wu", "Dear"), ("Tao", "Wu", None), ("Yao", None, "Dear"), ("Zhu", "Wu", None),
        ]  # fmt: skip


def test_a_book_that_left_before_is_taken_back(
    address: str, rename: Callable[[], None], tmp_path: Path
) -> None:
    with closing(Database.create(address)) as database:
        key = add_record(database, "person", responsible="Yao")
        path = Office(database, tmp_path).export("person", "family_name", "responsible")
    rename()
    with closing(Database.open(address)) as database:
        office = Office(database, tmp_path)
        office.set("person", key, officer="Li")
        assert office.take(path).counts.same == 1
        assert office.cell("person", key, "officer") == "Li"


def test_an_older_file_that_may_only_be_read_shows_the_new_names(
    tmp_path: Path, rename: Callable[[], None]
) -> None:
    path = tmp_path / "office.t20"
    with closing(Database.create(path)) as database:
        key = add_record(database, "person", responsible="Yao")
        edit(database, "person", key, responsible="Li")
    before = hash_of(path)
    rename()
    with closing(Database.open(path, read_only=True)) as database:
        assert record_of(database, "person", key)["officer__key"] == "li"
        assert read_history(database, "person", key)[0].field == "officer"
        assert count_rows(database, Listing("person", search="officer:Li", view="all")) == 1
    assert hash_of(path) == before


def test_a_path_is_told_in_the_names_of_today(rename: Callable[[], None]) -> None:
    rename()
    assert path_now(KINDS, "affiliation", "-person.responsible") == "-person.officer"
    assert path_now(KINDS, "affiliation", "person.unknown") == "person.unknown"
    assert path_now(KINDS, "event", "unknown.contact") == "unknown.contact"
