"""The search language, parsed to a tree: the same for window, command line and views.

`word` anywhere · `field:word` contains · `field:=whole` · `field:<x` `field:>x` `field:a..b` ·
`field:` empty · `field:*` filled · `-x` · `x or y` · `( )` · `"…"`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from t20desk.errors import UserError
from t20desk.i18n import _

MAX_LENGTH = 2_000
MAX_TERMS = 200
MAX_DEPTH = 50

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
    quoted: bool = False
    value: str = ""


_FIELD = re.compile(r"([^\W\d][\w.\-]*):", re.UNICODE)
_BARE = re.compile(r'[^\s()"]+')


def parse_query(text: str) -> Tree:
    """The tree of a query; raises QueryError with the place of what cannot be read."""
    if len(text) > MAX_LENGTH:
        message = _("The search is longer than {most} characters; shorten it.")
        raise QueryError(message.format(most=MAX_LENGTH), MAX_LENGTH)
    tokens = list(_read_tokens(text))
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
        elif sign in "()":
            yield Token("open" if sign == "(" else "close", sign, at)
            at += 1
        elif sign == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            yield Token("minus", sign, at)
            at += 1
        elif sign == '"':
            phrase, end = _read_phrase(text, at)
            yield Token("word", phrase, at, quoted=True)
            at = end
        else:
            token, at = _read_bare(text, at)
            yield token


def _read_phrase(text: str, start: int) -> tuple[str, int]:
    end = text.find('"', start + 1)
    if end < 0:
        message = _("The quotation mark at character {place} is not closed; add one.")
        raise QueryError(message.format(place=start + 1), start)
    return text[start + 1 : end], end + 1


def _read_bare(text: str, start: int) -> tuple[Token, int]:
    field = _FIELD.match(text, start)
    if field and not text.startswith("//", field.end()):
        value, end = _read_value(text, field.end())
        return Token("test", field[1], start, value=value), end
    found = _BARE.match(text, start)
    word = found[0] if found else text[start]
    kind: Literal["or", "word"] = "or" if word.lower() in ("or", "oder", "或") else "word"
    return Token(kind, word, start), start + len(word)


def _read_value(text: str, start: int) -> tuple[str, int]:
    """The value after `field:`, a phrase in it may hold blanks."""
    parts: list[str] = []
    at = start
    while at < len(text) and not text[at].isspace() and text[at] not in "()":
        if text[at] == '"':
            phrase, at = _read_phrase(text, at)
            parts.append(phrase)
        else:
            found = _BARE.match(text, at)
            if not found:
                break
            parts.append(found[0])
            at = found.end()
    return "".join(parts), at


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
        if depth > MAX_DEPTH:
            place = self._tokens[self._at - 1].place
            raise QueryError(_("The search has too many brackets; take some out."), place)
        parts = [self._parse_all(depth)]
        while (token := self._peek()) and token.kind == "or":
            self._at += 1
            parts.append(self._parse_all(depth))
        return parts[0] if len(parts) == 1 else Any_(tuple(parts))

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
            return read_test(token.text, token.value)
        return Word(token.text)

    def _parse_not(self, minus: Token, depth: int) -> Tree:
        following = self._peek()
        if following is None or following.kind in ("or", "close"):
            message = _("After the minus at character {place} a word is missing; add it.")
            raise QueryError(message.format(place=minus.place + 1), minus.place)
        return Not(self._parse_one(depth + 1))

    def _parse_group(self, opening: Token, depth: int) -> Tree:
        tree = self._parse_any(depth + 1)
        closing = self._peek()
        if closing is None or closing.kind != "close":
            message = _("The bracket at character {place} is not closed; add one.")
            raise QueryError(message.format(place=opening.place + 1), opening.place)
        self._at += 1
        return tree


def read_test(path: str, value: str) -> Test:
    """The test of a field as it is written after the colon."""
    if value in ("", "*"):
        return Test(path, "filled" if value else "empty")
    if value[0] in "=<>" and len(value) > 1:
        operators: dict[str, Operator] = {"=": "is", "<": "below", ">": "above"}
        return Test(path, operators[value[0]], value[1:])
    first, dots, last = value.partition("..")
    if dots and first and last:
        return Test(path, "between", first, last)
    return Test(path, "has", value)


def write_test(path: str, operator: Operator, value: str = "") -> str:
    """A test as the search language writes it; a value with blanks is put into quotes."""
    quoted = f'"{value}"' if re.search(r"[\s()]", value) else value
    signs = {"is": "=", "below": "<", "above": ">", "filled": "*"}
    return f"{path}:{signs.get(operator, '')}{quoted}"
