"""One record as a table that can be printed: what is filled in it, section by section."""

from collections.abc import Iterator
from itertools import groupby

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.types import Link, LongText, Stored, Text
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing.reading import plain_cell, read_rows
from t20desk.listing.titles import read_titles
from t20desk.listing.views import Listing
from t20desk.tables import Cells, Column, Table


def read_record_table(database: Database, kind: str, record_id: int) -> Table:
    """The filled fields of a record, each with its label, below the headings of its form."""
    one = database.kinds[kind]
    fields = _list_fields(one)
    listing = Listing(kind, view="all", columns=tuple(field.name for field in fields))
    cells = read_rows(database, listing, [record_id]).get(record_id)
    if cells is None:
        raise UserError(_("This record is gone; go back to the list."))
    filled = [
        (field, text)
        for field, cell in zip(fields, map(plain_cell, cells), strict=True)
        if cell is not None and (text := _say(field, cell))
    ]
    rows = list(_set_rows(one, filled))
    columns = (
        Column("section", "", Text(60), 14),
        Column("field", _("Field"), Text(120), 22),
        Column("value", _("Value"), LongText(), 60),
    )
    title = read_titles(database, kind, [record_id]).get(record_id, "") or _(one.label)
    return Table(title, columns, lambda: rows, subtitle=_(one.label), name=_(one.label))


def _list_fields(kind: Kind) -> list[Field]:
    """What a form shows, section by section in the order in which they are declared."""
    shown = [
        one
        for one in kind.fields.values()
        if one.type.is_typed and not one.hidden and not one.is_translated
    ]
    sections = dict.fromkeys(one.section for one in shown)
    return [one for section in sections for one in shown if one.section == section]


def _say(one: Field, cell: Stored) -> str:
    return str(cell) if isinstance(one.type, Link) else one.type.format(cell)


def _set_rows(kind: Kind, filled: list[tuple[Field, str]]) -> Iterator[Cells]:
    """The name of a section stands beside its first field."""
    for section, group in groupby(filled, key=lambda pair: pair[0].section):
        heading = _(section) if section else _(kind.label)
        for field, text in group:
            yield heading, field.say(), text
            heading = ""
