"""Texts of a sheet whose letters were lost where it was saved: said, and never taken for a name."""

from collections.abc import Iterable, Iterator
from typing import Final

from t20desk.db.late_patterns import late_pattern
from t20desk.db.types import Parsed, Stored, Text, cut
from t20desk.i18n import ngettext, say_number
from t20desk.importing.columns import ColumnReader
from t20desk.importing.values import MappedColumn
from t20desk.lost_letters import tell_lost

_LETTER: Final = r"[^\W\d_]"
_LOST: Final = late_pattern(rf"{_LETTER}[?\ufffd]+{_LETTER}|(?:^|[\s(])[?\ufffd](?:[?\ufffd]|\w)")
"""A question mark inside a word or before it, or several of them that are one."""


def keep_lost(cells: dict[str, tuple[Stored, Stored]]) -> Iterator[tuple[str, Parsed]]:
    """Take out of what a row changes the texts that are only what is there with letters lost."""
    for name, (now, wanted) in list(cells.items()):
        told = tell_lost(now, wanted) if isinstance(now, str) else None
        if told is not None:
            del cells[name]
            yield name, told


def say_lost(readers: Iterable[ColumnReader]) -> Iterator[str]:
    """In which columns letters were lost, and what helps."""
    for reader in readers:
        if isinstance(reader.column.field.type, Text):
            texts = (key if isinstance(key, str) else str(key[1]) for key in reader)
            lost = [text for text in texts if _is_lost(text)]
            if lost:
                yield _say_column(reader.column, lost)


def _is_lost(text: str) -> bool:
    return ("?" in text or "\ufffd" in text) and bool(_LOST.search(text))


def _say_column(column: MappedColumn, lost: list[str]) -> str:
    text = ngettext(
        "Column {column} “{heading}”: {number} text, “{example}”, seems to have lost letters when "
        "the file was saved; ask for a workbook (.xlsx) or a text file in UTF-8, and import that.",
        "Column {column} “{heading}”: {number} texts, such as “{example}”, seem to have lost "
        "letters when the file was saved; ask for a workbook (.xlsx) or a text file in UTF-8, "
        "and import that.",
        len(lost),
    )
    return text.format(
        column=column.letter,
        heading=column.heading,
        example=cut(lost[0]),
        number=say_number(len(lost)),
    )
