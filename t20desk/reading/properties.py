"""The properties that somebody gave a workbook or an OpenDocument table."""

import struct
from contextlib import suppress
from pathlib import Path
from typing import Final

from t20desk.reading.packages import open_package, parse_part

MOST_BYTES = 1_000_000
"""Nobody's properties are larger; what is larger is not looked at."""
_PARTS = {"xlsx": "docProps/custom.xml", "xlsb": "docProps/custom.xml", "ods": "meta.xml"}
_OLD_PART: Final = "\x05DocumentSummaryInformation"
"""Where workbooks of Excel 97 to 2003 keep them."""
_DAMAGED: Final = (
    ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, struct.error,
)  # fmt: skip
"""What a damaged part may raise; the rows may be whole all the same."""
_META_NAME = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"


def read_properties(found: str, path: Path) -> dict[str, str]:
    """The properties by name of a file of a format; none where the format has none."""
    if found == "xls":
        return _read_old(path)
    part = _PARTS.get(found)
    if part is None:
        return {}
    with open_package(path) as package:
        if part not in package.namelist() or package.getinfo(part).file_size > MOST_BYTES:
            return {}
        tree = parse_part(package, part)
    known: dict[str, str] = {}
    for entry in tree.iter():
        tag = str(entry.tag).rpartition("}")[2]
        if tag == "property":
            known[entry.get("name", "")] = "".join(child.text or "" for child in entry)
        elif tag == "user-defined":
            known[entry.get(_META_NAME, "")] = entry.text or ""
    return known


def _read_old(path: Path) -> dict[str, str]:
    from olefile import OleFileIO

    known: dict[str, str] = {}
    with suppress(*_DAMAGED), OleFileIO(path) as package:
        if package.exists(_OLD_PART) and package.get_size(_OLD_PART) <= MOST_BYTES:
            for entry in package.get_userdefined_properties(_OLD_PART):
                known[str(entry["property_name"])] = _decode(entry["value"])
    return known


def _decode(value: object) -> str:
    """A text as LibreOffice writes it, else as Excel does in the West."""
    if not isinstance(value, bytes):
        return str(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
