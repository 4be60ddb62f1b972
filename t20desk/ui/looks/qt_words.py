"""The words of Qt's own dialogs that its catalogue lacks in one of our languages.

They are handed to Qt as a compiled catalogue: it asks for words in threads of its own as well, and
there a translator written in Python would have to wait for the window, and the window for it.
"""

from collections.abc import Iterable
from struct import pack
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTranslator

from t20desk.i18n import N_, _

MAGIC: Final = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
HASHES, MESSAGES = 0x42, 0x69
END, TRANSLATION, SOURCE, CONTEXT = 1, 3, 6, 7
"""The marks of a block and of a part of a message in such a catalogue."""


class Word(NamedTuple):
    """A word as Qt asks for it: where it stands, and its English."""

    context: str
    text: str


OURS: Final = (
    Word("QFileDialog", N_("&Look in:")),
    Word("QFileDialog", N_("Files of &type:")),
    Word("QAbstractFileIconProvider", N_("Folder")),
    Word("QAbstractFileIconProvider", N_("Drive")),
    Word("QAbstractFileIconProvider", N_("File")),
    Word("QAbstractFileIconProvider", N_("%1 File")),
    Word("QAbstractFileIconProvider", N_("Shortcut")),
    Word("QAbstractFileIconProvider", N_("Unknown")),
    Word("QPageSetupWidget", N_("Page &order:")),
    Word("QPageSetupWidget", N_("Pages &per sheet:")),
    Word("QPrintSettingsOutput", N_("Page &Set:")),
)


class OwnWords(QTranslator):
    """Says these words in the language in use."""

    def __init__(self, words: Iterable[Word], parent: QObject) -> None:
        super().__init__(parent)
        # Qt reads it where it lies, as long as the translator lives.
        self._content = compile_words(words)
        self.load(self._content)


def compile_words(words: Iterable[Word]) -> bytes:
    """A catalogue of Qt with these words in the language in use."""
    messages, places = b"", []
    for word in words:
        places.append((_hash(word.text.encode()), len(messages)))
        messages += _part(TRANSLATION, _(word.text).encode("utf-16-be"))
        messages += _part(SOURCE, word.text.encode()) + _part(CONTEXT, word.context.encode())
        messages += bytes([END])
    hashes = b"".join(pack(">II", *place) for place in sorted(places))
    return MAGIC + _part(HASHES, hashes) + _part(MESSAGES, messages)


def _part(mark: int, content: bytes) -> bytes:
    return pack(">BI", mark, len(content)) + content


def _hash(text: bytes) -> int:
    """The number by which Qt looks a text up (that of the ELF format)."""
    number = 0
    for byte in text:
        number = (number << 4) + byte
        high = number & 0xF0000000
        number = (number ^ high >> 24) & ~high
    return number or 1
