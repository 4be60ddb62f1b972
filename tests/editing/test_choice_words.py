"""What somebody means who types the beginning of a value."""

import pytest

from t20desk import i18n
from t20desk.db import models
from t20desk.db.fields import KINDS
from t20desk.db.types import Country
from t20desk.editing.choice_words import match_choices


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("deu", "Germany"),
        ("ger", "Germany"),
        ("德", "Germany"),
        ("deguo", "Germany"),
        ("uk", "United Kingdom"),
        ("österr", "Austria"),
        ("osterr", "Austria"),
        ("oesterr", "Austria"),
        ("南非", "South Africa"),
    ],
)
def test_a_country_is_meant_in_any_language(typed: str, first: str) -> None:
    assert match_choices(Country(), typed)[0][1] == first


def test_names_stand_in_the_language_of_the_window() -> None:
    i18n.use("de")
    assert match_choices(Country(), "germ")[0] == ("DE", "Deutschland")


def test_nothing_typed_offers_everything_and_nonsense_nothing() -> None:
    assert models
    status = KINDS["member"].fields["status"].type
    assert len(match_choices(status, "")) == len(status.choices())
    assert match_choices(status, "xyzzy") == []
    assert match_choices(status, "akt")[0][0] == "active"
