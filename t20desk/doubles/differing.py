"""What tells the two records of a pair apart, where their names do not."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.present_cells import read_cells
from t20desk.db.types import Stored
from t20desk.doubles.decided import Ends
from t20desk.doubles.seeing import COMPARERS, Comparer, read_further
from t20desk.i18n import list_words, tell_value
from t20desk.listing import read_titles

NOTHING = "∅"


class Difference(NamedTuple):
    """A field in which two records differ, and what each of them says."""

    field: Field
    one: str
    other: str

    def say(self) -> str:
        """The field with both values, the first record's first."""
        return tell_value(self.field.say(), self.say_values())

    def say_values(self) -> str:
        """Both values, where there is little room."""
        return f"{self.one or NOTHING} / {self.other or NOTHING}"


def read_differences(
    database: Database, kind: str, pairs: Sequence[Ends]
) -> dict[Ends, list[Difference]]:
    """What differs between the records of pairs, what both say differently first."""
    ids = list({key for pair in pairs for key in pair})
    comparer = COMPARERS[kind]()
    fields = _list_fields(database.kinds[kind], comparer)
    names = [one.name for one in fields]
    with database.read() as connection:
        cells = read_cells(connection, database.store, database.tables[kind], ids, names)
    texts = {key: list(map(_say, fields, found)) for key, found in cells.items()}
    posts = _read_posts(database, comparer, ids)
    if posts:
        fields.append(database.kinds["affiliation"].fields["member"])
        for key, told in texts.items():
            told.append(posts.get(key, ""))
    blank = [""] * len(fields)
    return {
        (one, other): _compare(fields, texts.get(one, blank), texts.get(other, blank))
        for one, other in pairs
    }


def _list_fields(kind: Kind, comparer: Comparer) -> list[Field]:
    """The number first, then what is compared of a record."""
    unique = [one.name for one in kind.written if one.unique and not one.hidden]
    names = dict.fromkeys((*unique, *comparer.columns))
    return [kind.fields[name] for name in names if name in kind.fields]


def _say(one: Field, cell: Stored) -> str:
    return "" if cell is None else " ".join(one.type.format(cell).split())


def _read_posts(database: Database, comparer: Comparer, ids: Sequence[int]) -> Mapping[int, str]:
    """At which organisations people are."""
    if "posts" not in comparer.further:
        return {}
    posts = {
        key: [int(str(member)) for member in found["posts"]]
        for key, found in read_further(database, comparer, ids).items()
        if "posts" in found
    }
    firms = list({member for found in posts.values() for member in found})
    titles = read_titles(database, "member", firms)
    return {
        key: list_words(sorted({titles.get(member, "") for member in found}))
        for key, found in posts.items()
    }


def _compare(fields: Sequence[Field], one: Sequence[str], other: Sequence[str]) -> list[Difference]:
    found = [Difference(*told) for told in zip(fields, one, other, strict=True)]
    differing = [told for told in found if told.one != told.other]
    return sorted(differing, key=lambda told: not (told.one and told.other))
