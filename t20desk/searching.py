"""The search language, parsed to a tree: the same for window, command line and views.

`word` anywhere · `field:word` contains · `field:=whole` · `field:<x` `field:>x` `field:a..b` ·
`field:` empty · `field:*` filled · `-x` · `x or y` · `( )` · `"…"`, in which `""` is one quotation
mark. German and Chinese quotation marks, brackets and colons serve as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from t20desk.errors import UserError
from t20desk.i18n import _

MAX_LENGTH = 2_000
MAX_TERMS = 200
MAX_DEPTH = 30

Operator = Literal["has", "is", "below", "above", "between", "empty", "filled"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to be found anywhere."""

    text: str


@dataclass(frozen=True, slots=True)
class Test:
    """A test of one field; `path` may be dotted, `other` is the end of a range."""

    path: str
    operator: Operator
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class All:
    """All of the parts hold; none at all holds always."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - Any is taken
    """One of the parts holds."""

    parts: tuple["Tree", ...]


Tree: TypeAlias = Word | Test | Not | All | Any_


class QueryError(UserError):
    """A query that cannot be read; `place` is the character where it goes wrong, from 0."""

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


class Token(NamedTuple):
    """A piece of a query and where it begins."""

    kind: Literal["open", "close", "or", "minus", "test", "word"]
    text: str
    place: int
    value: str = ""
    quoted: bool = False
    """Whether the text, or the value of a field, stands between quotation marks as a whole."""


_FIELD = re.compile(r"([^\W\d][\w.\-]*)[:：]")
_BARE = re.compile(r'[^\s()（）"“”„«»＂]+')
_CLOSING = re.compile('["“”»«＂]')
_DASHES = ("-", "–", "—")
"""A dash between two words says nothing."""
_OR = ("or", "oder", "或")
_QUOTES = '"“”„«»＂'
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of characters; a search takes them for blanks."""


def parse_query(text: str) -> Tree:
    """The tree of a query; raises QueryError with the place of what cannot be read."""
    if len(text) > MAX_LENGTH:
        message = _("The search is longer than {most} characters; shorten it.")
        raise QueryError(message.format(most=MAX_LENGTH), MAX_LENGTH)
    tokens = list(_read_tokens(_ODD.sub(" ", text)))
    if len(tokens) > MAX_TERMS:
        message = _("The search has more than {most} words; shorten it.")
        raise QueryError(message.format(most=MAX_TERMS), tokens[MAX_TERMS].place)
    return _Parser(tokens, len(text)).parse()


def _read_tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
        elif sign in "()（）":
            yield Token("open" if sign in "(（" else "close", sign, at)
            at += 1
        elif sign == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            yield Token("minus", sign, at)
            at += 1
        elif sign in _QUOTES:
            phrase, end = _read_phrase(text, at)
            yield Token("word", phrase, at, quoted=True)
            at = end
        else:
            token, at = _read_bare(text, at)
            if token.text not in _DASHES:
                yield token


def _read_phrase(text: str, start: int) -> tuple[str, int]:
    """The words between two quotation marks, and the place behind the second one."""
    if text[start] == '"':
        return _read_plain_phrase(text, start)
    closing = _CLOSING.search(text, start + 1)
    if not closing:
        raise _say_unclosed(start)
    return text[start + 1 : closing.start()], closing.end()


def _read_plain_phrase(text: str, start: int) -> tuple[str, int]:
    end = text.find('"', start + 1)
    while end >= 0 and text.startswith('""', end):
        end = text.find('"', end + 2)
    if end < 0:
        raise _say_unclosed(start)
    return text[start + 1 : end].replace('""', '"'), end + 1


def _say_unclosed(start: int) -> QueryError:
    message = _("The quotation mark at character {place} is not closed; add one.")
    return QueryError(message.format(place=start + 1), start)


def _read_bare(text: str, start: int) -> tuple[Token, int]:
    field = _FIELD.match(text, start)
    if field and not text.startswith("//", field.end()):
        value, end, quoted = _read_value(text, field.end())
        return Token("test", field[1], start, value, quoted), end
    found = _BARE.match(text, start)
    word = found[0] if found else text[start]
    kind: Literal["or", "word"] = "or" if word.lower() in _OR else "word"
    return Token(kind, word, start), start + len(word)


def _read_value(text: str, start: int) -> tuple[str, int, bool]:
    """The value after `field:`, the place behind it, and whether it is one phrase."""
    parts: list[str] = []
    at, phrases = start, 0
    while at < len(text) and not text[at].isspace() and text[at] not in "()（）":
        if text[at] in _QUOTES:
            phrase, at = _read_phrase(text, at)
            parts.append(phrase)
            phrases += 1
        else:
            found = _BARE.match(text, at)
            if not found:
                break
            parts.append(found[0])
            at = found.end()
    return "".join(parts), at, phrases == len(parts) == 1


class _Parser:
    def __init__(self, tokens: list[Token], length: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._length = length

    def parse(self) -> Tree:
        tree = self._parse_any(0)
        if self._at < len(self._tokens):
            place = self._tokens[self._at].place
            message = _("The bracket at character {place} was never opened; take it out.")
            raise QueryError(message.format(place=place + 1), place)
        return tree

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _parse_any(self, depth: int) -> Tree:
        """Parts between `or`; one that is still being typed, or stands alone, joins nothing."""
        words: list[Tree] = []
        parts = [self._parse_all(depth)]
        while (token := self._peek()) and token.kind == "or":
            self._at += 1
            words.append(Word(token.text))
            parts.append(self._parse_all(depth))
        filled = [part for part in parts if part != All(())] or words[:1]
        return filled[0] if len(filled) == 1 else Any_(tuple(filled)) if filled else All(())

    def _parse_all(self, depth: int) -> Tree:
        parts: list[Tree] = []
        while (token := self._peek()) and token.kind not in ("or", "close"):
            parts.append(self._parse_one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _parse_one(self, depth: int) -> Tree:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "minus":
            return self._parse_not(token, depth)
        if token.kind == "open":
            return self._parse_group(token, depth)
        if token.kind == "test":
            return _read_test(token)
        return Word(token.text)

    def _check_depth(self, token: Token, depth: int) -> None:
        if depth >= MAX_DEPTH:
            message = _("The search has too many brackets or minus signs; take some out.")
            raise QueryError(message, token.place)

    def _parse_not(self, minus: Token, depth: int) -> Tree:
        self._check_depth(minus, depth)
        following = self._peek()
        if following is None or following.kind in ("or", "close"):
            message = _("After the minus at character {place} a word is missing; add it.")
            raise QueryError(message.format(place=minus.place + 1), minus.place)
        return Not(self._parse_one(depth + 1))

    def _parse_group(self, opening: Token, depth: int) -> Tree:
        self._check_depth(opening, depth)
        tree = self._parse_any(depth + 1)
        closing = self._peek()
        if closing is None or closing.kind != "close":
            message = _("The bracket at character {place} is not closed; add one.")
            raise QueryError(message.format(place=opening.place + 1), opening.place)
        self._at += 1
        return tree


def _read_test(token: Token) -> Test:
    """The test of a field; a value in quotation marks is taken as it stands."""
    path, value = token.text, token.value
    if not value:
        return Test(path, "empty")
    if token.quoted:
        return Test(path, "has", value)
    if value == "*":
        return Test(path, "filled")
    if value[0] in _OPERATORS and len(value) > 1:
        return Test(path, _OPERATORS[value[0]], value[1:])
    first, dots, last = value.partition("..")
    if dots and first and last:
        return Test(path, "between", first, last)
    return Test(path, "has", value)


_OPERATORS: dict[str, Operator] = {"=": "is", "<": "below", ">": "above"}
_SIGNS: dict[str, str] = {operator: sign for sign, operator in _OPERATORS.items()}
_NEEDS_QUOTES = re.compile(r'[\s()"“”„«»＂（）]|^[=<>*]|\.\.')


def write_test(path: str, operator: Operator, value: str = "") -> str:
    """A test as the search language writes it; where needed the value is put into quotes."""
    if operator == "filled":
        return f"{path}:*"
    doubled = value.replace('"', '""')
    quoted = f'"{doubled}"' if _NEEDS_QUOTES.search(value) else value
    return f"{path}:{_SIGNS.get(operator, '')}{quoted}"
