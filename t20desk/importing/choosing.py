"""How a sheet is taken: the key by which records are known, and the mode."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from t20desk.db.fields import Field, Kind
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.importing.headings import find_target, needed_groups
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import ImportOptions, Mode

LIKELY: Final[Mapping[str, Sequence[tuple[str, ...]]]] = {
    "member": (("name", "country"), ("name", "city"), ("name",), ("original_name",)),
    "person": (
        ("family_name", "given_name", "email"),
        ("email",),
        ("family_name", "given_name", "born"),
        ("family_name", "given_name"),
        ("original_name",),
    ),
    "event": (("title", "starts"), ("title",)),
    "affiliation": (("person", "member"),),
    "connection": (("member", "other"),),
    "service": (("member", "title"),),
    "initiative": (("title", "city"), ("title",)),
    "contact_note": (("noted_on", "subject"),),
    "venue": (("name", "city"), ("name",)),
}
"""Of each kind the fields that together may tell records apart, the surest first."""


class Way(NamedTuple):
    """The fields that tell records apart, none for no key, and what is done with them."""

    key: tuple[Field, ...]
    mode: Mode


def choose_way(kind: Kind, options: ImportOptions, sheet: ReadSheet) -> Way:
    """How a sheet is taken; refuses what it cannot do."""
    key = tuple(_choose_key(kind, options, sheet))
    return Way(key, _choose_mode(kind, options, key, sheet))


def _choose_key(kind: Kind, options: ImportOptions, sheet: ReadSheet) -> list[Field]:
    """The fields that tell records apart: as asked, else the number, or the mark of a calendar."""
    mapped = {column.field.name: column.field for column in sheet.columns}
    if not options.key:
        if options.mode == "add":
            return []
        return [mapped[name] for name in usual_key(kind, mapped, bool(sheet.along.columns))]
    wanted = [find_target(kind, name) for name in options.key]
    for one in wanted:
        if one.name not in mapped:
            message = _(
                "Sheet “{sheet}” has no column for the key {field}; map one or choose another key."
            )
            raise UserError(message.format(sheet=sheet.name, field=one.say()))
    return wanted


def usual_key(kind: Kind, names: Collection[str], describes: bool) -> tuple[str, ...]:
    """What records are known by unasked: the number, else the mark of a calendar.

    Where rows describe the records they join, these tell one row from another; and a guest of an
    event is known by who it is, so that answers meet those who were invited.
    """
    for name in ("number", "uid"):
        if name in names:
            return (name,)
    ends = [path.partition(".")[0] for path in kind.title] if describes else []
    found = tuple(name for name in ends if name in names)
    if len(found) > 1:
        return found
    return guest_key(names) if kind.name == "participation" else ()


def propose_key(kind: Kind, names: Collection[str]) -> tuple[str, ...]:
    """What may tell records apart where nothing is certain to; it is taken only if asked for."""
    for wanted in LIKELY.get(kind.name, ()):
        if set(wanted) <= set(names):
            return wanted
    return ()


def guest_key(names: Collection[str]) -> tuple[str, ...]:
    """What guests of an event are known by: the person, in a sheet without people the member."""
    who = next((name for name in ("person", "member") if name in names), "")
    return ("event", who) if who and "event" in names else ()


def _choose_mode(
    kind: Kind, options: ImportOptions, key: Sequence[Field], sheet: ReadSheet
) -> Mode:
    """Whether rows are added, update records, or both."""
    mode = options.mode or ("both" if key else "add")
    if mode != "add" and not key:
        raise UserError(
            _("To update records the sheet needs a key; name the fields that tell them apart.")
        )
    if mode in ("add", "both"):
        _check_required(kind, sheet)
    return mode


def _check_required(kind: Kind, sheet: ReadSheet) -> None:
    fields = [column.field for column in sheet.columns]
    mapped = {name for one in fields for name in (one.name, one.group)}
    for names in needed_groups(kind):
        if not mapped & set(names):
            labels = ", ".join(kind.fields[name].say() for name in names)
            message = _(
                "Sheet “{sheet}”, row {row}: no column gives {field}, "
                "which every new record needs; map one."
            )
            row = sheet.header.number
            raise UserError(message.format(sheet=sheet.name, row=row, field=labels))
