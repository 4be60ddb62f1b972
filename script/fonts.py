"""Makes the fonts in `resources/fonts`: `python -m script.fonts`.

Seldom needed. It wants fontTools, which reads and writes fonts, and the packages fontpkg-noto-sans
and manimgx-fonts-cjk, which hold all weights of the Latin and of the Chinese signs; all three are
no part of ours.
"""

from collections.abc import Iterable
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LATIN = ("kern", "mark", "mkmk", "ccmp", "locl", "liga")
CHINESE = ("kern",)
REGULAR, BOLD = 400, 700
# Thin strokes of many signs at the size of a window: a little heavier reads as the Latin beside it.
CHINESE_REGULAR = 440
MAINLAND = 2


def make_latin(weight: int, style: str) -> None:
    """One weight of the variable font, all its signs; Qt takes 6 ms to learn all weights."""
    font = TTFont(str(files("fontpkg_noto_sans").joinpath("files", "NotoSans[wdth,wght].ttf")))
    keep_signs(font, font.getBestCmap(), LATIN)
    font = instantiateVariableFont(font, {"wght": weight, "wdth": 100})
    write_font(font, "Noto Sans", style, FONTS / f"NotoSans-{style}.ttf")


def make_chinese(weight: int, style: str) -> None:
    """The usual signs, in the forms of the mainland, under a name that no computer has already."""
    source = files("manimgx_fonts_cjk").joinpath("NotoSansCJK-VF.otf.ttc")
    font = TTFont(str(source), fontNumber=MAINLAND)
    font["cmap"].tables = [
        one for one in font["cmap"].tables if one.isUnicode() and one.format in (4, 12)
    ]
    keep_signs(font, usual_signs(), CHINESE)
    font = instantiateVariableFont(read_again(font), {"wght": weight})
    draw_quadratic(font)
    write_font(font, "T20 Sans SC", style, FONTS / f"T20SansSC-{style}.ttf")


def read_again(font: TTFont) -> TTFont:
    """As it will be in a file; what was left out leaves gaps in the one at hand."""
    written = BytesIO()
    font.save(written)
    return TTFont(written)


def draw_quadratic(font: TTFont) -> None:
    """Draw the outlines the TrueType way.

    FreeType thickens the other ones, and Qt lightens them on dark: together two thirds more ink.
    """
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=1, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    for cubic in ("CFF2", "VORG", "STAT"):
        del font[cubic]
    font["glyf"], font["loca"] = table, newTable("loca")
    font["post"].formatType = 3
    font["gasp"] = newTable("gasp")
    font["gasp"].gaspRange = {0xFFFF: 0x000F}
    font.sfntVersion = "\0\1\0\0"
    count_outlines(font)


def count_outlines(font: TTFont) -> None:
    """Fill in what this table knows of such outlines; the numbers of points come by saving."""
    counts = font["maxp"]
    counts.tableVersion = 0x00010000
    for part in ("Zones", "TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs"):
        setattr(counts, f"max{part}", int(part == "Zones"))
    for part in ("StackElements", "SizeOfInstructions", "ComponentElements", "ComponentDepth"):
        setattr(counts, f"max{part}", 0)


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
    font["OS/2"].usWeightClass = BOLD if style == "Bold" else REGULAR
    if style == "Bold":
        font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x40 | 0x20
        font["head"].macStyle |= 1
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(file)


if __name__ == "__main__":
    make_latin(REGULAR, "Regular")
    make_latin(BOLD, "Bold")
    make_chinese(CHINESE_REGULAR, "Regular")
    make_chinese(BOLD, "Bold")
