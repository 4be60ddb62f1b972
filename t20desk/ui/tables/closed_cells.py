"""Why a cell cannot be typed into, and where its value is changed instead."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from t20desk.db.fields import Field, Kinds
from t20desk.i18n import _, join_list
from t20desk.listing import column_label
from t20desk.ui.tables.record_model import RecordModel


def say_closed(kinds: Kinds, model: RecordModel, index: QModelIndex | QPersistentModelIndex) -> str:
    """One sentence about a cell that somebody wanted to edit."""
    if model.listing.as_known is not None:
        return _("This is what was known then; show the list of today to edit it.")
    one, kind = model.fields[index.column()], kinds[model.listing.kind]
    link, dot, _name = one.name.partition(".")
    if dot:
        label = column_label(kinds, kind.name, one.name)
        words = _("“{column}” belongs to another record; open “{link}” and change it there.")
        return words.format(column=label, link=kind.fields[link].say())
    if not one.type.is_typed:
        words = _("“{column}” is a picture; open the record and paste or drop it there.")
        return words.format(column=one.say())
    if one.looked_up:
        words = _(
            "“{column}” follows from the posts of the person; open the record to change them."
        )
        return words.format(column=one.say())
    return _say_sources(one, [kind.fields[name] for name in one.sources])


def _say_sources(one: Field, sources: list[Field]) -> str:
    if not sources:
        words = _("“{column}” follows from other records; open the record to see them.")
        return words.format(column=one.say())
    words = _("“{column}” follows from other fields; change one of these: {fields}.")
    return words.format(column=one.say(), fields=join_list([source.say() for source in sources]))
