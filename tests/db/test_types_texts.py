import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.types import (
    CellError,
    Choice,
    Code,
    Country,
    Date,
    Email,
    Link,
    LongText,
    Money,
    Number,
    Phone,
    Postcode,
    Reading,
    Text,
    Type,
    Url,
    Whole,
    YesNo,
)
from t20desk.errors import UserError

EVERY: tuple[Type, ...] = (
    Text(), LongText(), Whole(), Number(), Money(), Date(), YesNo(), Email(), Phone(), Url(),
    Country(), Choice((("a", "Alpha"),)), Link("member"),
)  # fmt: skip


@pytest.mark.parametrize("kind", [Code(20), Postcode()])
def test_wide_digits_of_an_input_method_are_the_same_number(kind: Type) -> None:
    assert kind.parse("０００１").value == kind.parse("0001").value == "0001"
    assert kind.parse("ＡＢ－１").value == "AB-1"
    assert Text().parse("Ａ１").value == "Ａ１"


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("  two \t blanks ", "two blanks"),
        ("two\nlines", "two lines"),
        ("a\u00a0b", "a b"),
        ("王\u3000伟", "王 伟"),
        ("Mu\u0308ller", "Müller"),
        (1067, "1067"),
        (1067.0, "1067"),
        (0.1 + 0.2, "0.3"),
        (1e22, "10000000000000000000000"),
        (True, "TRUE"),
        (date(2024, 12, 31), "2024-12-31"),
        (datetime(2024, 12, 31), "2024-12-31"),
        (datetime(2024, 12, 31, 14, 30), "2024-12-31 14:30"),
        (time(9, 5), "09:05"),
        (timedelta(hours=25, minutes=30), "25:30"),
        ("two_x000D_lines", "two lines"),
        ("file_x0041_", "file_x0041_"),
        ("👩\u200d👩\u200d👧 🇨🇳 𠮷野家", "👩\u200d👩\u200d👧 🇨🇳 𠮷野家"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("<b>&amp;</b> '); DROP TABLE-- %_\\", "<b>&amp;</b> '); DROP TABLE-- %_\\"),
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_text_takes_what_a_cell_shows(raw: object, stored: str | None) -> None:
    assert Text().parse(raw).value == stored


@pytest.mark.parametrize(
    "raw",
    ["a_x000B_b", "a\x00b", "a\ud800b", "a\ufffeb", "a\u202eb", "a\u200bb", "a\u200db", "a\ufeffb"],
)
def test_unseen_characters_are_taken_out_and_counted(raw: str) -> None:
    parsed = Text().parse(raw)
    assert (parsed.value, parsed.severity) == ("ab", "note")
    assert "1 unseen character" in parsed.message


def test_text_over_its_length_is_refused_with_its_length() -> None:
    parsed = Text(10).parse("x" * 32_767)
    assert parsed.severity == "error"
    assert "32767 characters" in parsed.message
    assert len(parsed.message) < 160


def test_number_beyond_exactness_is_noted() -> None:
    assert Text().parse(2.0**60).severity == "note"


def test_long_text_keeps_its_lines() -> None:
    assert LongText().parse(" one \r\n\r\ntwo \u2028").value == "one\n\ntwo"


@pytest.mark.parametrize(("country", "severity"), [("DE", "note"), ("CH", "")])
def test_postcode_with_four_digits_is_noted_where_five_are_usual(
    country: str, severity: str
) -> None:
    parsed = Postcode().parse(1067.0, Reading(country=country))
    assert (parsed.value, parsed.severity) == ("1067", severity)
    assert not severity or "postcode with 4 digits (DE)" in parsed.message


@pytest.mark.parametrize("type_", EVERY, ids=repr)
def test_error_cell_is_an_error_for_every_type(type_: Type) -> None:
    parsed = type_.parse(CellError("#N/A"))
    assert (parsed.value, parsed.severity) == (None, "error")
    assert "#N/A" in parsed.message


@pytest.mark.parametrize("type_", EVERY, ids=repr)
@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0"])
def test_blank_is_nothing_for_every_type(type_: Type, blank: object) -> None:
    assert type_.parse(blank).value is None
    assert type_.parse(blank).severity == ""
    assert type_.format(None) == ""
    assert type_.excel(None) is None
    assert list(type_.search_texts(None)) == []


@pytest.mark.parametrize("type_", EVERY, ids=repr)
@given(raw=st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(),
                     st.dates(), st.times(), st.timedeltas()))  # fmt: skip
def test_nothing_raw_ends_in_a_traceback(type_: Type, raw: object) -> None:
    parsed = type_.parse(raw)
    assert parsed.severity in ("", "note", "doubt", "error")
    assert bool(parsed.message) == bool(parsed.severity)
    assert parsed.severity != "error" or parsed.value is None


@pytest.mark.parametrize("type_", EVERY, ids=repr)
@given(raw=st.text())
def test_what_was_stored_is_read_again_as_the_same(type_: Type, raw: str) -> None:
    value = type_.parse(raw).value
    assert type_.parse(type_.format(value)).value == value


def test_store_raises_the_sentence() -> None:
    with pytest.raises(UserError, match="the @ is missing"):
        Email().store("nobody")


def test_equal_declarations_are_equal() -> None:
    assert Text(50) == Text(50) != Text(60)


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    heavy = {"babel", "email_validator", "phonenumbers", "pypinyin", "rapidfuzz"}
    code = f"import sys, t20desk.db.types; print(sorted({heavy!r} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
