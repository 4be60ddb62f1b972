"""Making names, numbers and addresses comparable: what two people write differently is the same."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from t20desk.db.keys import fold

if TYPE_CHECKING:
    from opencc import OpenCC

_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_WORD: Final = re.compile(r"[^\W_]+")
_TITLES: Final = frozenset(
    "dr prof dipl ing phd msc bsc ba ma mba mag herr frau mr mrs ms miss sir dame hon rer nat med "  # noqa: SIM905
    "jur phil habil univ doc lic h c ir drs me mme mlle m".split()
)
_ALONE: Final = frozenset("h c m me ma ba ir".split())  # noqa: SIM905
"""Titles that are also initials or names, so that they count as titles only behind another one."""
_DOUBLED: Final = re.compile(r"([^\W\d_])\1+")
_NUMBER: Final = re.compile(r"\d+")
_STREET_WORDS: Final = re.compile(
    r"(strasse|str|street|st|road|rd|avenue|ave|platz|pl|weg|allee|gasse|lane|ln|boulevard|blvd|"
    r"\bno|\bnr|路|街|大道|道|号|號)\b|[路街道号號]"
)
_LAST_DIGITS: Final = 8
_SHORTEST_NUMBER: Final = 6
_SYLLABLE: Final = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|"
    "un|uo|ve|vn|a|e|i|o|u|v))"
)
_PINYIN: Final = re.compile(f"{_SYLLABLE}{{1,4}}")


def has_han(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return not text.isascii() and _HAN.search(text) is not None


def only_han(text: str) -> str:
    """The Chinese characters of a text, traditional ones as they are simplified."""
    return simplify("".join(_HAN.findall(text)))


@lru_cache(maxsize=200_000)
def simplify(text: str) -> str:
    """A text with simplified Chinese characters, so that 陳 and 陈 are one name."""
    return str(_converter().convert(text)) if has_han(text) else text


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=200_000)
def fold_name(word: str) -> str:
    """A word without case and marks; ae, oe, ue, lü and doubled letters as one letter."""
    folded = simplify(fold(word))
    for two, one in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        folded = folded.replace(two, one)
    if folded[:2] in ("lv", "nv"):
        folded = folded.replace("v", "u", 1)
    return _DOUBLED.sub(r"\1", folded)


def split_words(text: str) -> list[str]:
    """The words of a text, folded as names are."""
    return [fold_name(word) for word in _WORD.findall(text)]


def split_name(text: str) -> list[str]:
    """The words of a person's name without academic titles and forms of address."""
    words = split_words(text)
    kept: list[str] = []
    led = False
    for word in words:
        is_title = word in _TITLES and (word not in _ALONE or led)
        led = led or is_title
        if not is_title:
            kept.append(word)
    return kept


@lru_cache(maxsize=200_000)
def is_pinyin(word: str) -> bool:
    """Whether a word could be Chinese syllables in letters."""
    return _PINYIN.fullmatch(word) is not None


def fold_mail(address: str) -> str:
    """A mail address in small letters."""
    return address.strip().lower()


def domain_of_mail(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2].lower()


def domain_of_site(address: str) -> str:
    """The name of a website without www and what follows."""
    host = address.partition("://")[2] or address
    return host.split("/")[0].split(":")[0].lower().removeprefix("www.")


def fold_phone(number: str) -> str:
    """The last digits of a number, which do not depend on how its country is written."""
    digits = "".join(_NUMBER.findall(number.replace("(0)", "")))
    return digits[-_LAST_DIGITS:] if len(digits) >= _SHORTEST_NUMBER else ""


def fold_street(text: str) -> str:
    """Street and number, whatever the word for street and the order; nothing without a number."""
    folded = fold(text)
    numbers = _NUMBER.findall(folded)
    if not numbers:
        return ""
    name = "".join(_WORD.findall(_STREET_WORDS.sub(" ", _NUMBER.sub(" ", folded))))
    return f"{fold_name(name)[:12]} {'-'.join(numbers)}"
