"""The yearly confirmation: workbooks go out, replies come back, the organisation is confirmed."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty

from t20desk import i18n
from t20desk.confirming import (
    plan_reminder,
    plan_reply,
    plan_sending,
    read_board,
    search_state,
    write_workbooks,
)
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.errors import UserError
from t20desk.listing import Listing, count_rows, list_ids
from t20desk.merging import plan_merge
from t20desk.recognising import recognise
from t20desk.round_trip.joining import join_plans
from t20desk.round_trip.opening import open_return
from t20desk.round_trip.settling import settle
from t20desk.round_trip.values import ReturnOptions, ReturnPlan
from tests.round_trip.books import Office, change_book, check_counts, header_row, type_in

TODAY = date.today().isoformat()
SOON = (date.today() + timedelta(days=28)).isoformat()


class Round:
    """An office that asked two organisations to confirm."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.alpha = office.add(
            "member", name="Alpha", number="0001", original_name="阿尔法", country="DE", city="Ulm",
            email="info@alpha.example",
        )  # fmt: skip
        self.beta = office.add("member", name="Beta / Söhne", number="0002", country="CN")
        self.eva = office.add(
            "person", given_name="Eva", family_name="Stein", email="e@alpha.example"
        )
        self.post = office.add(
            "affiliation",
            person=self.eva,
            member=self.alpha,
            main_contact=1,
            position_en="Director",
        )
        self.folder = office.folder / "out"
        self.folder.mkdir()

    def send(self, name: str = "2026", language: str = "en", drafts: bool = False) -> list[Path]:
        database = self.office.database
        planned = plan_sending(database, [self.alpha, self.beta], name, SOON)
        assert not database.apply(planned.change).is_refused
        return write_workbooks(database, planned.ids, self.folder, language, drafts)

    def plan(self, path: Path, is_decided: bool = True, remove_missing: bool = False) -> ReturnPlan:
        with open_return(path) as source:
            options = ReturnOptions(remove_missing, is_decided)
            return plan_reply(self.office.database, source, options)

    def take(self, path: Path, **options: bool) -> ReturnPlan:
        plan = self.plan(path, **options)
        applied = self.office.database.apply(plan.change)
        assert not applied.is_refused, (applied.problems, applied.conflicts)
        return plan

    def confirmation(self, member: int, *names: str, name: str = "2026") -> tuple[Any, ...] | None:
        ids = [
            key
            for key in self.office.ids("confirmation")
            if self.office.read("confirmation", key, "member", "round") == (member, name)
        ]
        return self.office.read("confirmation", ids[0], *names) if ids else None


@pytest.fixture
def sent(file_database: Database, tmp_path: Path) -> Round:
    """In a file."""
    file_database.user = "Office"
    return Round(Office(file_database, tmp_path))


@pytest.fixture
def sent_anywhere(database: Database, tmp_path: Path) -> Round:
    """In a database of each sort."""
    return Round(Office(database, tmp_path))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


def sign(book: Workbook) -> None:
    type_in(book["Confirmation"], 1, "Confirmed by", "Eva Stein")
    type_in(book["Confirmation"], 1, "Confirmed on", TODAY)


def test_each_organisation_gets_a_workbook_named_by_number_and_both_scripts(sent: Round) -> None:
    assert [path.name for path in sent.send()] == [
        "0001 Alpha 阿尔法 – 2026.xlsx", "0002 Beta _ Söhne – 2026.xlsx"
    ]  # fmt: skip
    assert sent.confirmation(sent.alpha, "state", "sent_on", "due_on") == ("sent", TODAY, SOON)


def test_the_workbook_speaks_the_language_of_its_reader(sent: Round) -> None:
    alpha, beta = sent.send(language="")
    assert load_workbook(alpha).sheetnames[:3] == ["Bestätigung", "Organisation", "Personen"]
    assert load_workbook(beta).sheetnames[:3] == ["年度确认", "机构", "人员"]


def test_only_what_a_member_knows_better_can_be_typed_into(sent: Round) -> None:
    book = load_workbook(sent.send()[0])
    sheet = book["Organisation"]
    head = header_row(sheet)
    closed = [
        sheet.cell(head, cell.column).value
        for cell in sheet[head + 1]
        if cell.protection.locked and sheet.cell(head, cell.column).value
    ]
    assert closed == ["Member number", "t20desk"]
    posts = book["Affiliations"]
    head = header_row(posts)
    assert posts.protection.sheet
    assert posts.cell(head + 1, 1).protection.locked
    assert not posts.cell(head + 2, 1).protection.locked


def test_a_reply_with_edits_confirms_the_organisation_in_the_same_change(
    sent_anywhere: Round,
) -> None:
    sent = sent_anywhere
    path = sent.send()[0]

    def edit(book: Workbook) -> None:
        sign(book)
        type_in(book["Organisation"], 1, "City", "Berlin")

    plan = sent.take(change_book(path, edit))
    office = sent.office
    assert not plan.is_partial
    assert office.read("member", sent.alpha, "city", "confirmed_on") == ("Berlin", TODAY)
    cells = ("state", "back_on", "confirmed_by")
    assert sent.confirmation(sent.alpha, *cells) == ("back", TODAY, "Eva Stein")
    undo = plan_undo(office.database)
    assert not office.database.apply(undo.change).is_refused
    assert office.read("member", sent.alpha, "city", "confirmed_on") == ("Ulm", None)
    assert sent.confirmation(sent.alpha, *cells) == ("sent", None, None)


def test_a_tick_that_everything_is_right_is_enough(sent: Round) -> None:
    path = sent.send()[0]
    heading = "Everything is right as it stands"
    change_book(path, lambda book: type_in(book["Confirmation"], 1, heading, "yes"))
    plan = sent.take(path)
    assert sent.confirmation(sent.alpha, "state", "unchanged") == ("back", 1)
    assert sent.office.cell("member", sent.alpha, "confirmed_on") == TODAY
    assert not plan.remarks


def test_whoever_says_that_not_all_is_right_and_corrects_nothing_is_to_be_asked(
    sent: Round,
) -> None:
    def edit(book: Workbook) -> None:
        sign(book)
        type_in(book["Confirmation"], 1, "Everything is right as it stands", "no")

    path = change_book(sent.send()[0], edit)
    plan = sent.take(path)
    assert sent.confirmation(sent.alpha, "state", "unchanged") == ("conflicts", 0)
    assert sent.office.cell("member", sent.alpha, "confirmed_on") is None
    assert plan.remarks[0].startswith("Alpha says that not everything is right")
    assert sent.plan(path).change.is_empty


def test_a_workbook_that_nobody_signed_or_edited_does_not_count_as_back(sent: Round) -> None:
    plan = sent.plan(sent.send()[0])
    assert plan.change.is_empty
    assert plan.remarks == [
        "Nobody confirmed in 0001 Alpha 阿尔法 – 2026.xlsx: no name, no day, and nothing was "
        "edited. It does not count as back; ask for it again."
    ]


def test_a_new_person_gets_a_post_with_the_position_named_on_the_next_sheet(sent: Round) -> None:
    def edit(book: Workbook) -> None:
        sign(book)
        for row, (given, family) in enumerate((("Wei", "Li"), ("Ada", "Berg")), start=2):
            type_in(book["People"], row, "Given name", given)
            type_in(book["People"], row, "Family name", family)
        type_in(book["Affiliations"], 2, "Person", "Wei Li")
        type_in(book["Affiliations"], 2, "Position (English)", "Deputy")

    plan = sent.take(change_book(sent.send()[0], edit))
    assert not plan.problems
    office = sent.office
    posts = [
        office.read("affiliation", key, "member", "position_en")
        for key in office.ids("affiliation")
    ]
    assert sorted(posts, key=str) == [
        (sent.alpha, "Deputy"), (sent.alpha, "Director"), (sent.alpha, None)
    ]  # fmt: skip


def test_whoever_left_ends_a_post_and_no_post_is_given_to_somebody_else(sent: Round) -> None:
    def edit(book: Workbook) -> None:
        sign(book)
        type_in(book["Affiliations"], 1, "Until", "2026-03-31")
        type_in(book["Affiliations"], 1, "Person", "Somebody else")

    plan = sent.take(change_book(sent.send()[0], edit))
    assert sent.office.read("affiliation", sent.post, "person", "until") == (sent.eva, "2026-03-31")
    assert [one.severity for one in plan.problems] == ["note"]


def test_clashes_stand_side_by_side_and_keep_the_reply_to_be_clarified(sent: Round) -> None:
    def edit(book: Workbook) -> None:
        sign(book)
        type_in(book["Organisation"], 1, "City", "Berlin")

    path = change_book(sent.send()[0], edit)
    sent.office.set("member", sent.alpha, city="Bonn")
    plan = sent.take(path, is_decided=False)
    assert [(one.conflict.field, one.user) for one in plan.clashes] == [
        ("city", sent.office.database.user)
    ]
    assert sent.confirmation(sent.alpha, "state") == ("conflicts",)
    again = sent.plan(path)
    change = settle(sent.office.database, again.change, again.clashes)
    assert not sent.office.database.apply(change).is_refused
    assert sent.office.cell("member", sent.alpha, "city") == "Berlin"
    assert sent.confirmation(sent.alpha, "state") == ("back",)


def test_an_older_reply_leaves_to_be_clarified_what_a_newer_one_said(sent: Round) -> None:
    path = sent.send()[0]
    older = change_book(Path(shutil.copy(path, path.with_name("older.xlsx"))), sign)
    sent.take(older)

    def edit(book: Workbook) -> None:
        sign(book)
        type_in(book["Organisation"], 1, "City", "Berlin")

    newer = change_book(path, edit)
    sent.office.set("member", sent.alpha, city="Bonn")
    sent.take(newer, is_decided=False)
    assert sent.confirmation(sent.alpha, "state") == ("conflicts",)
    plan = sent.take(older)
    assert plan.change.is_empty
    assert "is still to be clarified" in plan.remarks[-1]
    assert sent.confirmation(sent.alpha, "state") == ("conflicts",)
    sent.office.set("member", sent.alpha, city="Berlin")
    sent.take(newer)
    assert sent.confirmation(sent.alpha, "state") == ("back",)


def test_a_reply_taken_twice_says_so_and_changes_nothing(sent: Round) -> None:
    path = change_book(sent.send()[0], sign)
    sent.take(path)
    plan = sent.plan(path)
    assert plan.change.is_empty
    assert len(plan.remarks) == 1
    assert "taken back on" in plan.remarks[0]


def test_replies_taken_together_count_what_they_say_and_not_that_they_came(sent: Round) -> None:
    paths = sent.send()
    for path in paths:
        change_book(path, sign)
    change_book(paths[0], lambda book: type_in(book["Organisation"], 1, "City", "Berlin"))
    plan, _places = join_plans([sent.plan(path) for path in paths])
    check_counts(plan)
    # The organisations, a person and a post; nothing of the rows that were signed.
    assert (plan.counts.read, plan.counts.changed, plan.counts.same) == (4, 1, 3)
    assert plan.uncounted == {"confirmation"}


def test_a_reply_of_an_earlier_round_counts_for_its_own(sent: Round) -> None:
    path = sent.send("2025")[0]
    sent.send("2026")
    plan = sent.take(change_book(path, sign))
    assert plan.remarks == [
        "This reply is of the round 2025; Alpha was asked again in the round 2026 since. It counts "
        "for its own round."
    ]
    assert sent.confirmation(sent.alpha, "state") == ("sent",)
    assert sent.confirmation(sent.alpha, "state", name="2025") == ("back",)
    assert sent.office.cell("member", sent.alpha, "confirmed_on") == TODAY


def test_rows_of_another_organisation_are_left_out(sent: Round) -> None:
    alpha, beta = sent.send()
    other = load_workbook(beta)["Organisation"]
    cells = [cell.value for cell in other[header_row(other) + 1]]

    def edit(book: Workbook) -> None:
        sign(book)
        sheet = book["Organisation"]
        for place, value in enumerate(cells, 1):
            sheet.cell(header_row(sheet) + 1, place).value = value
        type_in(book["Organisation"], 1, "City", "Berlin")

    plan = sent.take(change_book(alpha, edit), remove_missing=True)
    assert plan.counts.missing == 0
    assert plan.remarks == ["1 exported row is not in the book; its record stays."]
    assert sent.office.cell("member", sent.beta, "city") is None
    assert sent.office.cell("member", sent.alpha, "name") == "Alpha"
    assert [one.message for one in plan.problems] == [
        "This row speaks of a record that this book was not sent for; it was left out."
    ]
    assert sent.confirmation(sent.alpha, "state") == ("conflicts",)
    assert sent.office.cell("member", sent.alpha, "confirmed_on") == TODAY


def test_a_reply_of_which_nothing_could_be_taken_is_to_be_clarified_and_confirms_nothing(
    sent: Round,
) -> None:
    def edit(book: Workbook) -> None:
        type_in(book["Organisation"], 1, "Country or region", "Narnia")

    sent.take(change_book(sent.send()[0], edit))
    assert sent.confirmation(sent.alpha, "state") == ("conflicts",)
    assert sent.office.cell("member", sent.alpha, "confirmed_on") is None


def test_a_reply_of_a_round_that_was_deleted_is_merged_all_the_same(sent: Round) -> None:
    path = change_book(sent.send()[0], sign)
    change_book(path, lambda book: type_in(book["Organisation"], 1, "City", "Berlin"))
    for key in sent.office.ids("confirmation"):
        sent.office.delete("confirmation", key)
    plan = sent.take(path)
    assert plan.remarks[0].startswith("The confirmation that this reply answers was deleted")
    assert sent.office.read("member", sent.alpha, "city", "confirmed_on") == ("Berlin", TODAY)


def test_a_reply_for_another_database_is_refused_in_one_sentence(
    sent: Round, tmp_path: Path
) -> None:
    path = sent.send()[0]
    with (
        closing(Database.create(tmp_path / "other.t20")) as other,
        open_return(path) as source,
        pytest.raises(UserError, match="exported from another database"),
    ):
        plan_reply(other, source)


def merge_alpha(sent: Round) -> None:
    database = sent.office.database
    planned = plan_merge(database, "member", sent.beta, sent.alpha)
    assert not database.apply(planned.change).is_refused


@pytest.mark.parametrize("asked", ["both", "one"])
def test_the_reply_of_a_member_that_was_merged_counts_for_what_it_became(
    sent: Round, asked: str
) -> None:
    path = sent.send()[0]
    if asked == "one":
        for key in sent.office.ids("confirmation"):
            if sent.office.cell("confirmation", key, "member") == sent.beta:
                sent.office.delete("confirmation", key)
    change_book(path, sign)
    merge_alpha(sent)
    plan = sent.take(path)
    assert plan.remarks == [
        "The organisation that was asked was merged into Beta / Söhne since; the reply counts for "
        "that one."
    ]
    assert sent.confirmation(sent.beta, "state", "confirmed_by") == ("back", "Eva Stein")
    assert sent.office.cell("member", sent.beta, "confirmed_on") == TODAY


def test_a_reply_that_nobody_signed_does_not_count_for_what_another_one_signed(
    sent: Round,
) -> None:
    alpha, beta = sent.send()

    def edit(book: Workbook) -> None:
        type_in(book["Confirmation"], 1, "Everything is right as it stands", "no")
        sign(book)

    change_book(alpha, edit)
    merge_alpha(sent)
    sent.take(alpha)
    assert sent.confirmation(sent.beta, "state") == ("conflicts",)
    plan = sent.plan(beta)
    assert plan.change.is_empty
    assert plan.remarks[-1].startswith("Nobody confirmed in")


def test_a_cell_that_was_closed_is_not_taken_even_if_the_protection_was_lifted(
    sent: Round,
) -> None:
    def edit(book: Workbook) -> None:
        sign(book)
        type_in(book["Organisation"], 1, "Member number", "0099")

    plan = sent.take(change_book(sent.send()[0], edit))
    assert sent.office.cell("member", sent.alpha, "number") == "0001"
    assert [one.severity for one in plan.problems] == ["note"]


def test_a_reply_says_nothing_of_its_new_people_beside_their_rows(sent: Round) -> None:
    def edit(book: Workbook) -> None:
        sign(book)
        type_in(book["People"], 2, "Given name", "Wei")
        type_in(book["People"], 2, "Family name", "Li")
        for name in [one for one in book.custom_doc_props.names if one.endswith("sheet")]:
            told = f"{name.removesuffix('sheet')}given"
            book.custom_doc_props.append(StringProperty(told, '{"notes": "smuggled in"}'))

    sent.take(change_book(sent.send()[0], edit))
    office = sent.office
    people = {office.read("person", key, "given_name", "notes") for key in office.ids("person")}
    assert ("Wei", None) in people


def test_the_tray_says_whose_reply_a_file_is(sent: Round) -> None:
    found = recognise(sent.office.database, sent.send()[0])
    assert (found.sort, found.words) == ("book", "Reply of Alpha to the confirmation 2026")


def test_who_answered_is_not_asked_again_in_the_same_round(sent: Round) -> None:
    sent.take(change_book(sent.send()[0], sign))
    planned = plan_sending(sent.office.database, [sent.alpha, sent.beta], "2026", SOON)
    assert planned.answered == ["Alpha"]
    assert len(planned.ids) == 1


def test_a_round_needs_a_name_a_day_to_come_and_somebody_to_ask(sent: Round) -> None:
    database = sent.office.database
    for members, name, day in (([sent.alpha], " ", SOON), ([], "2026", SOON),
                               ([sent.alpha], "2026", "2020-01-01")):  # fmt: skip
        with pytest.raises(UserError):
            plan_sending(database, members, name, day)


def test_a_draft_goes_to_the_main_contact_with_the_workbook_in_it(sent: Round) -> None:
    written = sent.send(drafts=True)
    draft = message_from_bytes(written[1].read_bytes())
    assert draft["To"] == "e@alpha.example"
    assert draft["X-Unsent"] == "1"
    names = [part.get_filename() for part in draft.walk() if part.get_filename()]
    assert names == [written[0].name]


def test_the_board_counts_what_is_back_and_what_is_overdue(sent_anywhere: Round) -> None:
    sent = sent_anywhere
    database = sent.office.database
    path = sent.send()[0]
    sent.take(change_book(path, sign))
    late = read_board(database, state="sent").rows[0]
    sent.office.set("confirmation", late.id, due_on="2026-01-01")
    board = read_board(database, state="overdue")
    assert board.counts == {
        "all": 2, "sent": 1, "due": 0, "overdue": 1, "conflicts": 0, "back": 1
    }  # fmt: skip
    assert [row.member for row in board.rows] == [sent.beta]
    assert board.rows[0].is_overdue
    assert count_rows(database, Listing("confirmation", search_state("2026", "back"), "all")) == 1
    assert not database.apply(plan_reminder(database, [row.id for row in board.rows])).is_refused
    assert sent.confirmation(sent.beta, "reminded_on") == (TODAY,)


def test_members_long_not_confirmed_have_a_view_of_their_own(sent: Round) -> None:
    database = sent.office.database
    for key in (sent.alpha, sent.beta):
        sent.office.set("member", key, status="active")
    old = set(list_ids(database, Listing("member", view="unconfirmed")))
    assert {sent.alpha, sent.beta} <= old
    sent.office.set("member", sent.alpha, confirmed_on=TODAY)
    assert old - set(list_ids(database, Listing("member", view="unconfirmed"))) == {sent.alpha}
