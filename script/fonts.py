"""Makes the fonts in `resources/fonts`: `python -m script.fonts`.

Seldom needed. It wants fontTools, which reads and writes fonts, and the packages fontpkg-noto-sans
and cvttf-notosanscjk-bold, which hold all weights of the Latin and the Chinese bold of 65,535
signs; all three are no part of ours.
"""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LATIN = ("kern", "mark", "mkmk", "ccmp", "locl", "liga")
CHINESE = ("kern",)
REGULAR, BOLD = 400, 700


def make_latin(weight: int, style: str) -> None:
    """One weight of the variable font, all its signs; Qt takes 6 ms to learn all weights."""
    font = TTFont(str(files("fontpkg_noto_sans").joinpath("files", "NotoSans[wdth,wght].ttf")))
    keep_signs(font, font.getBestCmap(), LATIN)
    font = instantiateVariableFont(font, {"wght": weight, "wdth": 100})
    write_font(font, "Noto Sans", style, FONTS / f"NotoSans-{style}.ttf")


def make_chinese() -> None:
    """The usual signs, in the forms of the mainland; the font itself has those of Taiwan."""
    source = files("cvttf_NotoSansCJK_Bold").joinpath("NotoSansCJKtc-Bold.otf")
    font = TTFont(str(source))
    tables = [one for one in font["cmap"].tables if one.isUnicode() and one.format in (4, 12)]
    forms = read_forms(font["GSUB"].table, "ZHS ")
    for table in tables:
        table.cmap = {sign: forms.get(form, form) for sign, form in table.cmap.items()}
    font["cmap"].tables = tables
    keep_signs(font, usual_signs(), CHINESE)
    set_depth(font, 288)
    write_font(font, "Noto Sans CJK SC", "Bold", FONTS / "NotoSansCJKsc-Bold.otf")


def read_forms(substitutions: Any, language: str) -> dict[str, str]:
    """Which form of a sign a language wants, as the font says it."""
    scripts = substitutions.ScriptList.ScriptRecord
    chinese = next(one.Script for one in scripts if one.ScriptTag == "hani")
    wanted = next(one for one in chinese.LangSysRecord if one.LangSysTag == language)
    features = [
        substitutions.FeatureList.FeatureRecord[place] for place in wanted.LangSys.FeatureIndex
    ]
    local = [one.Feature for one in features if one.FeatureTag == "locl"]
    found: dict[str, str] = {}
    for place in (place for one in local for place in one.LookupListIndex):
        for part in substitutions.LookupList.Lookup[place].SubTable:
            found.update(getattr(part, "ExtSubTable", part).mapping)
    return found


def usual_signs() -> set[int]:
    """GB 2312, the first level of Big5, and the marks between Chinese signs."""
    found = set(range(0x3000, 0x3040)) | set(range(0xFF00, 0xFF61)) | {0xFFE5}
    found |= set(decode_all("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
    later = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    return found | set(decode_all("big5", range(0xA4, 0xC7), later))


def decode_all(code: str, first: Iterable[int], second: Iterable[int]) -> Iterable[int]:
    """The signs of all pairs of bytes that mean one."""
    others = list(second)
    for pair in (bytes((high, low)) for high in first for low in others):
        sign = pair.decode(code, "ignore")
        if len(sign) == 1:
            yield ord(sign)


def set_depth(font: TTFont, units: int) -> None:
    """Let a line reach as far down as one of the upright weight, or bold words stand higher."""
    font["hhea"].descent = -units
    font["OS/2"].usWinDescent = units


def keep_signs(font: TTFont, signs: Iterable[int], features: tuple[str, ...]) -> None:
    """Leave out what nobody needs."""
    options = Options(hinting=False, notdef_outline=True, name_IDs=["*"], name_languages=[0x409])
    options.layout_features = list(features)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)


def write_font(font: TTFont, family: str, style: str, file: Path) -> None:
    """Write it as one style of a family, so that whoever asks for that style gets it."""
    names = font["name"]
    for of_variable in (16, 17, 21, 22, 25):
        names.removeNames(nameID=of_variable)
    whole = f"{family} {style}"
    words = {1: family, 2: style, 3: whole, 4: whole, 6: f"{family}-{style}".replace(" ", "")}
    for number, text in words.items():
        names.setName(text, number, 3, 1, 0x409)
    if style == "Bold":
        font["OS/2"].usWeightClass = BOLD
        font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x40 | 0x20
        font["head"].macStyle |= 1
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(file)


if __name__ == "__main__":
    make_latin(REGULAR, "Regular")
    make_latin(BOLD, "Bold")
    make_chinese()
