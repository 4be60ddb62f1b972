"""Clashes in words: which record and field, what it was, what it is here and in the book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.i18n import _, ngettext, tell_place
from t20desk.importing.values import RowProblem
from t20desk.listing import read_titles
from t20desk.round_trip.values import Clash

FEW_NOTES: Final = 3
"""So many cells of a column are told by themselves, which a program retyped all alike."""
Titles = dict[str, dict[int, str]]
"""The texts of records, by kind and id."""


@dataclass(frozen=True, slots=True)
class ClashLine:
    """One clash side by side; without a field it is about the whole record."""

    title: str
    field: str
    was: str
    here: str
    book: str
    user: str
    time: str
    """As the journal has it."""
    row: int


def tell_clashes(database: Database, clashes: Sequence[Clash]) -> list[ClashLine]:
    """Each clash as people read it, in the language in use."""
    titles = _read_titles(database, clashes)
    return [_tell_clash(database, titles, clash) for clash in clashes]


def _read_titles(database: Database, clashes: Sequence[Clash]) -> Titles:
    wanted: dict[str, set[int]] = {}
    for clash in clashes:
        one = clash.conflict
        wanted.setdefault(one.kind, set()).add(one.id)
        target = database.kinds[one.kind].fields[one.field].target if one.field else None
        if target:
            ids = (cell for cell in (one.base, one.mine, one.theirs) if isinstance(cell, int))
            wanted.setdefault(target, set()).update(ids)
    return {kind: read_titles(database, kind, list(ids)) for kind, ids in wanted.items()}


def _tell_clash(database: Database, titles: Titles, clash: Clash) -> ClashLine:
    one, kind = clash.conflict, database.kinds[clash.conflict.kind]
    title = titles[one.kind].get(one.id) or _title_of_gone(clash, kind.title)
    title = title or f"{_(kind.label)} {one.id}"
    told = (clash.user, clash.time, clash.row)
    if one.field is None:
        here, book = _("deleted"), _("edited")
        if not clash.cells:
            here, book = _("changed"), _("removed")
        return ClashLine(title, _("whole record"), "", here, book, *told)
    field = kind.fields[one.field]

    def show(value: Stored) -> str:
        if field.target and isinstance(value, int):
            return titles.get(field.target, {}).get(value, "")
        return field.type.format(value)

    return ClashLine(title, field.say(), show(one.base), show(one.mine), show(one.theirs), *told)


def _title_of_gone(clash: Clash, shown: Iterable[str]) -> str:
    """What a record was called that is no longer there."""
    cells = dict(clash.cells)
    words = (cells.get(name) for path in shown for name in (path, f"{path}_en", f"{path}_de"))
    return next((str(word) for word in words if isinstance(word, str)), "")


def say_problems(problems: Sequence[RowProblem], with_file: bool = False) -> list[str]:
    """What stands in the way first; notes on many cells of one column are told by the first few.

    Of several files taken back at once each is named.
    """

    def tell(one: RowProblem) -> str:
        return tell_place(one.file, one.sentence()) if with_file else one.sentence()

    said = [tell(one) for one in problems if one.severity != "note"]
    notes: dict[tuple[str, str, str, int], list[RowProblem]] = {}
    for one in problems:
        if one.severity == "note":
            notes.setdefault(_place_of(one), []).append(one)
    for few in notes.values():
        told = few[:FEW_NOTES] if few[0].column and len(few) > FEW_NOTES + 1 else few
        said += map(tell, told)
        if len(told) < len(few):
            said.append(_say_more(few[0], len(few) - len(told)))
    return said


def _place_of(problem: RowProblem) -> tuple[str, str, str, int]:
    """Where a note belongs; one of a whole row stands by itself."""
    row = 0 if problem.column else problem.row
    return problem.file, problem.sheet, problem.column, row


def _say_more(first: RowProblem, number: int) -> str:
    words = ngettext(
        "… and {number} more cell of column {column} “{heading}”.",
        "… and {number} more cells of column {column} “{heading}”.",
        number,
    )
    return words.format(number=number, column=first.column, heading=first.heading)
