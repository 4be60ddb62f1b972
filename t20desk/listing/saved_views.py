"""Views the office saves: a listing under a name, stored as a record like everything it makes."""

from dataclasses import replace

from t20desk.db.database import Database
from t20desk.listing.grouping import TOTALS
from t20desk.listing.views import PREFIX, Listing, View, list_views


def open_view(view: View, kind: str) -> Listing:
    """The listing that a view shows, before anything is filtered or sorted by hand.

    A total that this program does not know, as a later one may have stored it, is left out.
    """
    shown = replace(view.listing or Listing(kind), kind=kind, view=view.name, search="")
    return replace(shown, totals=tuple(one for one in shown.totals if one[1] in TOTALS))


def has_looks(database: Database, kind: str, *names: str) -> bool:
    """Whether one of these views shows its rows in a way of its own."""
    views = {view.name: view for view in list_views(database, kind)}
    return any(views[name].listing is not None for name in names if name in views)


def view_id(view: View) -> int:
    """The id of the record of a saved view."""
    return int(view.name.removeprefix(PREFIX))
