"""Each field and each kind of record is said once here; everything else follows from it.

A kind is a class with one line a field, in `db/models/`. Database column, table column, form
row, validation, import headings, Excel column, search and history words read these values.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from t20desk.db.types import Link, LongText, Stored, Text, Type
from t20desk.i18n import LANGUAGES, N_, _, language, translate

WhenGone = Literal["refuse", "along", "empty"]
"""What happens to a record when the target of its link is deleted."""

LANGUAGE_WORDS = {"de": N_("German"), "en": N_("English"), "zh": N_("Chinese")}
IN_LANGUAGE = N_("{label} ({language})")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind; `name` is its permanent key and its column's name."""

    name: str
    label: str
    type: Type
    kind: str = ""
    aliases: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    """Headings of a sheet that mean the field only where no surer one stands beside them."""
    formerly: tuple[str, ...] = ()
    """Names it had in earlier versions of the program; files, views and searches still say them."""
    required: bool = False
    unique: bool = False
    searched: bool = False
    indexed: bool = False
    section: str = ""
    listed: bool = False
    computed: bool = False
    inherited: bool = False
    hidden: bool = False
    name_like: bool = False
    group: str = ""
    language: str = ""
    when_gone: WhenGone = "refuse"
    passed_on: bool = False
    """Of a link that becomes empty: the first of those left takes the place of what is gone."""
    help: str = ""
    sources: tuple[str, ...] = ()
    compute: Callable[..., Stored] | None = None
    initial: bool = False
    """Computed from the row only when it is new; later other records decide."""
    looked_up: bool = False
    """Found in other records whenever it is read, so that no column holds it."""
    earliest: bool = False
    """Of two times noted at two places the earlier one stands, without a conflict."""
    own: bool = False
    """Added by the office, so that its column comes with a change."""
    words: tuple[tuple[str, str], ...] = ()
    """The labels the office gave by language; those of the program stand in the catalogues."""

    def say(self, wanted: str = "") -> str:
        """The label in a language, else in the one in use; which text of three stands behind it."""
        label = self._own_label(wanted) if self.words else _say(self.label, wanted)
        if not self.language:
            return label
        words = {"label": label, "language": _say(LANGUAGE_WORDS[self.language], wanted)}
        return _say(IN_LANGUAGE, wanted).format(**words)

    def _own_label(self, wanted: str) -> str:
        """The office's label in a language, else the program's, else the first that is filled."""
        found = dict(self.words).get(wanted or language())
        if found is None:
            found = self.words[0][1] if self.own else _say(self.label, wanted)
        return found

    @property
    def headings(self) -> tuple[str, ...]:
        """What else an import and a search know it by: the labels of the program go on."""
        known = (*self.aliases, *self.formerly)
        if not self.words or self.own or self.language:
            return known
        return (*known, *(translate(self.label, code) for code in LANGUAGES))

    @property
    def target(self) -> str | None:
        """The kind a link points to."""
        return self.type.target_kind if isinstance(self.type, Link) else None

    @property
    def has_key(self) -> bool:
        """Whether a sort key is stored beside the value."""
        return self.type.has_key and not self.is_translated

    @property
    def is_translated(self) -> bool:
        """Whether this is the window-language face of three columns."""
        return bool(self.group) and not self.language

    @property
    def is_stored(self) -> bool:
        """Whether the table has a column of this name."""
        return not self.is_translated and not self.looked_up

    @property
    def is_sparse(self) -> bool:
        """Whether cells may be empty, so that a sort has to put those last."""
        return not self.required

    @property
    def is_asked(self) -> bool:
        """Whether a sheet may bring it: shown in forms, or needed by every record all the same."""
        return not self.hidden or self.required

    @property
    def is_written(self) -> bool:
        """Whether a change may carry this column."""
        return not self.computed and not self.is_translated


def _say(message: str, wanted: str) -> str:
    return translate(message, wanted) if wanted else _(message)


@dataclass(frozen=True)
class Kind:
    """A kind of record: its words, its fields in order, and the rules the registry knows.

    What follows from its fields is asked thousands of times, and worked out once.
    """

    name: str
    label: str
    plural: str
    icon: str
    title: tuple[str, ...]
    fields: dict[str, Field] = field(hash=False)
    order: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    spans: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    """Two links that never lead to the same record."""
    agree: tuple[str, ...] = ()
    """Two links that must lead to the same event."""
    inside: bool = False

    @cached_property
    def written(self) -> tuple[Field, ...]:
        """The fields a change may carry: the whole image of a record."""
        return tuple(one for one in self.fields.values() if one.is_written)

    @cached_property
    def stored(self) -> tuple[Field, ...]:
        """The fields with a column of their own, derived ones too."""
        return tuple(one for one in self.fields.values() if one.is_stored)

    @cached_property
    def searched(self) -> tuple[Field, ...]:
        """The fields whose texts make the search key."""
        return tuple(one for one in self.stored if one.searched)

    @cached_property
    def translated_groups(self) -> tuple[tuple[str, ...], ...]:
        """The columns of each required translated field; one of them must be filled."""
        return tuple(
            tuple(one.name for one in self.stored if one.group == face.name)
            for face in self.fields.values()
            if face.is_translated and face.required
        )

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that point to another record."""
        return tuple(one for one in self.stored if one.target)

    @cached_property
    def owners(self) -> tuple[Field, ...]:
        """The links to the one record that it belongs to; none where it joins two."""
        if self.inside or any(one.when_gone == "refuse" for one in self.links):
            return ()
        along = tuple(one for one in self.links if one.when_gone == "along")
        names = {one.name for one in along}
        belongs = len(along) == 1 or any(names <= set(group) for group in self.one_of)
        return along if belongs else ()

    def name_now(self, name: str) -> str:
        """The name of a field today; an unknown one stays as it is."""
        if name in self.fields:
            return name
        return next((one.name for one in self.fields.values() if name in one.formerly), name)


FIELD_KINDS = frozenset(("own_field", "own_choice"))
"""The kinds whose records are fields of the office's own."""

OWN_KINDS = FIELD_KINDS | {"role", "field_setting"}
"""The kinds whose records change the registry of a database."""

Kinds = Mapping[str, Kind]
"""Kinds by name; those of a database know the office's own fields too."""

KINDS: dict[str, Kind] = {}
"""The declared kinds in the order of declaration, filled when the models load.

Only `db` asks for them, to make a database's own `kinds`; all else asks the database.
"""


class Record:
    """A kind of record is a subclass with one line a field."""

    def __init_subclass__(
        cls,
        kind: str,
        words: tuple[str, str],
        icon: str,
        title: Sequence[str],
        order: Sequence[str] = (),
        **rules: Any,
    ) -> None:
        lines = [(name, line) for name, line in vars(cls).items() if isinstance(line, Field)]
        fields = {one.name: one for name, line in lines for one in _expand(kind, name, line)}
        shown = tuple(title)
        KINDS[kind] = Kind(kind, *words, icon, shown, fields, tuple(order) or shown, **rules)


def _expand(kind: str, name: str, line: Field) -> Iterator[Field]:
    if line.group != "translated":
        yield replace(line, kind=kind, name=name)
        return
    for code in LANGUAGES:
        yield replace(
            line,
            kind=kind,
            name=f"{name}_{code}",
            aliases=(),
            further=(),
            formerly=tuple(f"{old}_{code}" for old in line.formerly),
            required=False,
            listed=False,
            group=name,
            language=code,
        )
    yield replace(line, kind=kind, name=name, group=name, computed=True, searched=False)


def column(label: str, type_: Type, aliases: str = "", **traits: object) -> Field:
    """A stored field; `aliases` are further headings an import knows, parted by " | ".

    Those behind " || " mean it only where no surer heading stands beside them.
    """
    sure, _between, further = (_split_words(part) for part in aliases.partition("||"))
    return Field("", label, type_, aliases=sure, further=further, **traits)  # type: ignore[arg-type]


def _split_words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("|") if word.strip())


def translated(label: str, type_: Text | LongText, aliases: str = "", **traits: object) -> Field:
    """A text in three languages: three columns, and one face that reads the window's language."""
    return column(label, type_, aliases, group="translated", **traits)


def link(
    label: str, target: str, aliases: str = "", when_gone: WhenGone = "refuse", **traits: object
) -> Field:
    """A link to one record of another kind, and what happens when that one goes."""
    return column(label, Link(target), aliases, when_gone=when_gone, indexed=True, **traits)


def computed(
    label: str,
    type_: Type,
    sources: Sequence[str] = (),
    compute: Callable[..., Stored] | None = None,
    aliases: str = "",
    **traits: object,
) -> Field:
    """A derived field: from `sources` of the same row by `compute`, else by a rule in derived."""
    made = column(label, type_, aliases, **traits)
    return replace(made, computed=True, sources=tuple(sources), compute=compute)


def walk_path(kinds: Kinds, kind: str, path: str) -> list[Field]:
    """The fields along a dotted path, each in the kind the one before it points to."""
    fields: list[Field] = []
    for name in path.split("."):
        at = fields[-1].target or "" if fields else kind
        fields.append(kinds[at].fields[name])
    return fields


def path_now(kinds: Kinds, kind: str, path: str) -> str:
    """A dotted path, with or without a minus before it, in the names of today."""
    name, dot, rest = path.removeprefix("-").partition(".")
    now = kinds[kind].name_now(name) if kind in kinds else name
    if dot and kind in kinds and now in kinds[kind].fields:
        rest = path_now(kinds, kinds[kind].fields[now].target or "", rest)
    return "-" * path.startswith("-") + now + dot + rest


def links_to(kinds: Kinds, target: str) -> list[Field]:
    """Every link field of any kind that points to `target`."""
    return [one for kind in kinds.values() for one in kind.links if one.target == target]
