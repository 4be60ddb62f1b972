"""Which number formats show leading zeros, and what they show."""

import pytest

from t20desk.reading.number_formats import is_padded, show_padded


@pytest.mark.parametrize(
    "pattern", ["00000", "00", '"D-"00000', "000-00", "[$-407]00000", "(00)000"]
)
def test_formats_of_digits_only_are_padded(pattern: str) -> None:
    assert is_padded(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["General", "0", "0.00", "#,##0", "#00", "0%", "0.00E+00", "hh:mm", "yyyy-mm-dd", "@", "00:00"],
)
def test_other_formats_are_not(pattern: str) -> None:
    assert not is_padded(pattern)


@pytest.mark.parametrize(
    ("text", "pattern", "shown"),
    [
        ("1067", "00000", "01067"),
        ("1067.0", "00000", "01067"),
        ("123456", "00000", "123456"),
        ("1067", '"D-"00000', "D-01067"),
        ("1234567", "000-000", "1234-567"),
        ("4.9351E+11", "0000000000000", "0493510000000"),
        ("10.5", "00000", None),
        ("-5", "00000", None),
        ("", "00000", None),
    ],
)
def test_a_number_is_shown_as_the_sheet_shows_it(
    text: str, pattern: str, shown: str | None
) -> None:
    assert show_padded(text, pattern) == shown
