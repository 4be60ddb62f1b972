"""Which encoding and which separator a text file has; certain where possible, else likeliest."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from t20desk.reading.alphabets import find_certain_page, rank_pages

ENCODINGS = (
    "utf-8",
    "cp1252",
    "gb18030",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "mac_roman",
    "cp850",
    "big5",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "shift_jis",
    "euc_kr",
)
"""What a menu offers."""
SEPARATORS = (";", ",", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_PIECE = 4_000_000
_HIGH_PAIR = re.compile(rb"(?:[\x81-\xfe][\x81-\xfe])+")
_HIGH = re.compile(rb"[\x80-\xff]")


def list_encodings(path: Path) -> list[str]:
    """Encodings a text file may have, likeliest first; the rest of the menu follows."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    likely = _find_mark(sample) or _find_wide(sample) or _guess_encodings(path, sample)
    return [*likely, *(name for name in ENCODINGS if name not in likely)]


def _find_mark(sample: bytes) -> list[str]:
    return [name for mark, name in _MARKS if sample.startswith(mark)]


def _find_wide(sample: bytes) -> list[str]:
    """UTF-16 without a mark: nearly every second byte is NUL in a Western text."""
    half = max(len(sample) // 2, 1)
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[start::2].count(0) > half * 0.4 and sample[1 - start :: 2].count(0) < half * 0.1:
            return [name]
    return []


def _guess_encodings(path: Path, sample: bytes) -> list[str]:
    mistakes, multiple = _check_utf8(path)
    if not mistakes:
        return ["utf-8"]
    if multiple > mistakes:
        # A UTF-8 file with some foreign bytes, which in another encoding would hardly happen to
        # be UTF-8 so often: reading it names the row.
        return ["utf-8"]
    return _guess_office_page(path, sample)


def _check_utf8(path: Path) -> tuple[int, int]:
    """How many bytes are no UTF-8, and how many characters beyond ASCII are."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    wrong = right = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if piece.isascii():
                continue
            text = decoder.decode(piece)
            bad = len(re.findall("[\udc80-\udcff]", text))
            wrong += bad
            right += sum(map(len, re.findall("[^\x00-\x7f]+", text))) - bad
    return wrong + len(decoder.getstate()[0]), right


def _guess_office_page(path: Path, sample: bytes) -> list[str]:
    return rank_encodings(_high_bytes(path, sample))


def rank_encodings(high: bytes) -> list[str]:
    """The likeliest encodings of a text that is no UTF-8 and has bytes beyond ASCII."""
    count = len(_HIGH.findall(high)) or 1
    paired = sum(map(len, _HIGH_PAIR.findall(high)))
    if paired > count * 0.6:
        page = find_certain_page(high)
        return [page, *_guess_chinese(high)] if page else _guess_chinese(high)
    return list(dict.fromkeys((rank_pages(high)[0], "cp1252", "mac_roman", "gb18030")))


def _high_bytes(path: Path, sample: bytes) -> bytes:
    """A sample that has bytes beyond ASCII, if the file has any."""
    if not sample.isascii():
        return sample
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if found := _HIGH.search(piece):
                return piece[max(found.start() - 100, 0) : found.start() + _SAMPLE]
    return sample


def _guess_chinese(high: bytes) -> list[str]:
    names = ("gb18030", "big5", "shift_jis", "euc_kr")
    scores = {name: _score_chinese(high, name) for name in names}
    best = sorted(scores, key=lambda name: -scores[name])
    return best if scores[best[0]] > 0 else ["cp1252", *best]


def _score_chinese(high: bytes, name: str) -> float:
    """The share of frequent characters; those of GB 2312 level 1 and Big5 level 1 are frequent."""
    text = high.decode(name, "replace")
    wide = [character for character in text if ord(character) > 0x2E80]
    if not wide or text.count("\ufffd") > len(wide) * 0.02 + 1:
        return 0.0
    return sum(_is_frequent(character, name) for character in wide) / len(wide)


def _is_frequent(character: str, name: str) -> bool:
    if not "\u3040" <= character <= "\u9fff" and not "\uac00" <= character <= "\ud7a3":
        return False
    lead = character.encode(name, "replace")[0]
    return {"gb18030": 0xB0 <= lead <= 0xD7, "big5": 0xA4 <= lead <= 0xC6}.get(name, True)


def find_separator(lines: Sequence[str]) -> str:
    """The separator of the first lines; a comma when there is only one column."""
    parting = [separator for separator in ("\t", ";", "|", ",") if _separates(lines, separator)]
    for separator in parting:
        # A sign within the cells alone parts no headings; above them may stand a title.
        if len(next(csv.reader(lines[:1], delimiter=separator), ())) > 1:
            return separator
    if parting:
        return parting[0]
    counts = {separator: sum(line.count(separator) for line in lines) for separator in ";\t|"}
    best = max(counts, key=lambda separator: counts[separator])
    return best if counts[best] >= max(len(lines) - 1, 1) else ""


def _separates(lines: Sequence[str], separator: str) -> bool:
    try:
        records = [record for record in csv.reader(lines, delimiter=separator) if any(record)]
    except csv.Error:
        return False
    if not records:
        return False
    widths = Counter(map(len, records))
    width, times = widths.most_common(1)[0]
    if width < 2 or (times < len(records) * 0.8 and not _is_cut(records, widths)):
        return False
    # Names such as "Miller, Anna" below a heading without a comma are one column.
    return separator != "," or len(records[0]) > 1 or not _all_blank_after(records)


def _is_cut(records: Sequence[Sequence[str]], widths: Mapping[int, int]) -> bool:
    """Whether rows merely end before the last headings, as some programs write empty cells."""
    return len(records[0]) == max(widths) and widths.get(1, 0) <= len(records) * 0.2


def _all_blank_after(records: Sequence[Sequence[str]]) -> bool:
    return all(cell.startswith(" ") for record in records for cell in record[1:])
