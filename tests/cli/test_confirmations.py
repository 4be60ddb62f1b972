"""The commands of the yearly confirmation, and a folder of replies that is taken back."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.desk import Desk
from tests.round_trip.test_sheets import type_in


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
        ("Alpha – 2026.xlsx", 2), ("Beta – 2026.xlsx", 0)
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


def test_a_dry_run_sends_nothing(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "status=active")
    folder = send(desk, "--dry-run")
    assert not list(folder.iterdir())
    assert not desk.rows("confirmation")
