"""The texts of letters: placeholders, those of the program and the office's own."""

from dataclasses import replace

import pytest

from t20desk.addresses.greetings import greet_person
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.errors import UserError
from t20desk.i18n import speaking
from t20desk.letters.filling import check_text, fill_text
from t20desk.letters.texts import find_text, list_texts, plan_text


def test_a_line_whose_placeholders_are_all_empty_is_left_out() -> None:
    lines = fill_text(
        "{event}\nSeat: {seat}\n{dates}, {place}\nBye", {"event": "Forum", "place": "Bonn"}
    )
    assert [line.text for line in lines] == ["Forum", ", Bonn", "Bye"]
    assert lines[0].alone == "event"


def test_a_blank_line_goes_with_the_line_that_is_left_out_beside_it() -> None:
    lines = fill_text("Come.\n\nSeat: {seat}\n\n\nBye\n\n{signer}", {"signer": "Ann"})
    assert [line.text for line in lines] == ["Come.", "", "", "Bye", "", "Ann"]


def test_a_placeholder_is_known_by_its_label_in_any_language() -> None:
    values = {"salutation": "Dear Ann,", "organisation": "Sample Bank"}
    lines = fill_text("{Anrede}\n{称呼}\n{Salutation} {organisation}", values)
    assert [line.text for line in lines] == ["Dear Ann,", "Dear Ann,", "Dear Ann, Sample Bank"]


def test_an_unknown_placeholder_is_refused_with_its_line() -> None:
    with pytest.raises(UserError, match=r"Line 2: there is no placeholder \{nam\}"):
        check_text("{name}\n{nam}")


@pytest.mark.parametrize(
    ("language", "cells", "expected"),
    [
        ("de", {"form_of_address": "ms", "title": "Dr."}, "Sehr geehrte Frau Dr. Lee,"),
        ("en", {"form_of_address": "ms", "title": "Dr."}, "Dear Dr. Lee,"),
        ("en", {"form_of_address": "mr"}, "Dear Mr Lee,"),
        ("en", {}, "Dear Ann Lee,"),
        ("zh", {"form_of_address": "ms", "original_name": "李安"}, "尊敬的李安女士："),
        ("de", {"greeting_de": "Liebe Ann"}, "Liebe Ann,"),
        ("de", {"greeting_de": "Hallo Ann!"}, "Hallo Ann!"),
    ],
)
def test_a_person_is_greeted_by_form_title_and_name(
    language: str, cells: dict[str, str], expected: str
) -> None:
    with speaking(language):
        assert greet_person({"full_name": "Ann Lee", "family_name": "Lee"} | cells) == expected


def test_the_office_rewrites_a_text_of_the_program_and_takes_it_back(database: Database) -> None:
    starter = find_text(database, "invitation")
    assert "{Anrede}" in starter.texts["de"]
    own = replace(starter, texts={"de": "{Anrede}\nkommen Sie."})
    applied = database.apply(plan_text(database, own))
    assert applied.operation is not None
    found = find_text(database, "invitation")
    assert found.texts["de"] == "{Anrede}\nkommen Sie."
    assert len(list_texts(database)) == 3
    database.apply(plan_text(database, replace(found, name="Autumn")))
    assert find_text(database, "autumn").id == found.id
    assert find_text(database, "invitation").id is None
    database.apply(plan_undo(database, applied.operation).change)


def test_a_text_that_cannot_be_filled_is_not_kept(database: Database) -> None:
    starter = find_text(database, "")
    for wrong in ({"name": " "}, {"texts": {}}, {"texts": {"en": "{nobody}"}}):
        with pytest.raises(UserError):
            plan_text(database, replace(starter, **wrong))  # type: ignore[arg-type]
