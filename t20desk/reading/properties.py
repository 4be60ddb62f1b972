"""The properties that somebody gave a workbook or an OpenDocument table."""

from pathlib import Path

from t20desk.reading.packages import open_package, parse_part

MOST_BYTES = 1_000_000
"""Nobody's properties are larger; what is larger is not looked at."""
_PARTS = {"xlsx": "docProps/custom.xml", "xlsb": "docProps/custom.xml", "ods": "meta.xml"}
_META_NAME = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"


def read_properties(found: str, path: Path) -> dict[str, str]:
    """The properties by name of a file of a format; none where the format has none."""
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
