from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk import i18n
from t20desk.db.types import (
    Date,
    DateTime,
    PartialDate,
    Reading,
    find_date_order,
    find_dot_order,
    typed_reading,
)

DAY = "2024-12-31"


@pytest.mark.parametrize(
    "raw",
    [
        "2024-12-31", "2024/12/31", "2024.12.31", "2024-12-31 00:00:00", "20241231", 20241231,
        "31.12.2024", "31.12.24", "31/12/24", "31. 12. 2024",
        "31/12/2024", "12/31/24", "12/31/2024",
        "31-12-2024", "31. Dezember 2024", "31. Dez. 24", "31 Dez 2024", "Dec 31, 2024",
        "December 31st, 2024", "31st of December 2024", "31-Dec-2024", "31-DEC-24",
        "Dienstag, 31. Dezember 2024", "Tue, 31 Dec 2024", "2024 Dec 31", "2024年12月31日",
        "2024 年 12 月 31 日", "二〇二四年十二月三十一日", "2024年12月31日 星期二",
        "２０２４－１２－３１",
        "2024년 12월 31일", date(2024, 12, 31), datetime(2024, 12, 31), 45657, 45657.0,
    ],
)  # fmt: skip
def test_day_is_read_in_any_form(raw: object) -> None:
    parsed = Date().parse(raw)
    assert (parsed.value, parsed.severity) == (DAY, "")


@pytest.mark.parametrize(
    ("raw", "value"), [("06.2024", "2024-06"), ("2024", "2024"), ("2024-06", "2024-06"),
                       ("2024年6月", "2024-06"), ("Juni 2024", "2024-06"), ("06/2024", "2024-06"),
                       ("2024年", "2024"), (2024, "2024"), (2024.0, "2024"), ("31.12.2024", DAY)],
)  # fmt: skip
def test_partial_date_takes_what_is_known(raw: object, value: str) -> None:
    assert PartialDate().parse(raw).value == value


@pytest.mark.parametrize("raw", ["06.2024", "2024", 2024, "2024-06"])
def test_day_needs_a_day(raw: object) -> None:
    parsed = Date().parse(raw)
    assert parsed.severity == "error"
    assert "names no day" in parsed.message


@pytest.mark.parametrize(
    "raw",
    ["29.02.2023", "31.04.2024", "0000-00-00", "32.01.2024", "2024-13-01", "2024年2月30日",
     "31. April 2024", "soon", "1/2", "99999999", 0, 60, -5, 3_000_000, 1e300, True, time(0, 0)],
)  # fmt: skip
def test_impossible_date_is_refused_by_its_raw_value(raw: object) -> None:
    parsed = Date().parse(raw)
    assert parsed.severity == "error"
    assert str(raw) in parsed.message


@pytest.mark.parametrize("raw", ["05/06/2024", "05-06-2024", "5/6/24", "24-12-30"])
def test_day_or_month_first_is_asked_without_an_order(raw: str) -> None:
    parsed = Date().parse(raw)
    assert (parsed.value, parsed.severity) == (None, "doubt")
    assert "ambiguous" in parsed.message


def test_day_comes_first_between_dots() -> None:
    assert Date().parse("05.06.2024").value == "2024-06-05"


@pytest.mark.parametrize(
    ("order", "raw", "value"),
    [
        ("dmy", "05/06/2024", "2024-06-05"),
        ("mdy", "05/06/2024", "2024-05-06"),
        ("mdy", "05.06.2024", "2024-05-06"),
        ("ymd", "24/05/06", "2024-05-06"),
        ("dmy", "24/05/06", "2006-05-24"),
        ("mdy", "2024-05-06", "2024-05-06"),
        ("mdy", "5. Juni 2024", "2024-06-05"),
    ],
)
def test_order_of_the_column_decides(order: str, raw: str, value: str) -> None:
    assert Date().parse(raw, Reading(date_order=order)).value == value


def test_date_against_the_order_of_its_column_is_an_error() -> None:
    parsed = Date().parse("12/31/2024", Reading(date_order="dmy"))
    assert parsed.severity == "error"
    assert "contradicts" in parsed.message


@pytest.mark.parametrize(("raw", "value"), [("1.1.24", "2024-01-01"), ("1.1.30", "2030-01-01"),
                                            ("1.1.31", "1931-01-01")])  # fmt: skip
def test_years_of_two_digits_turn_at_the_pivot(raw: str, value: str) -> None:
    assert Date().parse(raw).value == value


def test_equal_day_and_month_is_not_ambiguous() -> None:
    assert Date().parse("05/05/2024").value == "2024-05-05"


def test_column_tells_its_order() -> None:
    assert find_date_order(["05/06/2024", "12/31/2024", None]) == "mdy"
    assert find_date_order(["05/06/2024", "31/12/24", 45000]) == "dmy"
    assert find_date_order(["05/06/2024", "2024-01-31", "05.06.2024"]) == ""
    assert find_date_order(["05/06/2024", "31.12.2024", "24.12.2024", "12/31/24"]) == "dmy"


def test_between_dots_the_day_comes_first_where_only_strokes_show_the_month_first() -> None:
    texts = ["12/31/2024", "1.12.2026"]
    order = find_date_order(texts)
    reading = Reading(order, dots=find_dot_order(texts, order))
    assert [Date().parse(text, reading).value for text in texts] == ["2024-12-31", "2026-12-01"]
    assert find_dot_order([*texts, "12.31.2024"], "mdy") == ""
    assert find_dot_order(["31/12/2024"], "dmy") == ""


@pytest.mark.parametrize(("raw", "value"), [(1, "1900-01-01"), (59, "1900-02-28"),
                                            (61, "1900-03-01")])  # fmt: skip
def test_first_days_of_excel_are_counted_as_excel_does(raw: int, value: str) -> None:
    assert Date().parse(raw).value == value


@pytest.mark.parametrize("raw", [datetime(1899, 12, 31), date(2200, 1, 1), 150_000])
def test_real_date_far_away_is_asked(raw: object) -> None:
    assert Date().parse(raw).severity == "doubt"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("31.12.2024 14:30", "2024-12-31T14:30"),
        ("31.12.2024, 14:30 Uhr", "2024-12-31T14:30"),
        ("31.12.2024 um 14.30 Uhr", "2024-12-31T14:30"),
        ("31.12.2024 9 Uhr", "2024-12-31T09:00"),
        ("2024-12-31T14:30:59", "2024-12-31T14:30"),
        ("12/31/2024 2:30 PM", "2024-12-31T14:30"),
        ("12/31/2024 2 p.m.", "2024-12-31T14:00"),
        ("12/31/2024 12:05 am", "2024-12-31T00:05"),
        ("2024年12月31日 下午2:30", "2024-12-31T14:30"),
        ("2024年12月31日14时30分", "2024-12-31T14:30"),
        ("31. Dezember 2024 14h30", "2024-12-31T14:30"),
        ("2024-12-31 24:00", "2025-01-01T00:00"),
        ("2024-12-31 00:00", "2024-12-31T00:00"),
        ("31.12.2024", "2024-12-31"),
        (datetime(2024, 12, 31, 14, 29, 59, 999_600), "2024-12-31T14:30"),
        (45657.3, "2024-12-31T07:12"),
        (45657, "2024-12-31"),
    ],
)
def test_local_time_is_right_to_the_minute(raw: object, value: str) -> None:
    assert DateTime().parse(raw).value == value


@pytest.mark.parametrize("raw", ["2024-12-31 25:00", "2024-12-31 14:61", "14:30", "2024-06 14:30"])
def test_impossible_time_is_refused(raw: str) -> None:
    assert DateTime().parse(raw).severity == "error"


def test_time_zone_is_left_off_and_said() -> None:
    parsed = DateTime().parse("2024-12-31T14:30:00+08:00")
    assert (parsed.value, parsed.severity) == ("2024-12-31T14:30", "note")


def test_time_of_day_is_left_off_a_date_and_said() -> None:
    parsed = Date().parse("31.12.2024 14:30")
    assert (parsed.value, parsed.severity) == (DAY, "note")


def test_dates_are_shown_as_the_language_does() -> None:
    shown = {}
    for tongue in i18n.LANGUAGES:
        i18n.use(tongue)
        shown[tongue] = [PartialDate().format(value) for value in ("2024-06-05", "2024-06", "2024")]
    i18n.use("en")
    assert shown == {
        "de": ["05.06.2024", "06.2024", "2024"],
        "en": ["5 Jun 2024", "Jun 2024", "2024"],
        "zh": ["2024年6月5日", "2024年6月", "2024"],
    }


@given(value=st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 30)))
def test_dates_are_read_again_as_the_same(value: datetime) -> None:
    stored = f"{value:%Y-%m-%dT%H:%M}"
    for tongue in i18n.LANGUAGES:
        i18n.use(tongue)
        assert DateTime().parse(DateTime().format(stored)).value == stored
        for length in (10, 7, 4):
            part = stored[:length]
            assert PartialDate().parse(PartialDate().format(part)).value == part
    i18n.use("en")


@given(value=st.datetimes(datetime(1000, 1, 1), datetime(2199, 12, 31)))
def test_dates_come_back_from_a_sheet_as_the_same(value: datetime) -> None:
    stored = f"{value:%Y-%m-%dT%H:%M}"
    assert DateTime().parse(DateTime().excel(stored)).value == stored
    assert Date().parse(Date().excel(stored[:10])).value == stored[:10]


def test_partial_date_goes_into_a_sheet_as_text() -> None:
    assert PartialDate().excel("2024-06") == "2024-06"
    assert PartialDate().excel("2024-06-05") == date(2024, 6, 5)
    assert PartialDate().excel("1848-05-18") == "1848-05-18"


TOLD = {
    "morgen": timedelta(1),
    "Übermorgen": timedelta(2),
    "tomorrow": timedelta(1),
    "明天": timedelta(1),
    "heute": timedelta(0),
    "in 2 Wochen": timedelta(14),
    "in 3 days": timedelta(3),
    "2周后": timedelta(14),
    "10 days ago": timedelta(-10),
    "+3d": timedelta(3),
    "+3": timedelta(3),
    "+2w": timedelta(14),
    "+ 3 Tage": timedelta(3),
    "-1w": timedelta(-7),
}


@pytest.mark.parametrize("text", TOLD)
def test_a_day_typed_by_hand_may_be_told_from_today(text: str) -> None:
    wanted = (date.today() + TOLD[text]).isoformat()
    assert Date().parse(text, typed_reading()).value == wanted
    assert PartialDate().parse(text, typed_reading()).value == wanted


@pytest.mark.parametrize(
    "text", ["nächste Woche", "next month", "Freitag", "+", "-", "+99999d", "+9999y", "in 2 h"]
)
def test_what_tells_no_single_day_is_refused(text: str) -> None:
    assert Date().parse(text, typed_reading()).value is None


def test_a_time_of_day_may_stand_behind_a_day_told_from_today() -> None:
    tomorrow = (date.today() + timedelta(1)).isoformat()
    for text in ("morgen 14 Uhr", "tomorrow at 2pm", "明天下午2点"):
        assert DateTime().parse(text, typed_reading()).value == f"{tomorrow}T14:00"


@pytest.mark.parametrize(
    "clock", ["下午2点半", "下午两点半", "下午2点30分", "14点30", "下午二时三十分", "14：30"]
)
def test_a_time_of_day_is_read_as_the_chinese_say_it(clock: str) -> None:
    assert (
        DateTime().parse(f"2026年6月24日{' ' * clock[0].isdigit()}{clock}").value
        == "2026-06-24T14:30"
    )


def test_a_full_hour_is_read_as_the_chinese_say_it() -> None:
    assert DateTime().parse("2026年6月24日上午9点整").value == "2026-06-24T09:00"
    assert DateTime().parse("2026年6月24日9点5分").value == "2026-06-24T09:05"


def test_a_sheet_tells_no_days_from_today_since_nobody_knows_when_it_was_written() -> None:
    assert Date().parse("morgen", Reading(date_order="dmy")).value is None


@pytest.mark.parametrize(
    ("text", "value", "severity"),
    [
        ("9:30 Uhr, 01.03.2027", "2027-03-01T09:30", ""),
        ("01.03.2027 9.30 - 11 Uhr", "2027-03-01T09:30", "note"),
        ("01.03.2027 09:30–11:00", "2027-03-01T09:30", "note"),
        ("2027-03-01 09:30-05:00", "2027-03-01T09:30", "note"),
        ("2027年3月1日 9:30至11:00", "2027-03-01T09:30", "note"),
        ("1 March 2027, all day", "2027-03-01", ""),
        ("01.03.2027 soon", None, "error"),
        ("9:30 soon", None, "error"),
        ("1.3.-4.3.2027", None, "error"),
    ],
)
def test_a_time_is_read_as_sheets_of_events_hold_it(
    text: str, value: str | None, severity: str
) -> None:
    parsed = DateTime().parse(text)
    assert (parsed.value, parsed.severity) == (value, severity)
