"""Days of several words behind a field of days, without quotation marks."""

from datetime import date, timedelta

import pytest

from t20desk import searching
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.i18n import LANGUAGES, translate, use
from t20desk.listing import Listing, list_ids
from t20desk.searching import All, Not, QueryError, Span, Word, leaves_of, read_query
from t20desk.searching.suggesting import suggest
from tests.db.steps import make_many

FIELD = "follow_up"


@pytest.mark.parametrize(
    "words",
    [
        "next week", "last 30 days", "10 days ago", "nächste Woche", "vor 3 Monaten",
        "letzten Monat", "in den letzten 30 Tagen", "下 周", "next week..in 3 months",
        "2026-01-01..next week", "last week,next week",
    ],
)  # fmt: skip
def test_days_of_several_words_need_no_quotation_marks(words: str) -> None:
    quoted = words.replace("..", '".."').replace(",", '","')
    assert read_query(KINDS, "member", f"a {FIELD}:{words} b") == read_query(
        KINDS, "member", f'a {FIELD}:"{quoted}" b'
    )


@pytest.mark.parametrize(
    "name", ["Wiedervorlage", "Follow-up_date", "跟进日期", '"Follow-up date"']
)
def test_the_field_may_be_named_in_any_language(name: str) -> None:
    (test,) = leaves_of(read_query(KINDS, "member", f"{name}:<next week"))
    assert isinstance(test, searching.Test)
    assert (test.operator, test.values) == ("below", ("next week",))


def test_days_behind_a_link_are_told_in_several_words_too() -> None:
    tree = read_query(KINDS, "affiliation", "-member.follow_up:next week bank")
    test = searching.Test("member.follow_up", "has", ("next week",))
    assert tree == All((Not(test), Word("bank")))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("city:next week", ("next",)),
        ('follow_up:next "week"', ("next",)),
        ('follow_up:"next" week', ("next",)),
        ("follow_up:today week", ("today",)),
        ("follow_up:next Müller", ("next",)),
        ("unknown:next week", ("next",)),
    ],
)
def test_everywhere_else_a_value_ends_at_the_blank(text: str, values: tuple[str, ...]) -> None:
    test, word = leaves_of(read_query(KINDS, "member", text))
    assert isinstance(test, searching.Test)
    assert test.values == values
    assert isinstance(word, Word)


def test_the_mark_of_a_fault_reaches_over_all_words() -> None:
    (test,) = leaves_of(read_query(KINDS, "person", "born:>next 14 days"))
    assert isinstance(test, searching.Test)
    assert test.span == Span(0, len("born:>next 14 days"))
    with pytest.raises(QueryError):
        read_query(KINDS, "person", "born:> (")


@pytest.mark.parametrize(("language", "search"), [("en", "next week"), ("de", "nächste Woche")])
def test_records_are_found(database: Database, language: str, search: str) -> None:
    use(language)
    monday = date.today() - timedelta(days=date.today().weekday())
    days = [(monday + timedelta(days=7 * weeks)).isoformat() for weeks in (0, 1, 2)]
    keys = make_many(database, "member", [{"name": day, FIELD: day} for day in days])
    assert list(list_ids(database, Listing("member", f"{FIELD}:{search}", "all"))) == [keys[1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_word_is_still_offered(language: str) -> None:
    use(language)
    words = translate("last 30 days", language)
    query = f"{FIELD}:<{words[:-1]}"
    offered = suggest(KINDS, "member", query, len(query))
    assert [one.words for one in offered] == [words]
    text, cursor = offered[0].put_into(query)
    assert text.replace('"', "") == f"{FIELD}:<{words} "
    assert cursor == len(text)


def test_nothing_is_offered_right_behind_a_bracket() -> None:
    query = "(country:DE or country:FR)"
    assert suggest(KINDS, "member", query, len(query)) == []
    assert suggest(KINDS, "member", query + " ", len(query) + 1)
