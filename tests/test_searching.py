"""The search language: how a query is read, what is refused and where."""

import pytest

from t20desk import searching
from t20desk.searching import (
    MAX_DEPTH,
    MAX_TERMS,
    All,
    Any_,
    Not,
    QueryError,
    Tree,
    Word,
    parse_query,
    write_test,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("word", Word("word")),
        ("two words", All((Word("two"), Word("words")))),
        ('"two words"', Word("two words")),
        ('"say ""yes"" now"', Word('say "yes" now')),
        ("„two words“", Word("two words")),
        ("-word", Not(Word("word"))),
        ("--word", Not(Not(Word("word")))),
        ("Baden-Baden", Word("Baden-Baden")),
        ("a - b", All((Word("a"), Word("b")))),
        ("a -", Word("a")),
        ("a or b", Any_((Word("a"), Word("b")))),
        ("a oder b", Any_((Word("a"), Word("b")))),
        ("甲 或 乙", Any_((Word("甲"), Word("乙")))),
        ("a b or c", Any_((All((Word("a"), Word("b"))), Word("c")))),
        ("a (b or c)", All((Word("a"), Any_((Word("b"), Word("c")))))),
        ("a（b）", All((Word("a"), Word("b")))),
        ('a "or" b', All((Word("a"), Word("or"), Word("b")))),
        ("a or", Word("a")),
        ("or a", Word("a")),
        ("or", Word("or")),
        ("", All(())),
        (" \t ", All(())),
        ("city:x", searching.Test("city", "has", "x")),
        ("city:=x", searching.Test("city", "is", "x")),
        ("joined:<2020", searching.Test("joined", "below", "2020")),
        ("joined:>2020", searching.Test("joined", "above", "2020")),
        ("joined:2019..2020", searching.Test("joined", "between", "2019", "2020")),
        ("joined:2019..", searching.Test("joined", "has", "2019..")),
        ("city:", searching.Test("city", "empty")),
        ('city:""', searching.Test("city", "empty")),
        ("city:*", searching.Test("city", "filled")),
        ('city:"*"', searching.Test("city", "has", "*")),
        ('city:"=x"', searching.Test("city", "has", "=x")),
        ('city:="New York"', searching.Test("city", "is", "New York")),
        ('"New".."York"', All((Word("New"), Word(".."), Word("York")))),
        ('city:"New York"', searching.Test("city", "has", "New York")),
        ("城市：北京", searching.Test("城市", "has", "北京")),
        ("member.country:DE", searching.Test("member.country", "has", "DE")),
        ("-city:x", Not(searching.Test("city", "has", "x"))),
        ("https://example.org", Word("https://example.org")),
        ("12:30", Word("12:30")),
        ("tab\x00nul", All((Word("tab"), Word("nul")))),
        ("half\ud800", Word("half")),
    ],
)
def test_a_query_is_read(text: str, tree: Tree) -> None:
    assert parse_query(text) == tree


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('name "open', 5, "quotation mark at character 6"),
        ('city:"open', 5, "quotation mark at character 6"),
        ("a (b", 2, "bracket at character 3 is not closed"),
        ("a) b", 1, "bracket at character 2 was never opened"),
        ("(a -) b", 3, "minus at character 4"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, place: int, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse_query(text)
    assert caught.value.place == place


def test_so_many_words_are_read_and_no_more() -> None:
    assert isinstance(parse_query("a " * MAX_TERMS), All)
    with pytest.raises(QueryError, match="more than 200 words"):
        parse_query("a " * (MAX_TERMS + 1))


def test_so_many_brackets_are_read_and_no_more() -> None:
    assert parse_query("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == Word("a")
    with pytest.raises(QueryError, match="too many brackets") as caught:
        parse_query("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))
    assert caught.value.place == MAX_DEPTH


@pytest.mark.parametrize(
    "value", ["x", "a b", "=x", "*", "1..2", 'with "marks"', "(x)", "„x“", "<3"]
)
@pytest.mark.parametrize("operator", ["has", "is", "below", "above"])
def test_a_written_test_is_read_as_it_was_meant(operator: str, value: str) -> None:
    written = write_test("name", operator, value)  # type: ignore[arg-type]
    assert parse_query(written) == searching.Test("name", operator, value)  # type: ignore[arg-type]


def test_tests_without_a_value_are_written_and_read() -> None:
    assert parse_query(write_test("city", "empty")) == searching.Test("city", "empty")
    assert parse_query(write_test("city", "filled")) == searching.Test("city", "filled")
