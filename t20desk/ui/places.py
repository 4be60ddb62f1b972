"""A place in the program: what back and forward walk through."""

from dataclasses import dataclass, replace
from typing import Any

from t20desk.listing import views_of
from t20desk.listing.views import is_saved


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what it shows: a kind's list (with search and view), or one record.

    The record of a list is the one the cursor is on, that of the history a change by its number.
    """

    page: str
    kind: str = ""
    record_id: int | None = None
    search: str = ""
    view: str | None = None
    sort: tuple[str, ...] = ()
    group: str = ""
    """What the rows of a list are to be grouped by; empty leaves them as they are."""
    tab: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    """Values a new record begins with."""
    columns: tuple[str, ...] = ()
    """Columns that a list shows here besides its own."""

    @property
    def is_new_record(self) -> bool:
        """Whether the place is the form of a record that is not there yet."""
        return self.page == "record" and self.record_id is None


def list_place(kind: str, search: str = "", view: str | None = None, **clock: str) -> Place:
    """The list of a kind; a clock is the day `on` for which, or `as_known` on which, it is so."""
    return Place("list", kind, search=search, view=view, values=tuple(clock.items()))


def leave_view(place: Place, shown: Place | None) -> Place:
    """The list itself where it is asked for once more while it shows a view of the office's."""
    if shown is None or place != list_place(shown.kind) or not is_saved(shown.view or ""):
        return place
    return replace(place, view=views_of(place.kind)[0].name)


def record_place(kind: str, record_id: int | None, **values: Any) -> Place:
    """A record, or the empty form of a new one."""
    page = "event" if kind == "event" else "record"
    return Place(page, kind, record_id, values=tuple(values.items()))
