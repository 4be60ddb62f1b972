"""Numbers typed from a signed sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.checking_in.numbers import read_numbers
from t20desk.errors import UserError


def test_numbers_ranges_and_empty_lines_are_read() -> None:
    assert read_numbers("3 7-9 w2") == ["3", "7", "8", "9", "w2"]


@pytest.mark.parametrize("text", ["3，7–9、W2", "03; 7 - 9, w02", "３　７－９　ｗ２"])
def test_other_hands_write_the_same(text: str) -> None:
    assert read_numbers(text) == ["3", "7", "8", "9", "w2"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "Type the numbers"),
        ("3 3", "3 stands twice"),
        ("3 2-4", "3 stands twice"),
        ("9-7", "9-7 runs the wrong way"),
        ("1-99999", "1-99999"),
        ("7-", "“7-” is no number"),
        ("0", "“0” is no number"),
        ("3 x", "“x” is no number"),
        ("1-w3", "1-w3"),
    ],
)
def test_what_is_amiss_is_said_in_one_sentence(text: str, word: str) -> None:
    with pytest.raises(UserError, match=word):
        read_numbers(text)


@given(st.lists(st.integers(1, 400), unique=True, min_size=1), st.sampled_from([" ", ", ", "；"]))
def test_what_is_typed_is_what_is_read(numbers: list[int], joint: str) -> None:
    assert read_numbers(joint.join(map(str, numbers))) == [str(one) for one in numbers]
