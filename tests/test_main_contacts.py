"""One main contact of an organisation at a time, whichever way one is named."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.db.history.trash import TrashWish, list_deleted, plan_restore
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportOptions
from t20desk.main_contacts import check_contact
from t20desk.merging import plan_merge
from t20desk.oddities import find_oddities
from t20desk.overview import read_overview
from t20desk.posts import plan_replacement
from t20desk.reading.source import open_source
from tests.builders import add_record
from tests.db.steps import record_of


class Office:
    """Two organisations, of which the first has a main contact and somebody else."""

    def __init__(self, database: Database) -> None:
        self.db = database
        self.member = add_record(database, "member", name="Nanjing Center", status="active")
        self.other = add_record(database, "member", name="Lyon Center")
        names = ({"given_name": name, "family_name": "X"} for name in "ABC")
        self.people = [add_record(database, "person", **one) for one in names]
        self.a = self.add_post(0, self.member, 1)
        self.b = self.add_post(1, self.member, None)
        self.c = self.add_post(2, self.other, 1)

    def add_post(self, person: int, member: int, main: int | None, until: str = "") -> int:
        whose = {"person": self.people[person], "member": member}
        return add_record(self.db, "affiliation", **whose, main_contact=main, until=until or None)

    def mains(self) -> list[bool]:
        posts = (self.a, self.b, self.c)
        return [bool(record_of(self.db, "affiliation", post)["main_contact"]) for post in posts]


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_who_becomes_the_main_contact_takes_it_from_who_was_and_undo_gives_it_back(
    office: Office,
) -> None:
    change = plan_edit(office.db, "affiliation", {office.b: {"main_contact": 1}})
    (told,) = find_oddities(office.db, change)
    assert (told.id, told.message) == (
        office.b,
        "A X is no longer the main contact of Nanjing Center.",
    )
    assert not office.db.apply(change).is_refused
    assert office.mains() == [False, True, True]
    assert not office.db.apply(plan_undo(office.db).change).is_refused
    assert office.mains() == [True, False, True]


def test_a_new_post_and_one_that_is_moved_follow_the_same_rule(office: Office) -> None:
    new = {"person": office.people[2], "member": office.member, "main_contact": 1}
    assert not office.db.apply(plan_insert(office.db, "affiliation", [new])).is_refused
    assert office.mains() == [False, False, True]
    move = plan_edit(office.db, "affiliation", {office.c: {"member": office.member}})
    assert not office.db.apply(move).is_refused
    assert office.mains() == [False, False, False]


def test_of_several_posts_marked_at_once_one_becomes_the_main_contact(office: Office) -> None:
    office.db.apply(plan_edit(office.db, "affiliation", {office.a: {"main_contact": None}}))
    both = {post: {"main_contact": 1} for post in (office.a, office.b)}
    assert not office.db.apply(plan_edit(office.db, "affiliation", both)).is_refused
    assert office.mains() == [True, False, True]


def test_a_post_that_has_ended_takes_and_loses_nothing(office: Office) -> None:
    office.add_post(1, office.member, 1, until="2001")
    assert office.mains() == [True, False, True]


def test_a_successor_takes_the_mark_over_from_the_one_replaced(office: Office) -> None:
    change = plan_replacement(office.db, office.a, office.people[2], "2026-01-01")
    assert not office.db.apply(change).is_refused
    assert office.mains() == [False, False, True]
    assert "no main contact" not in notices(office)


def test_two_organisations_that_become_one_keep_the_main_contact_of_the_one_that_stays(
    office: Office,
) -> None:
    merging = plan_merge(office.db, "member", office.member, office.other)
    assert "C X is no longer the main contact of Lyon Center." in merging.notes
    assert not office.db.apply(merging.change).is_refused
    assert office.mains() == [True, False, False]


def test_what_is_typed_says_from_whom_it_is_taken(office: Office) -> None:
    (told,) = check_contact(office.db, office.b, {"main_contact": 1})
    assert "A X is the main contact of Nanjing Center until now" in told.message
    assert not check_contact(office.db, office.a, {"main_contact": 1, "department": "x"})
    assert not check_contact(office.db, office.b, {"main_contact": 1, "until": "2001"})


def test_a_file_that_holds_two_main_contacts_already_opens_and_says_so(office: Office) -> None:
    with office.db.engine.begin() as connection:
        post = office.db.tables["affiliation"]
        connection.execute(post.update().where(post.c.id == office.b).values(main_contact=1))
    assert "several main contacts" in notices(office)
    rename = plan_edit(office.db, "affiliation", {office.b: {"department": "Board"}})
    assert not office.db.apply(rename).is_refused


def test_a_second_main_contact_is_refused_when_the_first_is_left_out_of_a_preview(
    office: Office,
) -> None:
    change = plan_edit(office.db, "affiliation", {office.b: {"main_contact": 1}})
    kept = [batch._replace(rows=[row for row in batch.rows if row[0] == office.b])
            for batch in change.batches]  # fmt: skip
    change = replace(change, batches=[batch for batch in kept if batch.rows])
    (problem,) = office.db.apply(change).problems
    assert (problem.id, problem.field) == (office.b, "main_contact")
    assert office.mains() == [True, False, True]


def test_an_undo_out_of_turn_gives_no_organisation_a_second_main_contact(office: Office) -> None:
    to_b = office.db.apply(plan_edit(office.db, "affiliation", {office.b: {"main_contact": 1}}))
    assert not office.db.apply(
        plan_edit(office.db, "affiliation", {office.b: {"main_contact": None}})
    ).is_refused
    move = {"member": office.member, "main_contact": 1}
    assert not office.db.apply(plan_edit(office.db, "affiliation", {office.c: move})).is_refused
    undoing = plan_undo(office.db, to_b.operation)
    assert [(left.id, left.field, left.reason) for left in undoing.refused] == [
        (office.a, "main_contact", "the organisation has another main contact")
    ]
    assert not office.db.apply(undoing.change).is_refused
    assert office.mains() == [False, False, True]


def test_who_comes_back_from_the_trash_takes_nothing_from_the_main_contact_there(
    office: Office,
) -> None:
    office.db.apply(plan_delete(office.db, "person", [office.people[0]]))
    office.db.apply(plan_edit(office.db, "affiliation", {office.b: {"main_contact": 1}}))
    (number,) = list_deleted(office.db, TrashWish(kind="person"))
    restoring = plan_restore(office.db, [number])
    assert [(left.id, left.field) for left in restoring.refused] == [(office.a, "main_contact")]
    assert not office.db.apply(restoring.change).is_refused
    assert office.mains() == [False, True, True]


def test_a_post_that_is_held_again_takes_nothing_from_the_main_contact_there(
    office: Office,
) -> None:
    ended = office.add_post(2, office.member, 1, until="2001")
    again = plan_edit(office.db, "affiliation", {ended: {"until": None}})
    assert not office.db.apply(again).is_refused
    assert not record_of(office.db, "affiliation", ended)["main_contact"]
    assert office.mains() == [True, False, True]


def notices(office: Office) -> list[str]:
    found = read_overview(office.db, "member", office.member, "2026-06-01")
    return [one.text for one in found.notices]


def import_posts(office: Office, folder: Path, rows: Sequence[str]) -> tuple[int, list[str]]:
    path = folder / "posts.csv"
    lines = ["Person;Organisation;Main contact", *rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    options = ImportOptions(key=("person", "member"), skip_bad=True)
    with open_source(path) as source:
        plan = plan_import(office.db, "affiliation", source, options)
    assert not office.db.apply(plan.change).is_refused
    return plan.counts.errors, [one.message for one in plan.problems]


def test_an_import_hands_the_mark_on_and_says_so(office: Office, tmp_path: Path) -> None:
    errors, told = import_posts(office, tmp_path, ["B X;Nanjing Center;yes"])
    assert (errors, office.mains()) == (0, [False, True, True])
    assert "A X is no longer the main contact of Nanjing Center." in told
    again = import_posts(office, tmp_path, ["B X;Nanjing Center;yes"])
    assert (again, office.mains()) == ((0, []), [False, True, True])


def test_a_sheet_with_two_main_contacts_of_one_organisation_is_told_by_row(
    office: Office, tmp_path: Path
) -> None:
    rows = ["A X;Nanjing Center;yes", "B X;Nanjing Center;yes", "C X;Lyon Center;yes"]
    errors, told = import_posts(office, tmp_path, rows)
    assert errors == 1
    assert told[0].startswith("Row 2 makes somebody else the main contact")
    assert office.mains() == [True, False, True]
