"""What a sheet says of a record that it has already, from the event above or by its own mark."""

from collections.abc import Sequence

from sqlalchemy import Connection

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.present_cells import read_cells
from t20desk.db.schema import shown_column
from t20desk.db.types import Stored
from t20desk.outer_marks import FURTHER, MARK, join_marks, read_own, split_marks

Shown = dict[int, dict[str, Stored]]


def read_shown(
    connection: Connection,
    database: Database,
    kind: Kind,
    ids: Sequence[int],
    columns: Sequence[str],
) -> Shown:
    """The effective values of the inherited fields among columns, by record."""
    names = [name for name in columns if kind.fields[name].inherited]
    if not names:
        return {}
    table = database.tables[kind.name]
    wanted = [shown_column(name) for name in names]
    found = read_cells(connection, database.store, table, ids, wanted)
    return {key: dict(zip(names, cells, strict=True)) for key, cells in found.items()}


def drop_known(
    kind: Kind, cells: dict[str, tuple[Stored, Stored]], shown: dict[str, Stored]
) -> None:
    """Take out what would store a value that is inherited, or a mark made of an id.

    Where the beginning is another one, the end is stored too: it is no longer inherited then.
    """
    known = {
        name for name, (now, wanted) in cells.items() if now is None and wanted == shown.get(name)
    }
    if "starts" in cells and "starts" not in known:
        known.discard("ends")
    if MARK in cells and read_own(kind.name, str(cells[MARK][1])) is not None:
        known.add(MARK)
    for name in known:
        del cells[name]


def keep_mark(cells: dict[str, tuple[Stored, Stored]], further: Stored) -> None:
    """A record keeps the mark it came with; that of another address book stands beside it."""
    now, wanted = cells.get(MARK, (None, None))
    if now is None or wanted is None:
        return
    del cells[MARK]
    marks = split_marks(further)
    if wanted not in marks:
        cells[FURTHER] = (further, join_marks((*marks, str(wanted))))
