"""The search language: how a query is read, what is refused and where."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from t20desk import searching
from t20desk.db.field_names import seek_field
from t20desk.db.fields import KINDS
from t20desk.db.types.relative_days import SUGGESTED, DaySpan, read_span
from t20desk.i18n import LANGUAGES, translate
from t20desk.searching import (
    MAX_DEPTH,
    MAX_TERMS,
    All,
    Any_,
    Not,
    Operator,
    QueryError,
    Tree,
    Word,
    parse_query,
    read_query,
    write_query,
)
from tests.tries import tries


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("word", Word("word")),
        ("two words", All((Word("two"), Word("words")))),
        ('"two words"', Word("two words")),
        ('"say ""yes"" now"', Word('say "yes" now')),
        ("„two words“", Word("two words")),
        ('a:<"=0"', searching.Test("a", "below", ("=0",))),
        ("-word", Not(Word("word"))),
        ("--word", Not(Not(Word("word")))),
        ("Baden-Baden", Word("Baden-Baden")),
        ("a - b", All((Word("a"), Word("b")))),
        ("a -", Word("a")),
        ("a or b", Any_((Word("a"), Word("b")))),
        ("a oder b", Any_((Word("a"), Word("b")))),
        ("甲 或 乙", Any_((Word("甲"), Word("乙")))),
        ("not city:x", Not(searching.Test("city", "has", ("x",)))),
        ("nicht (a or b)", Not(Any_((Word("a"), Word("b"))))),
        ("非 城市:x", Not(searching.Test("城市", "has", ("x",)))),
        ("not a", All((Word("not"), Word("a")))),
        ('"not" city:x', All((Word("not"), searching.Test("city", "has", ("x",))))),
        ("a b or c", Any_((All((Word("a"), Word("b"))), Word("c")))),
        ("a (b or c)", All((Word("a"), Any_((Word("b"), Word("c")))))),
        ("a（b）", All((Word("a"), Word("b")))),
        ('a "or" b', All((Word("a"), Word("or"), Word("b")))),
        ("a or", Word("a")),
        ("or a", Word("a")),
        ("or", Word("or")),
        ("", All(())),
        (" \t ", All(())),
        ("city:x", searching.Test("city", "has", ("x",))),
        ("city:=x", searching.Test("city", "is", ("x",))),
        ("joined:<2020", searching.Test("joined", "below", ("2020",))),
        ("joined:>2020", searching.Test("joined", "above", ("2020",))),
        (
            "joined:2019..2020",
            searching.Test(
                "joined",
                "between",
                (
                    "2019",
                    "2020",
                ),
            ),
        ),
        ("joined:2019..", searching.Test("joined", "least", ("2019",))),
        ("joined:..2019", searching.Test("joined", "most", ("2019",))),
        ("joined:<=2019", searching.Test("joined", "most", ("2019",))),
        ("joined:≥ 2019", searching.Test("joined", "least", ("2019",))),
        ("joined:> 2019 x", All((searching.Test("joined", "above", ("2019",)), Word("x")))),
        ("country:=DE,FR", searching.Test("country", "is", ("DE", "FR"))),
        ("－城市：北京", Not(searching.Test("城市", "has", ("北京",)))),
        ("−城市：＊", Not(searching.Test("城市", "filled"))),
        ("人员：＃＞３", searching.Test("人员", "above", ("３",), counted=True)),
        ("编号：0001．．0003", searching.Test("编号", "between", ("0001", "0003"))),
        ("城市：“＊”", searching.Test("城市", "has", ("＊",))),
        ("国家：德国、法国", searching.Test("国家", "has", ("德国", "法国"))),
        ('city:="a,b",c', searching.Test("city", "is", ("a,b", "c"))),
        ('city:"*a*"', searching.Test("city", "has", ("*a*",))),
        ("city:=*a*", searching.Test("city", "is", ("*a*",))),
        ('city:"a..b"..c', searching.Test("city", "between", ("a..b", "c"))),
        ("dues:1,5;2,5", searching.Test("dues", "has", ("1,5", "2,5"))),
        ("name:~^B.*s$", searching.Test("name", "matches", ("^B.*s$",))),
        ("people:#>3", searching.Test("people", "above", ("3",), counted=True)),
        ("people:#2..5", searching.Test("people", "between", ("2", "5"), counted=True)),
        ("name:#tag", searching.Test("name", "has", ("#tag",))),
        ('"Land oder Region":DE', searching.Test("Land_oder_Region", "has", ("DE",))),
        ('"E-Mail":x', searching.Test("E-Mail", "has", ("x",))),
        ("city:", searching.Test("city", "empty")),
        ('city:""', searching.Test("city", "empty")),
        ("city:*", searching.Test("city", "filled")),
        ('city:"*"', searching.Test("city", "has", ("*",))),
        ('city:"=x"', searching.Test("city", "has", ("=x",))),
        ('city:="New York"', searching.Test("city", "is", ("New York",))),
        ('"New".."York"', All((Word("New"), Word(".."), Word("York")))),
        ('city:"New York"', searching.Test("city", "has", ("New York",))),
        ("城市：北京", searching.Test("城市", "has", ("北京",))),
        ("member.country:DE", searching.Test("member.country", "has", ("DE",))),
        ("-city:x", Not(searching.Test("city", "has", ("x",)))),
        ("city: x", searching.Test("city", "has", ("x",))),
        ('city:"" x', All((searching.Test("city", "empty"), Word("x")))),
        (
            "city: name:x",
            All((searching.Test("city", "empty"), searching.Test("name", "has", ("x",)))),
        ),
        ("city: or x", Any_((searching.Test("city", "empty"), Word("x")))),
        ("- city:x", Not(searching.Test("city", "has", ("x",)))),
        ("city:!=x", Not(searching.Test("city", "is", ("x",)))),
        ("city:<> x", Not(searching.Test("city", "is", ("x",)))),
        ("城市：≠北京", Not(searching.Test("城市", "is", ("北京",)))),
        ("编号：0001～0003", searching.Test("编号", "between", ("0001", "0003"))),
        ("编号:0001…0003", searching.Test("编号", "between", ("0001", "0003"))),
        ("joined:2019年至2021年", searching.Test("joined", "between", ("2019年", "2021年"))),
        ('number:"0001～0003"', searching.Test("number", "has", ("0001～0003",))),
        (
            "city:x und (a or b)",
            All((searching.Test("city", "has", ("x",)), Any_((Word("a"), Word("b"))))),
        ),
        ("Wind und Wasser", All((Word("Wind"), Word("und"), Word("Wasser")))),
        ("Sample* city:*x*", All((Word("Sample"), searching.Test("city", "has", ("x",))))),
        ('"Sample*"', Word("Sample*")),
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
        ("a city:(x or y)", 2, "Behind the colon of city"),
        ("a joined:<", 2, "sign < at character 10"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, place: int, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse_query(text)
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("country=DE", "country:=DE"),
        ("-Land=DE,FR bank", "-Land:=DE,FR bank"),
        ("国家＝DE", "国家:=DE"),
        ("joined >= 2020 city:x", "joined:>=2020 city:x"),
        ('"Land oder Region"="DE"', '"Land oder Region":="DE"'),
        ("people.family_name~^M or joined<2020", "people.family_name:~^M or joined:<2020"),
        ("people>3", "people:>3"),
        ("Land != DE", "-Land:=DE"),
        ("Land oder Region:DE bank", "Land_oder_Region:DE bank"),
        ("bank Country or region = DE", "bank Country_or_region:=DE"),
        ("people.Name in original script:丁", "people.Name_in_original_script:丁"),
        ("非国家：中国", "-国家:中国"),
        ("国家：中国或国家：德国", "国家:中国 or 国家:德国"),
        ("(Land) oder Region", "Land or Region"),
        ("E=mc2", '"E=mc2"'),
        ("unknown>3", '"unknown>3"'),
        ("name", '"name"'),
    ],
)
def test_the_colon_of_a_field_may_be_left_out_before_a_sign(text: str, same: str) -> None:
    assert write_query(read_query(KINDS, "member", text)) == write_query(parse_query(same))


def test_a_value_missing_behind_a_sign_is_marked_without_a_colon_too() -> None:
    with pytest.raises(QueryError, match="sign = at character 10") as caught:
        read_query(KINDS, "member", "a country=")
    assert caught.value.place == 2


def test_so_many_words_are_read_and_no_more() -> None:
    assert isinstance(parse_query("a " * MAX_TERMS), All)
    with pytest.raises(QueryError, match="more than 200 words"):
        parse_query("a " * (MAX_TERMS + 1))


def test_so_many_brackets_are_read_and_no_more() -> None:
    assert parse_query("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == Word("a")
    with pytest.raises(QueryError, match="too many brackets") as caught:
        parse_query("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))
    assert caught.value.place == MAX_DEPTH


NAMES = st.from_regex(r"[a-zA-Zä南][\w.]{0,6}\w", fullmatch=True)
VALUES = st.text(
    st.characters(blacklist_categories=("Cc", "Cs")) | st.sampled_from('ab名 ",;=<>~*#.-()„“、:/'),
    min_size=1,
    max_size=8,
)
COUNTS = st.integers(0, 999).map(str)


def _tests(values: st.SearchStrategy[str], counted: bool) -> st.SearchStrategy[Tree]:
    several = st.lists(values, min_size=1, max_size=3).map(tuple)
    ends = st.tuples(values, values)
    single = st.tuples(values)
    return st.one_of(
        st.builds(make_test, NAMES, st.sampled_from(["has", "is"]), several, st.just(counted)),
        st.builds(
            make_test, NAMES, st.sampled_from(["below", "most", "above", "least"]), single,
            st.just(counted),
        ),
        st.builds(make_test, NAMES, st.just("between"), ends, st.just(counted)),
    )  # fmt: skip


def make_test(path: str, operator: Operator, values: tuple[str, ...], counted: bool) -> Tree:
    return searching.Test(path, operator, values, counted)


LEAVES = st.one_of(
    st.builds(Word, VALUES),
    _tests(VALUES, counted=False),
    _tests(COUNTS, counted=True),
    st.builds(make_test, NAMES, st.just("matches"), st.tuples(VALUES), st.just(False)),
    st.builds(
        make_test, NAMES, st.sampled_from(["empty", "filled"]), st.just(()), st.just(False)
    ),
)  # fmt: skip


def _groups(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(All, several), st.builds(Any_, several))


TREES = st.recursive(LEAVES, _groups, max_leaves=12)


@settings(max_examples=tries(400), deadline=None)
@given(tree=TREES)
def test_every_tree_is_written_as_text_that_gives_the_same_tree(tree: Tree) -> None:
    assert parse_query(write_query(tree)) == tree


@settings(max_examples=tries(300), deadline=None)
@given(text=st.text(st.sampled_from('ab1名 "„“()-:=<>~*#.,;|or!≠～…und南、'), max_size=30))
def test_whatever_can_be_read_is_written_with_the_same_meaning(text: str) -> None:
    try:
        tree = parse_query(text)
    except QueryError:
        return
    assert parse_query(write_query(tree)) == tree


def test_groups_of_one_and_of_none_are_written_without_brackets() -> None:
    tree = All((Any_((Word("a"),)), All(()), Not(All(()))))
    assert write_query(tree) == "a"
    assert write_query(All(())) == ""


def test_a_list_view_is_written_as_people_would_type_it() -> None:
    tree = parse_query('( status:=active OR status:=applied ) country:=DE,"FR" -"city":Paris')
    written = "(status:=active or status:=applied) country:=DE,FR -city:Paris"
    assert write_query(tree) == written


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", ("2026-11-25", "2026-11-25")),
        ("Gestern", ("2026-11-24", "2026-11-24")),
        ("本周", ("2026-11-23", "2026-11-29")),
        ("nächste Woche", ("2026-11-30", "2026-12-06")),
        ("letzten Monat", ("2026-10-01", "2026-10-31")),
        ("上个季度", ("2026-07-01", "2026-09-30")),
        ("last year", ("2025-01-01", "2025-12-31")),
        ("last 30 days", ("2026-10-27", "2026-11-25")),
        ("in den letzten 30 Tagen", ("2026-10-27", "2026-11-25")),
        ("letzte 2 Wochen", ("2026-11-12", "2026-11-25")),
        ("未来3个月", ("2026-11-25", "2027-02-24")),
        ("10daysago", ("2026-11-15", "2026-11-15")),
        ("vor 3 Monaten", ("2026-08-25", "2026-08-25")),
        ("10天前", ("2026-11-15", "2026-11-15")),
        ("next birthdays", ("2026-11-25", "2026-12-25")),
        ("Geburtstag nächste 14 Tage", ("2026-11-25", "2026-12-08")),
        ("本月生日", ("2026-11-01", "2026-11-30")),
    ],
)
def test_days_are_told_from_today_in_three_languages(text: str, days: tuple[str, str]) -> None:
    span = read_span(text, date(2026, 11, 25))
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == days


@pytest.mark.parametrize("text", ["", "2019", "last", "next 9999 years", "soon", "31 days"])
def test_other_words_tell_no_days(text: str) -> None:
    assert read_span(text, date(2026, 11, 25)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_days_a_search_offers_are_understood(language: str) -> None:
    for words in SUGGESTED:
        assert read_span(translate(words, language), date(2026, 11, 25)), words


def test_the_end_of_a_short_month_and_leap_days_count() -> None:
    assert read_span("3 months ago", date(2026, 5, 31)) == DaySpan(
        date(2026, 2, 28), date(2026, 2, 28)
    )
    assert DaySpan(date(2026, 2, 20), date(2026, 2, 28), True).ends_of_year == ("02-20", "02-29")


@pytest.mark.parametrize("name", ["Gründungsmitglied", "gruendungsmitglied", "founding_member"])
def test_a_field_is_known_however_its_umlauts_are_typed(name: str) -> None:
    found = seek_field(KINDS["member"], name)
    assert found is not None
    assert found.name == "founding_member"
