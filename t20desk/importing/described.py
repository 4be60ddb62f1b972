"""Records that a row describes beside its own: the person and the organisation of a post, a guest.

A heading that is none of the kind's own may be one of a record that its rows link to: a list of
contacts holds organisation, given name and mail in one row. Such columns go along with the link;
they make the record where nobody of that name is there, once for all rows that name it. A record
that is there stays as it is and is linked.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from t20desk import members
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.keys import match_key
from t20desk.i18n import _, list_words
from t20desk.importing.headings import (
    known_headings,
    needed_groups,
    say_heading,
    say_own_heading,
)
from t20desk.importing.people import gives_names
from t20desk.importing.values import MappedColumn
from t20desk.reading.rows import column_letters

DESCRIBED: Final = ("person", "member")
"""The kinds that rows of other kinds describe; of two that fit a heading the first."""
NAMES: Final = {"person": ("given_name", "family_name"), "member": ("name",)}
"""The fields that say of which record a row speaks."""
OF_THE_PLACE: Final = frozenset(("street", "postcode", "city", "country", "website"))
"""What a list of contacts says of the organisation rather than of the person."""


OWNERS: Final = {
    "person": ("ansprechpartner", "kontaktperson", "contactperson", "kontakt", "contact", "person",
               "联系人", "个人"),
    "member": ("organisation", "organization", "institution", "company", "firmen", "firma",
               "单位", "公司", "机构"),
}  # fmt: skip
"""Words before or behind a heading that say whose it is, the longer ones first."""


class Described(NamedTuple):
    """A link whose record the rows describe."""

    link: Field
    kind: Kind


def find_described(kind: Kind, kinds: Kinds) -> dict[str, Described]:
    """The links of a kind by name whose records its rows may describe, in the order of asking."""
    found: dict[str, Described] = {}
    for target in DESCRIBED:
        links = [one for one in kind.links if one.target == target]
        if len(links) == 1 and target != kind.name:
            found[links[0].name] = Described(links[0], kinds[target])
    return found


class AlongColumns:
    """The columns that go along with links, until it is known which of them say whose they are."""

    def __init__(self, kind: Kind, kinds: Kinds) -> None:
        self.links = find_described(kind, kinds)
        self.columns: list[MappedColumn] = []
        self._asked: set[str] = set()

    def find_named(self, name: str) -> tuple[str, Field] | None:
        """The field that a dotted name such as person.email means."""
        link, _dot, rest = name.partition(".")
        described = self.links.get(link)
        one = described.kind.fields.get(rest) if described else None
        return (link, one) if one is not None and may_describe(one) else None

    def find_known(self, heading: str) -> list[tuple[str, Field]]:
        """The fields that a heading may mean, of each link at most one."""
        found = []
        for name, described in self.links.items():
            one = _find_field(described.kind, match_key(heading))
            if one is not None and may_describe(one):
                found.append((name, one))
        return found

    def settle(
        self, asked: Sequence[MappedColumn], headings: Mapping[int, str], main: set[str]
    ) -> None:
        """Choose among columns by their places: those `asked` for, and those whose heading fits.

        `main` are the fields of the kind itself that the sheet has.
        """
        known = {place: self.find_known(heading) for place, heading in headings.items()}
        named = {(column.along, column.field.name) for column in asked}
        named |= {(link, one.name) for found in known.values() for link, one in found}
        there = {name for name in self.links if self._is_named(name, named, main)}
        self.columns = list(asked)
        for place, found in known.items():
            fitting = sorted((one for one in found if one[0] in there), key=self._rank)
            chosen = self._choose(fitting, named, main)
            if chosen is not None:
                link, one = chosen
                letter = column_letters(place)
                self.columns.append(MappedColumn(place, letter, headings[place], one, link))

    def _is_named(self, name: str, named: set[tuple[str, str]], main: set[str]) -> bool:
        names = NAMES[self.links[name].kind.name]
        return name in main or any((name, one) in named for one in names)

    def _choose(
        self, found: Sequence[tuple[str, Field]], named: set[tuple[str, str]], main: set[str]
    ) -> tuple[str, Field] | None:
        taken = {(column.along, column.field.name) for column in self.columns}
        for link, one in found:
            if self._names_again(link, one, main):
                other = self._find_family(named)
                if other is not None and (other[0], other[1].name) not in taken:
                    return other
            elif (link, one.name) not in taken:
                return link, one
        return None

    def _find_family(self, named: set[tuple[str, str]]) -> tuple[str, Field] | None:
        """Beside a given name, Name is the family's where the organisation stands elsewhere."""
        links = (link for link in self.links if (link, "given_name") in named)
        return next((self.find_named(f"{link}.family_name") for link in links), None)

    def _is_of(self, link: str, kind: str) -> bool:
        return self.links[link].kind.name == kind

    def _names_again(self, link: str, one: Field, main: set[str]) -> bool:
        """Whether the sheet has another column already that names the record."""
        return link in main and one.name in NAMES[self.links[link].kind.name]

    def _rank(self, found: tuple[str, Field]) -> int:
        link, one = found
        is_member = self._is_of(link, "member")
        return 0 if is_member == (one.name in OF_THE_PLACE) else 1

    def sentences(self) -> list[str]:
        """What the columns describe, for each link one sentence."""
        said = []
        for link, described in self.links.items():
            own = (column for column in self.columns if column.along == link)
            # Of address cards the headings are our names of fields.
            every = (say_heading(described.kind, column.heading) for column in own)
            if headings := list(dict.fromkeys(every)):
                text = _("Columns that describe {field}: {headings}.")
                said.append(text.format(field=described.link.say(), headings=list_words(headings)))
        return said

    def names_of(self, link: str) -> list[MappedColumn]:
        """The columns that together name the record of a link, in the order of a name."""
        names = NAMES[self.links[link].kind.name]
        own = [column for column in self.columns if column.along == link]
        return [one for name in names for one in own if one.field.name == name]


def _find_field(kind: Kind, key: str) -> Field | None:
    """The field that a heading means, also where it says whose: the mail of the company."""
    known = known_headings(kind)
    if key in known:
        return known[key]
    rests = (
        rest
        for word in OWNERS[kind.name]
        for rest in (key.removeprefix(word), key.removesuffix(word))
        if rest not in ("", key)
    )
    return next((known[rest] for rest in rests if rest in known), None)


def may_describe(one: Field) -> bool:
    """Whether rows can say a field of a record beside their own."""
    if one.target or members.is_standing(one):
        return False
    return one.is_written and (not one.hidden or one.name == "uid")


def say_heading_along(kind: Kind, kinds: Kinds, heading: str) -> str:
    """A heading that is our own, of a field of the kind or of a record beside it, in words."""
    beside = (described.kind for described in find_described(kind, kinds).values())
    fields = (one.fields.get(heading) for one in (kind, *beside))
    return say_own_heading(next(filter(None, fields), None), heading)


def has_needed(kind: Kind, names: Collection[str]) -> bool:
    """Whether fields are enough for a new record."""
    return all(set(group) & set(names) for group in needed_groups(kind))


def find_fitting(kind: Kind, kinds: Kinds, headings: Sequence[str]) -> tuple[set[str], int]:
    """The fields of a kind that headings give, with links whose records they describe; how many
    headings do either."""
    known = known_headings(kind)
    fitting = {
        place: known[match_key(text)]
        for place, text in enumerate(headings)
        if match_key(text) in known
    }
    along = AlongColumns(kind, kinds)
    rest = {place: text for place, text in enumerate(headings) if place not in fitting}
    along.settle((), rest, {one.name for one in fitting.values()})
    names = {name for one in fitting.values() for name in (one.name, one.group)}
    names |= gives_names(kind, names, headings)
    names |= {column.along for column in along.columns}
    return names, len(fitting) + len(along.columns)
