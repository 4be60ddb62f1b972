"""The empty workbook of a kind that is handed out: headings, lists to choose from, an example."""

from typing import Final

from t20desk import members
from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key
from t20desk.db.types import Stored, Whole
from t20desk.i18n import LANGUAGES, N_, _, translate
from t20desk.importing.name_lists import find_line
from t20desk.tables import Column, Table

EXAMPLE: Final = N_("Example (is not read)")
NAMES: Final = N_("Name one; Name two")
NUMBER: Final = 12
YEAR: Final = 2026
"""What is never as small as other numbers is a year."""
_VALUES: Final[dict[str, str | int | float]] = {
    "date": "2026-06-26",
    "partial_date": "1987-05",
    "datetime": "2026-06-26T10:00",
    "yes_no": 1,
    "email": "name@example.org",
    "phone": "+49 351 1234567",
    "url": "https://example.org",
    "country": "DE",
    "postcode": "01067",
    "money": 120000,
    "whole": NUMBER,
    "number": 12.5,
}
"""How a value of each type is written, by the name of the type."""


def make_template(kind: Kind) -> Table:
    """A table of the fields that can be filled in, with one row that shows how."""
    fields = [one for one in kind.fields.values() if _can_be_filled(one)]
    columns = tuple(
        Column(one.name, one.say(), one.type, choices=list_choices(one)) for one in fields
    )
    example = _make_example(kind, fields)
    title = _(kind.plural)
    return Table(title, columns, lambda: (example,), name=title)


def is_example(key: str) -> bool:
    """Whether a folded first cell says that its row is the example of a template."""
    return any(key == match_key(translate(EXAMPLE, code)) for code in LANGUAGES)


def _make_example(kind: Kind, fields: list[Field]) -> tuple[Stored, ...]:
    """The word for it stands in the first cell that is filled; only typed fields follow."""
    place = _find_place(kind, fields)
    values = [_give_value(one) for one in fields]
    return (*[None] * place, _(EXAMPLE), *values[place + 1 :])


def _find_place(kind: Kind, fields: list[Field]) -> int:
    wanted = [path.partition(".")[0] for path in (*kind.title, *kind.order)]
    names = [one.group or one.name for one in fields]
    texts = [one.target is not None or one.type.name in ("text", "long_text") for one in fields]
    known = (names.index(name) for name in wanted if name in names)
    return next((place for place in known if texts[place]), texts.index(True))


def _give_value(one: Field) -> Stored:
    choices = one.type.choices()
    if find_line(one):
        return _(NAMES)
    if one.type.name == "choices":
        return one.type.store([code for code, _label in choices[:2]])
    if one.type.name == "choice":
        return choices[0][0] if choices else None
    if isinstance(one.type, Whole) and (one.type.low or 0) > NUMBER:
        return YEAR
    return _VALUES.get("postcode" if one.name == "postcode" else one.type.name)


def _can_be_filled(one: Field) -> bool:
    is_taken = one.is_written or members.is_standing(one) or find_line(one) is not None
    return one.is_asked and is_taken


def list_choices(one: Field) -> tuple[str, ...]:
    """The words a cell of a field may hold, where they can be listed."""
    words = ("yes", "no") if one.type.name == "yes_no" else ()
    return tuple(_(label) for _code, label in one.type.choices()) or tuple(
        _(word) for word in words
    )
