"""Cutting one cell into several: the parts of a name, of an address, or at a sign."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from t20desk.db.pinyin import COMPOUND_NAMES
from t20desk.db.types import Country
from t20desk.importing.pinyin_names import PARTICLES, NameOrder, tell_order

Cut = Callable[[str], dict[str, str]]
"""Gives the parts of a text by field name; no word of it is lost."""

NAME_FIELDS: Final = ("form_of_address", "title", "given_name", "family_name")
ADDRESS_FIELDS: Final = ("street", "postcode", "city", "country")
TOWN_FIELDS: Final = ("postcode", "city", "country")

_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff·]+")
_SPOKEN: Final = {
    "Herr": "herr herrn hr",
    "Frau": "frau fr",
    "Mr": "mr mister sir",
    "Ms": "ms mrs miss madam",
    "先生": "先生",
    "女士": "女士 小姐",
}
"""The forms of address as the program calls them, and how they are written."""
_DEGREES: Final = (
    "dr prof professor professorin ing mag dipl dipl-ing dipl-kfm hon habil med phil jur rer nat "
    "pol oec h c mult pd ph d phd msc bsc ma mba llm"
)
_SALUTATIONS: Final = {word: form for form, words in _SPOKEN.items() for word in words.split()}
_TITLES: Final = frozenset(_DEGREES.split())
_NAMES_TOO: Final = frozenset(("Ma", "Ba"))
"""Degrees that are family names where they are written like one."""
_HONOURS: Final = re.compile("(教授|博士|院士|先生|女士|小姐)$")


def cut_name(text: str, order: NameOrder = "given_first") -> dict[str, str]:
    """A full name as form of address, title, given name and family name.

    The order is that of Chinese names in Latin letters that could be meant either way.
    """
    plain = " ".join(text.split())
    if _HAN.fullmatch(plain.replace(" ", "")):
        return _cut_chinese(plain.replace(" ", ""))
    family, comma, rest = plain.partition(",")
    if comma and not _is_title(rest):
        return _sort_words(rest.split(), family.split(), order)
    words = plain.replace(",", " ").split()
    return _sort_words(words, [], order)


def _is_title(words: str) -> bool:
    found = words.split()
    return bool(found) and all(map(_is_degree, found))


def _is_degree(word: str) -> bool:
    return _bare(word) in _TITLES and word not in _NAMES_TOO


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").strip(",")


def _sort_words(words: list[str], family: list[str], order: NameOrder) -> dict[str, str]:
    """Titles stand before or behind a name; the family name is the last word, or in capitals."""
    salutation: list[str] = []
    title: list[str] = []
    while words and _bare(words[0]) in _SALUTATIONS:
        salutation = [_SALUTATIONS[_bare(words.pop(0))]]
    while len(words) > (0 if family else 1) and _is_degree(words[0]):
        title.append(words.pop(0))
    behind: list[str] = []
    while len(words) > 1 and _is_degree(words[-1]) and not words[-1].islower():
        behind.insert(0, words.pop())
    if not family:
        words, family = _find_family(words, order)
    parts = {
        "form_of_address": salutation,
        "title": title + behind,
        "given_name": words,
        "family_name": family,
    }
    return {name: " ".join(found) for name, found in parts.items() if found}


def _find_family(words: list[str], order: NameOrder) -> tuple[list[str], list[str]]:
    """The given names and the words of the family name."""
    if len(words) < 2:
        return [], words
    loud = [len(word) > 1 and word.isupper() and word.isalpha() for word in words]
    if loud[0] and not loud[-1]:
        return words[1:], words[:1]
    told = tell_order(tuple(words)) if loud[0] == loud[-1] else ""
    if (order if told == "open" else told) == "family_first":
        return words[1:], words[:1]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return words[:start], words[start:]


def _cut_chinese(name: str) -> dict[str, str]:
    """The family name stands first and has one character, in rare cases two."""
    honour = _HONOURS.search(name)
    if honour and len(name) > len(honour[0]) + 1:
        name = name[: honour.start()]
    first = 2 if name[:2] in COMPOUND_NAMES and len(name) > 2 else 1
    parts = {"family_name": name[:first], "given_name": name[first:]}
    if honour:
        spoken = _SALUTATIONS.get(honour[0])
        parts["form_of_address" if spoken else "title"] = spoken or honour[0]
    return {field: part for field, part in parts.items() if part}


_PARTS: Final = re.compile(r"\s*[\n;]\s*|\s*[,，、]\s*")
_CODE_FIRST: Final = re.compile(r"(?:[A-Z]{1,3}[- ])?(\d{3} ?\d{2}|\d{4,7})\s+(\D.*)")
_BRITISH_FIRST: Final = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})\s+(\D.*)")
_CODE_LAST: Final = re.compile(
    r"(\D.*?)\s+((?:[A-Z]{2}\s+)?\d{4,7}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})"
)
_IN_ONE: Final = re.compile(r"(.+?\S)\s+(?:[A-Z]{1,2}-)?(\d{4,5})\s+([^\d,]{2,})")
"""Street, postcode and city with nothing but blanks between them."""
_CODE_ALONE: Final = re.compile(r"\d{4,7}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}")
_CHINESE_CODE: Final = re.compile(r"(?<!\d)(\d{6})(?!\d)")
_CHINESE_CITY: Final = re.compile(
    r"(?:中国|中华人民共和国)?(?:[^省市]{2,8}省|[^市]{2,8}自治区)?([^省市县区]{1,8}市)(.+)"
)


def cut_address(text: str) -> dict[str, str]:
    """An address written in one cell as street, postcode, city and country."""
    if _HAN.search(text) and not re.search("[A-Za-z]{3}", text):
        return _cut_chinese_address(" ".join(text.split()))
    parts = [part for part in _PARTS.split(text.strip()) if part]
    found: dict[str, str] = {}
    if len(parts) > 1 and _is_country(parts[-1]):
        found["country"] = parts.pop()
    if len(parts) == 1 and (whole := _IN_ONE.fullmatch(parts[0])):
        return {**found, "street": whole[1], "postcode": whole[2], "city": whole[3]}
    return _cut_parts(parts, found)


def _cut_parts(parts: list[str], found: dict[str, str]) -> dict[str, str]:
    """The last part with a postcode names the town, else the last part does."""
    for at in reversed(range(len(parts))):
        if (town := _read_town(parts[at], at)) is None:
            continue
        if not town[1] and at and len(parts) > 1:
            found["city"] = parts.pop(at - 1)
            at -= 1
        elif town[1]:
            found["city"] = town[1]
        found["postcode"] = town[0]
        del parts[at]
        break
    else:
        if len(parts) > 1:
            found["city"] = parts.pop()
    if parts:
        found["street"] = ", ".join(parts)
    return found


def cut_town(text: str) -> dict[str, str]:
    """Postcode, city and country of a cell that holds no street."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    found: dict[str, str] = {}
    if len(parts) > 1 and _is_country(parts[-1]):
        found["country"] = parts.pop()
    rest = " ".join(parts)
    if _CODE_ALONE.fullmatch(rest):
        return {**found, "postcode": rest}
    if match := _CODE_FIRST.fullmatch(rest) or _BRITISH_FIRST.fullmatch(rest):
        return {**found, "postcode": match[1], "city": match[2]}
    if match := _CODE_LAST.fullmatch(rest):
        return {**found, "postcode": match[2], "city": match[1]}
    if match := _CHINESE_CODE.search(rest):
        town = (rest[: match.start()] + rest[match.end() :]).strip()
        return {**found, "postcode": match[1], "city": town}
    return {**found, "city": rest} if rest else found


def _read_town(part: str, at: int) -> tuple[str, str] | None:
    """Postcode and city of a part that has a postcode; the first one is no town."""
    if match := _CODE_FIRST.fullmatch(part) or _BRITISH_FIRST.fullmatch(part):
        return match[1], match[2]
    if _CODE_ALONE.fullmatch(part):
        return part, ""
    if at and (match := _CODE_LAST.fullmatch(part)):
        return match[2], match[1]
    return None


def _is_country(part: str) -> bool:
    return not part.isdigit() and Country().parse(part).value is not None


def _cut_chinese_address(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if code := _CHINESE_CODE.search(text):
        found["postcode"] = code[1]
        text = (text[: code.start()] + text[code.end() :]).strip(" ,，")
    if city := _CHINESE_CITY.fullmatch(text):
        found["city"] = city[1]
        text = text.removeprefix("中华人民共和国").removeprefix("中国")
        text = text.replace(city[1], "", 1)
    return {**found, "street": text} if text else found


def cut_at(sign: str, fields: Sequence[str]) -> Cut:
    """Parts between signs, one for each field; the last one keeps what is left."""

    def cut(text: str) -> dict[str, str]:
        parts = [part.strip() for part in text.split(sign, len(fields) - 1)]
        return {name: part for name, part in zip(fields, parts, strict=False) if part}

    return cut
