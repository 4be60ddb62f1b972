"""What a row gives by itself: the short ways give the same as the long ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from t20desk.db import keys
from t20desk.db.fields import KINDS
from t20desk.db.rules.derivation import Derivation, find_words
from t20desk.db.schema import build_tables

assert build_tables(KINDS)
TEXTS = st.one_of(st.none(), st.text(max_size=30), st.sampled_from(["Müller", "南京 Tech", "a b"]))


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(st.characters(max_codepoint=127)), TEXTS.filter(bool))))
def test_words_are_the_same_by_the_short_way(texts: list[str]) -> None:
    key = "\n".join(map(keys.fold, texts))
    assert find_words(key) == keys.search_words(key)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_search_keys_hold_all_that_each_field_gives(
    name: str | None, city: str | None, latin: str | None
) -> None:
    columns = ("name", "city", "latin_name")
    derivation = Derivation(KINDS["member"], columns, " ".join)
    made = derivation.derive(columns, [(name, city, latin)] * 2)
    found = dict(zip(derivation.outputs, (column[1] for column in made), strict=True))
    texts = [(text, False) for text in (name, latin, city) if text is not None]
    lines = keys.search_key(texts).split("\n")
    assert set((found["search_key"] or "").split("\n")) == set(lines)
    assert (found["search_words"] or "").split() == keys.search_words("\n".join(lines))
    assert found["name__key"] == (None if name is None else keys.sort_key(name))


@pytest.mark.parametrize(
    ("changed", "outputs"),
    [
        ("country", []),
        ("short_name", ["short_name__key", "search_key", "search_words"]),
        ("status_given", []),
        ("responsible", ["responsible__key"]),
    ],
)
def test_a_change_derives_only_what_follows_from_it(changed: str, outputs: list[str]) -> None:
    derivation = Derivation(KINDS["member"], (changed,), " ".join)
    assert derivation.outputs == outputs
