"""Columns whose values look like those of another field: their headings may be exchanged."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final

from t20desk.db.fields import Field, Kind
from t20desk.db.late_patterns import late_pattern
from t20desk.db.types import Country, Date, DateTime, Email, LongText, Phone, Postcode, Type, Url
from t20desk.i18n import N_, _
from t20desk.importing.columns import ColumnReader
from t20desk.importing.values import MappedColumn

LOOKS_OTHER: Final = N_(
    "Column {column} “{heading}” is read as {field}, but {count} of {total} of its values look "
    "like {looks}; if headings were exchanged, choose the fields of these columns by hand."
)
FEWEST: Final = 3
"""So many values say something about a column."""
MOST: Final = 200
MOSTLY: Final = 0.8
LONGEST: Final = 300
"""A text of more characters is no address, number, day or country; to search it takes long."""
_CODE: Final = 2
"""Letters of a code, which may mean many things."""
_MAIL: Final = late_pattern(r"\S+@\S+\.\w+")
_SITE: Final = late_pattern(r"(?i)(https?://|www\.)\S+")
_NUMBER: Final = late_pattern(r"[+0(][\d\s()/.–-]{6,}")
_DAY: Final = late_pattern(r"\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./](\d\d){1,2}|\d{4}年\d\d?月\d\d?日")

Value = object
_COUNTRY: Final = Country()


def _is_country(value: Value) -> bool:
    is_code = isinstance(value, str) and value.isascii() and len(value) <= _CODE
    return isinstance(value, str) and not is_code and not _COUNTRY.parse(value).severity


def _is_number(value: Value) -> bool:
    return isinstance(value, str) and bool(_NUMBER.fullmatch(value.strip())) and not _is_day(value)


def _is_day(value: Value) -> bool:
    is_text = isinstance(value, str)
    return isinstance(value, date) or (is_text and bool(_DAY.fullmatch(str(value).strip())))


def _is_mail(value: Value) -> bool:
    return isinstance(value, str) and bool(_MAIL.search(value))


def _is_site(value: Value) -> bool:
    return isinstance(value, str) and bool(_SITE.fullmatch(value.strip()))


Look = tuple[str, Callable[[Value], bool]]
_LOOKS: Final[Mapping[type[Type], Look]] = {
    Email: (N_("mail addresses"), _is_mail),
    Url: (N_("web addresses"), _is_site),
    Date: (N_("dates"), _is_day),
    Phone: (N_("telephone numbers"), _is_number),
    Country: (N_("countries or regions"), _is_country),
}
"""What values of a type look like, and are called."""
_AKIN: Final[Mapping[type[Type], tuple[type[Type], ...]]] = {Date: (DateTime,)}
"""Further types whose values look so."""


def say_mistaken(kind: Kind, readers: Iterable[ColumnReader]) -> Iterator[str]:
    """What is to be said of such columns, once of each; nothing is guessed from it."""
    sorts = [sort for sort in _LOOKS if any(isinstance(one.type, sort) for one in kind.written)]
    for reader in readers:
        if not isinstance(reader.column.field.type, LongText):
            cells = (key if isinstance(key, str) else key[1] for key in islice(reader, MOST))
            values = [_cut(cell) for cell in cells if str(cell).strip()]
            yield from _say_column(reader.column, _fitting(reader.column.field, sorts), values)


def _cut(value: Value) -> Value:
    return "" if isinstance(value, str) and len(value) > LONGEST else value


def _fitting(one: Field, sorts: Iterable[type[Type]]) -> list[type[Type]]:
    """The types that values of a field could be mistaken for."""
    other = [sort for sort in sorts if not isinstance(one.type, (sort, *_AKIN.get(sort, ())))]
    # A number of a member or a postcode may be written like one of a telephone.
    is_code = one.unique or isinstance(one.type, Postcode)
    return [sort for sort in other if not (is_code and sort is Phone)]


def _say_column(
    column: MappedColumn, sorts: Iterable[type[Type]], values: list[Value]
) -> Iterator[str]:
    total = len(values)
    for words, looks in (_LOOKS[sort] for sort in sorts):
        count = sum(map(looks, values))
        if total >= FEWEST and count >= MOSTLY * total:
            yield _(LOOKS_OTHER).format(
                column=column.letter,
                heading=column.heading,
                field=column.field.say(),
                count=count,
                total=total,
                looks=_(words),
            )
            return
