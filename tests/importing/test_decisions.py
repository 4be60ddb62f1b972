"""Single rows of a sheet decided: they speak of a certain record, are new, or are left out."""

import pytest

from t20desk.doubles import alike as alike_module
from t20desk.importing import row_store
from t20desk.importing.values import LEFT_OUT, NEW_RECORD, ImportPlan
from tests.builders import add_record
from tests.importing.sheets import Desk, tally

HEADS = ("Name", "City")
KEYED = {"key": ("name",), "mode": "both"}


@pytest.fixture
def twins(desk: Desk) -> tuple[int, int]:
    """Two organisations of one name."""
    one, other = (
        add_record(desk.database, "member", name="Aquatec", number=number, city=city)
        for number, city in (("1", "Berlin"), ("2", "Bonn"))
    )
    return one, other


def odd(plan: ImportPlan) -> list[tuple[int, str, list[int]]]:
    return [(row.number, row.sort, [one.id for one in row.candidates]) for row in plan.odd]


def test_a_doubtful_row_stands_beside_its_candidates(desk: Desk, twins: tuple[int, int]) -> None:
    plan = desk.plan("member", [HEADS, ("Aquatec", "Bonn"), ("Neu", "Ulm")], **KEYED)
    assert tally(plan) == (2, 1, 0, 0, 1, 0)
    [(number, sort, ids)] = odd(plan)
    assert (number, sort, set(ids)) == (2, "doubtful", set(twins))
    [row] = plan.odd
    assert row.cells == ("Aquatec", "Bonn")
    assert "2 records" in row.reasons[0]


def test_a_row_decided_for_a_record_changes_it(desk: Desk, twins: tuple[int, int]) -> None:
    rows = [HEADS, ("Aquatec", "Köln")]
    plan = desk.take("member", rows, **KEYED, decisions={2: twins[1]})
    assert tally(plan) == (1, 0, 1, 0, 0, 0)
    assert [(row.number, row.sort) for row in plan.odd] == [(2, "decided")]
    assert desk.table("member", "number", "city") == [("1", "Berlin"), ("2", "Köln")]


@pytest.mark.parametrize(("decision", "counts"), [
    (NEW_RECORD, (1, 1, 0, 0, 0, 0)), (LEFT_OUT, (1, 0, 0, 0, 1, 0)),
])  # fmt: skip
def test_a_doubtful_row_is_new_or_left_out_where_decided(
    desk: Desk, twins: tuple[int, int], decision: int, counts: tuple[int, ...]
) -> None:
    plan = desk.take("member", [HEADS, ("Aquatec", "Köln")], **KEYED, decisions={2: decision})
    assert tally(plan) == counts
    assert not [one for one in plan.problems if one.severity == "error"]


def test_a_new_row_that_looks_like_a_record_may_speak_of_it(desk: Desk) -> None:
    heads = ("Given name", "Family name", "E-mail", "City")
    known = add_record(
        desk.database, "person", given_name="Olaf", family_name="Lindström", email="o@example.org"
    )
    rows = [heads, ("Olaf", "Lindström", "o@example.org", "Malmö")]
    plan = desk.plan("person", rows)
    assert odd(plan) == [(2, "alike", [known])]
    assert plan.odd[0].candidates[0].score
    assert tally(desk.take("person", rows, decisions={2: known})) == (1, 0, 1, 0, 0, 0)
    assert desk.table("person", "city") == [("Malmö",)]


def test_two_rows_never_speak_of_one_record(desk: Desk, twins: tuple[int, int]) -> None:
    rows = [HEADS, ("Aquatec", "Köln"), ("Aquatek", "Ulm")]
    plan = desk.plan("member", rows, **KEYED, decisions={2: twins[0], 3: twins[0]})
    assert tally(plan) == (2, 0, 1, 0, 1, 0)
    assert "Row 2 speaks of the same record" in plan.problems[0].message
    assert [(row.number, row.sort) for row in plan.odd] == [(2, "decided"), (3, "doubtful")]


def test_the_rows_that_say_what_is_there_are_listed(desk: Desk, twins: tuple[int, int]) -> None:
    rows = [("Number", "Name", "City"), ("1", "Aquatec", "Berlin"), ("2", "Aquatec", "Ulm")]
    plan = desk.plan("member", rows)
    assert (list(plan.same.numbers), list(plan.same.ids)) == ([2], [twins[0]])


@pytest.mark.parametrize("most_read", [1, 300_000])
def test_rows_are_compared_with_a_large_list_through_its_indexes_or_as_it_is_read_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, most_read: int
) -> None:
    monkeypatch.setattr(alike_module, "FEW_RECORDS", 1)
    monkeypatch.setattr(alike_module, "MOST_READ", most_read)
    monkeypatch.setattr(row_store, "CHUNK", 1)
    known = [
        add_record(
            desk.database, "person", given_name=given, family_name=family, email=email
        )
        for given, family, email in (
            ("Olaf", "Lindström", "olaf@example.org"), ("Ada", "Westerberg", "ada@example.org"),
            ("Nils", "Holgersson", None),
        )
    ]  # fmt: skip
    heads = ("Given name", "Family name", "E-mail")
    rows = [
        heads,
        ("Olaf", "Lindstrom", "olaf@example.org"),
        ("A.", "Westerberg", "ada@example.org"),
    ]
    plan = desk.plan("person", rows)
    assert odd(plan) == [(2, "alike", [known[0]]), (3, "alike", [known[1]])]
