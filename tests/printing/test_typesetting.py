import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from t20desk.printing.typesetting import Face, clean_text
from tests.tries import tries


@pytest.fixture(scope="module")
def face() -> Face:
    return Face(9)


def test_a_short_text_stays_on_one_line(face: Face) -> None:
    assert face.set_lines("Nanjing", 2000) == (("Nanjing",), False)


def test_nothing_takes_no_line(face: Face) -> None:
    assert face.set_lines("", 2000) == ((), False)
    assert face.set_lines(" \n\t ", 2000) == ((), False)


def test_a_long_text_is_wrapped_between_words(face: Face) -> None:
    lines, cut = face.set_lines("Purple Mountain Innovation Conference", 900, 5)
    assert " ".join(lines) == "Purple Mountain Innovation Conference"
    assert len(lines) > 1
    assert not cut


def test_chinese_is_wrapped_without_blanks(face: Face) -> None:
    lines, cut = face.set_lines("江苏省专有技术交易中心", 400, 9)
    assert "".join(lines) == "江苏省专有技术交易中心"
    assert len(lines) > 2
    assert not cut


def test_a_text_without_a_blank_is_broken_anywhere(face: Face) -> None:
    lines, _cut = face.set_lines("x" * 60, 500, 20)
    assert "".join(lines) == "x" * 60


def test_what_does_not_fit_ends_with_dots(face: Face) -> None:
    lines, cut = face.set_lines("word " * 30_000, 500, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert cut


def test_a_cut_between_paragraphs_shows_too(face: Face) -> None:
    lines, cut = face.set_lines("one\ntwo\n\nfour", 900, 2)
    assert lines == ("one", "two…") or (lines[0] == "one" and lines[1].endswith("…"))
    assert cut


def test_paragraphs_keep_their_lines(face: Face) -> None:
    assert face.set_lines("a\r\nb\n\nc", 900, 9).lines == ("a", "b", "", "c")


def test_a_word_of_few_han_signs_goes_whole_to_the_next_line(face: Face) -> None:
    text = "𠮷 Reto Bühler-Beispiel的随行人员"
    for spare in (5, 95, 185, 275):
        width = face.width("𠮷 Reto Bühler-Beispiel") + spare
        assert face.set_lines(text, width, 2).lines[-1] == "的随行人员"


def test_a_long_row_of_han_signs_is_broken_where_the_line_ends(face: Face) -> None:
    lines, _cut = face.set_lines("Sample 样例苏州知识产权服务公司", face.width("Sample 样例苏"), 9)
    assert lines[0] == "Sample 样例苏"


def test_a_word_is_rather_broken_than_cut(face: Face) -> None:
    text = "Reto 的随行人员，样例，样"
    width = face.width("Reto 的随行人")
    lines, cut = face.set_lines(text, width, 2)
    assert not cut
    assert "".join(lines) == text


def test_signs_beyond_sixteen_bits_are_not_torn(face: Face) -> None:
    lines, _cut = face.set_lines("𠮷野家" * 10, 300, 99)
    assert "".join(lines) == "𠮷野家" * 10


def test_halves_of_signs_and_controls_are_taken_out() -> None:
    assert clean_text("a\ud800b\x00c\x07\r\nd") == "a?b c \nd"


@settings(max_examples=tries(200), deadline=None)
@given(st.text(max_size=400), st.floats(20, 2000), st.integers(1, 6))
def test_no_line_is_wider_than_its_room(text: str, width: float, limit: int) -> None:
    face = Face(9)
    lines, _cut = face.set_lines(text, width, limit)
    assert len(lines) <= limit
