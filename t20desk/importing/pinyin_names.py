"""Chinese names in Latin letters: which word is the family name, and whether one can tell.

In Chinese the family name stands first, in lists of Western offices often last. A given name of
two syllables tells which it is, for hardly a family name has two; Li Ming may be either.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal

from t20desk.db.keys import fold
from t20desk.db.pinyin import COMPOUND_NAMES

NameOrder = Literal["family_first", "given_first"]

_SURNAMES: Final = (
    "li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song "
    "zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu lyu su jiang "
    "cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao liao zou xiong jin "
    "hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian yin qiao lai gong "
    "pang lan yi chang mo niu ge shang nie zha qi bao ou bi bo bu che chi chu diao dou gan geng "
    "gou guan gui hai heng hua huan huo ji jian jiao jing ju kuang lang lao leng lian lou mei mi "
    "miao min ming mu ni ning nong pei ping pu qu quan rao rong ruan sang sha shan shu si sui tan "
    "tao teng tong tu weng wen xi xian xiang xin xing yue yun zang zhan zhen zhi zhuang zhuo zong "
    "zu zuo an ai ao ban chai chao"
)
_FAMILY_NAMES: Final = frozenset(
    (*_SURNAMES.split(), *(name.replace(" ", "") for name in COMPOUND_NAMES.values()))
)
_ONE: Final = (
    "[bpm](?:a|o|ai|ei|ao|an|en|ang|eng|i|ie|iao|ian|in|ing|u)|m(?:e|ou|iu)|pou"
    "|f(?:a|o|ei|ou|an|en|ang|eng|u)"
    "|[dt](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|ing|u|uo|ui|uan|un)"
    "|[nl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing)"
    "|[nl](?:u|uo|uan|un|v|ve|ue|yu)"
    "|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    "|[zcs]h(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|r(?:e|i|ao|ou|an|en|ang|eng|ong|u|ua|uo|ui|uan|un)"
    "|[zcs](?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|uo|ui|uan|un)"
    "|y(?:a|o|e|ao|ou|an|in|ing|ang|ong|i|u|ue|uan|un)|w(?:a|o|ai|ei|an|en|ang|eng|u)"
    "|a|o|e|ai|ei|ao|ou|an|en|ang|er"
)
_SYLLABLE: Final = re.compile(_ONE)
_SYLLABLES: Final = re.compile(rf"(?:{_ONE})(?:['’-]?(?:{_ONE}))?")
_SOUNDING: Final = (
    "anna anne dana diana elena hana hanna helena lena lina lisa luisa mia mina nina tina pia susan"
)
_WESTERN: Final = frozenset(_SOUNDING.split())
"""Given names that sound like two syllables and say nothing of where Chinese names begin."""
_GIVEN_TOO: Final = frozenset(("ai", "an", "bo", "mo"))
"""Rare family names that are given names in the West, as of Bo Nielsen."""
_BETWEEN: Final = (
    "von van vom zu zum zur de del della der den di da dos du la le ten ter bin ibn al el af av y e"
)
PARTICLES: Final = frozenset(_BETWEEN.split())
"""Words before a European family name: what stands before them is a given name."""


@lru_cache(maxsize=1 << 12)
def tell_order(words: tuple[str, ...]) -> NameOrder | Literal["", "open"]:
    """Which word of a bare name is the family name, as far as it is Chinese.

    Empty for a name that is none, or does not begin with a family name; open where it may be both.
    """
    plain = [fold(word) for word in words]
    if len(plain) < 2 or not (plain[0] in _FAMILY_NAMES or plain[-1] in _FAMILY_NAMES):
        return ""
    if not _is_pinyin(plain):
        return "open" if _may_be_mixed(plain) else ""
    if plain[0] not in _FAMILY_NAMES:
        return "given_first" if _is_long(plain[0]) and plain[0] not in _WESTERN else ""
    if len(plain) == 2 and plain[-1] not in _FAMILY_NAMES and _is_long(plain[-1]):
        return "family_first"
    return "open"


def _is_pinyin(words: Iterable[str]) -> bool:
    return all(_SYLLABLES.fullmatch(word) for word in words)


def _may_be_mixed(words: Sequence[str]) -> bool:
    """Whether a Chinese family name may stand before a given name that is none: Wang Peter."""
    is_family = words[0] in _FAMILY_NAMES and words[0] not in _GIVEN_TOO
    return is_family and not (_is_pinyin(words[-1:]) or PARTICLES.intersection(words))


def _is_long(word: str) -> bool:
    return _SYLLABLE.fullmatch(word) is None


def is_written_family_first(text: str, family: str, given: Sequence[str]) -> bool:
    """Whether a Chinese name in Latin letters stands in a text with its family name first."""
    words = (family, *given)
    return _is_pinyin(map(fold, words)) and bool(tell_order(words)) and " ".join(words) in text


def has_family_name(text: str) -> bool:
    """Whether a word of a text may be a Chinese family name; quickly told."""
    return any(word in _FAMILY_NAMES for word in fold(text).replace(",", " ").split())
