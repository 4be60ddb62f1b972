"""Which views and columns a list begins with."""

from dataclasses import replace

from t20desk.db.fields import KINDS, Field, Kind
from t20desk.i18n import _
from t20desk.listing import usual_columns
from t20desk.listing import views_of as listed_views


def views_of(kind: Kind) -> list[tuple[str, str]]:
    """The views of a kind: name and words."""
    return [(view.name, _(view.label)) for view in listed_views(kind.name)]


def first_view(kind: Kind) -> str:
    """The view a list opens with."""
    return listed_views(kind.name)[0].name


def listed_columns(kind: Kind) -> tuple[str, ...]:
    """The columns a list shows at first, as declared."""
    return usual_columns(kind.name)


def field_at(kind: str, path: str) -> Field:
    """The field a dotted path leads to, under the name of the whole path."""
    *links, name = path.split(".")
    at = KINDS[kind]
    for link in links:
        at = KINDS[at.fields[link].target or ""]
    one = at.fields[name]
    return one if not links else replace(one, name=path, computed=True, group="")
