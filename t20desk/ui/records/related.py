"""What belongs to a record: which tabs a kind has, and the tables on them."""

from dataclasses import dataclass

from t20desk.db.fields import Kind, Kinds, links_to
from t20desk.i18n import N_


@dataclass(frozen=True, slots=True)
class Related:
    """Records of a kind whose link points here; a row opens what `opens` points to."""

    kind: str
    link: str
    opens: str = ""
    noun: str = ""
    """The word for one of them here, where it is not that of the kind."""
    more: tuple[str, ...] = ()
    """Further columns, paths along links."""
    sort: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    """Columns that are always empty here: what belongs to the one has no other owner."""
    title: str = ""
    """What stands above them, where several tables list the same kind."""


@dataclass(frozen=True, slots=True)
class RelatedTabs:
    """A tab with its word and the tables on it."""

    label: str
    tables: tuple[Related, ...]


BEGIN = ("event.starts",)
LATEST = ("-event.starts",)
"""Where somebody was is read from the latest event backwards."""
TABS = {
    "event": (
        RelatedTabs(N_("Guests"), (Related("participation", "event", "person", N_("Guest")),)),
        RelatedTabs(N_("Programme"), (Related("programme_item", "event"),)),
        RelatedTabs(N_("Within this event"), (Related("event", "parent", noun=N_("Event")),)),
        RelatedTabs(N_("Organisers"), (Related("organiser", "event", "member"),)),
        RelatedTabs(
            N_("Decisions, notes"), (Related("decision", "event"), Related("contact_note", "event"))
        ),
    ),
    "member": (
        RelatedTabs(N_("People"), (Related("affiliation", "member", "person", N_("Person")),)),
        RelatedTabs(
            N_("Events"),
            (
                Related("participation", "member", "event", more=BEGIN, sort=LATEST),
                Related("organiser", "member", "event"),
            ),
        ),
        RelatedTabs(
            N_("Connections"),
            (
                Related("connection", "member", "other", title=N_("Outgoing connections")),
                Related("connection", "other", "member", title=N_("Incoming connections")),
            ),
        ),
        RelatedTabs(N_("Offers and seeks"), (Related("service", "member"),)),
        RelatedTabs(N_("Initiatives"), (Related("initiative_part", "member", "initiative"),)),
        RelatedTabs(N_("Contact notes"), (Related("contact_note", "member"),)),
        RelatedTabs(
            N_("Membership, addresses"),
            (
                Related("membership_period", "member"),
                Related("address", "member", hides=("person",)),
                Related("contact_detail", "member", hides=("person",)),
            ),
        ),
    ),
    "person": (
        RelatedTabs(
            N_("Organisations"), (Related("affiliation", "person", "member", N_("Organisation")),)
        ),
        RelatedTabs(
            N_("Events"), (Related("participation", "person", "event", more=BEGIN, sort=LATEST),)
        ),
        RelatedTabs(
            N_("Connections"),
            (
                Related("carrier", "person", "connection", N_("Connection")),
                Related("initiative_part", "person", "initiative", N_("Initiative")),
            ),
        ),
        RelatedTabs(
            N_("Honours, names"), (Related("honour", "person"), Related("other_name", "person"))
        ),
        RelatedTabs(N_("Contact notes"), (Related("contact_note", "person"),)),
        RelatedTabs(
            N_("Addresses"),
            (
                Related("address", "person", hides=("member",)),
                Related("contact_detail", "person", hides=("member",)),
            ),
        ),
    ),
    "connection": (
        RelatedTabs(N_("People"), (Related("carrier", "connection", "person", N_("Person")),)),
    ),
    "initiative": (
        RelatedTabs(
            N_("Organisations"),
            (Related("initiative_part", "initiative", "member", N_("Organisation")),),
        ),
    ),
}


PAGES = ("member", "person", "event", "contact_note", "service", "initiative")
"""Kinds whose rows open a page of their own; those of other kinds open a small form."""


def related_tabs(kinds: Kinds, kind: Kind) -> tuple[RelatedTabs, ...]:
    """The tabs of a kind; for one that names none, a tab for each kind that points to it.

    Attachments have the tab of files.
    """
    if kind.name in TABS:
        return TABS[kind.name]
    return tuple(
        RelatedTabs(kinds[one.kind].plural, (Related(one.kind, one.name),))
        for one in links_to(kinds, kind.name)
        if not kinds[one.kind].inside and one.kind != "attachment"
    )
