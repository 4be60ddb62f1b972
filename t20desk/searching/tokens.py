"""A query cut into brackets, signs, words and tests of fields, each with its place."""

from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from t20desk.db.late_patterns import late_pattern
from t20desk.db.search.search_tree import QueryError
from t20desk.i18n import _

OPENING: Final = "(（"
CLOSING: Final = ")）"
QUOTES: Final = '"“”„«»＂'
OR_WORDS: Final = ("or", "oder", "或")
NOT_WORDS: Final = ("not", "nicht", "非")
"""Before a field or a bracket these are a minus, elsewhere words like any other."""
SIGNS: Final = "=<>~≤≥＝＜＞～"
"""Signs with which the value of a field may begin."""

PATTERN_SIGNS: Final = ("~", "～")
"""Behind one of these stands a regular expression, whose brackets belong to it."""

IsField = Callable[[str], bool]
"""Whether a name leads to a field."""

_FIELD: Final = late_pattern(r"([^\W\d][\w.\-]*)[:：]")
_SIGNED: Final = late_pattern(r"([^\W\d][\w.\-]*)\s*(?=[=<>~≤≥＝＜＞～])")
"""What may be a field whose colon was left out: `country=DE`, `joined >= 2020`."""
_BARE: Final = late_pattern(r'[^\s()（）"“”„«»＂]+')
_CLOSING_QUOTE: Final = late_pattern('["“”»«＂]')
_NO_NAME: Final = late_pattern(r"[^\w.\-]+")
_DASHES: Final = ("-", "–", "—")
"""A dash between two words says nothing."""


class Token(NamedTuple):
    """A piece of a query and where it stands.

    `value` is what follows a field; `mask` has a Q for each character of it between quotation
    marks, where signs are plain text, and a blank for each other one.
    """

    kind: Literal["open", "close", "or", "minus", "test", "word"]
    text: str
    place: int
    end: int
    value: str = ""
    mask: str = ""


def no_field(_name: str) -> bool:
    """The answer where the fields are not known."""
    return False


def read_tokens(text: str, is_field: IsField = no_field) -> Iterator[Token]:
    """The pieces of a query in order; raises QueryError for a quotation mark left open."""
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
            continue
        if sign in OPENING + CLOSING:
            token = Token("open" if sign in OPENING else "close", sign, at, at + 1)
        elif sign == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            token = Token("minus", sign, at, at + 1)
        elif sign in QUOTES:
            token = _read_quoted(text, at, is_field)
        else:
            token = _read_bare(text, at, is_field)
        at = token.end
        if token.kind != "word" or token.text not in _DASHES or sign in QUOTES:
            yield token


def _read_quoted(text: str, start: int, is_field: IsField) -> Token:
    """A phrase, or the name of a field of several words with what follows its colon."""
    phrase, end = _read_phrase(text, start)
    name = _NO_NAME.sub("_", phrase).strip("_.")
    if text[end : end + 1] in (":", "：") and name[:1].isalpha():
        return _read_test(text, name, start, end + 1)
    if text[end : end + 1] in tuple(SIGNS) and is_field(name):
        return _read_test(text, name, start, end)
    return Token("word", phrase, start, end)


def _read_bare(text: str, start: int, is_field: IsField) -> Token:
    field = _FIELD.match(text, start)
    if field and not text.startswith("//", field.end()):
        return _read_test(text, field[1], start, field.end())
    field = _SIGNED.match(text, start)
    if field and is_field(field[1]):
        return _read_test(text, field[1], start, field.end())
    found = _BARE.match(text, start)
    word = found[0] if found else text[start]
    end = start + len(word)
    kind: Literal["or", "minus", "word"] = "or" if word.lower() in OR_WORDS else "word"
    if word.lower() in NOT_WORDS and _begins_part(text, end):
        kind = "minus"
    return Token(kind, word, start, end)


def _begins_part(text: str, at: int) -> bool:
    """Whether a field with its value or a bracket follows, after blanks."""
    while text[at : at + 1].isspace():
        at += 1
    return text[at : at + 1] in tuple(OPENING) or bool(_FIELD.match(text, at))


def _read_phrase(text: str, start: int) -> tuple[str, int]:
    """The words between two quotation marks, and the place behind the second one."""
    if text[start] == '"':
        return _read_plain_phrase(text, start)
    closing = _CLOSING_QUOTE.search(text, start + 1)
    if not closing:
        raise _say_unclosed(text, start)
    return text[start + 1 : closing.start()], closing.end()


def _read_plain_phrase(text: str, start: int) -> tuple[str, int]:
    end = text.find('"', start + 1)
    while end >= 0 and text.startswith('""', end):
        end = text.find('"', end + 2)
    if end < 0:
        raise _say_unclosed(text, start)
    return text[start + 1 : end].replace('""', '"'), end + 1


def _say_unclosed(text: str, start: int) -> QueryError:
    message = _("The quotation mark at character {place} is not closed; add one.")
    return QueryError(message.format(place=start + 1), start, len(text))


def _read_test(text: str, name: str, start: int, value_start: int) -> Token:
    """A field and its value; behind a sign such as `<` blanks may stand."""
    value, mask = "", ""
    at, depth = value_start, 0
    if text[at : at + 1] in tuple(OPENING):
        message = _("Behind the colon of {field} no bracket may stand; write {field}:a,b.")
        raise QueryError(message.format(field=name), start, at + 1)
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            if not value or mask.strip() or value.strip(SIGNS):
                break
            at += 1
            continue
        if sign in OPENING + CLOSING:
            depth += 1 if sign in OPENING else -1
            if value[:1] not in PATTERN_SIGNS or mask.startswith("Q") or depth < 0:
                break
        piece, end = _read_piece(text, at)
        mask += ("Q" if sign in QUOTES else " ") * len(piece)
        value, at = value + piece, end
    return Token("test", name, start, at, value, mask)


def _read_piece(text: str, at: int) -> tuple[str, int]:
    """A phrase, or what stands up to the next blank, bracket or quotation mark."""
    if text[at] in QUOTES:
        return _read_phrase(text, at)
    found = _BARE.match(text, at)
    return (found[0], found.end()) if found else (text[at], at + 1)
