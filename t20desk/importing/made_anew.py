"""Records made on the way though one that is there is spelled nearly the same."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from t20desk.db.database import Database
from t20desk.doubles.candidates import find_like
from t20desk.i18n import _
from t20desk.importing.founding import name_record
from t20desk.importing.likeness import RecordProposer
from t20desk.importing.links import LinkReader
from t20desk.importing.values import Proposal
from t20desk.listing import read_titles
from t20desk.reading.rows import shorten_list

NEARLY: Final = 80
"""From so sure on, of 100, two names may well mean one record."""
MOST_NAMES: Final = 300
"""So many of the names of a sheet are looked up."""


def find_nearly(database: Database, link: LinkReader) -> dict[str, tuple[Proposal, ...]]:
    """The names that make a record unasked, with those there that they may mean."""
    names = list(islice(link.list_founded(), MOST_NAMES))
    if not names:
        return {}
    proposed = RecordProposer(database, link.finder).propose(names)
    return {name: like for name, like in proposed.items() if like and like[0].score >= NEARLY}


def find_alike(database: Database, kind: str, name: str) -> list[tuple[int, str]]:
    """The records that one made of a name would look like: ids and titles."""
    cells = name_record(database.kinds[kind], name)
    ids = [pair.other for pair in find_like(database, kind, cells)]
    titles = read_titles(database, kind, ids)
    return [(key, titles[key]) for key in ids if key in titles]


def say_nearly(database: Database, links: Iterable[LinkReader]) -> Iterator[str]:
    """A sentence for each column of links that makes such records."""
    for link in links:
        nearly = find_nearly(database, link)
        names = [f"{name} ({like[0].words})" for name, like in nearly.items()]
        if names:
            text = _("Made anew though spelled nearly like one that is there: {names}.")
            yield text.format(names=shorten_list(names))
