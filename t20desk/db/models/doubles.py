"""What the office decided about doubles: pairs that are none, and points of its own."""

from t20desk.db.fields import Record, column, link
from t20desk.db.types import Choice, Text, Whole
from t20desk.i18n import N_

COMPARED = (("member", N_("Organisation")), ("person", N_("Person")), ("venue", N_("Venue")), ("event", N_("Event")))
"""The kinds in which doubles are looked for; a pair's links have their names."""


class NoDouble(Record, kind="no_double", words=(N_("Pair that is no double"), N_("Pairs that are no doubles")), icon="mdi6.not-equal-variant", title=("person.full_name", "other_person.full_name", "member.name", "other_member.name", "venue.name", "other_venue.name", "event.title", "other_event.title"), order=("seen",), unique=tuple((name, f"other_{name}") for name, _label in COMPARED), one_of=(tuple(name for name, _label in COMPARED),), inside=True):
    """Two records that look like one and are two; the older one comes first."""

    member = link(N_("Organisation"), "member", when_gone="along", listed=True)
    other_member = link(N_("Other organisation"), "member", when_gone="along", listed=True)
    person = link(N_("Person"), "person", when_gone="along", listed=True)
    other_person = link(N_("Other person"), "person", when_gone="along", listed=True)
    venue = link(N_("Venue"), "venue", when_gone="along", listed=True)
    other_venue = link(N_("Other venue"), "venue", when_gone="along", listed=True)
    event = link(N_("Event"), "event", when_gone="along", listed=True)
    other_event = link(N_("Other event"), "event", when_gone="along", listed=True)
    seen = column(N_("What was compared"), Text(80), hidden=True)


class DoubleRule(Record, kind="double_rule", words=(N_("Rule for doubles"), N_("Rules for doubles")), icon="mdi6.scale-balance", title=("rule",), order=("kind", "rule"), unique=(("kind", "rule"),), inside=True):
    """Points that the office gives to a rule by which doubles are found, instead of ours."""

    kind = column(N_("Kind of record"), Choice(COMPARED), required=True, listed=True)
    rule = column(N_("Rule"), Text(60), required=True, listed=True)
    points = column(N_("Points"), Whole(low=-1000, high=1000), required=True, listed=True)
