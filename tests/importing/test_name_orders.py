"""The order of Chinese names in Latin letters: shown by a row, else asked, and never guessed."""

import pytest

from t20desk.importing.answers import answer_questions
from t20desk.importing.cutting import cut_name
from t20desk.importing.pinyin_names import tell_order
from t20desk.importing.values import ImportOptions, Split
from tests.builders import add_record
from tests.importing.sheets import Desk, tally

NAMES = ("given_name", "family_name", "full_name")
OPEN = [("Name", "E-Mail"), ("Li Ming", "l@example.org"), ("Anna Berg", "")]


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("Li Ming", "open"), ("Wei Wang", "open"), ("Tan Mei Ling", "open"), ("Ouyang Xiu", "open"),
        ("Wang Xiaoming", "family_first"), ("Li Xi'an", "family_first"),
        ("Xiaoming Wang", "given_first"), ("Lisa Wang", ""), ("Kai Wang", ""),
        ("Wang Peter", "open"), ("Chen Xiaoming David", "open"), ("Lin Bauer", "open"),
        ("Bo Nielsen", ""), ("Lu van Dyck", ""), ("Peter Wang", ""), ("Wang", ""),
        ("Anna Berg", ""),
    ],
)  # fmt: skip
def test_only_what_sounds_chinese_and_may_be_either_is_open(name: str, order: str) -> None:
    assert tell_order(tuple(name.split())) == order


def test_a_given_name_of_two_syllables_tells_the_family_name() -> None:
    for name in ("Wang Xiaoming", "Xiaoming Wang", "Dr. Wang Xiaoming", "Wang, Xiaoming"):
        parts = cut_name(name)
        assert (parts["given_name"], parts["family_name"]) == ("Xiaoming", "Wang")


@pytest.mark.parametrize("name", ["Ma Yun", "Yun Ma"])
def test_a_family_name_is_no_degree(name: str) -> None:
    assert "title" not in cut_name(name)


@pytest.mark.parametrize("order", ["family_first", "given_first"])
def test_a_name_that_may_be_either_waits_until_it_is_said_for_the_column(
    file_desk: Desk, order: str
) -> None:
    plan = file_desk.plan("person", OPEN)
    assert tally(plan) == (2, 1, 0, 0, 1, 0)
    (asked,) = plan.questions
    assert (asked.sort, asked.letter, asked.examples) == ("names", "A", ("Li Ming",))
    given = answer_questions(ImportOptions(), [(asked, order)])
    file_desk.take("person", OPEN, conventions=given.conventions)
    parts = ("Ming", "Li") if order == "family_first" else ("Li", "Ming")
    people = [("Anna", "Berg", "Anna Berg"), (*parts, "Li Ming")]
    assert file_desk.table("person", *NAMES) == sorted(people)


@pytest.mark.parametrize(
    ("shown", "family"),
    [("Wang Xiaoming", "Li"), ("Xiaoming Wang", "Ming"), ("WANG Wei", "Li"), ("Wei WANG", "Ming"),
     ("Wang Wei (王伟)", "Li")],
)  # fmt: skip
def test_a_row_that_shows_the_order_tells_it_of_the_others(
    file_desk: Desk, shown: str, family: str
) -> None:
    plan = file_desk.take("person", [*OPEN, (shown, "")])
    assert (tally(plan)[:2], plan.questions) == ((3, 3), [])
    assert family in {name for _given, name, _full in file_desk.table("person", *NAMES)}
    assert [one for one in plan.remarks if shown in one]


def test_rows_that_contradict_each_other_tell_nothing_of_the_others(file_desk: Desk) -> None:
    rows = [*OPEN, ("Wang Xiaoming", ""), ("Xiaohong Zhang", "")]
    plan = file_desk.plan("person", rows)
    assert (tally(plan), len(plan.questions)) == ((4, 3, 0, 0, 1, 0), 1)


def test_the_order_is_remembered_with_the_layout(file_desk: Desk) -> None:
    said = {"conventions": {"family_name": "family_first"}, "remember": "Shanghai"}
    file_desk.take("person", OPEN, **said)
    plan = file_desk.plan("person", [OPEN[0], ("Wu Lan", "w@example.org")])
    assert (tally(plan)[:2], plan.profile, plan.questions) == ((1, 1), "Shanghai", [])


def test_names_of_a_person_beside_an_organisation_wait_too(file_desk: Desk) -> None:
    rows = [("Kontakt", "Firma", "Funktion"), ("Li Ming", "Bank", "Chef")]
    add_record(file_desk.database, "member", name="Bank")
    splits = (Split("Kontakt", ("person.given_name", "person.family_name")),)
    plan = file_desk.plan("affiliation", rows, splits=splits)
    assert (tally(plan), [one.field for one in plan.questions]) == (
        (1, 0, 0, 0, 1, 0), ["person.family_name"],
    )  # fmt: skip
    said = {"person.family_name": "family_first"}
    file_desk.take("affiliation", rows, splits=splits, conventions=said)
    assert file_desk.table("person", *NAMES[:2]) == [("Ming", "Li")]


def test_a_person_who_is_made_on_the_way_waits_for_the_order_too(file_desk: Desk) -> None:
    add_record(file_desk.database, "member", name="Bank")
    add_record(file_desk.database, "person", given_name="Lan", family_name="Wu")
    rows = [("Ansprechpartner", "Firma", "E-Mail"), ("Li Ming", "Bank", "l@example.org"),
            ("Wu Lan", "Bank", "")]  # fmt: skip
    plan = file_desk.plan("affiliation", rows)
    assert tally(plan) == (2, 1, 0, 0, 1, 0)
    (asked,) = plan.questions
    assert (asked.sort, asked.field, asked.examples) == ("names", "person", ("Li Ming",))
    file_desk.take("affiliation", rows, conventions={"person": "family_first"})
    assert ("Ming", "Li", "Li Ming") in file_desk.table("person", *NAMES)


def test_a_name_that_goes_on_within_a_word_is_proposed_but_not_sure(file_desk: Desk) -> None:
    known = {"given_name": "Mingyang", "family_name": "Li", "name_order": "family_first"}
    add_record(file_desk.database, "person", **known, original_name="李明阳")
    rows = [("Ansprechpartner", "Firma"), ("Li Ming", "Bank")]
    asked = file_desk.plan("affiliation", rows).questions
    (like,) = [one.proposals[0] for one in asked if one.text == "Li Ming"]
    assert (like.words, like.score) == ("Li Mingyang", 80)


@pytest.mark.parametrize("order", ["family_first", "given_first"])
def test_a_western_given_name_behind_a_chinese_family_name_waits_too(
    file_desk: Desk, order: str
) -> None:
    rows = [OPEN[0], ("Wang Peter", ""), ("Peter Zhang", ""), ("Anna Berg", "")]
    plan = file_desk.plan("person", rows)
    assert (tally(plan), [one.examples for one in plan.questions]) == (
        (3, 2, 0, 0, 1, 0), [("Wang Peter",)],
    )  # fmt: skip
    file_desk.take("person", rows, conventions={"family_name": order})
    parts = ("Peter", "Wang") if order == "family_first" else ("Wang", "Peter")
    people = file_desk.table("person", *NAMES)
    assert [one for one in people if "Wang" in one] == [(*parts, " ".join(parts))]
    assert ("Peter", "Zhang", "Peter Zhang") in people
