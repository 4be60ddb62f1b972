"""Records that a sheet names and that are not there yet: made once for all that name them."""

from collections.abc import Iterable, Iterator, Mapping

from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.field_names import write_name
from t20desk.db.fields import Kind
from t20desk.db.keys import sort_key
from t20desk.db.types import Stored
from t20desk.importing.headings import needed_groups
from t20desk.importing.people import describe_person
from t20desk.importing.pinyin_names import NameOrder


class Founder:
    """Keeps an id for each record to be made, and makes those that were used."""

    def __init__(self, database: Database, ids: Iterator[int]) -> None:
        self._database = database
        self._ids = ids
        self._kept: dict[tuple[str, str], int] = {}
        self._texts: dict[int, tuple[str, str]] = {}
        self._told: dict[int, dict[str, Stored]] = {}
        self._orders: dict[int, NameOrder] = {}
        self.used: set[int] = set()

    def find_id(self, kind: str, text: str, order: NameOrder = "given_first") -> int:
        """The id of the record of a kind that a text names, Chinese people in an order."""
        key = kind, sort_key(text)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = next(self._ids)
            self._texts[found] = kind, text
            self._orders[found] = order
        return found

    def describe(self, key: int, told: Mapping[str, Stored]) -> None:
        """Add what a row says of a record that is to be made; what was said first stands."""
        if key in self._texts:
            self._told[key] = {**told, **self._told.get(key, {})}

    def is_made(self, key: Stored) -> bool:
        """Whether a record is to be made, and no row that is taken pointed to it yet."""
        return key in self._texts and key not in self.used

    def note_used(self, ids: Iterable[Stored]) -> None:
        """Note which of them rows that are taken point to."""
        self.used.update(one for one in ids if isinstance(one, int) and one in self._texts)

    def list_named(self, kind: str) -> Iterator[str]:
        """The names of a kind that would make a record, whether their rows are taken or not."""
        return (text for known, text in self._texts.values() if known == kind)

    def list_made(self) -> dict[int, tuple[str, str]]:
        """Kind and name of the records that are made, by id."""
        return {key: self._texts[key] for key in self.used}

    def make_batches(self) -> Iterator[Batch]:
        """The records that are used, kind by kind."""
        rows: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
        for key in sorted(self.used):
            kind, text = self._texts[key]
            told, order = self._told.get(key, {}), self._orders[key]
            cells = describe_record(self._database.kinds[kind], text, told, order)
            rows.setdefault((kind, tuple(cells)), []).append((key, None, tuple(cells.values())))
        for (kind, columns), made in rows.items():
            yield Batch(kind, columns, made)


def may_found(kind: Kind) -> bool:
    """Whether a name is all that a record of the kind needs."""
    given = set(name_record(kind, "X Y"))
    groups = ({*names, *_groups(kind, names)} for names in needed_groups(kind))
    return bool(given) and all(given & names for names in groups)


def _groups(kind: Kind, names: Iterable[str]) -> set[str]:
    return {one.name for one in kind.fields.values() if one.group in set(names)}


def describe_record(
    kind: Kind, text: str, told: Mapping[str, Stored], order: NameOrder
) -> dict[str, Stored]:
    """The cells of a record with a name, and with what else is said of it."""
    written = {write_name(kind.fields[name]): cell for name, cell in told.items()}
    named = name_record(kind, text, order)
    if kind.name == "person" and written.keys() & {"given_name", "family_name"}:
        return written
    return {**named, **written}


def name_record(kind: Kind, text: str, order: NameOrder = "given_first") -> dict[str, Stored]:
    """The cells of a record that has nothing but a name."""
    if kind.name == "person":
        return describe_person(kind, text, order)
    one = kind.fields.get(kind.title[0])
    if one is None or not (one.is_written or one.is_translated):
        return {}
    cells = {write_name(one): one.type.parse(text).value}
    return {**cells, "status_given": "contact"} if kind.name == "member" else cells
