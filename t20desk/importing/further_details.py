"""Columns with further numbers and addresses of an organisation or a person, such as a fax.

Each becomes a contact detail of whom the row speaks of; what is there already stays, and a number
that is known comes in once. They are named as the records beside a row are: `contact_detail.fax`.
A person who is there already gets so, too, the number or address that a row of posts says of them,
where their own field holds another one; an empty field takes it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind, column
from t20desk.db.ids import new_ids
from t20desk.db.keys import match_key
from t20desk.db.types import Text
from t20desk.i18n import N_, _, list_words
from t20desk.importing.headings import read_heading, say_own_heading
from t20desk.importing.placeholders import is_placeholder
from t20desk.importing.row_part import Existing, RowPart
from t20desk.importing.values import MappedColumn

if TYPE_CHECKING:
    from t20desk.importing.sheet import ReadSheet

DETAIL: Final = "contact_detail"
_OWNERS: Final[Mapping[str, tuple[str, str]]] = {
    "member": ("", "member"), "person": ("", "person"), "affiliation": ("person", "person"),
}  # fmt: skip
"""By the kind of the rows the link to whose details they say, and the kind of that record."""
_VALUE: Final = Text(300)
_SORTS: Final = {
    name: replace(column(label, _VALUE, words), name=name, kind=DETAIL)
    for name, label, words in (
        ("phone", N_("phone"), "further phone | Telefon 2 | Tel. 2 | Weiteres Telefon | Weitere "
         "Telefonnummer | Phone 2 | Second phone | Other phone | 电话2 | 其他电话"),
        ("mobile", N_("mobile phone"), "further mobile phone | Mobil 2 | Handy 2 | Mobile 2"
         " | 手机2"),
        ("fax", N_("fax"), "Fax | Faxnummer | Fax-Nr. | Telefax | Fax number | 传真 | 传真号码"),
        ("email", N_("e-mail address"), "further e-mail | E-Mail 2 | Mail 2 | Weitere E-Mail | "
         "Second e-mail | Other e-mail | 邮箱2 | 其他邮箱"),
        ("wechat", N_("WeChat"), "WeChat | WeChat ID | 微信 | 微信号"),
    )
}  # fmt: skip
_MAIN: Final = ("phone", "mobile", "email")
OWN: Final = "own "
"""Before the name of a field among what a record holds."""
Said = tuple[str, str]
"""A sort of detail, and a number or address."""
_BETWEEN: Final = re.compile(r"[;；、\n]")


def list_details(kind: Kind) -> dict[str, Field]:
    """What rows of a kind may say beside its fields, by the name of the target."""
    return {f"{DETAIL}.{name}": one for name, one in _SORTS.items()} if kind.name in _OWNERS else {}


def find_detail(kind: Kind, heading: str) -> Field | None:
    """What a heading means that no field takes."""
    key = match_key(heading)
    sorts = list_details(kind).values() if key else ()
    return next((one for one in sorts if key in map(match_key, one.aliases)), None)


def say_details(columns: Sequence[MappedColumn]) -> Iterator[str]:
    """Which columns are contact details."""
    if columns:
        headings = dict.fromkeys(say_own_heading(None, one.heading) for one in columns)
        text = _("Columns with contact details: {headings}.")
        yield text.format(headings=list_words(headings))


class DetailRows:
    """Gathers the details that rows say, and makes those that are not there yet."""

    def __init__(self, database: Database, kind: Kind, sheet: "ReadSheet", fill: bool) -> None:
        self.changed: set[int] = set()
        """The records of rows to which a detail comes."""
        self._database = database
        self._columns = sheet.details
        self._link, self._owner = _OWNERS.get(kind.name, ("", ""))
        along = [one for one in sheet.along.columns if self._link and one.along == self._link]
        self._main = [one for one in along if one.field.name in _MAIN]
        self.is_asked = bool(self._columns or self._main)
        self._fill = fill
        self._wanted: dict[int, list[Said]] = {}
        self._own: dict[int, list[Said]] = {}
        """What rows say of the own fields of records beside them."""
        self._rows: dict[int, list[int]] = {}

    def note(self, part: RowPart, rows: Iterable[Existing]) -> None:
        """Note the details of rows that are taken."""
        cells = [(one.field.name, part.cells_of(one.place)) for one in self._columns]
        main = [(one.field, part.cells_of(one.place)) for one in self._main]
        for row in rows:
            owner = part.values[self._link][row.at] if self._link else row.id
            said = [(sort, text) for sort, found in cells for text in _split(found[row.at])]
            own = [(one.name, text) for one, found in main if (text := _read(one, found[row.at]))]
            if (said or own) and isinstance(owner, int):
                self._wanted.setdefault(owner, []).extend(said)
                self._own.setdefault(owner, []).extend(own)
                self._rows.setdefault(owner, []).append(row.id)

    def make_batches(self, made: Collection[int]) -> Iterator[Batch]:
        """The details that are missing; what is said of those that are `made` they have."""
        there, ids = self._read_there(self._wanted) if self._wanted else {}, new_ids()
        rows: list[Row] = []
        filled: dict[tuple[str, ...], list[Row]] = {}
        for owner, said in self._wanted.items():
            known = there.get(owner, set())
            own = [] if owner in made else self._own[owner]
            if blank := _find_blank(own, known):
                filled.setdefault(tuple(blank), []).append(
                    (owner, (None,) * len(blank), tuple(blank.values()))
                )
            missing = list(self._find_missing([*own, *said], known, blank))
            rows += [(next(ids), None, (owner, *one)) for one in missing]
            if blank or missing:
                self.changed.update(self._rows[owner])
        for names, changed in filled.items():
            yield Batch(self._owner, names, changed)
        if rows:
            yield Batch(DETAIL, (self._owner, "kind", "value"), rows)

    def _find_missing(
        self, said: Iterable[Said], known: Collection[Said], blank: Mapping[str, str]
    ) -> Iterator[Said]:
        full = {sort for sort, _key in known} if self._fill else set()
        keys = {key for _sort, key in known} | set(map(_key, blank.values()))
        for sort, text in said:
            if sort not in full and _key(text) not in keys:
                keys.add(_key(text))
                yield sort, text

    def _read_there(self, owners: Iterable[int]) -> dict[int, set[Said]]:
        """What records hold already, among their details and in their own fields."""
        details, table = self._database.tables[DETAIL], self._database.tables[self._owner]
        link, chosen = details.c[self._owner], set(owners)
        further = select(link, details.c.kind, details.c.value)
        further = further.where(self._database.store.is_among(link, chosen))
        names = [name for name in _MAIN if name in table.c]
        own = select(table.c.id, *(table.c[name] for name in names))
        own = own.where(self._database.store.is_among(table.c.id, chosen))
        found: dict[int, set[Said]] = {}
        with self._database.read() as connection:
            for owner, sort, value in connection.execute(further):
                found.setdefault(owner, set()).add((sort, _key(value)))
            for owner, *values in connection.execute(own):
                pairs = zip(names, values, strict=True)
                told = {(OWN + name, _key(one)) for name, one in pairs if one}
                found.setdefault(owner, set()).update(told)
        return found


def _split(cell: object) -> Iterator[str]:
    for text in _BETWEEN.split(read_heading(cell)):
        value = _VALUE.parse(text.strip()).value
        if isinstance(value, str) and not is_placeholder(value):
            yield value


def _read(one: Field, cell: object) -> str:
    """A number or address as its field holds it; empty where it holds none."""
    text = read_heading(cell)
    value = one.type.parse(text).value if text and not is_placeholder(text) else None
    return value if isinstance(value, str) else ""


def _find_blank(own: Iterable[Said], known: Collection[Said]) -> dict[str, str]:
    """What an empty field of a record takes."""
    filled, keys = {sort for sort, _key in known}, {key for _sort, key in known}
    found: dict[str, str] = {}
    for name, text in own:
        if OWN + name not in filled and _key(text) not in keys:
            found.setdefault(name, text)
    return found


def _key(value: str) -> str:
    """What makes two numbers or addresses the same."""
    return re.sub(r"\W", "", value).casefold()
