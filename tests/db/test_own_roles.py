"""Roles of the office's own, and the names of speakers that an item of a programme carries."""

import pytest

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.db.own_fields import role_code
from t20desk.editing import plan_delete, plan_edit, plan_insert, read_value
from t20desk.listing import Listing, count_rows, read_rows
from tests.builders import add_record


def _add_role(database: Database) -> int:
    return add_record(database, "role", label_de="Dolmetscher", label_en="interpreter")


def test_a_role_of_the_office_is_read_by_its_label_in_any_language(database: Database) -> None:
    key = _add_role(database)
    roles = database.kinds["participation"].fields["roles"]
    assert read_value(roles, "Dolmetscher; delegate") == f" delegate {role_code(key)} "


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Redner", "speaker"), ("REFERENTIN", "speaker"), ("演讲嘉宾", "speaker"),
     ("Vorsitzende", "chair"), ("Begleitperson", "accompanying"), ("记者", "press")],
)  # fmt: skip
def test_a_role_is_known_by_other_usual_words_too(
    database: Database, typed: str, code: str
) -> None:
    _add_role(database)
    roles = database.kinds["participation"].fields["roles"]
    assert read_value(roles, f"{typed}; delegate") == f" delegate {code} "


def test_a_label_of_the_office_goes_before_a_usual_word(database: Database) -> None:
    key = add_record(database, "role", label_de="Redner", label_en="orator")
    roles = database.kinds["participation"].fields["roles"]
    assert read_value(roles, "Redner") == f" {role_code(key)} "


def test_a_role_of_the_office_is_shown_in_the_language_of_the_window(database: Database) -> None:
    stored = f" {role_code(_add_role(database))} "
    roles = database.kinds["participation"].fields["roles"].type
    assert roles.format(stored) == "interpreter"
    i18n.use("de")
    assert roles.format(stored) == "Dolmetscher"


def test_a_renamed_role_is_called_so_at_once(database: Database) -> None:
    key = _add_role(database)
    database.apply(plan_edit(database, "role", {key: {"label_en": "translator"}}))
    roles = database.kinds["participation"].fields["roles"]
    assert roles.type.format(f" {role_code(key)} ") == "translator"
    assert read_value(roles, "translator") == f" {role_code(key)} "


def test_guests_are_found_by_a_role_of_the_office(database: Database) -> None:
    key = _add_role(database)
    guest = add_record(database, "participation", roles=f" {role_code(key)} ")
    add_record(database, "participation", roles=" delegate ")
    found = Listing("participation", "roles:interpreter", "all")
    assert count_rows(database, found) == 1
    assert read_rows(database, Listing("participation", columns=("roles",)), [guest])


def test_a_role_that_guests_have_is_not_deleted(database: Database) -> None:
    key = _add_role(database)
    add_record(database, "participation", roles=f" {role_code(key)} ")
    applied = database.apply(plan_delete(database, "role", [key]))
    assert "interpreter" in applied.problems[0].message
    assert count_rows(database, Listing("role", view="all")) == 1


def test_taking_a_role_back_takes_it_off_the_list(database: Database) -> None:
    def labels() -> list[str]:
        roles = database.kinds["participation"].fields["roles"].type
        return [label for _code, label in roles.choices()]

    applied = database.apply(plan_insert(database, "role", [{"label_en": "herald"}]))
    assert "herald" in labels()
    database.apply(plan_undo(database, applied.operation).change)
    assert "herald" not in labels()


@pytest.fixture
def item(database: Database) -> int:
    return add_record(database, "programme_item", title_en="Opening")


def _speakers(database: Database, item: int) -> str | None:
    listing = Listing("programme_item", columns=("speakers",))
    name: str | None = read_rows(database, listing, [item])[item][0]
    return name


def test_an_item_carries_the_names_of_its_speakers_in_their_order(
    database: Database, item: int
) -> None:
    yao = add_record(database, "person", family_name="Yao", given_name="Qizhi")
    ding = add_record(database, "person", family_name="Ding", given_name="Zhaozhong")
    add_record(database, "speaker", item=item, person=yao, position=2)
    first = add_record(database, "speaker", item=item, person=ding, position=1)
    assert _speakers(database, item) == "Zhaozhong Ding; Qizhi Yao"
    database.apply(plan_edit(database, "person", {ding: {"given_name": "Samuel"}}))
    assert _speakers(database, item) == "Samuel Ding; Qizhi Yao"
    database.apply(plan_delete(database, "speaker", [first]))
    assert _speakers(database, item) == "Qizhi Yao"
    database.apply(plan_undo(database).change)
    assert _speakers(database, item) == "Samuel Ding; Qizhi Yao"
