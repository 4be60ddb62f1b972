"""What a file really is, and the guards around zip packages; names and sizes are never trusted."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from t20desk.i18n import N_
from t20desk.reading.rows import TOO_LARGE, RefusedError

MOST_ENTRIES = 5000
MOST_RATIO = 100
SMALL_PACKAGE = 10_000_000
"""Below this a high ratio harms nobody: empty style parts shrink to almost nothing."""
USUAL_SIZE = 200_000_000
LARGEST_SIZE = 4_000_000_000
CHUNK = 4_000_000

_DOCUMENT = b"application/vnd.oasis.opendocument."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN_OTHERS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
)

DAMAGED = N_(
    "{file} is damaged or not completely downloaded; get it again or open it in Excel and save it"
    " as a new workbook."
)
NO_TABLE = N_("{file} contains no table; choose a workbook or a text file with columns.")
PROTECTED = N_(
    "{file} is protected by a password; open it in Excel, remove the password under File, Info,"
    " and save it."
)
PROTECTED_DOCUMENT = N_(
    "{file} is protected by a password; open it with its password, save it again without one"
    " and choose it once more."
)
BOMB = N_(
    "{file} unpacks to {ratio} times its size, which no honest workbook does;"
    " it was not read. Ask the sender for another copy."
)
ENTITIES = N_(
    "{file} defines entities, which no honest workbook does; it was not read."
    " Ask the sender for another copy."
)


def sniff_format(path: Path) -> str:
    """xlsx, xlsb, ods, xls, html, cards or text, by what is in the file."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return _sniff_package(path)
    if head.startswith(_OLE):
        return _sniff_compound(path)
    if head[:2] == b"\x09\x08" and head[2:4] in (b"\x08\x00", b"\x10\x00"):
        return "xls"
    for mark, name in _KNOWN_OTHERS:
        if head.startswith(mark):
            raise RefusedError(
                N_(
                    "{file} has the format {format} and is no table;"
                    " choose a workbook or a text file."
                ),
                format=name,
            )
    return _sniff_text(head)


def _sniff_package(path: Path) -> str:
    names = set(open_package(path).namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.lower() == "xl/workbook.xml" for name in names) or _has_workbook(path):
        return "xlsx"
    if "content.xml" in names:
        return _sniff_document(path)
    if "encrypted-package" in names:
        raise RefusedError(PROTECTED_DOCUMENT)
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise RefusedError(NO_TABLE)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise RefusedError(
            N_(
                "{file} was made with Numbers; export it there as an Excel workbook"
                " and choose that."
            )
        )
    raise RefusedError(
        N_("{file} is a packed folder (zip); unpack it and choose the workbook in it.")
    )


def _sniff_document(path: Path) -> str:
    """An OpenDocument; letters and drawings say in their first part that they are no table."""
    with open_package(path) as package:
        kind = "mimetype"
        if kind in package.namelist() and package.getinfo(kind).file_size < CHUNK:
            told = read_part(package, kind)
            if told.startswith(_DOCUMENT) and not told.startswith(_DOCUMENT + b"spreadsheet"):
                raise RefusedError(NO_TABLE)
    return "ods"


def _has_workbook(path: Path) -> bool:
    with open_package(path) as package:
        types = "[Content_Types].xml"
        if types not in package.namelist() or package.getinfo(types).file_size > CHUNK:
            return False
        return b"spreadsheetml.sheet.main" in read_part(package, types)


def _sniff_compound(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(USUAL_SIZE)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise RefusedError(PROTECTED)
    if any(name.encode("utf-16-le") + b"\0\0" in content for name in ("Workbook", "Book")):
        return "xls"
    if "WordDocument".encode("utf-16-le") in content:
        raise RefusedError(NO_TABLE)
    raise RefusedError(DAMAGED)


def _sniff_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        # In two bytes a character half of a Chinese or Polish letter may look like a control.
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    start = head.replace(b"\0", b"").lstrip().lower()
    if start.startswith(b"<?xml") and b"office:document" in start:
        raise RefusedError(NO_TABLE)
    if (
        start.startswith(b"mime-version:")
        or b"urn:schemas-microsoft-com:office:spreadsheet" in start
    ):
        raise RefusedError(
            N_(
                "{file} is in a web archive or XML format; open it in Excel and save it as an"
                " Excel workbook (.xlsx)."
            )
        )
    if start.startswith(b"begin:vcard"):
        return "cards"
    if start.startswith(b"begin:vcalendar"):
        return "calendar"
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return "html"
    if b"<table" in start and start.startswith(b"<"):
        return "html"
    if _is_binary(head):
        raise RefusedError(NO_TABLE)
    return "text"


def _is_binary(head: bytes) -> bool:
    """Control characters that no text holds; NUL bytes occur in UTF-16 and in sloppy texts."""
    controls = sum(byte < 32 and byte not in b"\0\t\n\r\f\v\x1a\x1b" for byte in head)
    return controls * 50 > len(head) or (len(head) > 16 and head.count(0) * 10 > len(head) * 8)


def open_package(path: Path) -> zipfile.ZipFile:
    """The zip package, or a refusal."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise RefusedError(DAMAGED) from error


def check_package(package: zipfile.ZipFile, large: bool) -> None:
    """Refuse by the directory alone: entries, sizes, ratio, parts named twice or encrypted."""
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or len(names) != len(entries):
        raise RefusedError(
            N_("{file} holds {number} parts, too many or some twice; it was not read."),
            number=len(entries),
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError(PROTECTED)
    _check_sizes(entries, large)


def _check_sizes(entries: list[zipfile.ZipInfo], large: bool) -> None:
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    ratio = size // max(packed, 1)
    if ratio > MOST_RATIO and size > SMALL_PACKAGE:
        raise RefusedError(BOMB, ratio=ratio)
    if size > (LARGEST_SIZE if large else USUAL_SIZE):
        raise RefusedError(TOO_LARGE, reason="large", size=size // 1_000_000)


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """A whole part of the package, counted and looked at while it unpacks."""
    return b"".join(stream_part(package, name))


def stream_part(package: zipfile.ZipFile, name: str, piece: int = CHUNK) -> Iterator[bytes]:
    """A part in pieces; refuses one that is larger than the directory says or defines entities."""
    try:
        entry = package.getinfo(name)
        if entry.compress_size > entry.file_size + 1000:
            raise RefusedError(DAMAGED)
        with package.open(name) as stream:
            yield from _stream_checked(stream, piece)
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError) as error:
        raise RefusedError(DAMAGED) from error
    except (RuntimeError, ValueError) as error:
        raise RefusedError(PROTECTED if "password" in str(error) else DAMAGED) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "_lzma", "bz2"):
            raise RefusedError(DAMAGED) from error
        raise


def _stream_checked(stream: IO[bytes], size: int) -> Iterator[bytes]:
    piece = stream.read(size)
    start = piece[:20_000].replace(b"\0", b"").lower()
    if b"<!doctype" in start or b"<!entity" in start:
        raise RefusedError(ENTITIES)
    while piece:
        yield piece
        piece = stream.read(size)


def drain_parts(package: zipfile.ZipFile, names: list[str]) -> None:
    """Unpack parts only to see that they hold what the directory says."""
    for name in names:
        for _piece in stream_part(package, name):
            pass


def parse_part(package: zipfile.ZipFile, name: str) -> Element:
    """A small part as an XML tree, without entities or outside references."""
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

    try:
        tree: Element = fromstring(read_part(package, name), forbid_dtd=True)
        return tree
    except DefusedXmlException as error:
        raise RefusedError(ENTITIES) from error
    except ParseError as error:
        raise RefusedError(DAMAGED) from error
