"""A book out and back on the command line: answers, exit codes, dry runs."""

from pathlib import Path

from tests.cli.desk import ANSWER, Desk
from tests.round_trip.books import append, edit_book, put


def export(desk: Desk, *words: str) -> Path:
    path = desk.folder / "book.xlsx"
    desk.done("export", "member", str(path), "--round-trip", "--view", "all", *words)
    return path


def test_an_unedited_book_answers_with_the_promised_keys_and_changes_no_byte(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "country=DE")
    path = export(desk)
    before = desk.hash()
    answer = desk.json("take-back", str(path))
    assert list(answer) == ANSWER
    assert (answer["operation"], answer["read"], answer["same"]) == (None, 1, 1)
    assert not answer["problems"]
    assert desk.hash() == before


def test_an_edited_book_is_one_change_and_a_dry_run_none(desk: Desk) -> None:
    key = desk.add("member", "name=Alpha", "city=Lyon")
    path = export(desk)
    edit_book(
        path,
        lambda sheet: (put(sheet, int(key), "City", "Paris"), append(sheet, {"Name": "Beta"})),
    )
    before = desk.hash()
    dry = desk.json("take-back", str(path), "--dry-run")
    assert desk.hash() == before
    answer = desk.json("take-back", str(path))
    assert (answer["new"], answer["changed"]) == (dry["new"], dry["changed"]) == (1, 1)
    assert answer["operation"] == "2"
    assert sorted(row["name"] for row in desk.rows("member")) == ["Alpha", "Beta"]
    desk.done("undo")
    assert [row["city"] for row in desk.rows("member")] == ["Lyon"]


def test_a_clash_is_left_over_and_listed_unless_a_side_is_preferred(desk: Desk) -> None:
    key = desk.add("member", "name=Alpha", "city=Lyon")
    path = export(desk)
    desk.done("set", "member", "--search", "name:Alpha", "city=Nice")
    edit_book(path, lambda sheet: put(sheet, int(key), "City", "Paris"))
    ran = desk.run("take-back", str(path), "--json")
    assert ran.code == 3
    (one,) = ran.json["conflicts"]
    assert (one["kind"], one["id"], one["field"]) == ("member", key, "city")
    assert (one["base"], one["mine"], one["theirs"]) == ("Lyon", "Nice", "Paris")
    assert one["row"] == 2
    assert "“Lyon” was changed here to “Nice” and in the book to “Paris”" in ran.err
    assert f"Changed here by {one['user']}, " in ran.err
    kept = desk.json("take-back", str(path), "--prefer", "mine")
    assert (kept["operation"], kept["same"]) == (None, 1)
    taken = desk.json("take-back", str(path), "--prefer", "theirs")
    assert (taken["changed"], taken["conflicts"]) == (1, [])
    assert [row["city"] for row in desk.rows("member")] == ["Paris"]


def test_missing_rows_stay_unless_they_are_to_be_removed(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    desk.add("member", "name=Beta")
    path = edit_book(export(desk), lambda sheet: sheet.delete_rows(3))
    ran = desk.done("take-back", str(path), "--json")
    assert ran.json["missing"] == 1
    assert "1 exported row is not in the book; its record stays." in ran.err
    answer = desk.json("take-back", str(path), "--remove-missing")
    assert (answer["missing"], len(desk.rows("member"))) == (1, 1)


def test_a_row_with_an_error_is_left_out_and_ends_with_3(desk: Desk) -> None:
    first, second = desk.add("member", "name=Alpha"), desk.add("member", "name=Beta")
    path = export(desk)
    edit_book(
        path,
        lambda sheet: (
            put(sheet, int(first), "Country or region", "Atlantis"),
            put(sheet, int(second), "City", "Paris"),
        ),
    )
    ran = desk.run("take-back", str(path), "--json")
    assert ran.code == 3
    assert (ran.json["errors"], ran.json["changed"]) == (1, 1)
    (problem,) = ran.json["problems"]
    assert (problem["row"], problem["field"], problem["value"]) == (2, "country", "Atlantis")


def test_what_is_no_book_is_refused_in_one_sentence(desk: Desk) -> None:
    path = desk.write("list.csv", "Name;City", "Alpha;Lyon")
    ran = desk.run("take-back", path, "--json")
    assert ran.code == 1
    assert "list.csv is no book that was exported to be merged back" in ran.err
    assert ran.json["operation"] is None


def test_an_earlier_state_and_other_endings_are_refused(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    out = str(desk.folder / "book.csv")
    assert desk.run("export", "member", out, "--round-trip").code == 2
    assert desk.run("take-back", out, "--prefer", "ours").code == 2
    past = str(desk.folder / "past.xlsx")
    ran = desk.run("export", "member", past, "--round-trip", "--as-known", "2026-01-01")
    assert ran.code == 1
    assert "cannot be merged back" in ran.err
