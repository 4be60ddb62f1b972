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
AND_WORDS: Final = ("and", "und", "且", "并且")
"""Beside a field or a bracket these say nothing, between two words they are words."""
NOT_WORDS: Final = ("not", "nicht", "非")
"""Before a field or a bracket these are a minus, elsewhere words like any other."""
SIGNS: Final = "=<>~≤≥≠＝＜＞～"
"""Signs with which the value of a field may begin."""
UNEQUAL: Final = ("!=", "<>", "≠")
"""Ways to write that a value is another one."""

PATTERN_SIGNS: Final = ("~", "～")
"""Behind one of these stands a regular expression, whose brackets belong to it."""

IsField = Callable[[str], bool]
"""Whether a name leads to a field."""

_FIELD: Final = late_pattern(r"([^\W\d][\w.\-]*)[:：]")
_SIGNED: Final = late_pattern(r"([^\W\d][\w.\-]*)\s*(?=[=<>~≤≥≠＝＜＞～]|!=)")
"""What may be a field whose colon was left out: `country=DE`, `joined >= 2020`."""
_NAMING: Final = r'[^:：=<>~≤≥≠!＝＜＞～"“”„«»＂]'
_LABEL: Final = late_pattern(rf"[^\W\d]{_NAMING}*[\s()（）]{_NAMING}*")
"""What may be the label of a field with blanks or brackets in it, up to the sign behind it."""
_SIGN_BEHIND: Final = late_pattern(r"[:：]|(?=[=<>~≤≥≠＝＜＞～]|!=)")
_UNFINISHED: Final = late_pattern(r"!=|[=<>~≤≥≠＝＜＞～]*")
"""A sign whose value is still to come, behind a blank."""
LONGEST_LABEL: Final = 80
_BARE: Final = late_pattern(r'[^\s()（）"“”„«»＂]+')
_CHINESE_OR: Final = late_pattern("或")
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

    @property
    def is_quoted(self) -> bool:
        """Whether a word stands between quotation marks."""
        return self.end - self.place != len(self.text)


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
        elif sign == "-" and _is_minus(text, at + 1):
            token = Token("minus", sign, at, at + 1)
        elif sign in QUOTES:
            token = _read_quoted(text, at, is_field)
        else:
            token = _read_bare(text, at, is_field)
        at = token.end
        if token.kind != "word" or token.text not in _DASHES or sign in QUOTES:
            yield token


def _is_minus(text: str, behind: int) -> bool:
    """Whether a dash leaves out what follows: at once, or a field behind a blank."""
    sign = text[behind : behind + 1]
    return _begins_field(text, behind) if sign.isspace() else bool(sign)


def _read_quoted(text: str, start: int, is_field: IsField) -> Token:
    """A phrase, or the name of a field of several words with what follows its colon."""
    phrase, end = _read_phrase(text, start)
    name = _NO_NAME.sub("_", phrase).strip("_.")
    if text[end : end + 1] in (":", "：") and name[:1].isalpha():
        return _read_test(text, name, start, end + 1, is_field)
    if _SIGN_BEHIND.match(text, end) and is_field(name):
        return _read_test(text, name, start, end, is_field)
    return Token("word", phrase, start, end)


def _read_bare(text: str, start: int, is_field: IsField) -> Token:
    if token := read_label(text, start, is_field):
        return token
    field = _FIELD.match(text, start)
    if field and not text.startswith("//", field.end()):
        return _read_joint(field[1], start, is_field) or _read_test(
            text, field[1], start, field.end(), is_field
        )
    field = _SIGNED.match(text, start)
    if field and is_field(field[1]):
        return _read_test(text, field[1], start, field.end(), is_field)
    found = _BARE.match(text, start)
    word = found[0] if found else text[start]
    end = start + len(word)
    kind: Literal["or", "minus", "word"] = "or" if word.lower() in OR_WORDS else "word"
    if word.lower() in NOT_WORDS and _begins_part(text, end):
        kind = "minus"
    return Token(kind, word, start, end)


def read_label(text: str, start: int, is_field: IsField) -> Token | None:
    """A field called by its label as it stands on the screen: `Land oder Region:DE`."""
    found = _LABEL.match(text, start, start + LONGEST_LABEL)
    behind = _SIGN_BEHIND.match(text, found.end()) if found else None
    if found is None or behind is None:
        return None
    name = _NO_NAME.sub("_", found[0]).strip("_.")
    depths = [found[0].count(sign) for sign in OPENING + CLOSING]
    if sum(depths[:2]) != sum(depths[2:]) or not is_field(name):
        return None
    return _read_test(text, name, start, behind.end(), is_field)


def _read_joint(name: str, start: int, is_field: IsField) -> Token | None:
    """A Chinese `or` or `not` before a field, which no blank parts from it: 非国家：中国."""
    if is_field(name) or not is_field(name[1:]):
        return None
    if name[0] in OR_WORDS:
        return Token("or", name[0], start, start + 1)
    return Token("minus", name[0], start, start + 1) if name[0] in NOT_WORDS else None


def _begins_part(text: str, at: int) -> bool:
    """Whether a field with its value or a bracket follows, after blanks."""
    at = _skip_blanks(text, at)
    return text[at : at + 1] in tuple(OPENING) or _begins_field(text, at)


def _begins_field(text: str, at: int) -> bool:
    return bool(_FIELD.match(text, _skip_blanks(text, at)))


def _skip_blanks(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


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


def _read_test(text: str, name: str, start: int, value_start: int, is_field: IsField) -> Token:
    """A field and its value; before it, or behind a sign such as `<`, blanks may stand."""
    value, mask = "", ""
    at, depth = value_start, 0
    if text[at : at + 1] in tuple(OPENING):
        message = _("Behind the colon of {field} no bracket may stand; write {field}:a,b.")
        raise QueryError(message.format(field=name), start, at + 1)
    if _is_value(text, at, is_field):
        at = _skip_blanks(text, at)
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            if not value or mask.strip() or not _UNFINISHED.fullmatch(value):
                break
            at += 1
            continue
        if sign in OPENING + CLOSING:
            depth += 1 if sign in OPENING else -1
            if value[:1] not in PATTERN_SIGNS or mask.startswith("Q") or depth < 0:
                break
        piece, end = _read_piece(text, at, is_field)
        if not piece and at == end:
            break
        mask += ("Q" if sign in QUOTES else " ") * len(piece)
        value, at = value + piece, end
    return Token("test", name, start, at, value, mask)


def _is_value(text: str, behind: int, is_field: IsField) -> bool:
    """Whether the value follows behind blanks, as on a chip: `Land: DE`.

    Another field, a bracket, a minus or a word such as `or` is none: the field is to be empty.
    """
    at = _skip_blanks(text, behind)
    if at == behind or at == len(text) or text[at] in OPENING + CLOSING + "-":
        return False
    if text[at] in SIGNS or text.startswith("!=", at):
        return True
    following = _read_quoted if text[at] in QUOTES else _read_bare
    token = following(text, at, is_field)
    return token.kind == "word" and token.text.lower() not in AND_WORDS


def _read_piece(text: str, at: int, is_field: IsField) -> tuple[str, int]:
    """A phrase, or what stands up to the next blank, bracket or quotation mark."""
    if text[at] in QUOTES:
        return _read_phrase(text, at)
    found = _BARE.match(text, at)
    if found is None:
        return text[at], at + 1
    for joint in _CHINESE_OR.finditer(found[0]):
        # 国家：中国或城市：北京 has no blanks.
        field = _FIELD.match(found[0], joint.end())
        if field and is_field(field[1]):
            return found[0][: joint.start()], at + joint.start()
    return found[0], found.end()
