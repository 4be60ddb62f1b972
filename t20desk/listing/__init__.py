"""Listings: which records in which order with which columns, as values; their rows; their views."""

from t20desk.listing.reading import (
    Inherited,
    Linked,
    column_label,
    count_rows,
    count_values,
    find_everywhere,
    first_ids,
    iterate_rows,
    list_ids,
    plain_cell,
    read_fields,
    read_rows,
    read_table,
)
from t20desk.listing.titles import read_title, read_titles
from t20desk.listing.views import (
    ALL,
    VIEWS,
    Listing,
    View,
    find_view,
    list_saved,
    usual_columns,
    views_of,
)

__all__ = [
    "ALL",
    "VIEWS",
    "Inherited",
    "Linked",
    "Listing",
    "View",
    "column_label",
    "count_rows",
    "count_values",
    "find_everywhere",
    "find_view",
    "first_ids",
    "iterate_rows",
    "list_ids",
    "list_saved",
    "plain_cell",
    "read_fields",
    "read_rows",
    "read_table",
    "read_title",
    "read_titles",
    "usual_columns",
    "views_of",
]
