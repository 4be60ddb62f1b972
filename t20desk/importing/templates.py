"""The empty workbook of a kind that is handed out: its headings, and lists to choose from."""

from t20desk import members
from t20desk.db.fields import Field, Kind
from t20desk.i18n import _
from t20desk.tables import Column, Table


def make_template(kind: Kind) -> Table:
    """A table without rows whose columns are the fields that can be filled in."""
    fields = [one for one in kind.fields.values() if _can_be_filled(one)]
    columns = tuple(
        Column(one.name, one.say(), one.type, choices=list_choices(one)) for one in fields
    )
    title = _(kind.plural)
    return Table(title, columns, tuple, name=title)


def _can_be_filled(one: Field) -> bool:
    return not one.hidden and (one.is_written or members.is_standing(one))


def list_choices(one: Field) -> tuple[str, ...]:
    """The words a cell of a field may hold, where they can be listed."""
    words = ("yes", "no") if one.type.name == "yes_no" else ()
    return tuple(_(label) for _code, label in one.type.choices()) or tuple(
        _(word) for word in words
    )
