"""A record as the start of another: its fields, and of what belongs to it the parts asked for."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.field_names import write_name
from t20desk.db.fields import Field, Kind, link, links_to
from t20desk.db.present_cells import read_cells
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import read_titles
from t20desk.matching.records import LinkFinder
from t20desk.member_numbers import propose_number

DUPLICATED = N_("{kind} duplicated: {title}")
USUAL_PARTS: Final = frozenset(("address", "contact_detail", "affiliation", "other_name"))


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to a record: a kind, the link that points to the record, and how many."""

    kind: str
    link: str
    count: int

    @property
    def is_usual(self) -> bool:
        """Whether a copy usually has it too."""
        return self.kind in USUAL_PARTS


def list_parts(database: Database, kind_name: str, key: int) -> list[Part]:
    """What belongs to a record and can come along with its copy."""
    found: list[Part] = []
    with database.read() as connection:
        for one in _belonging_links(database, kind_name):
            table = database.tables[one.kind]
            query = select(func.count()).select_from(table).where(table.c[one.name] == key)
            if number := connection.scalar(query):
                found.append(Part(one.kind, one.name, number))
    return found


def _belonging_links(database: Database, kind_name: str) -> Iterator[Field]:
    for one in links_to(database.kinds, kind_name):
        if one.when_gone == "along" and one.kind != kind_name:
            yield one


def title_fields(kind: Kind) -> list[Field]:
    """The fields that make the name of a record and can be typed."""
    found: list[Field] = []
    for name in kind.title:
        one = kind.fields.get(name)
        if one is None:
            continue
        found.extend(kind.fields[source] for source in one.sources)
        found.append(one)
    written = [one for one in found if one.is_translated or one.is_written]
    return [one for one in dict.fromkeys(written) if one.type.name == "text"]


def read_start(database: Database, kind_name: str, key: int) -> dict[str, Stored]:
    """The name that a copy begins with."""
    kind = database.kinds[kind_name]
    _names, cells = _read_record(database, kind, key)
    return {one.name: cells[write_name(one)] for one in title_fields(kind)}


def find_alike(database: Database, kind_name: str, text: str) -> dict[int, str]:
    """The records of a kind that are called so, in any script, case and accent."""
    finder = LinkFinder(database, link(database.kinds[kind_name].label, kind_name))
    words = " ".join(text.split())
    finder.learn([words] if words else [])
    return read_titles(database, kind_name, finder.find_ids(words)) if words else {}


def plan_duplicate(
    database: Database,
    kind_name: str,
    key: int,
    values: Mapping[str, Stored],
    parts: Collection[Part] = (),
) -> Change:
    """Plan a copy of a record; `values` are what is different in it.

    What no two records may have stays behind; a new member gets the next free number.
    """
    kind, ids = database.kinds[kind_name], database.new_ids()
    names, cells = _read_record(database, kind, key)
    made, wanted = (
        next(ids),
        {write_name(kind.fields[name]): value for name, value in values.items()},
    )
    cells = {name: wanted.get(name, cells[name]) for name in names}
    cells.update({one.name: None for one in kind.written if one.unique})
    if kind_name == "member":
        cells["number"] = propose_number(database)
    batches = [Batch(kind_name, tuple(cells), [(made, None, tuple(cells.values()))])]
    batches.extend(_copy_part(database, part, key, made, ids) for part in parts)
    label = Label(DUPLICATED, {"kind": kind_name, "id": str(made)})
    return Change(label, collect_batches(batches))


def _read_record(
    database: Database, kind: Kind, key: int
) -> tuple[tuple[str, ...], dict[str, Stored]]:
    names = tuple(one.name for one in kind.written)
    with database.read() as connection:
        found = read_cells(connection, database.store, database.tables[kind.name], [key], names)
    if key not in found:
        raise UserError(_("The record is gone; somebody deleted it meanwhile."))
    return names, dict(zip(names, found[key], strict=True))


def _copy_part(database: Database, part: Part, key: int, made: int, ids: Iterator[int]) -> Batch:
    kind, table = database.kinds[part.kind], database.tables[part.kind]
    names = tuple(one.name for one in kind.written)
    with database.read() as connection:
        query = select(table.c.id).where(table.c[part.link] == key).order_by(table.c.id)
        keys = list(connection.scalars(query))
        present = read_cells(connection, database.store, table, keys, names)
    rows: list[Row] = []
    for old in keys:
        cells = dict(zip(names, present[old], strict=True)) | {part.link: made}
        cells.update({one.name: None for one in kind.written if one.unique})
        rows.append((next(ids), None, tuple(cells.values())))
    return Batch(part.kind, names, rows)
