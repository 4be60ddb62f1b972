"""A seal over all parts of a workbook: while it holds, nothing in it was edited or saved anew.

The seal is a property of the book itself, so the part with the properties is not under it.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from t20desk.reading.packages import drain_parts, open_package

SEAL: Final = "t20desk sealed"
"""The name of the property."""
OPEN: Final = "0" * 32
"""Stands in the property until the other parts are written."""
PROPERTIES: Final = "docProps/custom.xml"


def make_seal(package: ZipFile) -> str:
    """What the names and check sums of all other parts come to."""
    parts = sorted((one.filename, one.CRC) for one in package.infolist())
    told = "\n".join(f"{name} {crc:08x}" for name, crc in parts if name != PROPERTIES)
    return hashlib.sha256(told.encode()).hexdigest()[: len(OPEN)]


def is_sealed(found: str, path: Path, properties: Mapping[str, str]) -> bool:
    """Whether a workbook is just as we wrote it; the parts are unpacked to see that they are."""
    seal = properties.get(SEAL)
    if found != "xlsx" or not seal:
        return False
    with open_package(path) as package:
        if make_seal(package) != seal:
            return False
        drain_parts(package, package.namelist())
    return True
