"""Clashes in words: which record and field, what it was, what it is here and in the book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.i18n import _
from t20desk.listing import read_titles
from t20desk.round_trip.values import Clash

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
