"""What this computer remembers of each list: columns, sort, groups, totals, colours."""

import json
from dataclasses import replace

from t20desk.db.fields import Kind, Kinds
from t20desk.listing import Listing
from t20desk.listing.grouping import TOTALS
from t20desk.listing.views import Colouring
from t20desk.ui.memory import Memory
from t20desk.ui.tables.column_paths import known_paths
from t20desk.ui.tables.listings import first_view, listed_columns


def remembered_listing(memory: Memory, kinds: Kinds, kind: Kind) -> Listing:
    """The listing of a kind as it was left; fields that are gone are left out."""

    def paths(key: str) -> tuple[str, ...]:
        return known_paths(kinds, kind, memory.text(f"{key}/{kind.name}").split())

    listing = Listing(kind.name, view=first_view(kind), sort=paths("sort"))
    frozen = memory.text(f"frozen/{kind.name}")
    totals = (pair.partition("=") for pair in memory.text(f"totals/{kind.name}").split())
    return replace(
        listing,
        columns=_columns(kind, paths("columns"), memory.text(f"usual/{kind.name}").split()),
        group="".join(paths("group")[:1]),
        totals=tuple(
            (known, word)
            for path, _sign, word in totals
            for known in known_paths(kinds, kind, [path])
            if word in TOTALS
        ),
        colours=_read_colours(memory.text(f"colours/{kind.name}")),
        frozen=int(frozen) if frozen.isdecimal() else listing.frozen,
    )


def _columns(kind: Kind, kept: tuple[str, ...], known: list[str]) -> tuple[str, ...]:
    """The columns that were kept, and behind them those that lists show only since then."""
    usual = listed_columns(kind)
    if not kept:
        return usual
    return (*kept, *(one for one in usual if known and one not in {*known, *kept}))


def keep_listing(memory: Memory, kind: Kind, listing: Listing) -> None:
    """Remember how a list looks; not what is searched in it."""
    texts = {
        "columns": " ".join(listing.columns),
        "usual": " ".join(listed_columns(kind)),
        "sort": " ".join(listing.sort),
        "group": listing.group,
        "totals": " ".join(f"{path}={word}" for path, word in listing.totals),
        "colours": json.dumps([list(rule) for rule in listing.colours]),
        "frozen": str(listing.frozen),
    }
    for key, text in texts.items():
        memory.keep_text(f"{key}/{listing.kind}", text)


def _read_colours(text: str) -> tuple[Colouring, ...]:
    try:
        return tuple(Colouring(str(search), str(name)) for search, name in json.loads(text or "[]"))
    except (ValueError, TypeError):
        return ()
