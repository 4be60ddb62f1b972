"""Days of several words without quotation marks: `follow_up:next week` is one value.

Only behind a field of days, where a single word such as `next` means nothing; everywhere else a
value ends at the first blank.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from t20desk.db.fields import Field, Kinds
from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.relative_days import read_span
from t20desk.searching.paths import follow_path
from t20desk.searching.suggesting import DAYS
from t20desk.searching.tokens import SIGNS, Token

IsOfDays = Callable[[str], bool]
"""Whether a path leads to a field of days."""

MOST_WORDS: Final = 6
"""`birthdays in the next 14 days`, and no more."""
_BETWEEN: Final = late_pattern(r"\.\.|[,;，；、]")


def leads_to_field(kinds: Kinds, kind: str, path: str) -> bool:
    """Whether a path leads to a field or over links."""
    return follow_path(kinds, kinds[kind], path) is not None


def leads_to_days(kinds: Kinds, kind: str, path: str) -> bool:
    """Whether a path leads to a field of days."""
    reached = follow_path(kinds, kinds[kind], path)
    return isinstance(reached, Field) and reached.type.name in DAYS


def join_days(tokens: Sequence[Token], is_of_days: IsOfDays) -> Iterator[Token]:
    """The tokens of a query, a test taking the words behind it that belong to its days."""
    at = 0
    while at < len(tokens):
        token, taken = tokens[at], 0
        if token.kind == "test" and token.value and not token.mask.strip():
            words = _bare_words(tokens[at + 1 : at + MOST_WORDS])
            taken = _count_taken(token.value, words) if words and is_of_days(token.text) else 0
        following = tokens[at + 1 : at + 1 + taken]
        yield _add_words(token, following) if following else token
        at += 1 + taken


def _bare_words(tokens: Sequence[Token]) -> list[str]:
    """The words without quotation marks that stand next."""
    found: list[str] = []
    for token in tokens:
        if token.kind != "word" or token.is_quoted:
            break
        found.append(token.text)
    return found


def _count_taken(value: str, words: Sequence[str]) -> int:
    """How many words belong to a value, the more the better."""
    begun = value.lstrip(SIGNS)
    lengths = range(len(words), 0, -1)
    return next((many for many in lengths if _tells_days(begun, words[:many])), 0)


def _tells_days(begun: str, words: Sequence[str]) -> bool:
    """Whether all that has blanks in it tells days; ends of a range and values stand alone."""
    parts = _BETWEEN.split(" ".join((begun, *words)))
    several = [part for part in map(str.strip, parts) if " " in part]
    today = date.today()
    return bool(several) and all(read_span(part, today) is not None for part in several)


def _add_words(token: Token, words: Sequence[Token]) -> Token:
    value = " ".join((token.value, *(word.text for word in words)))
    return token._replace(end=words[-1].end, value=value, mask=" " * len(value))
