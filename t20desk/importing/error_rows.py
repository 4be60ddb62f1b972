"""The rows of a source that were refused, as a workbook to be corrected and taken in again.

Beside each column with problems stands what is wrong with its cells. The book knows how the columns
of the source were taken, so that reading it again goes on with the import.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from t20desk.db.types import LongText, Stored
from t20desk.exporting import Origin, write_workbook
from t20desk.i18n import _
from t20desk.importing.learning import read_profiles
from t20desk.importing.profiles import Profile
from t20desk.reading.rows import column_index
from t20desk.tables import Column, Table

if TYPE_CHECKING:
    from t20desk.db.database import Database
    from t20desk.importing.values import ImportPlan
    from t20desk.reading.source import Source

_PROPERTY: Final = "t20desk import "
_LONGEST: Final = 240
"""Excel holds 255 characters in a property."""
WHOLE_ROW: Final = -1

Reasons = dict[int, dict[int, list[str]]]
"""Of each row what is wrong, by the place of the cell; problems of the whole row by -1."""


def write_error_rows(source: "Source", plan: "ImportPlan", target: Path) -> int:
    """Write the refused and doubtful rows as they stand, with the reasons; how many."""
    told = _gather_reasons(plan)
    headings: list[str] = []
    rows: dict[int, list[str | None]] = {}
    for row in source.read_rows(plan.sheet):
        if row.number == plan.header_row:
            headings = [_as_text(cell) or "" for cell in row.cells]
        elif row.number in told:
            rows[row.number] = [_as_text(cell) for cell in row.cells]
    width = max([len(headings), *map(len, rows.values())], default=0)
    sheet = _Sheet([*headings, *[""] * (width - len(headings))], told)
    layout = sheet.keep_layout(source.name, plan)
    origin = Origin(notes=_cut_text(layout))
    write_workbook([sheet.make_table(rows)], target, plain=True, origin=origin)
    return len(rows)


def _gather_reasons(plan: "ImportPlan") -> Reasons:
    told: Reasons = {}
    for one in plan.problems:
        if one.severity != "note":
            place = column_index(one.column) if one.column else WHOLE_ROW
            told.setdefault(one.row, {}).setdefault(place, []).append(one.message)
    return told


class _Sheet:
    """The columns of the source, with a column of reasons behind each that has any."""

    def __init__(self, headings: Sequence[str], told: Reasons) -> None:
        self._headings = headings
        self._told = told
        self._wrong = {place for reasons in told.values() for place in reasons}

    def _say_heading(self, place: int) -> str:
        heading = self._headings[place] if place != WHOLE_ROW else ""
        words = _("Problem: {heading}").format(heading=heading)
        return words if heading else _("Problem")

    def make_table(self, rows: Mapping[int, Sequence[str | None]]) -> Table:
        """The rows with what is wrong beside each cell."""
        labels = [text for place in self._places() for text in self._label(place)]
        columns = tuple(
            Column(f"column_{place}", label, LongText()) for place, label in enumerate(labels)
        )
        filled = [self._fill(number, cells) for number, cells in rows.items()]
        return Table(_("Problems"), columns, lambda: filled, name=_("Problems"))

    def _places(self) -> range:
        return range(WHOLE_ROW if WHOLE_ROW in self._wrong else 0, len(self._headings))

    def _label(self, place: int) -> list[str]:
        own = [] if place == WHOLE_ROW else [self._headings[place]]
        return [*own, self._say_heading(place)] if place in self._wrong else own

    def _fill(self, number: int, cells: Sequence[str | None]) -> list[Stored]:
        filled: list[Stored] = []
        for place in self._places():
            if place != WHOLE_ROW:
                filled.append(cells[place] if place < len(cells) else None)
            if place in self._wrong:
                filled.append(" ".join(self._told[number].get(place, ())) or None)
        return filled

    def keep_layout(self, file: str, plan: "ImportPlan") -> str:
        """How the columns were taken, as text; those of reasons are left out next time."""
        reasons = {self._say_heading(place): "" for place in self._wrong}
        mapping = {**plan.layout.get("mapping", {}), **reasons}
        headings = [text for text in self._headings if text]
        choices = {**plan.layout, "mapping": mapping}
        told = {"file": file, "kind": plan.kind, "headings": headings, "choices": choices}
        return json.dumps(told, ensure_ascii=False)


def read_layout(properties: Mapping[str, str]) -> Profile | None:
    """How the columns of a book of refused rows are to be taken; None for any other book."""
    parts = sorted(
        (int(number), text)
        for name, text in properties.items()
        if name.startswith(_PROPERTY) and (number := name.removeprefix(_PROPERTY)[:9]).isdecimal()
    )
    try:
        told = json.loads("".join(text for _number, text in parts))
        file = str(told["file"])
        name = _("rows left out of {file}").format(file=file)
        headings = (*told["choices"]["mapping"], *told["headings"])
        known = tuple(dict.fromkeys(headings))
        return Profile(name, told["kind"], known, told["choices"], left_of=file)
    except (ValueError, KeyError, TypeError):
        return None


def list_layouts(database: "Database", properties: Mapping[str, str]) -> list[Profile]:
    """The layouts by which a sheet may be known; of a book of refused rows only its own."""
    left = read_layout(properties)
    return read_profiles(database) if left is None else [left]


def _cut_text(text: str) -> dict[str, str]:
    parts = range(0, len(text), _LONGEST)
    return {f"{_PROPERTY}{at}": text[start : start + _LONGEST] for at, start in enumerate(parts)}


def _as_text(cell: object) -> str | None:
    return None if cell is None else str(cell)
