"""Backup, restore, compare and check on the command line."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.desk import Desk


def backup_of(desk: Desk) -> str:
    return desk.done("backup").out.strip()


def test_a_backup_says_where_it_lies_and_is_listed(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    path = backup_of(desk)
    (backup,) = desk.json("backups")
    assert backup["file"] == path
    assert set(backup) == {
        "file", "made", "reason", "size", "sha256", "operation", "counts", "state"
    }  # fmt: skip
    assert (backup["state"], backup["operation"]) == ("whole", 1)


def test_a_backup_can_be_put_elsewhere(desk: Desk) -> None:
    out = desk.folder / "stick" / "copy.t20"
    out.parent.mkdir()
    assert desk.done("backup", str(out)).out.strip() == str(out)
    assert out.with_name("copy.t20.json").exists()


def test_a_backup_put_over_an_earlier_one_says_so_even_after_restoring(desk: Desk) -> None:
    out = desk.folder / "copy.t20"
    desk.done("backup", str(out))
    desk.done("restore", str(out))
    ran = desk.done("backup", str(out))
    assert "earlier backup copy.t20" in ran.err
    assert "replaced" in ran.err


def test_a_backup_is_never_put_over_that_of_another_database(desk: Desk) -> None:
    other = desk.folder / "other.t20"
    desk.done("--db", str(other), "new")
    desk.done("--db", str(other), "backup", str(desk.folder / "copy.t20"))
    before = (desk.folder / "copy.t20").read_bytes()
    ran = desk.run("backup", str(desk.folder / "copy.t20"))
    assert (ran.code, ran.out) == (1, "")
    assert "another database" in ran.err
    assert (desk.folder / "copy.t20").read_bytes() == before


def test_restore_brings_back_what_was_and_keeps_the_present(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    backup = backup_of(desk)
    desk.done("set", "member", "--search", "", "name=Beta")
    present = desk.hash()
    desk.done("restore", backup)
    assert [row["name"] for row in desk.rows("member")] == ["Alpha"]
    (kept,) = desk.folder.glob("office before restore *.t20")
    restored, desk.path = desk.path, kept
    assert desk.hash() == present
    assert restored.exists()


def test_restore_finds_a_backup_by_its_name(desk: Desk) -> None:
    backup = backup_of(desk)
    assert desk.run("restore", backup.rpartition("/")[2]).code == 0
    assert desk.run("restore", "none.t20").code == 1


def test_a_damaged_backup_is_not_restored(desk: Desk) -> None:
    backup = backup_of(desk)
    with open(backup, "r+b") as file:
        file.seek(20_000)
        file.write(b"\xff")
    before = desk.hash()
    ran = desk.run("restore", backup)
    assert ran.code == 1
    assert "damaged" in ran.err
    assert desk.hash() == before
    assert desk.json("backups")[0]["state"] == "damaged"


def test_backups_are_listed_although_the_database_is_gone(desk: Desk) -> None:
    backup = backup_of(desk)
    desk.path.unlink()
    assert desk.json("backups")[0]["file"] == backup
    desk.done("restore", backup)
    assert desk.rows("member") == []


def test_compare_counts_what_is_different_since(desk: Desk) -> None:
    for name in ("A", "B", "C"):
        desk.add("member", f"name={name}")
    backup = backup_of(desk)
    desk.done("set", "member", "--search", "name:=A", "city=Bonn")
    desk.done("delete", "member", desk.rows("member", "--search", "name:=B")[0]["id"])
    desk.add("person", "family_name=Yao")
    answer = desk.json("compare", backup)
    assert answer["kinds"] == {
        "member": {"new": 0, "changed": 1, "removed": 1},
        "person": {"new": 1, "changed": 0, "removed": 0},
    }
    assert (answer["new"], answer["changed"], answer["removed"]) == (1, 1, 1)


def test_a_whole_database_checks_with_0(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "joined=2001")
    found = desk.json("check")
    assert found["contents"]["used"] == {"count": 0, "bytes": 0}
    assert (found["whole"], found["findings"], found["backup"]) == (True, [], None)


def add_spoiled(desk: Desk) -> None:
    """A member who would be sorted wrongly."""
    desk.add("member", "name=Alpha")
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE member SET name__key = 'wrong'")
    connection.commit()
    connection.close()


def test_trouble_is_told_and_ends_with_3(desk: Desk) -> None:
    add_spoiled(desk)
    ran = desk.run("check", "--json")
    assert ran.code == 3
    assert ran.json["whole"] is False
    (finding,) = ran.json["findings"]
    assert list(finding) == ["check", "kind", "field", "count", "ids", "message", "repaired"]
    assert (finding["check"], finding["kind"], finding["count"]) == ("derived", "member", 1)


def test_repair_writes_derived_values_anew_after_a_copy(desk: Desk) -> None:
    add_spoiled(desk)
    answer = desk.json("check", "--repair")
    assert answer["whole"] is True
    assert answer["findings"][0]["repaired"] is True
    assert answer["backup"] == desk.json("backups")[0]["file"]
    assert desk.json("check")["findings"] == []


def test_a_damaged_file_is_trouble_and_stays_as_it_is(desk: Desk) -> None:
    with desk.path.open("r+b") as file:
        file.seek(8192)
        file.write(bytes(4096))
    before = desk.hash()
    ran = desk.run("check", "--repair", "--json")
    assert ran.code == 3
    assert ran.json["findings"][0]["check"] == "damage"
    assert desk.hash() == before


def test_a_file_that_is_not_ours_is_no_trouble_but_a_sentence(desk: Desk) -> None:
    desk.path.write_bytes(b"something else")
    ran = desk.run("check")
    assert ran.code == 1
    assert "not a t20desk file" in ran.err


def compared(desk: Desk) -> tuple[str, str, str]:
    """A backup, after which one member was changed and another removed; their ids too."""
    for name in ("A", "B", "C"):
        desk.add("member", f"name={name}", "city=Ulm")
    backup = backup_of(desk)
    (first,) = desk.rows("member", "--search", "name:=A")
    (second,) = desk.rows("member", "--search", "name:=B")
    desk.done("set", "member", "--search", "name:=A", "city=Bonn", "notes=later")
    desk.done("delete", "member", second["id"])
    return backup, first["id"], second["id"]


def test_compare_names_each_difference_field_by_field(desk: Desk) -> None:
    backup, first, second = compared(desk)
    found = {one["id"]: one for one in desk.json("compare", backup)["differences"]}
    assert found[first]["change"] == "changed"
    assert {cell["field"]: (cell["backup"], cell["now"]) for cell in found[first]["fields"]} == {
        "city": ("Ulm", "Bonn"),
        "notes": (None, "later"),
    }
    assert found[second]["change"] == "removed"
    assert {"field": "name", "backup": "B", "now": None} in found[second]["fields"]


def test_a_record_is_taken_back_from_a_backup_and_the_rest_stays(desk: Desk) -> None:
    backup, first, second = compared(desk)
    before = desk.path.read_bytes()
    rehearsed = desk.json("compare", backup, "--take-back", f"member:{second}", "--dry-run")
    assert (rehearsed["new"], rehearsed["operation"]) == (1, None)
    assert desk.path.read_bytes() == before
    assert desk.json("compare", backup, "--take-back", f"member:{second}")["new"] == 1
    assert {row["name"]: row["city"] for row in desk.rows("member")} == {
        "A": "Bonn",
        "B": "Ulm",
        "C": "Ulm",
    }
    assert desk.json("compare", backup, "--take-back", "member")["changed"] == 1
    assert desk.json("compare", backup)["differences"] == []
    desk.done("undo")
    (found,) = desk.rows("member", "--search", "name:=A")
    assert (found["id"], found["city"]) == (first, "Bonn")


def test_comparing_leaves_the_backup_as_it_was(desk: Desk) -> None:
    backup, _first, _second = compared(desk)
    before = Path(backup).read_bytes()
    desk.done("compare", backup)
    assert Path(backup).read_bytes() == before


@pytest.mark.parametrize("command", [["compare"], ["restore"], ["take-back"], ["backup"]])
def test_a_name_longer_than_any_file_may_have_is_refused(desk: Desk, command: list[str]) -> None:
    done = desk.run(*command, "a" * 400)
    assert done.code == 1
    assert "is too long for the name of a file or folder; choose a shorter one." in done.err
