"""What may come next while a query is typed: fields, links, signs, values and days."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from t20desk.db.field_names import seek_field
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.keys import match_key, search_key
from t20desk.db.late_patterns import late_pattern
from t20desk.db.near_names import find_near
from t20desk.db.reverse_links import Way, match_name, ways_from
from t20desk.db.search.held_values import has_beginning
from t20desk.db.types import Choice, Choices, Countries, Country, Languages, YesNo
from t20desk.db.types.relative_days import SUGGESTED
from t20desk.i18n import _
from t20desk.searching.naming import name_by_label
from t20desk.searching.paths import follow_kind, follow_path
from t20desk.searching.tokens import CLOSING, LONGEST_LABEL, read_label
from t20desk.searching.writing import write_test

MOST: Final = 12
_PIECE: Final = late_pattern(r'(?:"[^"]*"?|(?<=[:：])\s+|[^\s()（）"])*$')
"""What is being typed; behind a colon a blank may stand before the value."""
_PART: Final = late_pattern(
    r"(?s)(?P<head>(?P<path>.*?)(?:[:：]|(?=[=<>≤≥＝＜＞])))?"
    r"(?P<sign>#?(?:<=|>=|[=<>≤≥＝＜＞])?)(?P<value>.*)"
)
_WORD_BEGINS: Final = late_pattern(r"(?<!\w)(?=\w)")
_NO_LABEL: Final = late_pattern(r'[:：=<>~≤≥≠＝＜＞～"“”„«»,，;；()（）]')
"""A sign that no label holds while it is being typed."""
_QUOTED: Final = late_pattern(r'"[^"]*"?')
_DAY_WORDS: Final = late_pattern(
    r"""(?P<path>"[^"]+"|[^\s()（）":：]+)[:：](?:[<>]=?|[=≤≥＝＜＞])?"""
    r"""(?P<begun>[^\s()（）":：]+\s[^()（）":：]*)$"""
)
_SEPARATORS: Final = late_pattern(r"[,，;；、]|\.\.")
DAYS: Final = ("date", "datetime")
"""The types of field that hold days."""
FILLED, EMPTY = _COMPLETE = ("*", '""')
"""Behind these no value follows; the marks keep the word typed next from being one."""
NUMBERS: Final = ("whole", "number", "money")


class Suggestion(NamedTuple):
    """Words to choose, and the text they put between two places of the query.

    With `goes_on` more has to follow, such as the value behind a field.
    """

    words: str
    note: str
    text: str
    start: int
    end: int
    goes_on: bool = False

    def shifted(self, by: int) -> "Suggestion":
        """The same where so many signs more, or less, stand before it."""
        return self._replace(start=self.start + by, end=self.end + by)

    def put_into(self, query: str) -> tuple[str, int]:
        """The query with the text put in, and where the cursor stands then."""
        ending = "" if self.goes_on else " "
        rest = query[self.end :].removeprefix(" ")
        head = query[: self.start] + self.text + ending
        return head + rest, len(head)


class Typed(NamedTuple):
    """The value of a test that is being typed, and what its path leads to.

    `before` is the sign with the values that are complete already.
    """

    reached: Field | Way
    path: str
    before: str
    begun: str
    place: int
    cursor: int

    def suggest(self, words: str) -> Suggestion:
        """Words offered as the value."""
        return Suggestion(words, "", self.before + _as_value(words), self.place, self.cursor)


def suggest(kinds: Kinds, kind: str, query: str, cursor: int) -> list[Suggestion]:
    """What may stand where the cursor is, best first; what records hold is found elsewhere."""
    bare = _find_piece(kinds, kinds[kind], query, cursor)
    if not bare and query[:cursor].endswith(tuple(CLOSING)):
        return []
    parts = _PART.fullmatch(bare)
    if parts is None or parts["head"] is None:
        found = _suggest_days(kinds, kinds[kind], query, cursor)
        found = found or _suggest_labels(kinds, kinds[kind], query[:cursor])
        names = _suggest_names(kinds, kinds[kind], bare, cursor - len(bare))
        return found or list(islice(names, MOST))
    typed = find_typed(kinds, kind, query, cursor)
    if typed is None:
        return _suggest_meant(kinds, kind, parts["path"], cursor - len(bare), len(parts["head"]))
    return list(islice(_suggest_values(typed), MOST))


def _suggest_meant(kinds: Kinds, kind: str, path: str, start: int, length: int) -> list[Suggestion]:
    """The field that may be meant by one that is not there, to put in its place."""
    links, dot, name = path.strip('"').rpartition(".")
    reached = follow_kind(kinds, kinds[kind], links)
    near = find_near(reached, name) if reached is not None else ""
    meant = seek_field(reached, near) if reached is not None and near else None
    if meant is None:
        return []
    text = f"{links}{dot}{near}:"
    return [Suggestion(meant.say(), near, text, start, start + length, goes_on=True)]


def find_typed(kinds: Kinds, kind: str, query: str, cursor: int) -> Typed | None:
    """The value that is being typed where the cursor is, if it is one."""
    bare = _find_piece(kinds, kinds[kind], query, cursor)
    parts = _PART.fullmatch(bare)
    if parts is None or parts["head"] is None:
        return None
    path = parts["path"].strip('"')
    reached = follow_path(kinds, kinds[kind], path)
    if reached is None:
        return None
    sign, value = parts["sign"], parts["value"]
    place = cursor - len(sign + value if sign else value.lstrip())
    value = value.lstrip()
    plain = _QUOTED.sub(lambda quoted: "Q" * len(quoted[0]), value)
    done = max((found.end() for found in _SEPARATORS.finditer(plain)), default=0)
    begun = value[done:].strip('"')
    return Typed(reached, match_name(path), sign + value[:done], begun, place, cursor)


def _suggest_days(kinds: Kinds, kind: Kind, query: str, cursor: int) -> list[Suggestion]:
    """The days of several words that go on as they are being typed behind a field of days."""
    found = _DAY_WORDS.search(query[:cursor])
    reached = follow_path(kinds, kind, found["path"].strip('"')) if found else None
    if found is None or not isinstance(reached, Field) or reached.type.name not in DAYS:
        return []
    place, begun = found.start("begun"), match_key(found["begun"])
    typed = Typed(reached, found["path"], "", found["begun"], place, cursor)
    words = (one for one in list_values(reached) if match_key(one).startswith(begun))
    return list(islice(map(typed.suggest, words), MOST))


def _find_piece(kinds: Kinds, kind: Kind, query: str, cursor: int) -> str:
    """What stands between the last blank or bracket and the cursor, without a minus.

    A label with blanks or brackets belongs to it too, once its colon is typed.
    """
    typed = query[:cursor]
    for begins in _WORD_BEGINS.finditer(typed, max(cursor - 2 * LONGEST_LABEL, 0)):
        label = read_label(typed, begins.start(), lambda name: _leads(kinds, kind, name))
        if label is not None and label.end == cursor:
            return typed[begins.start() :]
    found = _PIECE.search(typed)
    return found[0].lstrip("-") if found else ""


def _leads(kinds: Kinds, kind: Kind, name: str) -> bool:
    return follow_path(kinds, kind, name) is not None


# --- fields and links -------------------------------------------------------------------------


def _suggest_names(kinds: Kinds, kind: Kind, typed: str, start: int) -> Iterator[Suggestion]:
    *links, begun = typed.strip('"').split(".")
    reached = follow_kind(kinds, kind, ".".join(links)) if all(links) else None
    if reached is None:
        return
    prefix = "".join(f"{name}." for name in links)
    end = start + len(typed)
    for words, name, note in _rank_names(_names_of(kinds, reached), begun):
        yield Suggestion(words, note, f"{prefix}{name}:", start, end, goes_on=True)


def _suggest_labels(kinds: Kinds, kind: Kind, typed: str) -> list[Suggestion]:
    """The fields whose label of several words begins as typed: `Land oder` of `Land oder Region`.

    The most words say most.
    """
    for begins in _WORD_BEGINS.finditer(typed, max(len(typed) - LONGEST_LABEL, 0)):
        words = typed[begins.start() :]
        if " " in words.strip() and not _NO_LABEL.search(words):
            names = _suggest_names(kinds, kind, words, begins.start())
            if found := list(islice(names, MOST)):
                return found
    return []


def _names_of(kinds: Kinds, kind: Kind) -> Iterator[tuple[str, str, str, set[str]]]:
    """Words, name and note of each field and way, and the keys it is found by."""
    for one in kind.fields.values():
        if not one.hidden and not (one.language and one.group):
            words = one.say()
            note = _(kinds[one.target].label) if one.target else ""
            known = {match_key(word) for word in (words, one.name, one.say("en"), *one.headings)}
            yield words, name_by_label(kind, one), note, known | _latin_of(words)
    for way in ways_from(kinds, kind.name):
        words = _(way.kind.plural)
        if seek_field(kind, match_name(words)) is None:
            known = {match_key(words), match_key(way.kind.name), match_key(way.kind.plural)}
            yield words, name_by_label(kind, way), _("linked records"), known | _latin_of(words)


def _latin_of(words: str) -> set[str]:
    """The pinyin and initials of Chinese words."""
    return {match_key(line) for line in search_key([(words, False)]).splitlines()}


def _rank_names(
    names: Iterable[tuple[str, str, str, set[str]]], begun: str
) -> Iterator[tuple[str, str, str]]:
    """Those that begin as typed first, then those that hold it."""
    wanted, later = match_key(begun), []
    for words, name, note, known in names:
        if any(key.startswith(wanted) for key in known):
            yield words, name, note
        elif len(wanted) > 1 and any(wanted in key for key in known):
            later.append((words, name, note))
    yield from later


def list_paths(kinds: Kinds, kind: Kind) -> Iterator[tuple[str, str]]:
    """Words and path of every field and link of a kind, and of the listed fields behind links."""
    names = [
        (words, one.name if (one := seek_field(kind, name)) else match_name(name))
        for words, name, _note, _known in _names_of(kinds, kind)
    ]
    yield from names
    for words, name in names:
        reached = follow_kind(kinds, kind, name)
        if reached is not None:
            for one in reached.fields.values():
                if one.listed and not one.target:
                    yield f"{words} › {one.say()}", f"{name}.{one.name}"


# --- signs and values -------------------------------------------------------------------------


def _suggest_values(typed: Typed) -> Iterator[Suggestion]:
    """The values that can be listed, and before anything is typed the signs."""
    found = [one for one in list_values(typed.reached) if has_beginning(one, typed.begun)]
    begun = match_key(typed.begun)
    for words in sorted(found, key=lambda one: not match_key(one).startswith(begun)):
        yield typed.suggest(words)
    for words, sign in () if typed.before else _list_signs(typed.reached):
        goes_on = sign not in _COMPLETE
        if not typed.begun or (not goes_on and _ends_so(words, begun)):
            yield Suggestion(words, "", sign, typed.place, typed.cursor, goes_on)


def _ends_so(words: str, begun: str) -> bool:
    """Whether what was typed begins the last word of a sign: `leer` of `ist leer`."""
    last = words.split()[-1].lower()
    return begun in last if not last.isascii() else len(begun) > 1 and last.startswith(begun)


def _list_signs(reached: Field | Way) -> Iterator[tuple[str, str]]:
    """The signs that make sense for a field or link, with their words."""
    if isinstance(reached, Way):
        yield _("more than …"), "#>"
    elif reached.type.name in (*DAYS, *NUMBERS):
        yield _("is less than"), "<"
        yield _("is more than"), ">"
    elif not reached.target and not list(list_values(reached)):
        yield _("is exactly"), "="
    yield _("is filled"), FILLED
    yield _("is empty"), EMPTY


def list_values(reached: Field | Way) -> Iterator[str]:
    """The words of values that can be listed."""
    if isinstance(reached, Way):
        return
    kind = reached.type
    if isinstance(kind, YesNo):
        yield from (kind.format(1), kind.format(0))
    elif isinstance(kind, Choices | Countries | Languages):
        yield from (kind.format(f" {code} ") for code, _label in kind.choices())
    elif isinstance(kind, Choice | Country):
        yield from (kind.format(code) for code, _label in kind.choices())
    elif kind.name in DAYS:
        yield from map(_, SUGGESTED if reached.name == "born" else SUGGESTED[:-1])


def _as_value(words: str) -> str:
    """Words as the value of a test."""
    return write_test("x", "has", words).removeprefix("x:")
