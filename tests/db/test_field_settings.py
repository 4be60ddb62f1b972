"""Fields of the program under the office's labels: known by both, taken out of sight and back."""

from pathlib import Path

import pytest

from t20desk.checking import check_database
from t20desk.db.database import Database
from t20desk.db.history.reading import latest_undoable
from t20desk.db.history.undoing import plan_undo
from t20desk.errors import UserError
from t20desk.field_settings import find_setting, plan_labels, plan_removal
from t20desk.i18n import use
from t20desk.importing.planning import plan_import
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.reading.source import open_source
from t20desk.wording import say_label
from tests.builders import add_record, write
from tests.importing.sheets import write_sheet


def rename(database: Database, name: str, kind: str = "member", **labels: str) -> None:
    write(database, plan_labels(database, kind, name, labels))


def test_another_label_holds_in_its_language_and_the_programs_in_the_others(
    database: Database,
) -> None:
    rename(database, "city", de="Sitz")
    city = database.kinds["member"].fields["city"]
    assert [city.say(code) for code in ("de", "en", "zh")] == ["Sitz", "City", "城市"]


def test_a_text_in_three_languages_is_renamed_with_its_columns(database: Database) -> None:
    rename(database, "title", "event", en="Heading")
    fields = database.kinds["event"].fields
    assert fields["title"].say("en") == "Heading"
    assert fields["title_zh"].say("en") == "Heading (Chinese)"


def test_a_renamed_field_is_searched_and_imported_by_both_names(
    database: Database, tmp_path: Path
) -> None:
    use("en")
    rename(database, "city", en="Seat")
    key = add_record(database, "member", name="Alpha", city="Bonn")
    for name in ("seat", "city", "Ort", "城市"):
        assert list(list_ids(database, Listing("member", f"{name}:bonn", "all"))) == [key]
    for heading in ("Seat", "City", "Stadt"):
        path = write_sheet(tmp_path / f"{heading}.xlsx", [("Name", heading), ("Beta", "Ulm")])
        with open_source(path) as source:
            plan = plan_import(database, "member", source)
        assert not plan.ignored


def test_a_removed_field_keeps_its_values_and_is_restored(database: Database) -> None:
    key = add_record(database, "member", name="Alpha", city="Bonn")
    write(database, plan_removal(database, "member", "city"))
    city = database.kinds["member"].fields["city"]
    assert (city.hidden, city.listed) == (True, False)
    write(database, plan_removal(database, "member", "city", removed=False))
    assert database.kinds["member"].fields["city"].listed
    listing = Listing("member", view="all", columns=("city",))
    assert read_rows(database, listing, [key])[key] == ("Bonn",)


def test_a_removed_field_is_searched_no_longer_until_it_is_restored(database: Database) -> None:
    use("en")
    key = add_record(database, "member", name="Alpha", city="Bonn")
    words, within = Listing("member", "bonn", "all"), Listing("member", "city:bonn", "all")
    write(database, plan_removal(database, "member", "city"))
    assert not list_ids(database, words)
    with pytest.raises(UserError, match="“City” was removed; take it out of the search"):
        list_ids(database, within)
    assert not check_database(database).findings
    write(database, plan_removal(database, "member", "city", removed=False))
    assert list(list_ids(database, words)) == list(list_ids(database, within)) == [key]
    assert not check_database(database).findings


def test_a_renamed_field_is_removed_and_restored_with_its_label(database: Database) -> None:
    key = add_record(database, "member", name="Alpha", city="Bonn")
    rename(database, "city", en="Seat")
    write(database, plan_removal(database, "member", "city"))
    assert not list_ids(database, Listing("member", "bonn", "all"))
    write(database, plan_removal(database, "member", "city", removed=False))
    assert list(list_ids(database, Listing("member", "bonn", "all"))) == [key]


def test_a_field_as_the_program_has_it_leaves_no_record_behind(database: Database) -> None:
    rename(database, "city", en="Seat")
    assert find_setting(database, "member", "city")
    rename(database, "city", en="")
    assert find_setting(database, "member", "city") is None
    assert database.kinds["member"].fields["city"].say("en") == "City"


def test_what_names_a_record_is_renamed_but_not_removed(database: Database) -> None:
    for kind, name in (("member", "name"), ("member", "number"), ("affiliation", "person")):
        with pytest.raises(UserError, match="told apart"):
            plan_removal(database, kind, name)


def test_a_field_that_went_meanwhile_is_refused_in_words(database: Database) -> None:
    with pytest.raises(UserError, match="is gone"):
        plan_removal(database, "member", "own_1")


def test_no_two_fields_are_called_the_same(database: Database) -> None:
    with pytest.raises(UserError, match="already"):
        plan_labels(database, "member", "city", {"en": "Street"})
    write(database, plan_removal(database, "member", "street"))
    with pytest.raises(UserError, match="A removed field is called “Street”"):
        plan_labels(database, "member", "city", {"en": "Street"})


def test_undo_gives_the_label_back_and_history_says_it(database: Database) -> None:
    use("en")
    change = plan_labels(database, "member", "city", {"en": "Seat"})
    write(database, change)
    assert latest_undoable(database) is not None
    assert say_label(database, change.label) == "Label of Seat changed"
    write(database, plan_undo(database).change)
    assert database.kinds["member"].fields["city"].say("en") == "City"
