"""The rules by which two records are taken for one: what is found, and how many points it gives.

One table a kind, said here once. The office sees the points and may set others; a pair whose points
reach the limit is shown as a likely double.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from t20desk.i18n import N_

LIMIT: Final = "limit"
"""The name under which the limit stands among the points."""
BARE: Final = "bare"
"""The rule for a record that says nothing but its name; it counts where the names agree."""
_RARITY: Final = ("name_rare", "name_few", "name_shared")
"""The rules that say how often a name occurs; one of them may hold beside that of the name."""
HALVING: Final = 2.0
"""So many points more halve the doubt that is left."""

Points = Mapping[str, int]
"""What each finding gives, by the name of its rule; the limit too."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that can be found when two records are compared, and its points."""

    name: str
    label: str
    points: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """The rules of one kind, and the points from which a pair is likely."""

    kind: str
    rules: tuple[Rule, ...]
    limit: int = 10

    def points(self) -> dict[str, int]:
        """The points as they are declared."""
        return {rule.name: rule.points for rule in self.rules} | {LIMIT: self.limit}


_LIMIT_RULE: Final = Rule(LIMIT, N_("Points from which a pair is shown"), 10)

PERSON: Final = Scheme(
    "person",
    (
        Rule("name_same", N_("same name, in any order or script"), 8),
        Rule("name_near", N_("name with a typing error"), 7),
        Rule("name_short", N_("short form or initial of the given name"), 5),
        Rule("name_part", N_("one name is part of the other"), 5),
        Rule("name_rare", N_("rare name"), 3),
        Rule(BARE, N_("one record says nothing else"), 2),
        Rule("name_few", N_("a few others have this name too"), -3),
        Rule("name_shared", N_("many others have this name too"), -4),
        Rule("name_given", N_("given name the same, family name another"), -3),
        Rule("name_family", N_("family name the same, given name another"), -19),
        Rule("name_signs", N_("other Chinese characters"), -10),
        Rule("name_other", N_("other name"), -14),
        Rule("mail_same", N_("same mail address"), 8),
        Rule("mail_shared", N_("mail address that several share"), 2),
        Rule("mail_user", N_("mail addresses alike before the @"), 1),
        Rule("mail_other", N_("other mail address at the same provider or firm"), -3),
        Rule("phone_same", N_("same telephone number"), 8),
        Rule("phone_shared", N_("telephone number that several share"), 2),
        Rule("mobile_other", N_("other mobile number"), -1),
        Rule("born_same", N_("same date of birth"), 7),
        Rule("born_year", N_("dates of birth fit together"), 3),
        Rule("born_near", N_("dates of birth differ in one digit"), 1),
        Rule("born_other", N_("other date of birth"), -10),
        Rule("street_same", N_("same street and number"), 6),
        Rule("post_same", N_("post at the same organisation"), 5),
        Rule("post_other", N_("posts at other organisations"), -2),
        Rule("country_other", N_("other country or region"), -1),
    ),
)
MEMBER: Final = Scheme(
    "member",
    (
        Rule("name_same", N_("same name but for legal form and order of words"), 9),
        Rule("name_near", N_("name with a typing error or shortened words"), 8),
        Rule("name_script", N_("same name in the other script"), 6),
        Rule("name_part", N_("one name is part of the other"), 3),
        Rule(BARE, N_("one record says nothing else"), 2),
        Rule("name_place", N_("another place or branch in the name"), -14),
        Rule("name_word", N_("another word in the name"), -10),
        Rule("name_other", N_("other name"), -16),
        Rule("form_other", N_("another legal form"), -4),
        Rule("short_same", N_("same short name"), 2),
        Rule("mail_same", N_("same mail address"), 6),
        Rule("domain_same", N_("same domain of website or mail"), 4),
        Rule("domain_other", N_("other domain of website or mail"), -2),
        Rule("phone_same", N_("same telephone number"), 5),
        Rule("phone_shared", N_("telephone number that several share"), 1),
        Rule("street_same", N_("same street and number"), 3),
        Rule("street_other", N_("other street"), -1),
        Rule("city_same", N_("same city"), 2),
        Rule("city_other", N_("other city"), -2),
        Rule("country_other", N_("other country or region"), -4),
    ),
)
PLACE_AND_TIME: Final = (
    Rule("name_same", N_("same name but for order of words"), 7),
    Rule("name_near", N_("name with a typing error or shortened words"), 6),
    Rule("name_part", N_("one name is part of the other"), 3),
    Rule("name_place", N_("another place or branch in the name"), -14),
    Rule("name_word", N_("another word in the name"), -10),
    Rule("name_other", N_("other name"), -16),
    Rule("street_same", N_("same street and number"), 4),
    Rule("street_other", N_("other street"), -3),
    Rule("city_same", N_("same city"), 3),
    Rule("city_other", N_("other city"), -6),
    Rule("day_same", N_("same day"), 4),
    Rule("day_other", N_("another day"), -8),
    Rule("country_other", N_("other country or region"), -6),
)
SCHEMES: Final[Mapping[str, Scheme]] = {
    one.kind: one
    for one in (
        PERSON,
        MEMBER,
        Scheme("venue", tuple(r for r in PLACE_AND_TIME if not r.name.startswith("day_"))),
        Scheme("event", tuple(r for r in PLACE_AND_TIME if not r.name.startswith("street_"))),
    )
}
"""The kinds that can be searched for doubles."""


def list_rules(kind: str) -> tuple[Rule, ...]:
    """The limit of a kind and its rules."""
    return (_LIMIT_RULE, *SCHEMES[kind].rules)


def add_points(found: Iterable[str], points: Points) -> int:
    """The points of all that was found."""
    return sum(map(points.__getitem__, found))


def drop_bare(found: Iterable[str]) -> list[str]:
    """What was found of two records whose names do not agree."""
    return [name for name in found if name != BARE]


def most_by_names(points: Points) -> int:
    """The points that their names can add at most to what else was found of two records."""
    by_rule = {name: given for name, given in points.items() if name.startswith("name_")}
    rarity = max(0, *(by_rule.pop(name, 0) for name in _RARITY))
    # Where the names do not agree a record that says nothing else no longer counts.
    return max(by_rule.values()) + rarity + max(0, -points.get(BARE, 0))


def score_of(total: int, points: Points) -> float:
    """How likely a pair is one, from 0 to 1: a half at the limit, nearer to 1 with each point."""
    doubt = float(2.0 ** ((points[LIMIT] - total) / HALVING))
    return round(1 / (1 + doubt), 3)
