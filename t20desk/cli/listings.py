"""The listing that the options of a command describe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from t20desk.db.database import Database
from t20desk.db.field_names import find_field
from t20desk.db.fields import Field, Kind, Kinds, walk_path
from t20desk.errors import UserError
from t20desk.i18n import _
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
        columns = read_paths(database.kinds, self.kind, self.columns) or shown.columns
        return replace(
            shown,
            search=self.search,
            sort=read_paths(database.kinds, self.kind, self.sort) or shown.sort,
            columns=columns or default_columns(database.kinds[self.kind]),
            on=self.on,
            as_known=self.as_known,
        )


def split_names(text: str) -> tuple[str, ...]:
    """Names parted by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip() not in ("", "id"))


def read_paths(kinds: Kinds, kind: str, text: str) -> tuple[str, ...]:
    """The paths that are named, by names, labels or headings of fields; a minus stays."""
    return tuple(_read_path(kinds, kind, named) for named in split_names(text))


def _read_path(kinds: Kinds, kind: str, named: str) -> str:
    at, names = kind, list[str]()
    for part in named.removeprefix("-").split("."):
        if at not in kinds:
            text = _("“{name}” leads to no other record; name a field that is a link before it.")
            raise UserError(text.format(name=named[:60]))
        one = find_field(kinds[at], part)
        names.append(one.name)
        at = one.target or ""
    return "-" * named.startswith("-") + ".".join(names)


def default_columns(kind: Kind) -> tuple[str, ...]:
    """All fields that are not kept for the program itself."""
    return tuple(one.name for one in kind.fields.values() if not one.hidden)


def fields_at(kinds: Kinds, kind: str, paths: Sequence[str]) -> list[Field]:
    """The fields that dotted paths lead to."""
    return [walk_path(kinds, kind, path)[-1] for path in paths]
