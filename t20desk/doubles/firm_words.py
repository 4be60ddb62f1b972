"""Words in the names of organisations: legal forms, usual words in three languages, places."""

# ruff: noqa: E501, SIM905 - lists of words are read best as words in a row

import re
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from t20desk.db.keys import fold
from t20desk.db.pinyin import read_characters
from t20desk.doubles.folding import fold_name, has_han, simplify, split_words

LONG_FORMS: Final = {
    "gesellschaft mit beschr(?:a|ae)nkter haftung": "gmbh", "mit beschr(?:a|ae)nkter haftung": "gmbh",
    "eingetragener verein": "ev", "eingetragene genossenschaft": "eg", "aktiengesellschaft": "ag",
    "kommanditgesellschaft": "kg", "public limited company": "plc", "aktiebolag": "ab",
    "limited liability company": "llc", "limited liability partnership": "llp",
    "(?:limited company|company limited|co,? ltd)": "ltd", "societe anonyme": "sa",
    "societe a responsabilite limitee": "sarl", "societe par actions simplifiee": "sas",
    "societa per azioni": "spa", "sociedad anonima": "sa", "naamloze vennootschap": "nv",
    "besloten vennootschap": "bv", "gmbh & co\\.? kg": "gmbhkg", "& co\\b": "",
}  # fmt: skip
_LONG_FORM: Final = tuple((re.compile(rf"\b{long}" if long[0] != "&" else long), short)
                          for long, short in LONG_FORMS.items())  # fmt: skip
HAS_LONG_FORM: Final = re.compile(
    "haftung|eingetragene|gesellschaft|limited|ltd|aktiebolag|societ|sociedad|vennootschap|& co"
)
"""Stands in whatever has a long form, and is found sooner than each of them."""
_ALIKE_FORMS: Final = {
    "gmbh": "ltd",
    "mbh": "ltd",
    "limited": "ltd",
    "inc": "corp",
    "incorporated": "corp",
    "corporation": "corp",
}
_SHORT_FORMS: Final = frozenset(
    fold_name(word)
    for word in "gmbh gmbhkg ag kg kgaa ohg gbr ug ev eg ggmbh mbh se ltd limited plc llp llc lp inc "
    "incorporated corp corporation co company sa sas sarl srl spa sl ab aps oy oyj as asa nv bv "
    "sro zrt kft sp zoo ooo oao zao pte pty bhd kk".split()
)
_SKIPPED: Final = frozenset(
    fold_name(word)
    for word in "the der die das den dem des und and et y e fur fuer for f of von vom de du la le "
    "les der del di i im in am zu zur zum at".split()
)
_LONG_WORD: Final = 6
_INITIALS: Final = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
_USUAL: Final = """
tech technology technologies technologie technologien technik technical technological tek
institut institute inst instituto istituto | university universitat univ uni universite
association assoc assn verband | society gesellschaft ges societe | centre center zentrum ctr centro
international internat intl | management mgmt mgt | development dev entwicklung | company comp
environmental env umwelt umwelttechnik | information info | intellectual geistiges | property eigentum
engineering eng | research forschung res | innovation innov innovations innovative | science sciences
scientific wissenschaft wissenschaften sci | academy akademie acad academie | agency agentur agence
foundation stiftung fondation found | service services | consulting beratung consultancy | industry
industries industrie ind | department dept abteilung | national nat nationale | group gruppe grp holding
laboratory labor lab laboratories | bank banque banca | chamber kammer chambre | software sw
"""
_HAN_WORDS: Final = {
    "信息技术": "information tech", "知识产权": "intellectual property", "投资管理": "investment management",
    "生物医药": "biomedicine", "环保工程": "environmental engineering", "新能源": "new energy",
    "智能装备": "intelligent equipment", "人工智能": "artificial intelligence", "研究所": "institut",
    "研究院": "institut", "研究中心": "research centre", "技术转移": "tech transfer", "科技": "tech",
    "技术": "tech", "软件": "software", "咨询": "consulting", "大学": "university", "学院": "academy",
    "中心": "centre", "协会": "association", "银行": "bank", "集团": "group", "国际": "international",
    "创新": "innovation", "投资": "investment", "管理": "management", "工程": "engineering",
    "环保": "environmental", "生物": "bio", "医药": "medicine", "信息": "information", "能源": "energy",
    "装备": "equipment", "工业": "industry", "服务": "service", "电子": "electronic", "网络": "network",
    "贸易": "trade", "文化": "culture", "教育": "education", "基金": "fund", "联盟": "alliance",
    "商会": "chamber commerce", "科学院": "academy science", "科学": "science", "开发": "development",
    "发展": "development", "产业": "industry", "交易": "exchange", "产权": "property rights",
}  # fmt: skip
"""Usual Chinese words by what stands for them in an English name."""
_HAN_WORD: Final = re.compile("|".join(sorted(_HAN_WORDS, key=len, reverse=True)))
HAN_FORM: Final = re.compile(
    "(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|公司)(?=$|[\\s（(]|.{1,6}(?:分公司|分行|支行|办事处)$)"
)
_SPELLED_FORMS: Final = {"有限公司": " ltd", "有限责任公司": " ltd"}
"""A company by shares is an AG here and a Co., Ltd. there: its form says nothing."""
BRANCHES: Final = frozenset(
    fold_name(word)
    for word in "branch niederlassung filiale zweigstelle zweigniederlassung office buro succursale "
    "standort agence geschaftsstelle representative reprasentanz".split()
)
HAN_BRANCH: Final = re.compile("分公司|分行|支行|办事处|代表处|分部|分院")


@lru_cache(maxsize=1)
def _usual_words() -> dict[str, str]:
    lines = [line.split() for line in _USUAL.replace("\n", "|").split("|")]
    return {fold_name(word): fold_name(line[0]) for line in lines if line for word in line}


@lru_cache(maxsize=200_000)
def _settle_word(word: str) -> str:
    """A usual word in its first form, mistyped or not; every other one as it is."""
    usual = _usual_words()
    if word in usual or len(word) < _LONG_WORD:
        return usual.get(word, word)
    long = [one for one in usual if len(one) >= _LONG_WORD]
    near = process.extractOne(word, long, scorer=OSA.distance, score_cutoff=1)
    return usual[near[0]] if near else word


class Read(NamedTuple):
    """A name in letters: the words it is made of, and its legal forms."""

    words: tuple[str, ...]
    forms: frozenset[str]
    run: str
    """Its words without blanks: Technologie-Transfer is Technologietransfer."""


def read_words(text: str) -> Read:
    """A name in letters without small words, its legal forms apart."""
    folded = fold(text)
    if "." in folded:
        folded = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", folded)
    if HAS_LONG_FORM.search(folded):
        for long, short in _LONG_FORM:
            folded = long.sub(short, folded)
    words = [word for word in split_words(folded) if word not in _SKIPPED]
    kept = tuple(_settle_word(word) for word in words if word not in _SHORT_FORMS)
    forms = frozenset(_ALIKE_FORMS.get(word, word) for word in words if word in _SHORT_FORMS)
    run = "".join(word for word in words if word not in _SHORT_FORMS)
    return Read(kept or tuple(words), forms - {"co", "company"}, run)


def read_signs(text: str) -> str:
    """A name in Chinese characters without legal form in either script, brackets and blanks."""
    first, *more = simplify(fold(text)).split()
    kept = (word for word in more if fold_name(word.strip(".,()")) not in _SHORT_FORMS)
    folded = "".join(sign for sign in "".join((first, *kept)) if sign.isalnum())
    return HAN_FORM.sub("", folded) or folded


def spell_form(text: str) -> str:
    """A name with nothing Chinese but its legal form, with that in letters; any other as it is."""
    if not has_han(text):
        return text
    simple = simplify(text)
    spelled = HAN_FORM.sub(lambda found: _SPELLED_FORMS.get(found[0], " "), simple)
    return text if has_han(spelled) else spelled


@lru_cache(maxsize=100_000)
def translate_signs(signs: str) -> tuple[str, ...]:
    """What a Chinese name would be in letters: the brand as one word, usual words in English."""
    words: list[str] = []
    end = 0
    for found in _HAN_WORD.finditer(signs):
        words.append(_read(signs[end : found.start()]))
        words.extend(_settle_word(fold_name(word)) for word in _HAN_WORDS[found[0]].split())
        end = found.end()
    words.append(_read(signs[end:]))
    return tuple(filter(None, words))


def _read(signs: str) -> str:
    if not signs:
        return ""
    sound = read_characters(signs) if has_han(signs) else signs
    return fold_name(sound.replace(" ", ""))
