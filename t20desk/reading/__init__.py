"""Reading strangers' files: workbooks, text tables, web pages and pasted cells."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """What others ask of this room comes when they ask, since the child lives here and is small."""
    if name not in __all__:
        raise AttributeError(name)
    from t20desk.reading import encodings, rows, source

    return next(vars(one)[name] for one in (rows, source, encodings) if name in vars(one))
