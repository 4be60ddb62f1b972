"""The commands of the yearly confirmation, and a folder of replies that is taken back."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.desk import Desk
from tests.round_trip.books import type_in


def send(desk: Desk, *words: str) -> Path:
    folder = desk.folder / "out"
    folder.mkdir(exist_ok=True)
    desk.done("send-confirmations", str(folder), "--round", "2026", *words)
    return folder


def test_workbooks_are_written_and_a_folder_of_replies_is_taken_back(desk: Desk) -> None:
    for name in ("Alpha", "Beta"):
        desk.add("member", f"name={name}", "status=active", "city=Ulm")
    folder = send(desk)
    alpha = folder / "Alpha – 2026.xlsx"
    book = load_workbook(alpha)
    type_in(book["Confirmation"], 1, "Confirmed by", "Eva Stein")
    type_in(book["Organisation"], 1, "City", "Berlin")
    book.save(alpha)
    books = desk.json("take-back", str(folder))["books"]
    assert [(one["file"], one["changed"]) for one in books] == [
        ("Alpha – 2026.xlsx", 1), ("Beta – 2026.xlsx", 0)
    ]  # fmt: skip
    board = desk.json("confirmations")
    assert (board["round"], board["all"], board["back"], board["sent"]) == ("2026", 2, 1, 1)
    (row,) = desk.json("confirmations", "--state", "back")["rows"]
    assert (row["organisation"], row["confirmed_by"]) == ("Alpha", "Eva Stein")
    assert desk.rows("member", "--search", "name:=Alpha")[0]["city"] == "Berlin"


def test_clashes_of_a_folder_stay_to_be_clarified_until_a_side_is_preferred(desk: Desk) -> None:
    key = desk.add("member", "name=Alpha", "status=active", "city=Ulm")
    folder = send(desk)
    path = folder / "Alpha – 2026.xlsx"
    book = load_workbook(path)
    type_in(book["Organisation"], 1, "City", "Berlin")
    book.save(path)
    desk.done("set", "member", "city=Bonn", "--search", "name:=Alpha")
    ran = desk.run("take-back", str(folder), "--json")
    assert ran.code == 3
    assert [one["field"] for one in ran.json["books"][0]["conflicts"]] == ["city"]
    assert desk.json("confirmations")["conflicts"] == 1
    desk.done("take-back", str(folder), "--prefer", "theirs")
    assert desk.json("confirmations")["back"] == 1
    assert desk.json("show", "member", key)["city"] == "Berlin"


def answer(folder: Path, name: str, city: str, copied: str = "") -> None:
    """The reply of an organisation with another city."""
    book = load_workbook(folder / f"{name} – 2026.xlsx")
    type_in(book["Confirmation"], 1, "Confirmed by", "Eva Stein")
    type_in(book["Organisation"], 1, "City", city)
    book.save(folder / f"{copied or name} – 2026.xlsx")


def test_a_folder_of_replies_is_one_change_and_one_undo(desk: Desk) -> None:
    for name in ("Alpha", "Beta"):
        desk.add("member", f"name={name}", "status=active", "city=Ulm")
    folder = send(desk)
    for name in ("Alpha", "Beta"):
        answer(folder, name, "Berlin")
    told = desk.run("take-back", str(folder), "--json")
    found = {one["operation"] for one in told.json["books"]}
    assert found == {told.json["operation"]}
    assert "2 workbooks were taken back as one change" in told.err

    desk.done("undo")
    assert {row["city"] for row in desk.rows("member")} == {"Ulm"}
    assert desk.json("confirmations")["sent"] == 2


def test_of_two_replies_that_change_the_same_the_second_is_left_and_said(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active", "city=Ulm")
    folder = send(desk)
    answer(folder, "Alpha", "Berlin", "Alpha (2)")
    answer(folder, "Alpha", "Bonn")
    ran = desk.run("take-back", str(folder))
    assert ran.code == 3
    assert "changes records that another of these workbooks changes too" in ran.err
    assert len([row for row in desk.rows("member") if row["city"] == "Berlin"]) == 1


def test_a_workbook_that_nobody_confirmed_is_named_once(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active", "city=Ulm")
    (said,) = [line for line in desk.run("take-back", str(send(desk))).err.splitlines()
               if "Nobody confirmed" in line]  # fmt: skip
    assert said.count("Alpha – 2026.xlsx") == 1


def test_what_is_no_book_of_ours_keeps_none_of_the_others(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active", "city=Ulm")
    folder = send(desk)
    answer(folder, "Alpha", "Berlin")
    (folder / "broken.xlsx").write_bytes(b"PK")
    ran = desk.run("take-back", str(folder))
    assert ran.code == 3
    assert "broken.xlsx" in ran.err
    assert desk.rows("member")[0]["city"] == "Berlin"


def test_a_reminder_is_noted_for_what_is_shown(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active")
    send(desk)
    assert desk.json("confirmations", "--state", "sent", "--note-reminder")["changed"] == 1
    assert desk.rows("confirmation")[0]["reminded_on"]


def test_what_cannot_be_sent_or_taken_is_one_sentence(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active")
    empty = desk.folder / "empty"
    empty.mkdir()
    for words in (
        ["take-back", str(empty)],
        ["send-confirmations", str(desk.folder / "nowhere")],
        ["send-confirmations", str(empty), "--search", "nobody"],
    ):
        ran = desk.run(*words)
        assert ran.code == 1
        assert len(ran.err.strip().splitlines()) == 1
    assert desk.run("confirmations", "--state", "odd").code == 2
    assert desk.json("confirmations") == {"round": "", "rows": []}


def test_the_board_of_a_round_that_is_not_there_is_refused(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active")
    send(desk)
    told = desk.run("confirmations", "--round", "2031", "--note-reminder")
    assert told.code == 2
    assert "--round is one of these: 2026." in told.err
    assert desk.json("confirmations", "--round", "2026")["round"] == "2026"


def test_a_dry_run_sends_nothing(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active")
    folder = send(desk, "--dry-run")
    assert not list(folder.iterdir())
    assert not desk.rows("confirmation")
