"""Plans that make, change and arrange the views of the office, and what they refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing.planning import plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing.grouping import TOTALS, check_rule
from t20desk.listing.saved_views import open_view, view_id
from t20desk.listing.selecting import Reader
from t20desk.listing.views import (
    PREFIX,
    Listing,
    View,
    find_view,
    list_saved,
    list_views,
    make_view,
)
from t20desk.searching import parse_query
from t20desk.searching.translating import keep_query

MOVED = N_("View moved: {title}")


def plan_view(database: Database, name: str, listing: Listing) -> Change:
    """Plan a new view of what a listing shows; raises UserError for a name that is taken."""
    check_name(database, listing.kind, name)
    order = len(list_views(database, listing.kind))
    named: dict[str, Stored] = {
        "name": name.strip(), "kind": listing.kind, "position": order,
    }  # fmt: skip
    return plan_insert(database, "view", [named | _describe_listing(database, listing)])


def plan_update(database: Database, key: int, listing: Listing) -> Change:
    """Plan that a view shows from now on what a listing shows."""
    return plan_edit(database, "view", {key: _describe_listing(database, listing)})


def plan_name(database: Database, view: View, kind: str, name: str) -> Change:
    """Plan another name for a view; raises UserError for one that is taken."""
    check_name(database, kind, name, view)
    return plan_edit(database, "view", {view_id(view): {"name": name.strip()}})


def plan_move(database: Database, view: View, kind: str, step: int) -> Change:
    """Plan that a saved view stands so many places further back among those of its kind."""
    views = [one for of, one in list_saved(database) if of == kind]
    names = [one.name for one in views]
    here = names.index(view.name)
    there = min(max(here + step, 0), len(names) - 1)
    names.insert(there, names.pop(here))
    places: dict[int, dict[str, Stored]] = {
        int(name.removeprefix(PREFIX)): {"position": place}
        for place, name in enumerate(names, start=1)
    }
    label = Label(MOVED, {"kind": "view", "id": str(view_id(view))})
    return replace(plan_edit(database, "view", places), label=label)


def check_name(database: Database, kind: str, name: str, view: View | None = None) -> None:
    """Refuse an empty name, and one that another view of the kind has."""
    wanted = name.strip().casefold()
    if not wanted:
        raise UserError(_("The view needs a name; write one."), "name")
    for one in list_views(database, kind):
        is_other = view is None or one.name != view.name
        if is_other and wanted in (one.name, one.label.casefold(), _(one.label).casefold()):
            text = _("There is a view “{name}” already; choose another name.")
            raise UserError(text.format(name=name.strip()), "name")


def check_views(database: Database, change: Change) -> None:
    """Refuse a view written by hand that nobody could open or tell from another one.

    Raises UserError for a search that cannot be read, unknown columns, and a name that is taken.
    """
    for batch in change.batches:
        if batch.kind != "view":
            continue
        for key, before, after in batch.rows:
            if after is not None:
                stored = {} if before is None else _read_row(database, key)
                row = stored | dict(zip(batch.columns, after, strict=True)) | {"id": key}
                _check_row(database, row, batch.columns)


def _check_row(database: Database, row: Mapping[str, Any], written: Sequence[str]) -> None:
    kind = str(row.get("kind") or "")
    if kind not in database.kinds:
        return  # which is said where kinds are checked
    empty = dict.fromkeys(database.kinds["view"].fields)
    view = make_view(database.kinds, empty | dict(row))
    if row.get("name") and ("name" in written or "kind" in written):
        check_name(database, kind, view.label, view)
    parse_query(view.search)
    shown = replace(open_view(view, kind), search=view.search, view="all")
    # Each part is put into words of the database, which knows what it does not understand.
    reader = Reader(database, shown.with_columns(database.kinds))
    reader.count(), reader.sorted([]), reader.cells([])
    if shown.group:
        reader.groups(1)
    for _path, word in view.listing.totals if view.listing is not None else ():
        if word not in TOTALS:
            text = _("There is no total “{word}”; write one of these: {known}.")
            raise UserError(text.format(word=word, known=", ".join(TOTALS)), "totals")
    if shown.totals:
        reader.totals()
    for rule in shown.colours:
        check_rule(database, kind, rule.search)


def _read_row(database: Database, key: int) -> dict[str, Any]:
    table = database.tables["view"]
    with database.read() as connection:
        row = connection.execute(select(table).where(table.c.id == key)).mappings().first()
    return dict(row or {})


def _describe_listing(database: Database, listing: Listing) -> dict[str, Stored]:
    """What of a listing a view keeps, by keys: it outlasts the language and the labels of today.

    What its own view asks for is part of the search.
    """
    parse_query(listing.search)
    below = find_view(database, listing.kind, listing.view).search
    asked = keep_query(database.kinds, listing.kind, listing.search)
    parts = [text for text in (below, asked) if text.strip()]
    search = parts[0] if len(parts) == 1 else " ".join(f"({text})" for text in parts)
    rules = [
        f"{rule.colour}: {keep_query(database.kinds, listing.kind, rule.search)}"
        for rule in listing.colours
    ]
    return {
        "search": search or None,
        "sort": ", ".join(listing.sort) or None,
        "columns": ", ".join(listing.columns) or None,
        "grouping": listing.group or None,
        "totals": ", ".join(f"{path}={word}" for path, word in listing.totals) or None,
        "colours": "\n".join(rules) or None,
        "frozen": listing.frozen,
    }
