"""Pinyin of Chinese characters without tones; the table is loaded with the first character.

Source of the readings: pypinyin (MIT licence). Family names follow the usual dictionaries of names.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final

from t20desk.db.late_patterns import late_pattern

_MOST: Final = 16
"""So many spellings of one run of characters are kept for the search."""

_FAMILY_NAMES: Final = {
    "单": "shan", "單": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou",
    "區": "ou", "翟": "zhai", "朴": "piao", "盖": "ge", "蓋": "ge", "任": "ren", "华": "hua",
    "華": "hua", "缪": "miao", "繆": "miao", "牟": "mou", "宓": "fu", "尹": "yin", "乐": "yue",
    "樂": "yue", "员": "yun", "員": "yun", "贠": "yun", "黑": "he", "重": "chong", "晁": "chao",
    "種": "chong", "种": "chong", "秘": "bi", "冼": "xian", "洗": "xian", "折": "she", "那": "na",
    "召": "shao", "燕": "yan", "纪": "ji", "紀": "ji", "葛": "ge", "贾": "jia", "賈": "jia",
    "褚": "chu", "俞": "yu", "尉": "wei", "盛": "sheng", "宿": "su", "车": "che", "車": "che",
    "隗": "wei", "郄": "qie", "石": "shi", "句": "gou", "佴": "nai", "谌": "chen", "諶": "chen",
    "覃": "qin", "柏": "bai", "卜": "bu", "薄": "bo", "长": "zhang", "都": "du", "暴": "bao",
    "相": "xiang", "应": "ying", "應": "ying", "万": "wan", "沈": "shen", "叶": "ye", "於": "yu",
}  # fmt: skip
"""Readings that a character has as a family name."""

COMPOUND_NAMES: Final = {
    "欧阳": "ou yang", "歐陽": "ou yang", "上官": "shang guan", "司马": "si ma", "司馬": "si ma",
    "诸葛": "zhu ge", "諸葛": "zhu ge", "尉迟": "yu chi", "尉遲": "yu chi", "万俟": "mo qi",
    "长孙": "zhang sun", "長孫": "zhang sun", "单于": "chan yu", "單于": "chan yu",
    "澹台": "tan tai", "令狐": "ling hu", "宇文": "yu wen", "皇甫": "huang fu", "夏侯": "xia hou",
    "慕容": "mu rong", "司徒": "si tu", "司空": "si kong", "公孙": "gong sun", "端木": "duan mu",
    "独孤": "du gu", "南宫": "nan gong", "东方": "dong fang", "西门": "xi men", "尔朱": "er zhu",
    "呼延": "hu yan", "轩辕": "xuan yuan", "钟离": "zhong li", "闻人": "wen ren",
    "赫连": "he lian", "濮阳": "pu yang", "淳于": "chun yu", "太史": "tai shi", "申屠": "shen tu",
    "鲜于": "xian yu", "闾丘": "lv qiu", "亓官": "qi guan", "司寇": "si kou", "子车": "zi ju",
    "乐正": "yue zheng", "漆雕": "qi diao", "拓跋": "tuo ba", "夹谷": "jia gu", "百里": "bai li",
    "东郭": "dong guo", "南门": "nan men", "羊舌": "yang she", "梁丘": "liang qiu",
    "左丘": "zuo qiu", "第五": "di wu", "纳兰": "na lan", "完颜": "wan yan",
}  # fmt: skip
_COMPOUND_LENGTH: Final = 2

_USUAL: Final = {
    "长": "chang", "長": "chang", "都": "du", "佛": "fo", "泊": "bo", "卜": "bu", "厦": "xia",
    "廈": "xia", "似": "si", "贾": "jia", "勒": "le", "给": "gei", "什": "shi", "还": "huan",
    "莞": "guan", "於": "yu", "適": "shi",
}  # fmt: skip
"""The usual reading where the table begins with a rare one."""

_WORDS: Final = {
    "重庆": "chong qing", "重慶": "chong qing", "重新": "chong xin", "重建": "chong jian",
    "重组": "chong zu", "银行": "yin hang", "銀行": "yin hang", "行业": "hang ye",
    "行業": "hang ye", "行长": "hang zhang", "投行": "tou hang", "央行": "yang hang",
    "商行": "shang hang", "支行": "zhi hang", "分行": "fen hang", "总行": "zong hang",
    "同行": "tong hang", "行情": "hang qing", "会长": "hui zhang", "校长": "xiao zhang",
    "院长": "yuan zhang", "市长": "shi zhang", "部长": "bu zhang", "局长": "ju zhang",
    "事长": "shi zhang", "书长": "shu zhang", "成长": "cheng zhang", "增长": "zeng zhang",
    "音乐": "yin yue", "音樂": "yin yue", "乐团": "yue tuan", "乐器": "yue qi",
    "会计": "kuai ji", "會計": "kuai ji", "大厦": "da sha", "西藏": "xi zang", "宝藏": "bao zang",
    "六安": "lu an", "乐清": "yue qing", "乐亭": "lao ting", "调查": "diao cha",
    "调研": "diao yan", "效率": "xiao lv", "汇率": "hui lv", "利率": "li lv", "税率": "shui lv",
    "朝阳": "chao yang", "番禺": "pan yu", "台州": "tai zhou", "东阿": "dong e", "铅山": "yan shan",
    "还是": "hai shi", "给予": "ji yu", "供给": "gong ji", "参差": "cen ci", "大夫": "dai fu",
    "传记": "zhuan ji", "自传": "zi zhuan", "少年": "shao nian", "青少年": "qing shao nian",
}  # fmt: skip
"""Words in which a character is not read as usual."""

_WORD: Final = late_pattern("|".join(sorted(_WORDS, key=len, reverse=True)))


class _Readings(dict[str, tuple[str, ...]]):
    """The readings of each character, looked up once; a character without any reads as itself."""

    def __missing__(self, character: str) -> tuple[str, ...]:
        found = self[character] = _look_up(character)
        return found


_READINGS: Final = _Readings()


def read_characters(run: str, *, name: bool = False) -> str:
    """The first reading of each character, set apart by blanks."""
    return " ".join(readings[0] for readings in _read_run(run, name))


def split_family(run: str) -> tuple[str, str]:
    """A Chinese name as its family name and its given name sound, each as one word."""
    length = _COMPOUND_LENGTH if run[:_COMPOUND_LENGTH] in COMPOUND_NAMES else 1
    read = [readings[0] for readings in _read_run(run, name=True)]
    return "".join(read[:length]), "".join(read[length:])


def spell_variants(run: str, *, name: bool = False) -> Iterator[str]:
    """Spellings joined and spaced, and the initials, of up to sixteen ways to read the run."""
    readings = _read_run(run, name)
    for spelling in _choose_spellings(readings):
        yield " ".join(spelling)
        if len(spelling) > 1:
            yield "".join(spelling)
            yield "".join(syllable[0] for syllable in spelling)


@lru_cache(maxsize=1 << 16)
def pair_initials(pair: str) -> str:
    """The initials of two characters as they are usually read; empty where one is not."""
    initials = "".join(readings[0][0] for readings in _read_run(pair, name=False))
    return initials if initials.isascii() else ""


def _read_run(run: str, name: bool) -> list[tuple[str, ...]]:
    readings = [_READINGS[character] for character in run]
    if name:
        _prefer(readings, 0, _read_family_name(run))
    else:
        for word in _WORD.finditer(run):
            _prefer(readings, word.start(), _WORDS[word[0]])
    return readings


def _read_family_name(run: str) -> str:
    return COMPOUND_NAMES.get(run[:_COMPOUND_LENGTH]) or _FAMILY_NAMES.get(run[0], "")


def _prefer(readings: list[tuple[str, ...]], start: int, firsts: str) -> None:
    """Put the given syllables first among the readings from a place on."""
    for place, first in enumerate(firsts.split(), start):
        readings[place] = _put_first(first, readings[place])


def _put_first(first: str, readings: tuple[str, ...]) -> tuple[str, ...]:
    return (first, *(other for other in readings if other != first))


def _choose_spellings(readings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """All combinations where they are few, else those that depart from the first at one place."""
    number = 1
    for choices in readings:
        number *= len(choices)
    if number <= _MOST:
        return product(*readings)
    return islice(_depart_once(readings), _MOST)


def _depart_once(readings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    first = tuple(choices[0] for choices in readings)
    yield first
    for place, choices in enumerate(readings):
        for other in choices[1:]:
            yield (*first[:place], other, *first[place + 1 :])


def _look_up(character: str) -> tuple[str, ...]:
    marked = _load_table().get(ord(character), "")
    readings: dict[str, None] = {}
    for reading in marked.split(","):
        readings.update(dict.fromkeys(_drop_tones(reading)))
    found = tuple(readings) or (character,)
    return _put_first(_USUAL[character], found) if character in _USUAL else found


def _drop_tones(reading: str) -> list[str]:
    """The letters of a reading; ü is typed as u and as v, and stands as yu in passports."""
    plain = reading.translate(_TONES)
    if not plain:
        return []
    return list(dict.fromkeys(plain.replace("ü", typed) for typed in ("u", "v", "yu")))


_TONES: Final = {
    ord(marked): plain
    for plain, row in {
        "a": "āáǎà", "e": "ēéěèếềê", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ",
        "n": "ńňǹ", "m": "ḿ", "": "\u0304\u0301\u030c\u0300",
    }.items()
    for marked in row
}  # fmt: skip


@lru_cache(maxsize=1)
def _load_table() -> dict[int, str]:
    # The table of phrases would take 50 MB more; both settings are pypinyin's own.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT
