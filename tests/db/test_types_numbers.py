import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk import i18n
from t20desk.db.types import Money, Number, Reading, Whole, find_decimal_sign, typed_reading


@pytest.fixture(params=["de", "en", "zh"])
def tongue(request: pytest.FixtureRequest) -> object:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1'234.56", 1234.56),
        ("1’234.56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u202f234,56", 1234.56),
        ("1.234.567", 1234567.0),
        ("1.234.567,8", 1234567.8),
        ("12", 12.0),
        ("0,5", 0.5),
        (",5", 0.5),
        ("0.123", 0.123),
        ("1234.567", 1234.567),
        ("−5", -5.0),
        ("- 5", -5.0),
        ("5-", -5.0),
        ("(5)", -5.0),
        ("+5", 5.0),
        ("１２３", 123.0),
        ("1E+5", 100000.0),
        (3, 3.0),
        (2.5, 2.5),
    ],
)
def test_number_is_read_as_people_write_it(raw: object, value: float) -> None:
    parsed = Number().parse(raw)
    assert (parsed.value, parsed.severity) == (value, "")


@pytest.mark.parametrize("raw", ["1.234", "1,234", "12.345", "-1,234"])
def test_number_that_can_be_two_is_asked(raw: str) -> None:
    parsed = Number().parse(raw)
    assert (parsed.value, parsed.severity) == (None, "doubt")
    assert raw in parsed.message


@pytest.mark.parametrize(
    ("decimal", "raw", "value"),
    [(",", "1.234", 1234.0), (",", "1,234", 1.234), (".", "1.234", 1.234), (".", "1,234", 1234.0)],
)
def test_decimal_sign_of_the_column_decides(decimal: str, raw: str, value: float) -> None:
    assert Number().parse(raw, Reading(decimal=decimal)).value == value


@pytest.mark.parametrize("raw", ["1.5", "1,234.5"])
def test_number_against_the_column_is_an_error(raw: str) -> None:
    assert Number().parse(raw, Reading(decimal=",")).severity == "error"


@pytest.mark.parametrize(
    "raw", ["abc", "1.2.3", "1,2,3", "1.23,456.7", "--5", "5 %", True, float("nan"), float("inf")]
)
def test_what_is_no_number_is_refused(raw: object) -> None:
    assert Number().parse(raw).severity == "error"


@pytest.mark.parametrize(("raw", "value"), [("1.234", 1234), (5.0, 5), ("12,00", 12), (7, 7)])
def test_whole_number_reads_a_group_as_thousands(raw: object, value: int) -> None:
    assert Whole().parse(raw).value == value


@pytest.mark.parametrize("raw", ["1,5", 2.5, "many", 10**19, "9" * 30, True])
def test_fraction_is_no_whole_number(raw: object) -> None:
    assert Whole().parse(raw).severity == "error"


def test_whole_number_keeps_its_limits() -> None:
    assert Whole(1, 10).parse("11").severity == "error"
    assert Whole(1, 10).parse(0).severity == "error"
    assert Whole(1, 10).parse("10").value == 10


def test_whole_number_beyond_exactness_is_asked() -> None:
    assert Whole().parse(2.0**60).severity == "doubt"


@pytest.mark.parametrize(
    ("raw", "minor"),
    [
        ("1.234,56 €", 123456),
        ("EUR 1,234.56", 123456),
        ("¥ 100", 10000),
        ("100 元", 10000),
        ("5,-", 500),
        ("5,--", 500),
        (0.07, 7),
        (12.3, 1230),
        (5, 500),
        ("CHF 1'234.50", 123450),
    ],
)
def test_money_is_stored_in_minor_units(raw: object, minor: int) -> None:
    assert Money().parse(raw).value == minor


def test_money_with_three_decimals_is_rounded_and_noted() -> None:
    parsed = Money().parse("0,125")
    assert (parsed.value, parsed.severity) == (13, "note")


def test_money_goes_into_a_sheet_in_major_units() -> None:
    assert Money().excel(123456) == 1234.56


def test_money_is_told_to_programs_as_it_is_typed() -> None:
    assert Money().plain(123456) == 1234.56
    assert repr(Money().plain(500)) == "5"


@pytest.mark.parametrize("raw", ["1.234,56", "1,234.56", "1234,56", "1234.56"])
def test_typed_amount_that_can_mean_one_thing_is_taken_in_every_language(
    tongue: object, raw: str
) -> None:
    assert Money().parse(raw, typed_reading()).value == 123456


def test_typed_thousands_of_another_language_are_never_taken_for_a_fraction() -> None:
    i18n.use("en")
    assert Whole().parse("1.000", typed_reading()).severity == "doubt"
    assert Money().parse("1.234", typed_reading()).severity == "doubt"
    i18n.use("de")
    assert Whole().parse("1.000", typed_reading()).value == 1000
    i18n.use("en")


def test_numbers_are_shown_as_the_language_does() -> None:
    i18n.use("de")
    assert Money().format(-123456) == "-1.234,56"
    assert Whole().format(1200000) == "1.200.000"
    assert Whole().format(2024) == "2024"
    assert Number().format(2.5) == "2,5"
    i18n.use("en")
    assert Money().format(123456) == "1,234.56"


@given(value=st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_number_is_read_again_as_the_same(value: float) -> None:
    for tongue in i18n.LANGUAGES:
        i18n.use(tongue)
        assert Number().parse(Number().format(value)).value == value
        assert Number().parse(Number().format(value), typed_reading()).value == value
    i18n.use("en")


@given(value=st.integers(-(2**63) + 1, 2**63 - 1))
def test_whole_number_and_money_are_read_again_as_the_same(value: int) -> None:
    for tongue in i18n.LANGUAGES:
        i18n.use(tongue)
        assert Whole().parse(Whole().format(value)).value == value
        assert Money().parse(Money().format(value)).value == value
    i18n.use("en")


def test_column_tells_its_decimal_sign() -> None:
    assert find_decimal_sign(["1.234", "5,5", None, 3.0]) == ","
    assert find_decimal_sign(["1,234", "5.5"]) == "."
    assert find_decimal_sign(["1.234.567"]) == ","
    assert find_decimal_sign(["1.234", "7", "x"]) == ""
