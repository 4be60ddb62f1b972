"""History, undo and redo on the command line."""

from pathlib import Path

from tests.cli.desk import Desk
from tests.importing.sheets import write_sheet


def test_the_history_tells_every_change_latest_first(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    desk.done("set", "member", "--search", "", "city=Bonn")
    latest, first = desk.json("history")
    assert list(latest) == [
        "operation", "time", "user", "door", "label", "new", "changed", "removed", "undoes"
    ]  # fmt: skip
    assert (first["operation"], first["new"], first["undoes"]) == ("1", 1, None)
    assert (latest["changed"], latest["label"]) == (1, "City of Alpha changed")
    assert latest["door"] == "command line"


def test_the_history_of_a_record_tells_each_cell(desk: Desk) -> None:
    above = desk.add("member", "name=Above")
    key = desk.add("member", "name=Alpha", "city=Bonn")
    desk.done("set", "member", "--search", "name:=Alpha", "city=Köln", "parent=Above")
    rows = desk.json("history", "member", key)
    told = {row["field"]: (row["old"], row["new"]) for row in rows}
    assert told["city"] == ("Bonn", "Köln")
    assert told["parent"] == (None, {"id": above, "text": "Above"})
    assert told[None] == (None, None)
    assert {"operation", "time", "user", "field", "old", "new"} <= set(rows[0])


def test_the_history_of_a_member_tells_its_periods_too(desk: Desk) -> None:
    key = desk.add("member", "name=Alpha", "joined=2001")
    desk.add("member", "name=Beta", "joined=1999")
    desk.done("set", "member", "--search", "name:=Alpha", "left=2020-12-31")
    period = desk.rows("membership_period", "--search", "member:Alpha")[0]["id"]
    desk.done("delete", "membership_period", period)
    desk.done("undo")
    desk.done("redo")

    rows = desk.json("history", "member", key)

    told = [(row["field"], row["old"], row["new"]) for row in rows if row["field"]]
    assert [one for one in told if one[0] == "membership_period.until"] == [
        ("membership_period.until", "2020-12-31", None),
        ("membership_period.until", None, "2020-12-31"),
        ("membership_period.until", "2020-12-31", None),
        ("membership_period.until", None, "2020-12-31"),
    ]
    assert told.count(("membership_period.since", None, "2001")) == 2
    assert ("membership_period.since", "2001", None) in told
    assert ("membership_period.since", None, "2001") in told
    assert "1999" not in str(rows)


def test_undo_and_redo_lead_there_and_back(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "city=Bonn")
    desk.done("set", "member", "--search", "", "city=Köln")
    assert desk.json("undo")["changed"] == 1
    assert desk.rows("member")[0]["city"] == "Bonn"
    assert desk.json("redo")["changed"] == 1
    assert desk.rows("member")[0]["city"] == "Köln"


def test_undo_of_a_deletion_brings_everything_back(desk: Desk) -> None:
    key = desk.add("member", "name=Alpha", "joined=2001", "number=T-1")
    before = desk.json("show", "member", key)
    desk.done("delete", "member", key)
    assert desk.json("undo")["new"] == 2
    assert desk.json("show", "member", key) == before


def test_undo_keeps_what_was_edited_since_and_ends_with_3(desk: Desk) -> None:
    for name in ("A", "B"):
        desk.add("member", f"name={name}", "city=Bonn")
    operation = desk.json("set", "member", "--search", "", "city=Köln")["operation"]
    desk.done("set", "member", "--search", "name:=A", "city=Ulm")
    dry = desk.run("undo", operation, "--dry-run", "--json")
    ran = desk.run("undo", operation, "--json")
    assert (dry.code, ran.code) == (3, 3)
    assert (ran.json["changed"], ran.json["kept"], ran.json["refused"]) == (1, 1, 0)
    assert ran.json["problems"][0]["field"] == "city"
    assert "edited since" in ran.err


def test_undo_refuses_what_cannot_come_back_and_ends_with_3(desk: Desk) -> None:
    key = desk.add("member", "name=A", "number=T-1")
    operation = desk.json("delete", "member", key)["operation"]
    desk.add("member", "name=B", "number=T-1")
    ran = desk.run("undo", operation, "--json")
    assert ran.code == 3
    assert (ran.json["operation"], ran.json["refused"]) == (None, 1)
    assert "T-1" in ran.err


def test_a_dry_undo_names_what_goes_back_what_is_kept_and_what_cannot(desk: Desk) -> None:
    for name in ("A", "B", "C"):
        desk.add("member", f"name={name}", "city=Bonn")
    operation = desk.json("set", "member", "--search", "", "city=Köln")["operation"]
    desk.done("set", "member", "--search", "name:=A", "city=Ulm")
    desk.done("delete", "member", desk.rows("member", "--search", "name:=C")[0]["id"])

    told = desk.run("undo", operation, "--dry-run", "--json").json["records"]
    assert {one["text"]: (one["outcome"], one["fields"], one["reason"]) for one in told} == {
        "A": ("kept", ["city"], "edited since"),
        "B": ("reversed", ["city"], None),
        "C": ("refused", None, "the record is gone"),
    }
    lines = desk.run("undo", operation, "--dry-run").out.splitlines()
    assert lines == [
        "reversed\tOrganisation\tB\tCity",
        "kept\tOrganisation\tA\tCity\tedited since",
        "refused\tOrganisation\tC\t\tthe record is gone",
    ]
    assert "records" not in desk.run("undo", operation, "--json").json


def test_a_dry_undo_of_nothing_lists_nothing(desk: Desk) -> None:
    desk.add("member", "name=A")
    operation = desk.json("set", "member", "--search", "", "city=Köln")["operation"]
    desk.done("set", "member", "--search", "", "city=Ulm")
    assert [
        one["outcome"] for one in desk.run("undo", operation, "--dry-run", "--json").json["records"]
    ] == ["kept"]


def test_a_dry_undo_changes_no_byte(desk: Desk) -> None:
    desk.add("member", "name=A")
    before = desk.hash()
    answer = desk.json("undo", "--dry-run")
    assert (answer["removed"], answer["operation"]) == (1, None)
    assert desk.hash() == before


def test_nothing_to_undo_or_redo_is_a_sentence(desk: Desk) -> None:
    for command in ("undo", "redo"):
        ran = desk.run(command, "--json")
        assert ran.code == 1
        assert ran.json["problems"][0]["message"] == ran.err.strip()


def test_an_unknown_change_is_a_sentence(desk: Desk) -> None:
    assert desk.run("undo", "99").code == 1
    assert desk.run("undo", "many").code == 2


def test_the_history_is_sifted_by_kind_person_day_and_words(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    desk.add("person", "family_name=Yao")
    desk.done("set", "member", "--search", "name:=Alpha", "city=Bonn")
    assert len(desk.json("history")) == 3
    assert len(desk.json("history", "person")) == 1
    assert len(desk.json("history", "--search", "alpha")) == 2
    assert len(desk.json("history", "--search", "city")) == 1
    assert desk.json("history", "--user", "nobody") == []
    assert desk.json("history", "--until", "2001-01-01") == []
    assert len(desk.json("history", "--door", "command line", "--since", "2001-01-01")) == 3


def test_the_way_of_a_change_is_said_and_asked_for_in_the_language_in_use(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    said = desk.run("--language", "de", "history")
    assert said.out.split("\t")[3] == "Befehlszeile"
    assert len(desk.json("--language", "de", "history", "--door", "befehlszeile")) == 1


def test_imports_are_listed_with_file_and_what_took_them_back(desk: Desk, tmp_path: Path) -> None:
    sheet = write_sheet(tmp_path / "mailed.xlsx", [("No.", "Name"), ("1", "Alpha")])
    operation = desk.json("import", "member", str(sheet))["operation"]
    again = desk.run("import", "member", str(sheet), "--dry-run")
    assert "This very file was taken in on" in again.err
    undo = desk.json("undo")["operation"]

    (row,) = desk.json("imports")
    assert (row["operation"], row["file"], row["taken_back_by"]) == (operation, "mailed.xlsx", undo)
    assert len(row["sha256"]) == 64
    assert row["label"] == "Import of mailed.xlsx into Organisations"
    assert row["kinds"] == {"member": {"new": 1, "changed": 0, "removed": 0}}
    assert "taken in" not in desk.run("import", "member", str(sheet), "--dry-run").err
