"""What the office calls the fields of the program, and which of them it does not want to see."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from t20desk.db.fields import KINDS, Field, Kind, Kinds
from t20desk.i18n import LANGUAGES, translate


class FieldSetting(NamedTuple):
    """The record `id`: a field of the program under the office's labels by language."""

    id: int
    kind: str
    field: str
    labels: Mapping[str, str]
    removed: bool


def read_settings(connection: Connection, tables: Mapping[str, Table]) -> list[FieldSetting]:
    """What the office says of fields of the program."""
    table = tables["field_setting"]
    return [
        FieldSetting(
            row["id"],
            row["kind"],
            KINDS[row["kind"]].name_now(row["field"]),
            {code: label for code in LANGUAGES if (label := row[f"label_{code}"])},
            bool(row["removed"]),
        )
        for row in connection.execute(select(table).order_by(table.c.id)).mappings()
    ]


def settle_fields(kinds: Kinds, settings: Iterable[FieldSetting]) -> Kinds:
    """The kinds with the fields as the office calls and shows them."""
    settled = dict(kinds)
    for one in settings:
        kind = settled.get(one.kind)
        if kind is not None and one.field in kind.fields:
            settled[one.kind] = _settle_field(kind, one)
    return settled


def _settle_field(kind: Kind, setting: FieldSetting) -> Kind:
    """A text in three languages is renamed and hidden with its three columns."""
    fields = {
        name: _settle(one, setting) if setting.field in (name, one.group) else one
        for name, one in kind.fields.items()
    }
    return replace(kind, fields=fields)


def _settle(one: Field, setting: FieldSetting) -> Field:
    return replace(
        one,
        words=tuple(setting.labels.items()),
        listed=one.listed and not setting.removed,
        searched=one.searched and not setting.removed,
        hidden=one.hidden or setting.removed,
    )


def declared_labels(kind: str, name: str) -> dict[str, str]:
    """What the program calls a field, by language."""
    label = KINDS[kind].fields[name].label
    return {code: translate(label, code) for code in LANGUAGES}


def is_removed(one: Field) -> bool:
    """Whether the office took a field out of sight, its own or one of the program."""
    return one.hidden and (one.own or not KINDS[one.kind].fields[one.name].hidden)


def can_be_hidden(kind: Kind, one: Field) -> bool:
    """Whether records do without a field: those that name one or must be filled stay."""
    rules = (kind.title, *kind.one_of, *kind.unique)
    needed = {path.split(".")[0] for rule in rules for path in rule}
    return not one.required and not one.unique and one.name not in needed


def list_declared(kinds: Kinds, kind: str) -> list[Field]:
    """The fields of the program that the office may call otherwise, as it calls them now."""
    return [
        kinds[kind].fields[one.name]
        for one in KINDS[kind].fields.values()
        if not one.hidden and not one.language
    ]
