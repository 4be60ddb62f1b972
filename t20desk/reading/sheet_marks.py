"""One cheap pass over the XML of an .xlsx sheet for what calamine loses.

Those are numbers shown with leading zeros, error cells, hidden rows and columns, formulas without
a result and dates before 1900. Only cells that may matter are looked at, by regular expressions
on the raw bytes; a sheet without any such mark costs little more than unpacking it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from itertools import chain, islice
from typing import Any

from t20desk.reading.number_formats import SheetStyles, show_padded
from t20desk.reading.rows import ErrorText, column_index, column_letters

_PREFIX = re.compile(rb"<(\w+):sheetData\b")
_HIDDEN_ROW = re.compile(rb"<row\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_HIDDEN_COLUMNS = re.compile(rb"<col\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_TAG = re.compile(rb"(<(row|c)(?=[\s/>]))([^>]*>)")
_UNCACHED = re.compile(
    rb"<c\b([^>]*+)(?<!/)>\s*<f\b(?:[^>]*+(?<=/)>|[^>]*+>[^<]*+</f>)\s*"
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
_VALUE = re.compile(rb"<v(?:\s[^>]*)?>([^<]*)<")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]*)(\d+)[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
_TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")
_NUMBERS = re.compile(rb"\b(min|max)=[\"'](\d+)[\"']")
# The attributes before the wanted one hold no letter s or t of their own: r="B7", s="4".
_ERROR_CELL = rb"[^>st]*+(?:s=[\"']\d+[\"'])?[^>t]*+t=[\"']e[\"']"
_STYLED_CELL = rb"[^>s]*+s=[\"'](?:%s)[\"']"
_ODD_CELL = rb"<c\s((?:%s)[^>]*+)(?<!/)>(.*?)</c>"


class SheetMarks:
    """What the pass found; cells by row number, each a column from 0 and its value."""

    def __init__(self) -> None:
        self.cells: dict[int, list[tuple[int, object]]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[str] = []
        self.uncached: dict[str, int] = {}
        self.merged: list[str] = []
        """Only where calamine does not know them."""


def mark_sheet(pieces: Iterable[bytes], styles: SheetStyles) -> SheetMarks:
    """Go once through the unpacked XML of a sheet."""
    marks = SheetMarks()
    chunks = _drop_prefix(cut_chunks(pieces, b"row>"))
    first = next(chunks, b"")
    _mark_columns(first, marks)
    whole = chain((first,), chunks)
    for chunk in whole if _is_numbered(first) else _number_cells(whole):
        _mark_cells(chunk, styles, marks)
        _mark_hidden(chunk, marks)
        _mark_uncached(chunk, marks)
    return marks


def _drop_prefix(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Some writers put a prefix before every name: `<x:row>`."""
    prefix: bytes | None = None
    for chunk in chunks:
        if prefix is None:
            found = _PREFIX.search(chunk)
            prefix = found[1] + b":" if found else b""
        if prefix:
            chunk = chunk.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
        yield chunk


def _is_numbered(chunk: bytes) -> bool:
    tags = islice(_TAG.finditer(chunk), 2)
    return all(_REFERENCE.search(tag[0]) for tag in tags)


def _number_cells(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Some writers leave out the positions, which are then those of counting."""
    row = column = 0

    def add_position(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        given = _REFERENCE.search(tag[0])
        if tag[2] == b"row":
            row, column = int(given[2]) if given else row + 1, 0
            position = b"%d" % row
        else:
            column = column_index(given[1].decode()) + 1 if given else column + 1
            position = b"%s%d" % (column_letters(column - 1).encode(), row)
        return tag[0] if given else b'%s r="%s"%s' % (tag[1], position, tag[3])

    for chunk in chunks:
        yield _TAG.sub(add_position, chunk)


def cut_chunks(pieces: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    """The same bytes in chunks that end with a mark, such as the end of a row."""
    rest = b""
    for piece in pieces:
        if not rest and piece.startswith((b"\xff\xfe", b"\xfe\xff")):
            # UTF-16 is legal and rare: such a sheet is taken as a whole.
            yield b"".join((piece, *pieces)).decode("utf-16", "replace").encode()
            return
        joined = rest + piece
        end = joined.rfind(mark)
        end = end + len(mark) if end >= 0 else 0
        if end:
            yield joined[:end]
        rest = joined[end:]
    yield rest


def _mark_columns(chunk: bytes, marks: SheetMarks) -> None:
    head = chunk.partition(b"sheetData")[0]
    for match in _HIDDEN_COLUMNS.finditer(head):
        ends = {name: int(number) for name, number in _NUMBERS.findall(match[1])}
        first, last = ends.get(b"min", 1), ends.get(b"max", 1)
        # Hiding "all the rest" up to XFD says nothing about the table.
        if last < 1000:
            marks.hidden_columns += [
                column_letters(column - 1) for column in range(first, last + 1)
            ]


def _mark_cells(chunk: bytes, styles: SheetStyles, marks: SheetMarks) -> None:
    pattern = _choose_pattern(chunk, styles)
    for attributes, content in pattern.findall(chunk) if pattern else ():
        value = _read_marked(attributes, content, styles)
        place = _REFERENCE.search(attributes)
        if value is not None and place:
            column = column_index(place[1].decode())
            marks.cells.setdefault(int(place[2]), []).append((column, value))


def _choose_pattern(chunk: bytes, styles: SheetStyles) -> re.Pattern[bytes] | None:
    """A pattern for the cells of this chunk that may matter; None when there are none."""
    numbers = set(styles.padded)
    if styles.dates and b">-" in chunk:
        numbers |= styles.dates
    # A single byte that is rare is found ten times as fast as two.
    wanted = [_ERROR_CELL] if b"#" in chunk and b">#" in chunk else []
    if numbers:
        wanted.append(_STYLED_CELL % b"|".join(b"%d" % number for number in sorted(numbers)))
    return _compile_pattern(b"|".join(wanted)) if wanted else None


@cache
def _compile_pattern(wanted: bytes) -> re.Pattern[bytes]:
    return re.compile(_ODD_CELL % wanted, re.DOTALL)


def _mark_hidden(chunk: bytes, marks: SheetMarks) -> None:
    if _may_hide(chunk):
        for attributes in _HIDDEN_ROW.findall(chunk):
            place = _REFERENCE.search(attributes)
            if place:
                marks.hidden_rows.add(int(place[2]))


def _may_hide(chunk: bytes) -> bool:
    """Some programs say of each row that it is not hidden."""
    if b'hidden="' in chunk:
        return b'hidden="1' in chunk or b'hidden="t' in chunk
    return b"hidden='" in chunk


def _mark_uncached(chunk: bytes, marks: SheetMarks) -> None:
    if b"<f" not in chunk:
        return
    for attributes in _UNCACHED.findall(chunk):
        place, kind = _REFERENCE.search(attributes), _TYPE.search(attributes)
        # An empty text is an honest result: =IF(A1="","",A1).
        if place and not (kind and kind[1] == b"str"):
            letters = place[1].decode()
            marks.uncached[letters] = marks.uncached.get(letters, 0) + 1


def _read_marked(attributes: bytes, content: bytes, styles: SheetStyles) -> object:
    value = _VALUE.search(content)
    if value is None:
        return None
    text = unescape(value[1].decode("utf-8", "replace")).strip()
    kind = _TYPE.search(attributes)
    if kind and kind[1] == b"e":
        return ErrorText(text)
    if kind and kind[1] != b"n":
        return None
    style = _STYLE.search(attributes)
    number = int(style[1]) if style else 0
    if number in styles.padded:
        return show_padded(text, styles.padded[number])
    if number in styles.dates and text.startswith("-"):
        # calamine makes midnight of it; the bare number lets the import name it.
        return float(text)
    return None


def pack_marks(marks: SheetMarks) -> dict[str, object]:
    """The marks as JSON-native values; an error is `["e", text]`."""
    rows = [
        (row, [(column, _pack_value(value)) for column, value in found])
        for row, found in marks.cells.items()
    ]
    return {
        "cells": rows,
        "hidden_rows": sorted(marks.hidden_rows),
        "hidden_columns": marks.hidden_columns,
        "uncached": marks.uncached,
    }


def _pack_value(value: object) -> object:
    return ("e", str.__str__(value)) if isinstance(value, ErrorText) else value


def unpack_marks(packed: dict[str, Any]) -> SheetMarks:
    """The marks another process found."""
    marks = SheetMarks()
    marks.cells = {
        row: [(column, _unpack_value(value)) for column, value in found]
        for row, found in packed["cells"]
    }
    marks.hidden_rows = set(packed["hidden_rows"])
    marks.hidden_columns = packed["hidden_columns"]
    marks.uncached = packed["uncached"]
    return marks


def _unpack_value(value: object) -> object:
    return ErrorText(value[1]) if isinstance(value, list) else value
