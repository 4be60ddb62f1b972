"""Import, export and template on the command line."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.desk import ANSWER, Desk

PROBLEM = {"severity", "file", "sheet", "row", "column", "heading", "field", "value", "message"}


def test_an_import_answers_with_the_promised_keys(desk: Desk) -> None:
    path = desk.write("in.csv", "Number;Name;Planet", "T-1;Alpha;Mars", "T-2;Beta;Mars")
    answer = desk.json("import", "member", path)
    assert list(answer) == ANSWER
    assert (answer["operation"], answer["read"], answer["new"]) == ("1", 2, 2)
    assert answer["ignored"] == ["Planet"]
    assert len(desk.rows("member")) == 2


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    path = desk.write("in.csv", "Number;Name", "T-1;Alpha")
    desk.done("import", "member", path)
    before = desk.hash()
    answer = desk.json("import", "member", path)
    assert (answer["operation"], answer["same"], answer["new"]) == (None, 1, 0)
    assert desk.hash() == before


def test_rows_without_a_key_come_in_twice_only_where_mode_add_says_so(desk: Desk) -> None:
    path = desk.write("in.csv", "Name;City", "Alpha;Bonn", "Beta;Ulm")
    desk.done("import", "member", path)
    again = desk.run("import", "member", path, "--json")
    assert again.code == 0
    assert again.json["operation"] is None
    assert (again.json["same"], again.json["new"], again.json["imported_before"]) == (2, 0, 2)
    assert "--mode add" in again.err
    assert desk.json("import", "member", path, "--mode", "add", "--dry-run")["new"] == 2


def test_an_import_with_errors_writes_nothing_and_names_each_cell(desk: Desk) -> None:
    path = desk.write("in.csv", "Number;Name;Country", "T-1;Alpha;DE", "T-2;Beta;Atlantis")
    before = desk.hash()
    dry = desk.run("import", "member", path, "--dry-run", "--json")
    ran = desk.run("import", "member", path, "--json")
    assert (dry.code, ran.code) == (1, 1)
    assert dry.json == ran.json
    (problem,) = ran.json["problems"]
    assert set(problem) >= PROBLEM
    assert (problem["row"], problem["column"], problem["heading"]) == (3, "C", "Country")
    assert (problem["severity"], problem["value"]) == ("error", "Atlantis")
    assert ran.json["errors"] == 1
    assert desk.hash() == before


def test_bad_rows_can_be_left_out_and_end_with_3(desk: Desk) -> None:
    path = desk.write("in.csv", "Number;Name;Country", "T-1;Alpha;DE", "T-2;Beta;Atlantis")
    ran = desk.run("import", "member", path, "--skip-bad", "--json")
    assert ran.code == 3
    assert (ran.json["new"], ran.json["errors"]) == (1, 1)
    assert [row["name"] for row in desk.rows("member")] == ["Alpha"]


def test_a_dry_import_counts_and_changes_no_byte(desk: Desk) -> None:
    path = desk.write("in.csv", "Number;Name", "T-1;Alpha")
    before = desk.hash()
    answer = desk.json("import", "member", path, "--dry-run")
    assert (answer["operation"], answer["new"]) == (None, 1)
    assert desk.hash() == before


def test_rows_with_errors_are_written_to_a_workbook(desk: Desk) -> None:
    path = desk.write("in.csv", "Number;Name;Country", "T-1;Alpha;DE", "T-2;Beta;Atlantis")
    out = desk.folder / "errors.xlsx"
    desk.run("import", "member", path, "--errors", str(out))
    rows = list(openpyxl.load_workbook(out).active.values)
    assert rows[0] == ("Number", "Name", "Country", "Problem: Country")
    assert rows[1][:3] == ("T-2", "Beta", "Atlantis")
    assert "Atlantis" in rows[1][3]
    assert len(rows) == 2


def test_rows_that_were_corrected_in_that_workbook_go_on_as_before(desk: Desk) -> None:
    path = desk.write("in.csv", "Wer;Wo;Nr", "Alpha;DE;T-1", "Beta;Atlantis;T-2", "Gamma;Kongo;T-3")
    out = desk.folder / "errors.xlsx"
    words = ["--map", "Wer=name", "--map", "Wo=country", "--map", "Nr=number", "--key", "number"]
    desk.run("import", "member", path, *words, "--skip-bad", "--errors", str(out))
    book = openpyxl.load_workbook(out)
    for row, country in ((2, "FR"), (3, "CD")):
        book.active.cell(row, 2, country)
    book.save(out)
    answer = desk.json("import", "member", str(out))
    assert (answer["read"], answer["new"], answer["errors"]) == (2, 2, 0)
    assert sorted(row["country"] for row in desk.rows("member")) == ["CD", "DE", "FR"]


def test_headings_can_be_mapped_and_keys_named(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "number=T-1")
    path = desk.write("in.csv", "Wer;Wo", "Alpha;Bonn", "Beta;Ulm")
    words = ["--map", "Wer=name", "--map", "Wo=city", "--key", "name", "--mode", "both"]
    answer = desk.json("import", "member", path, *words)
    assert (answer["new"], answer["changed"]) == (1, 1)


def test_the_order_of_dates_can_be_said(desk: Desk) -> None:
    path = desk.write("in.csv", "Name;Joined", "Alpha;03.04.2010")
    desk.done("import", "member", path, "--dates", "mdy")
    assert desk.rows("member")[0]["joined"] == "2010-03-04"


def test_a_file_that_cannot_be_opened_is_one_sentence(desk: Desk) -> None:
    ran = desk.run("import", "member", str(desk.folder / "none.xlsx"), "--json")
    assert ran.code == 1
    assert [one["message"] for one in ran.json["problems"]] == [ran.err.strip()]


def test_a_sheet_with_no_known_heading_is_refused(desk: Desk) -> None:
    ran = desk.run("import", "member", desk.write("in.csv", "X;Y", "1;2"), "--json")
    assert ran.code == 1
    assert ran.json["problems"]


def test_an_import_is_undone_as_one_change(desk: Desk) -> None:
    desk.done("import", "member", desk.write("in.csv", "Name", *map(str, range(300))))
    assert desk.json("undo")["removed"] == 300
    assert desk.rows("member") == []


def test_an_import_makes_a_copy_first(desk: Desk) -> None:
    desk.add("member", "name=Before")
    desk.done("import", "member", desk.write("in.csv", "Name", "Alpha"))
    (backup,) = desk.json("backups")
    assert (backup["reason"], backup["state"]) == ("import", "whole")
    assert backup["counts"]["member"] == 1


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_is_exported_comes_back_the_same(desk: Desk, ending: str) -> None:
    desk.add("member", "name=Alpha", "number=T-1", "country=DE", "joined=2001-05", "status=active")
    desk.add("member", "name=Beta & Söhne", "number=T-2", "parent=Alpha", "areas=startup_support")
    before = desk.rows("member", "--view", "all")
    out = str(desk.folder / f"out.{ending}")
    desk.done("export", "member", out, "--view", "all")
    answer = desk.json("import", "member", out)
    assert (answer["same"], answer["changed"], answer["new"]) == (2, 0, 0)
    assert desk.rows("member", "--view", "all") == before


def test_an_export_takes_the_options_of_a_list(desk: Desk) -> None:
    for name in ("B", "A", "C"):
        desk.add("member", f"name={name}", "city=Bonn")
    out = desk.folder / "out.csv"
    desk.done(
        "export", "member", str(out), "--columns", "name,city", "--sort", "-name", "--limit", "2"
    )
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert rows == [["Name", "City"], ["C", "Bonn"], ["B", "Bonn"]]


def test_json_is_exported_as_a_list_answers(desk: Desk) -> None:
    desk.add("member", "name=Alpha")
    out = desk.folder / "out.json"
    desk.done("export", "member", str(out))
    assert json.loads(out.read_text("utf-8")) == desk.rows("member")


def test_csv_for_machines_has_field_names_and_codes(desk: Desk) -> None:
    desk.add("member", "name=Alpha", "country=DE")
    out = desk.folder / "out.csv"
    desk.done("export", "member", str(out), "--machine", "--columns", "name,country")
    assert out.read_text("utf-8").splitlines() == ["name,country", "Alpha,DE"]


def test_a_failed_export_leaves_the_old_file(desk: Desk) -> None:
    out = desk.folder / "out.xlsx"
    out.write_bytes(b"old")
    assert desk.run("export", "member", str(out), "--search", "planet:x").code == 1
    assert out.read_bytes() == b"old"


def test_translated_titles_are_exported_in_three_columns(desk: Desk) -> None:
    desk.add("event", "title=Week", "title_zh=周")
    out = desk.folder / "out.csv"
    desk.done("export", "event", str(out))
    heading = out.read_text("utf-8-sig").splitlines()[0].split(",")
    assert heading[:3] == ["Title (German)", "Title (English)", "Title (Chinese)"]
    assert "Title" not in heading


def test_a_template_has_headings_and_lists_and_is_taken_in_again(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "template.xlsx"
    desk.done("template", "member", str(out))
    book = openpyxl.load_workbook(out)
    headings = [cell.value for cell in book.active[1]]
    assert headings[:2] == ["Member number", "Name"]
    assert book.active.data_validations.dataValidation
    book.active.cell(3, headings.index("Name") + 1, "Alpha")
    book.save(out)
    answer = desk.json("import", "member", str(out))
    assert (answer["read"], answer["new"]) == (1, 1)
    assert [one["row"] for one in answer["problems"]] == [2]


@pytest.mark.parametrize(
    ("language", "kind"), [("de", "member"), ("en", "person"), ("zh", "event")]
)
def test_a_template_as_it_was_handed_out_brings_nothing(
    desk: Desk, tmp_path: Path, language: str, kind: str
) -> None:
    out = tmp_path / "template.xlsx"
    desk.done("--language", language, "template", kind, str(out))
    answer = desk.json("import", kind, str(out), "--dry-run")
    assert (answer["read"], answer["errors"], len(answer["problems"])) == (0, 0, 1)
