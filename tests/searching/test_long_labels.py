"""A label of several words is offered while it is being typed as it stands on the screen."""

from collections.abc import Iterator

import pytest

from t20desk.db.fields import KINDS
from t20desk.i18n import language, use
from t20desk.searching.suggesting import suggest


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """The window speaks German."""
    before = language()
    use("de")
    yield
    use(before)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("Land oder", "Land oder Region:"),
        ("Berlin Land oder Re", "Berlin Land oder Region:"),
        ("Ort:Paris oder -Land od", "Ort:Paris oder -Land oder Region:"),
        ("Personen.Nicht kon", "Personen.Nicht kontaktieren:"),
        ("Name in O", "Name in Originalschrift:"),
    ],
)
def test_a_label_of_several_words_is_offered_behind_its_blanks(typed: str, taken: str) -> None:
    first = suggest(KINDS, "member", typed, len(typed))[0]
    assert first.put_into(typed)[0] == taken


def test_words_that_begin_no_label_are_answered_by_the_last_of_them() -> None:
    offered = suggest(KINDS, "member", "eine Bank stat", len("eine Bank stat"))
    assert offered[0].put_into("eine Bank stat")[0] == "eine Bank Status:"
