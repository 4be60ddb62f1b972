"""Reading strangers' files: workbooks, text tables, web pages and pasted cells."""

from t20desk.reading.encodings import ENCODINGS, SEPARATORS
from t20desk.reading.rows import (
    Cell,
    SheetInfo,
    SheetRemarks,
    SheetRow,
    column_index,
    column_letters,
)
from t20desk.reading.source import LargeFileError, Source, open_source, read_pasted

__all__ = [
    "ENCODINGS",
    "SEPARATORS",
    "Cell",
    "LargeFileError",
    "SheetInfo",
    "SheetRemarks",
    "SheetRow",
    "Source",
    "column_index",
    "column_letters",
    "open_source",
    "read_pasted",
]
