"""Texts that people put into a cell to say that there is nothing: n/a, k. A., –, 暂无."""

from typing import Final

from t20desk.db.keys import match_key
from t20desk.db.types import Type

_WORDS: Final = frozenset(
    match_key(word)
    for word in (
        "n/a", "n.a.", "k. A.", "keine Angabe", "keine Angaben", "unbekannt", "nicht bekannt",
        "entfällt", "unknown", "not known", "not available", "not applicable", "tbd", "tba",
        "暂无", "不详", "未知", "无", "未填", "不适用",
    )
)  # fmt: skip
_CAPITALS: Final = frozenset(("NA", "NULL", "N.A.", "#"))
"""Only in capitals: Na is a family name, as Ka is."""
_ALONE: Final = "- -- --- – — ― ? ?? / // . .. ... … _ *"
_SIGNS: Final = frozenset(_ALONE.split())
_LONGEST: Final = 16
_SHORT: Final = 2
"""So short a word says nothing only with its dots or strokes."""
_LETTERS: Final = {word[0] for word in _WORDS}
_INITIALS: Final = (
    {" ", "\u00a0", "#"}
    | {sign[0] for sign in _SIGNS}
    | _LETTERS
    | {letter.upper() for letter in _LETTERS}
)


def is_placeholder(text: str) -> bool:
    """Whether a text usually says that there is nothing."""
    if len(text) > _LONGEST or text[:1] not in _INITIALS:
        return False
    plain = text.strip()
    if plain in _SIGNS or plain in _CAPITALS:
        return True
    key = match_key(plain)
    return key in _WORDS and (len(key) > _SHORT or not key.isascii() or not plain.isalpha())


def may_say_nothing(text: str, type_: Type) -> bool:
    """Whether a placeholder is no value of the type; in a column of texts it never is one."""
    return type_.name in ("text", "long_text") or type_.parse(text).severity != ""
