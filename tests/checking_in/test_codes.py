"""Codes of sheets: what is mistyped is never taken for another sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.checking_in.codes import LENGTH, SIGNS, complete_code, make_code, read_code
from t20desk.errors import UserError

BODIES = st.text(SIGNS, min_size=LENGTH, max_size=LENGTH)


def test_a_code_is_read_in_small_letters_with_hyphens_and_in_full_width() -> None:
    code = make_code()
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for typed in (code.lower(), f" {code[:2]}-{code[2:]} ", wide):
        assert read_code(typed) == code


@given(BODIES, st.integers(0, LENGTH), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(body: str, place: int, sign: str) -> None:
    code = complete_code(body)
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong != code:
        with pytest.raises(UserError):
            read_code(wrong)


@given(BODIES, st.integers(0, LENGTH - 2))
def test_two_signs_that_changed_places_are_noticed(body: str, place: int) -> None:
    code = complete_code(body)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(UserError):
            read_code(wrong)


def test_a_code_is_never_given_twice() -> None:
    taken = {make_code() for _time in range(50)}
    assert make_code(taken) not in taken
