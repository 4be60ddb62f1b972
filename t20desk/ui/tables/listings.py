"""Which views and columns a list begins with."""

from dataclasses import replace
from typing import Final

from t20desk.db.fields import Field, Kind, Kinds, walk_path
from t20desk.i18n import N_, _
from t20desk.listing import column_label, usual_columns
from t20desk.listing import views_of as listed_views

SHORT_HEADINGS: Final = {
    ("member", "number"): N_("Member no."),
    ("affiliation", "person.original_name"): N_("Original name"),
    ("affiliation", "person.email"): N_("E-mail"),
    ("affiliation", "person.phone"): N_("Phone"),
}
"""Headings of narrow columns; the whole label is the tool tip."""


def first_view(kind: Kind) -> str:
    """The view a list opens with."""
    return listed_views(kind.name)[0].name


def listed_columns(kind: Kind) -> tuple[str, ...]:
    """The columns a list shows at first, as declared."""
    return usual_columns(kind)


def field_at(kinds: Kinds, kind: str, path: str) -> Field:
    """The field a dotted path leads to, under the name of the whole path."""
    one = walk_path(kinds, kind, path)[-1]
    return one if "." not in path else replace(one, name=path, computed=True, group="")


def heading_text(kinds: Kinds, kind: str, path: str) -> str:
    """The heading of a column."""
    short = SHORT_HEADINGS.get((kind, path))
    return _(short) if short else column_label(kinds, kind, path)
