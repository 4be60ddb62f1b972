"""Make the words of a PDF by Qt readable again: searched and copied they are what was printed.

Qt notes for each glyph the lowest sign that is drawn with it: a Kangxi radical instead of the
Chinese character, a tabulator instead of the blank. The notes are plain text of fixed width, so
they are corrected in place.
"""

import re
from functools import cache
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFont, QRawFont

from t20desk.printing.fonts import CHINESE

_NOTES: Final = re.compile(rb"beginbfrange\n(.*?)endbfrange", re.DOTALL)
_LISTED: Final = re.compile(rb"\[[^\]]*\]")
_SINGLE: Final = re.compile(rb"^<([0-9A-F]{4})> <\1> (<[0-9A-F]{4}>)", re.MULTILINE)
_SIGN: Final = re.compile(rb"<([0-9A-F]{4})>")
_LOOKALIKES: Final = (range(0x2E80, 0x2FE0), range(0x3400, 0x4DC0))
_CHARACTERS: Final = range(0x4E00, 0xA000)


def mend_pdf(content: bytes) -> bytes:
    """The PDF with right notes on its glyphs and our name as its producer; as long as before."""
    mended = _NOTES.sub(_mend_notes, content)
    made_by = f"Qt {qVersion()}"
    ours = "t20desk".ljust(len(made_by))
    for coding in ("utf-16-be", "ascii"):
        old, new = made_by.encode(coding), ours.encode(coding)
        if len(old) == len(new):
            mended = mended.replace(old, new)
    return mended


def _mend_notes(found: re.Match[bytes]) -> bytes:
    notes = _LISTED.sub(lambda listed: _SIGN.sub(_mend_sign, listed[0]), found[0])
    return _SINGLE.sub(lambda one: one[0][:-6] + _SIGN.sub(_mend_sign, one[2]), notes)


def _mend_sign(found: re.Match[bytes]) -> bytes:
    right = _read_twins().get(int(found[1], 16))
    return found[0] if right is None else b"<%04X>" % right


@cache
def _read_twins() -> dict[int, int]:
    """Signs that the whole font draws with the glyph of a character, and that character."""
    font = QRawFont.fromFont(QFont(CHINESE))
    characters = dict(zip(_find_glyphs(font, _CHARACTERS), _CHARACTERS, strict=True))
    twins = {0x09: 0x20, 0xA0: 0x20}
    for signs in _LOOKALIKES:
        for sign, glyph in zip(signs, _find_glyphs(font, signs), strict=True):
            if glyph and glyph in characters:
                twins[sign] = characters[glyph]
    return twins


def _find_glyphs(font: QRawFont, signs: range) -> list[int]:
    return font.glyphIndexesForString("".join(map(chr, signs)))
