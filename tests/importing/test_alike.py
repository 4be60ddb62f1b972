"""Rows of a sheet beside the records they look like."""

import pytest

from t20desk.db.database import Database
from t20desk.doubles import alike
from t20desk.importing.made_anew import find_alike
from tests.builders import add_record
from tests.importing.sheets import Desk

HEADS = ("Given name", "Family name", "E-mail")
OLAF = ("Olaf", "Lindström", "olaf@example.org")


def test_a_new_row_that_is_there_already_is_noted_and_taken(desk: Desk) -> None:
    add_record(
        desk.database, "person", given_name="Olaf", family_name="Lindström",
        email="olaf@example.org",
    )  # fmt: skip
    plan = desk.plan("person", [HEADS, OLAF, ("Ada", "Westerberg")])
    [problem] = plan.problems
    assert (problem.severity, problem.row) == ("note", 2)
    assert "Olaf Lindström" in problem.message
    assert (plan.counts.new, plan.counts.doubtful) == (2, 0)


def test_nothing_is_noted_where_nobody_looks_alike(desk: Desk) -> None:
    add_record(desk.database, "person", given_name="Ada", family_name="Westerberg")
    assert not desk.plan("person", [HEADS, OLAF]).problems


def test_a_doubtful_row_stands_beside_the_record_it_may_speak_of(desk: Desk) -> None:
    for number in ("1", "2"):
        add_record(desk.database, "member", name="Aquatec GmbH", number=number, city="Berlin")
    rows = [("Name", "City"), ("Aquatec", "Berlin")]
    plan = desk.plan("member", rows, key=("name",), mode="both")
    assert any("Aquatec GmbH" in problem.message for problem in plan.problems)


def test_an_event_is_compared_by_its_title_in_the_language_of_the_window(desk: Desk) -> None:
    add_record(desk.database, "event", title_en="Tech Week", starts="2026-06-26T09:00")
    plan = desk.plan("event", [("Title", "Starts"), ("Tech Week", "2026-06-26T09:00")])
    assert [problem.severity for problem in plan.problems] == ["note"]


def test_beside_a_large_list_it_is_said_how_far_was_looked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FEW_RECORDS", "MOST_READ", "MOST_SEARCHED"):
        monkeypatch.setattr(alike, name, 1)
    for name in ("Lindström", "Westerberg"):
        add_record(desk.database, "person", given_name="Olaf", family_name=name)
    plan = desk.plan("person", [HEADS, ("Olav", "Lindström"), ("Olaf", "Westerberg")])
    assert [problem.row for problem in plan.problems] == [2, 3]
    assert any(remark.startswith("The list is large") for remark in plan.remarks)


def test_a_row_is_looked_at_again_only_where_it_or_the_list_is_another(desk: Desk) -> None:
    known = {"given_name": "Olaf", "family_name": "Lindström", "email": "olaf@example.org"}
    add_record(desk.database, "person", **known)
    rows = [HEADS, ("Olav", *OLAF[1:])]
    found = desk.plan("person", rows).alike
    assert found is not None
    found.pairs = {cells: [] for cells in found.pairs}
    assert not desk.plan("person", rows, alike=found).problems
    more = desk.plan("person", [*rows, ("Olaf", "Lindstrom", OLAF[2])], alike=found)
    assert [one.row for one in more.problems] == [3]
    add_record(desk.database, "person", **known)
    assert [one.row for one in desk.plan("person", rows, alike=found).problems] == [2]


def test_an_organisation_of_the_very_same_name_is_noted_without_anything_else(desk: Desk) -> None:
    add_record(desk.database, "member", name="BNP Paribas", country="FR")
    rows = [("Name", "Country", "City"), ("BNP Paribas S.A.", "FR", "Paris")]
    assert [problem.severity for problem in desk.plan("member", rows).problems] == ["note"]
    elsewhere = [rows[0], ("BNP Paribas S.A.", "DE", "Berlin")]
    assert not desk.plan("member", elsewhere).problems


def test_an_organisation_of_the_same_name_in_another_town_is_noted(desk: Desk) -> None:
    key = add_record(desk.database, "member", name="Muster Transfer GmbH", city="Bonn")
    plan = desk.plan("member", [("Name", "City"), ("muster transfer GmbH", "Ulm"), ("Neu", "Ulm")])
    (problem,) = plan.problems
    assert problem.message == (
        "This row looks like “Muster Transfer GmbH”, which is there already (the same name)."
    )
    (row,) = plan.odd
    assert (row.sort, [one.id for one in row.candidates]) == ("alike", [key])
    assert plan.counts.new == 2


def test_a_record_that_is_about_to_be_made_of_a_mistyped_name_is_there_already(
    file_database: Database,
) -> None:
    key = add_record(file_database, "person", given_name="Anna", family_name="Müller")
    assert find_alike(file_database, "person", "Ana Muller") == [(key, "Anna Müller")]
    assert find_alike(file_database, "person", "Eva Neumann") == []
