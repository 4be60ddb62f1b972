import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.keys import fold, match_key, query_terms, search_key, search_words, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Tech   Week ", "tech week"),
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("Straße", "strasse"),
        ("Łódź Ørsted Đà Nẵng", "lodz orsted da nang"),
        ("ＡＢＣ１２３", "abc123"),
        ("Start–up’s", "start-up's"),
        ("南京", "南京"),
        ("서울", "서울"),
        ("İstanbul", "istanbul"),
    ],
)
def test_folding_takes_off_case_accents_and_width(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_match_key_drops_blanks_and_punctuation() -> None:
    assert match_key("Start-up support") == match_key("startup SUPPORT")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_sort_key_of_any_text_is_storable(text: str) -> None:
    assert "\n" not in sort_key(text)


def test_chinese_sorts_by_pinyin_among_latin() -> None:
    assert sorted(["南京", "Nairobi", "上海", "Oslo"], key=sort_key) == [
        "Nairobi",
        "南京",
        "Oslo",
        "上海",
    ]


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单雄信", "shan xiong xin"),
        ("曾国藩", "zeng guo fan"),
        ("解缙", "xie jin"),
        ("仇英", "qiu ying"),
        ("查良镛", "zha liang yong"),
        ("区伯", "ou bo"),
        ("翟志刚", "zhai zhi gang"),
        ("朴树", "piao shu"),
        ("盖叫天", "ge jiao tian"),
        ("欧阳修", "ou yang xiu"),
        ("尉迟恭", "yu chi gong"),
        ("钱七虎", "qian qi hu"),
    ],
)
def test_family_names_have_their_own_reading(name: str, reading: str) -> None:
    assert sort_key(name, name=True).split("\x1f")[0] == reading


def test_words_have_their_own_reading() -> None:
    assert sort_key("重庆银行").startswith("chong qing yin hang")


def test_names_that_only_sound_alike_are_not_equal() -> None:
    assert sort_key("张伟") != sort_key("章伟")


def test_tie_behind_the_reading_keeps_short_names_first() -> None:
    assert sorted(["张伟民", "张伟", "张伟A"], key=sort_key)[0] == "张伟"


def test_search_finds_umlauts_written_either_way() -> None:
    key = search_key([("Jürgen Müller", True)])
    assert "jurgen muller" in key
    assert "juergen mueller" in key


@pytest.mark.parametrize("typed", ["南京", "nanjing", "nan jing", "nj", "江苏", "jiangsu"])
def test_search_finds_chinese_by_characters_pinyin_and_initials(typed: str) -> None:
    key = search_key([("南京 江苏", False)])
    term, short = query_terms(typed)
    assert term in (search_words(key) if short else key)


@pytest.mark.parametrize("typed", ["ceng", "zeng", "zenghouyi", "cenghouyi"])
def test_search_finds_all_readings(typed: str) -> None:
    assert typed in search_key([("曾侯乙", True)])


@pytest.mark.parametrize("typed", ["lu", "lv", "lyu", "lyubu", "nvwa", "nyuwa"])
def test_search_finds_u_with_dots_as_it_is_typed_and_as_passports_write_it(typed: str) -> None:
    assert typed in search_key([("吕布 女娲", True)])


def test_spellings_of_one_text_stay_few() -> None:
    assert search_key([("中国长江重庆行长乐都会重行长乐都", False)]).count("\n") <= 3 * 16


def test_words_are_first_letters_characters_and_pairs() -> None:
    assert search_words("tech 南京市\n2024") == sorted(
        ["t", "te", "南", "京", "市", "南京", "京市", "nj", "js", "2", "20"]
    )


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("Ü", ("u", True)),
        ("南京", ("南京", True)),
        ("南京市", ("南京市", False)),
        ("A&", ("a", True)),
        ("", ("", True)),
        ("Müller", ("muller", False)),
        ("+49 (0)351 / 123-45", ("4935112345", False)),
        ("0049 351 12345", ("4935112345", False)),
        ("01.02.2024", ("01.02.2024", False)),
    ],
)
def test_query_terms_tell_short_from_long(typed: str, term: tuple[str, bool]) -> None:
    assert query_terms(typed) == term


@given(st.text(alphabet="abcäöüß京南曾1 -", min_size=1, max_size=12))
def test_every_text_is_found_by_itself(text: str) -> None:
    key = search_key([(text, False)])
    for word in text.split():
        term, short = query_terms(word)
        words = search_words(key)
        assert not term.strip("-") or (term in words if short else term in key)
