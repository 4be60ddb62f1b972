"""From the text of a query to its tree."""

from functools import partial
from typing import Final

from t20desk.db.fields import Kinds
from t20desk.db.late_patterns import late_pattern
from t20desk.db.search.search_tree import (
    All,
    Any_,
    Not,
    Operator,
    QueryError,
    Span,
    Test,
    Tree,
    Word,
    join_all,
)
from t20desk.i18n import _
from t20desk.searching.day_words import IsOfDays, join_days, leads_to_days, leads_to_field
from t20desk.searching.tokens import (
    AND_WORDS,
    UNEQUAL,
    IsField,
    Token,
    no_field,
    read_tokens,
)

MAX_LENGTH: Final = 2_000
MAX_TERMS: Final = 200
MAX_DEPTH: Final = 50

_ODD: Final = late_pattern("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of characters; a search takes them for blanks."""
_WIDE: Final = str.maketrans("－−＊＃．＠＋／＝＜＞～", "--*#.@+/=<>~")
"""Signs as Chinese input methods write them; each keeps its place in the query."""
_PHRASE_OR_WIDE: Final = late_pattern(
    r'"(?:[^"]|"")*"|[“”„«»＂][^"“”»«＂]*["“”»«＂]|[－−＊＃．＠＋／＝＜＞～]'
)
_COUNT: Final = late_pattern(r"#(?:[<>]=?|[=≤≥＝＜＞])?\s*\d|#\.\.\d")
_SIGN: Final = late_pattern(r"!=|<>|<=|>=|[=<>~≤≥≠＝＜＞～]")
_OPERATORS: Final[dict[str, Operator]] = {
    "=": "is", "＝": "is", "<": "below", "＜": "below", ">": "above", "＞": "above",
    "<=": "most", "≤": "most", ">=": "least", "≥": "least", "~": "matches", "～": "matches",
    **dict.fromkeys(UNEQUAL, "is"),
}  # fmt: skip
_UNTIL: Final = late_pattern(r"(?<=[\d日月年])(?:[~～…至]|\.\.\.)(?=\d)")
"""Between two numbers or days as much as two dots: 0001～0003."""
_STRONG: Final = ";；、"
"""Between several values; where one of these stands, a comma belongs to a value."""
_WEAK: Final = ",，"


def read_query(kinds: Kinds, kind: str, text: str) -> Tree:
    """The tree of a query for a kind.

    Since its fields are known, days may be told in several words and the colon may be left out
    before a sign.
    """
    is_field = partial(leads_to_field, kinds, kind)
    return parse_query(text, partial(leads_to_days, kinds, kind), is_field)


def parse_query(
    text: str, is_of_days: IsOfDays | None = None, is_field: IsField = no_field
) -> Tree:
    """The tree of a query; raises QueryError with the place of what cannot be read."""
    if len(text) > MAX_LENGTH:
        message = _("The search is longer than {most} characters; shorten it.")
        raise QueryError(message.format(most=MAX_LENGTH), MAX_LENGTH, len(text))
    tokens = list(read_tokens(_narrow_signs(_ODD.sub(" ", text)), is_field))
    if len(tokens) > MAX_TERMS:
        message = _("The search has more than {most} words, from character {place} on; shorten it.")
        place = tokens[MAX_TERMS].place
        raise QueryError(message.format(most=MAX_TERMS, place=place + 1), place, len(text))
    return _Parser(list(join_days(tokens, is_of_days)) if is_of_days else tokens).parse()


def _narrow_signs(text: str) -> str:
    """The query with narrow signs, but as it was typed between quotation marks."""
    if text.isascii():
        return text
    return _PHRASE_OR_WIDE.sub(
        lambda found: found[0].translate(_WIDE) if len(found[0]) == 1 else found[0], text
    )


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

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
            if self._is_and():
                self._at += 1
                continue
            part = self._parse_one(depth)
            if part != All(()):
                parts.append(part)
        return join_all(tuple(parts))

    def _is_and(self) -> bool:
        """Whether an `and` stands beside a field or a bracket, where all have to hold anyway."""
        token = self._tokens[self._at]
        if token.kind != "word" or token.is_quoted or token.text.lower() not in AND_WORDS:
            return False
        before = self._tokens[self._at - 1].kind if self._at else ""
        behind = self._tokens[self._at + 1].kind if self._at + 1 < len(self._tokens) else ""
        return before in ("test", "close") or behind in ("test", "open", "minus")

    def _parse_one(self, depth: int) -> Tree:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "minus":
            return self._parse_not(token, depth)
        if token.kind == "open":
            return self._parse_group(token, depth)
        if token.kind == "test":
            return read_test(token)
        return Word(token.text if token.is_quoted else _drop_stars(token.text))

    def _check_depth(self, token: Token, depth: int) -> None:
        if depth >= MAX_DEPTH:
            message = _(
                "The search has too many brackets or minus signs from character {place} on; "
                "take some out."
            )
            raise QueryError(message.format(place=token.place + 1), token.place)

    def _parse_not(self, minus: Token, depth: int) -> Tree:
        self._check_depth(minus, depth)
        following = self._peek()
        if following is None or following.kind in ("or", "close"):
            message = _("After the minus at character {place} a word is missing; add it.")
            raise QueryError(message.format(place=minus.place + 1), minus.place)
        part = self._parse_one(depth + 1)
        return part if part == All(()) else Not(part)

    def _parse_group(self, opening: Token, depth: int) -> Tree:
        self._check_depth(opening, depth)
        tree = self._parse_any(depth + 1)
        closing = self._peek()
        if closing is None or closing.kind != "close":
            message = _("The bracket at character {place} is not closed; add one.")
            raise QueryError(message.format(place=opening.place + 1), opening.place)
        self._at += 1
        return tree


def _drop_stars(text: str) -> str:
    """A word without the stars at its ends, as others write that it goes on there."""
    return text.strip("*") or text


def read_test(token: Token) -> Test | Not:
    """The test of a field; what stands in quotation marks is taken as it is."""
    path, span = token.text, Span(token.place, token.end)
    value, mask = token.value, token.mask
    if not value:
        return Test(path, "empty", span=span)
    counted = not mask.startswith("Q") and bool(_COUNT.match(value))
    if counted:
        value, mask = value[1:], mask[1:]
    if value == "*" and mask == " ":
        return Test(path, "filled", span=span)
    sign = _SIGN.match(value, 0, len(mask.partition("Q")[0]))
    if sign is not None:
        value, mask = value[sign.end() :], mask[sign.end() :]
        if not value:
            raise _say_missing(token, sign[0])
    operator, values = _read_values(_OPERATORS[sign[0]] if sign else "has", value, mask)
    test = Test(path, operator, values, counted, span)
    return Not(test) if sign is not None and sign[0] in UNEQUAL else test


def _say_missing(token: Token, sign: str) -> QueryError:
    message = _("After the sign {sign} at character {place} a value is missing; add it.")
    sentence = message.format(sign=sign, place=token.end - len(sign) + 1)
    return QueryError(sentence, token.place, token.end)


def _read_values(operator: Operator, value: str, mask: str) -> tuple[Operator, tuple[str, ...]]:
    """The operator and its values: a range, several values, or the text as it stands."""
    if operator == "has":
        if until := _find_until(value, mask):
            return "between", until
        dots = _find_plain("..", value, mask)
        if dots >= 0 and len(value) > len(".."):
            first, last = value[:dots], value[dots + 2 :]
            if first and last:
                return "between", (first, last)
            return ("least", (first,)) if first else ("most", (last,))
    if operator in ("has", "is"):
        values = _split_values(value, mask) or (value,)
        is_plain = operator == "has" and not mask.strip()
        return operator, tuple(map(_drop_stars, values)) if is_plain else values
    return operator, (value,)


def _find_until(value: str, mask: str) -> tuple[str, str] | None:
    """The ends of a range written otherwise than with two dots."""
    found = _UNTIL.search(value) if not mask.strip() else None
    return (value[: found.start()], value[found.end() :]) if found else None


def _find_plain(part: str, value: str, mask: str) -> int:
    """Where a part stands outside quotation marks; -1 where it does not."""
    at = value.find(part)
    while at >= 0 and mask[at : at + len(part)].strip():
        at = value.find(part, at + 1)
    return at


def _split_values(value: str, mask: str) -> tuple[str, ...]:
    plain = {sign for sign, quoted in zip(value, mask, strict=True) if quoted == " "}
    signs = _STRONG if plain & set(_STRONG) else _WEAK
    found, start = [], 0
    for at, (sign, quoted) in enumerate(zip(value, mask, strict=True)):
        if quoted == " " and sign in signs:
            found.append(value[start:at])
            start = at + 1
    return tuple(filter(None, [*found, value[start:]]))
