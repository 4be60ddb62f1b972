"""The papers of records: lists of them, and the labels of their addresses."""

from dataclasses import replace

from t20desk.addresses.postal import list_blocks
from t20desk.db.database import Database
from t20desk.i18n import N_, _
from t20desk.listing import (
    Listing,
    find_view,
    list_ids,
)
from t20desk.listing.saved_views import open_view
from t20desk.listing.shown_tables import read_shown
from t20desk.printing.card_sheets import (
    LABEL_SHEETS,
    find_sheet,
)
from t20desk.printing.labels import LabelPaper
from t20desk.printing.list_paper import ListOptions, ListPaper
from t20desk.printing.paper_kinds import paper
from t20desk.printing.printed_by import make_imprint
from t20desk.printing.sheets import Paper, find_format


@paper("member-list", N_("Member list"))
def make_member_list(
    database: Database,
    *,
    search: str = "",
    view: str = "",
    columns: str = "",
    sort: str = "",
    page: str = "A4",
) -> Paper:
    """The members as a list; columns and sort are names of fields with commas between."""
    listing = _find_listing(database, "member", view, search)
    listing = replace(
        listing,
        sort=_split_names(sort) or listing.sort,
        columns=_split_names(columns) or listing.columns,
    )
    return _make_list(database, listing, page)


@paper("record-list", N_("List of any kind"))
def make_record_list(
    database: Database,
    *,
    kind: str = "person",
    view: str = "",
    search: str = "",
    page: str = "A4",
) -> Paper:
    """The records of any kind as a list, shaped as one of its views shows them."""
    return _make_list(database, _find_listing(database, kind, view, search), page)


@paper("labels", N_("Address labels"), kinds=("member", "person"), sheets=LABEL_SHEETS)
def make_labels(
    database: Database,
    *,
    kind: str = "member",
    view: str = "",
    search: str = "",
    sheet: str = "L7160",
    start: int = 1,
) -> Paper:
    """The postal addresses of organisations or people on labels; without one there is none."""
    found = list_blocks(
        database, kind, list_ids(database, _find_listing(database, kind, view, search))
    )
    title = _(database.kinds[kind].plural)
    return LabelPaper(title, found, find_sheet(sheet, LABEL_SHEETS), start)


def _find_listing(database: Database, kind: str, view: str, search: str) -> Listing:
    """What a view shows in its sort and columns, sifted by a search."""
    return replace(open_view(find_view(database, kind, view), kind), search=search)


def _make_list(database: Database, listing: Listing, page: str) -> Paper:
    table = read_shown(database, listing)
    return ListPaper(table, find_format(page), ListOptions(make_imprint(database)))


def _split_names(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())
