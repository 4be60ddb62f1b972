"""The listing that the options of a command describe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.query import find_field
from t20desk.listing import Listing, find_view
from t20desk.listing.saved_views import open_view


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What the options of `list` and `export` say; days are ISO texts."""

    kind: str
    search: str = ""
    view: str = ""
    sort: str = ""
    columns: str = ""
    limit: int | None = None
    on: str | None = None
    as_known: str | None = None

    def make_listing(self, database: Database) -> Listing:
        """The listing: as its view shows it, else with all fields, where nothing is named."""
        shown = open_view(find_view(database, self.kind, self.view), self.kind)
        columns = split_names(self.columns) or shown.columns
        return replace(
            shown,
            search=self.search,
            sort=split_names(self.sort) or shown.sort,
            columns=columns or default_columns(database.kinds[self.kind]),
            on=self.on,
            as_known=self.as_known,
        )


def split_names(text: str) -> tuple[str, ...]:
    """Names parted by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip() not in ("", "id"))


def default_columns(kind: Kind) -> tuple[str, ...]:
    """All fields that are not kept for the program itself."""
    return tuple(one.name for one in kind.fields.values() if not one.hidden)


def fields_at(kinds: Kinds, kind: str, paths: Sequence[str]) -> list[Field]:
    """The fields that dotted paths lead to; the listing has checked them."""
    return [_field_at(kinds, kind, path) for path in paths]


def _field_at(kinds: Kinds, kind: str, path: str) -> Field:
    at = kinds[kind]
    *links, name = path.split(".")
    for link in links:
        at = kinds[find_field(at, link).target or ""]
    return find_field(at, name)
