"""The office's own fields: the records that say them become fields of their kinds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, Table, func, select

from t20desk.db.fields import KINDS, Field, Kinds
from t20desk.db.types import (
    Choice,
    Choices,
    Date,
    Link,
    LongText,
    Money,
    Number,
    Stored,
    Text,
    Type,
    YesNo,
)
from t20desk.i18n import LANGUAGES, N_, Words

SECTION = N_("Own fields")

Options = tuple[tuple[str, str], ...]
Cells = Mapping[str, Stored]

TYPES: dict[str, Callable[[Options, str], Type]] = {
    "text": lambda _options, _target: Text(300),
    "long_text": lambda _options, _target: LongText(),
    "number": lambda _options, _target: Number(),
    "money": lambda _options, _target: Money(),
    "date": lambda _options, _target: Date(),
    "yes_no": lambda _options, _target: YesNo(),
    "choice": lambda options, _target: Choice(options),
    "choices": lambda options, _target: Choices(options),
    "link": lambda _options, target: Link(target),
}


def own_name(key: int) -> str:
    """The permanent key of an own field, which is the name of its column."""
    return f"own_{key}"


def is_whole(cells: Cells) -> bool:
    """Whether cells say what a field needs; a record of an own field without it is refused."""
    is_named = any(cells.get(f"label_{code}") for code in LANGUAGES)
    return is_named and bool(cells.get("kind") and cells.get("type"))


def make_field(key: int, cells: Cells, options: Options = ()) -> Field:
    """The field that a record of kind own field stands for."""
    kind, removed = str(cells["kind"]), bool(cells.get("removed"))
    labels = ((code, cells.get(f"label_{code}")) for code in LANGUAGES)
    words = tuple((code, str(label)) for code, label in labels if label)
    of_text = cells["type"] in ("text", "long_text")
    return Field(
        own_name(key),
        words[0][1],
        TYPES[str(cells["type"])](options, str(cells.get("target") or "member")),
        kind=kind,
        searched=of_text and not removed and bool(KINDS[kind].searched),
        section=SECTION,
        listed=bool(cells.get("in_lists")) and not removed,
        hidden=removed,
        when_gone="empty",
        help=str(cells.get("help") or ""),
        own=True,
        words=words,
    )


def read_fields(connection: Connection, tables: Mapping[str, Table]) -> list[Field]:
    """The own fields of a database in their order, removed ones hidden among them."""
    options = _read_options(connection, tables["own_choice"])
    field = tables["own_field"]
    rows = connection.execute(select(field).order_by(field.c.position, field.c.id)).mappings()
    return [make_field(row["id"], dict(row), options.get(row["id"], ())) for row in rows]


def _read_options(connection: Connection, choice: Table) -> dict[int, Options]:
    found: dict[int, Options] = {}
    query = select(choice.c.own_field, choice.c.code, choice.c.label)
    for key, code, label in connection.execute(query.order_by(choice.c.position, choice.c.id)):
        found[key] = (*found.get(key, ()), (code, label))
    return found


def role_code(key: int) -> str:
    """The permanent code of a role that the office added."""
    return f"role_{key}"


def read_roles(connection: Connection, tables: Mapping[str, Table]) -> Options:
    """The roles of guests that the office added, in their order; code and label."""
    role = tables["role"]
    labels = [role.c[f"label_{code}"] for code in LANGUAGES]
    query = select(role.c.id, *labels).order_by(func.coalesce(role.c.position, 0), role.c.id)
    rows = connection.execute(query).all()
    return tuple(
        (role_code(key), Words(dict(zip(LANGUAGES, texts, strict=True)))) for key, *texts in rows
    )


def extend_roles(kinds: Kinds, roles: Options) -> Kinds:
    """The kinds with the office's roles behind those that come with the program."""
    if not roles:
        return kinds
    kind = kinds["participation"]
    declared = KINDS["participation"].fields["roles"]
    assert isinstance(declared.type, Choices)
    longer = replace(declared.type, options=(*declared.type.choices(), *roles))
    several = replace(declared, type=longer)
    return {**kinds, kind.name: replace(kind, fields={**kind.fields, "roles": several})}


def extend_kinds(kinds: Kinds, fields: Iterable[Field]) -> Kinds:
    """The kinds with own fields behind the declared ones."""
    extended = dict(kinds)
    for one in fields:
        kind = extended[one.kind]
        extended[one.kind] = replace(kind, fields={**kind.fields, one.name: one})
    return extended
