"""Lists as CSV and JSON."""

import json
from pathlib import Path

import pytest

from t20desk.db.types import Choices, Date, DateTime, Link, Money, Number, Phone, Text, YesNo
from t20desk.errors import Cancelled
from t20desk.exporting import (
    ENGLISH_EXCEL,
    GERMAN_EXCEL,
    MACHINE,
    Written,
    excel_form,
    write_csv,
    write_json,
)
from t20desk.tables import Column, Table
from tests.exporting.sample_tables import table_of

AREAS = Choices((("transfer", "Transfer"), ("startup", "Start-ups")))
COLUMNS = (
    Column("name", "Name", Text()),
    Column("phone", "Phone", Phone()),
    Column("fee", "Fee", Money()),
    Column("since", "Since", Date()),
    Column("areas", "Areas", AREAS),
    Column("active", "Active", YesNo()),
    Column("parent", "Parent", Link("member")),
)
ROWS = [
    ("Müller; Söhne", "+49 351", -1250, "2024-05-01", " transfer startup ", 1, "Köln"),
    ('=HYPERLINK("x")', None, None, None, None, 0, None),
]
TABLE = Table("Members", COLUMNS, lambda: ROWS, totals=("Sum",) + (None,) * 6)


def read_lines(target: Path) -> list[str]:
    return target.read_bytes().decode("utf-8").split("\r\n")


def test_german_excel_gets_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    assert write_csv(TABLE, tmp_path / "list.csv") == Written(2)
    assert read_lines(tmp_path / "list.csv") == [
        "\ufeffName;Phone;Fee;Since;Areas;Active;Parent",
        '"Müller; Söhne";\'+49 351;-12,5;2024-05-01;"Transfer; Start-ups";yes;Köln',
        '"\'=HYPERLINK(""x"")";;;;;no;',
        "",
    ]


def test_a_time_of_day_is_written_without_seconds(tmp_path: Path) -> None:
    write_csv(table_of(DateTime(), ["2024-05-01T09:07"]), tmp_path / "list.csv")
    assert read_lines(tmp_path / "list.csv")[1] == "2024-05-01 09:07"


def test_machines_get_names_codes_and_points(tmp_path: Path) -> None:
    write_csv(TABLE, tmp_path / "list.csv", MACHINE)
    assert read_lines(tmp_path / "list.csv") == [
        "name,phone,fee,since,areas,active,parent",
        "Müller; Söhne,+49 351,-12.5,2024-05-01,transfer|startup,1,Köln",
        '"=HYPERLINK(""x"")",,,,,0,',
        "",
    ]


def test_the_form_follows_the_language_of_the_office() -> None:
    assert [excel_form(code) for code in ("de", "en", "zh")] == [
        GERMAN_EXCEL, ENGLISH_EXCEL, ENGLISH_EXCEL
    ]  # fmt: skip


def test_numbers_never_have_an_exponent(tmp_path: Path) -> None:
    write_csv(table_of(Number(), [1e21, 1e-7, 2.0, -0.5]), tmp_path / "list.csv")
    assert read_lines(tmp_path / "list.csv")[1:-1] == [
        "1000000000000000000000", "0,0000001", "2", "-0,5"
    ]  # fmt: skip


def test_an_apostrophe_before_a_trigger_is_kept_by_one_more(tmp_path: Path) -> None:
    write_csv(table_of(Text(), ["'=1", "'n Haus", "@home"]), tmp_path / "list.csv")
    assert read_lines(tmp_path / "list.csv")[1:-1] == ["''=1", "'n Haus", "'@home"]


def test_json_holds_plain_values_by_field_name(tmp_path: Path) -> None:
    assert write_json(TABLE, tmp_path / "list.json") == Written(2)
    found = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert found[0] == {
        "name": "Müller; Söhne", "phone": "+49 351", "fee": -12.5, "since": "2024-05-01",
        "areas": ["transfer", "startup"], "active": True, "parent": "Köln",
    }  # fmt: skip
    assert found[1]["fee"] is None


def test_an_empty_list_is_empty_json(tmp_path: Path) -> None:
    write_json(table_of(Text(), []), tmp_path / "list.json")
    assert (tmp_path / "list.json").read_text(encoding="utf-8") == "[]\n"


@pytest.mark.parametrize("write", [write_csv, write_json])
def test_cancelling_leaves_nothing(tmp_path: Path, write: object) -> None:
    def stop(rows: int) -> None:
        raise Cancelled

    folder = tmp_path / "lists"
    folder.mkdir()
    with pytest.raises(Cancelled):
        write(table_of(Text(), ["a"]), folder / "list.txt", progress=stop)
    assert list(folder.iterdir()) == []
