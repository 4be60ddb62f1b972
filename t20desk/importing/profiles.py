"""Layouts of senders, recognised by the set of their headings, also when a few have changed.

A profile holds what was chosen for the columns of a sheet once. It is recognised when columns have
moved, one has another name, one came or went; what is the same is taken over, the rest is said.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.importing.arranging import named_headings
from t20desk.importing.header_rows import find_header, find_header_at, list_headers
from t20desk.importing.headings import known_headings, read_heading
from t20desk.importing.renamed_columns import pair_by_content, pair_renamed
from t20desk.importing.values import ImportOptions, Join, Split
from t20desk.reading.rows import SheetRow

LEAST_LIKE: Final = 0.7
"""Two headings in three have to be the same; 1 is all of them."""
LEAST_COMMON: Final = 2
ENOUGH_COMMON: Final = 3
HALF: Final = 0.5
CHOSEN: Final = ("constants", "defaults", "conventions", "blanks", "key", "mode", "dates",
                 "missing", "fill_merged", "leave_hidden")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """The layout of a sender: its headings in order, and what was chosen for them."""

    name: str
    kind: str
    headings: tuple[str, ...]
    choices: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    left_of: str = ""
    """The file whose import goes on, where these are the rows that it left out."""


@dataclass(frozen=True, slots=True)
class Recall:
    """What a sheet is known by: the options with what its profile adds, and what has changed."""

    options: ImportOptions
    profile: Profile | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    """New headings by the old ones."""
    fresh: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    header: SheetRow | None = None
    """The row in which the headings of the profile stand."""

    @property
    def name(self) -> str:
        """The name of the known layout; empty for none, and for rows that an import left out."""
        return self.profile.name if self.profile and not self.profile.left_of else ""

    def sentences(self) -> list[str]:
        """What was recognised, and what is not as it was."""
        if self.profile is None:
            return []
        if self.profile.left_of:
            words = _("These rows were left out of {file}; its import goes on with them.")
            said = [words.format(file=self.profile.left_of)]
        else:
            said = [_("The layout is known as “{name}”.").format(name=self.profile.name)]
        for old, new in self.renamed.items():
            said.append(_("Column “{old}” is now called “{new}”.").format(old=old, new=new))
        if self.fresh:
            headings = ", ".join(self.fresh)
            said.append(_("New in this sheet: {headings}.").format(headings=headings))
        if self.gone:
            headings = ", ".join(self.gone)
            said.append(_("Not in this sheet any more: {headings}.").format(headings=headings))
        return said


def recall_layout(
    kind: Kind, profiles: Sequence[Profile], rows: Sequence[SheetRow], options: ImportOptions
) -> Recall:
    """The options with those of the profile that was named, else of one that is recognised.

    Raises UserError for a name that no profile of the kind has.
    """
    own = [one for one in profiles if one.kind == kind.name]
    if options.profile == "" or (not own and not options.profile):
        return Recall(options)
    if options.profile:
        profile: Profile | None = _find_named(own, options.profile)
    else:
        profile = recognise_profile(own, rows)
    header = _find_header(kind, profile, rows, options)
    if header is None:
        return Recall(options)
    headings = [read_heading(cell) for cell in header.cells]
    if profile is None:
        return Recall(replace(options, mapping=_remember_headings(kind, own, headings, options)))
    below = [row for row in rows if row.number > header.number]
    renamed = _find_renamed(kind, profile, header, below)
    return replace(_take_over(kind, profile, headings, options, renamed), header=header)


def _find_named(profiles: Sequence[Profile], name: str) -> Profile:
    found = next((one for one in profiles if match_key(one.name) == match_key(name)), None)
    if found is None:
        known = ", ".join(one.name for one in profiles)
        message = _("There is no import profile “{name}”; choose one of these: {known}.")
        if not known:
            message = _("There is no import profile “{name}”, for none was remembered yet.")
        raise UserError(message.format(name=name, known=known))
    return found


def _find_header(
    kind: Kind, profile: Profile | None, rows: Sequence[SheetRow], options: ImportOptions
) -> SheetRow | None:
    if options.header_row is not None:
        return find_header_at(kind, rows, options.header_row, tuple(named_headings(options)))
    if profile is None:
        return find_header(kind, rows, tuple(named_headings(options)))
    headers = _list_headers(profile, rows)
    return max(headers, key=lambda row: _compare_row(profile, row), default=None)


def _list_headers(profile: Profile, rows: Sequence[SheetRow]) -> list[SheetRow]:
    return list_headers(rows, {match_key(heading) for heading in profile.headings})


def recognise_profile(profiles: Iterable[Profile], rows: Sequence[SheetRow]) -> Profile | None:
    """The profile whose headings stand in one of the first rows, nearly all of them; else None."""
    best, best_score = None, LEAST_LIKE
    for profile in profiles:
        headers = _list_headers(profile, rows)
        score = max((_compare_row(profile, row) for row in headers), default=0.0)
        if score >= best_score:
            best, best_score = profile, score
    return best


def _compare_row(profile: Profile, row: SheetRow) -> float:
    """How much a row has of a profile's headings, from 0 to 1."""
    theirs = [text for cell in row.cells if isinstance(cell, str) and (text := read_heading(cell))]
    wanted = {match_key(heading) for heading in profile.headings}
    common = len(wanted & {match_key(text) for text in theirs})
    if common < min(LEAST_COMMON, len(wanted)) or not theirs:
        return 0.0
    renamed = len(pair_renamed(profile.headings, theirs))
    if common >= ENOUGH_COMMON and common < min(len(wanted), len(theirs)):
        # Beside so many that are the same, one that went and one that came are a new name.
        renamed = max(renamed, 1)
    return min(1.0, 2 * (common + HALF * renamed) / (len(profile.headings) + len(theirs)))


def _find_renamed(
    kind: Kind, profile: Profile, header: SheetRow, below: Sequence[SheetRow]
) -> dict[str, str]:
    """New headings by the old ones: alike or in the same place, else with cells that suit."""
    headings = [read_heading(cell) for cell in header.cells]
    renamed = pair_renamed(profile.headings, [text for text in headings if text])
    there = {match_key(text) for text in headings}
    known = known_headings(kind)
    spoken = {match_key(text) for text in (*profile.headings, *renamed.values())}
    named = {
        known[key].name: text
        for text in headings
        if (key := match_key(text)) not in spoken and key in known
    }
    lost = {
        heading: name
        for heading, name in read_choices(profile.choices).mapping.items()
        if match_key(heading) not in there and heading not in renamed
    }
    # A heading that is known by itself is the new name of the one that went to its field.
    renamed |= {old: named[lost.pop(old)] for old in [*lost] if lost[old] in named}
    unknown = header._replace(
        cells=[text if match_key(text) not in spoken else None for text in headings]
    )
    return {**renamed, **pair_by_content(kind, lost, unknown, below)}


def _take_over(
    kind: Kind,
    profile: Profile,
    headings: Sequence[str],
    options: ImportOptions,
    renamed: Mapping[str, str],
) -> Recall:
    """What the profile says of the headings that are there, under what is chosen this time."""
    there = {match_key(text): text for text in headings if text}
    now = {match_key(old): new for old, new in renamed.items()}
    now |= {key: there[key] for key in map(match_key, profile.headings) if key in there}
    kept = _fit_choices(profile.choices, now)
    mapping = {**kept.mapping, **options.mapping}
    chosen = {name: _merge(getattr(kept, name), getattr(options, name)) for name in CHOSEN}
    merged = replace(
        options,
        mapping=mapping,
        splits=options.splits or kept.splits,
        joins=options.joins or kept.joins,
        **chosen,
    )
    known = {match_key(text) for text in now.values()}
    fresh = tuple(text for key, text in there.items() if key not in known)
    gone = tuple(text for text in profile.headings if match_key(text) not in now)
    merged = replace(merged, mapping=_leave_taken(kind, merged, fresh))
    return Recall(merged, profile, renamed, fresh, gone)


def _merge(kept: Any, chosen: Any) -> Any:
    """What is chosen this time goes before what was kept."""
    if isinstance(chosen, Mapping):
        return {**kept, **chosen}
    return chosen or kept


def _fit_choices(choices: Mapping[str, Any], now: Mapping[str, str]) -> ImportOptions:
    """The choices of a profile for the headings as they are called now."""
    kept = read_choices(choices)
    mapping = {
        now[match_key(heading)]: name
        for heading, name in kept.mapping.items()
        if match_key(heading) in now
    }
    splits = tuple(
        one._replace(column=now[match_key(one.column)])
        for one in kept.splits
        if match_key(one.column) in now
    )
    joins = tuple(_fit_join(one, now) for one in kept.joins)
    return replace(
        kept, mapping=mapping, splits=splits, joins=tuple(one for one in joins if one.columns)
    )


def _fit_join(join: Join, now: Mapping[str, str]) -> Join:
    columns = (now.get(match_key(heading), "") for heading in join.columns)
    return join._replace(columns=tuple(filter(None, columns)))


def _leave_taken(kind: Kind, options: ImportOptions, fresh: Iterable[str]) -> Mapping[str, str]:
    """A new column goes to no field that another one has already."""
    known, mapping = known_headings(kind), dict(options.mapping)
    taken = {*filter(None, mapping.values()), *options.constants}
    taken |= {name for split in options.splits for name in split.fields}
    taken |= {join.field for join in options.joins}
    for heading in fresh:
        one = known.get(match_key(heading))
        if heading not in mapping and one is not None and one.name in taken:
            mapping[heading] = ""
    return mapping


def _remember_headings(
    kind: Kind, profiles: Sequence[Profile], headings: Iterable[str], options: ImportOptions
) -> Mapping[str, str]:
    """Headings that no label knows, but all profiles that have them let go to one field."""
    known = known_headings(kind)
    heard: dict[str, set[str]] = {}
    for profile in profiles:
        for heading, name in read_choices(profile.choices).mapping.items():
            heard.setdefault(match_key(heading), set()).add(name)
    mapping, taken = dict(options.mapping), set(options.mapping.values())
    taken |= {one.name for text in headings if (one := known.get(match_key(text)))}
    for heading in headings:
        names = heard.get(match_key(heading), set())
        if heading in mapping or match_key(heading) in known or len(names) != 1:
            continue
        (name,) = names
        if name and name not in taken:
            mapping[heading] = name
            taken.add(name)
    return mapping


def keep_choices(options: ImportOptions, mapping: Mapping[str, str]) -> dict[str, Any]:
    """What of the options belongs to the layout, as values that JSON knows."""
    kept = asdict(replace(options, mapping=mapping, meanings={}, alike=None))
    kept["splits"] = [list(split) for split in options.splits]
    kept["joins"] = [list(join) for join in options.joins]
    kept["blanks"] = sorted(options.blanks)
    wanted = ("mapping", "splits", "joins", *CHOSEN)
    return {name: kept[name] for name in wanted if kept[name]}


def read_choices(choices: Mapping[str, Any]) -> ImportOptions:
    """The options that `keep_choices` kept; what is not understood is left out."""
    plain = {name: choices[name] for name in CHOSEN if name in choices}
    plain["key"] = tuple(choices.get("key", ()))
    plain["blanks"] = frozenset(choices.get("blanks", ()))
    return ImportOptions(
        mapping=choices.get("mapping", {}),
        splits=tuple(
            Split(one, tuple(names), sign) for one, names, sign in _rows(choices, "splits")
        ),
        joins=tuple(Join(one, tuple(names), sign) for one, names, sign in _rows(choices, "joins")),
        **plain,
    )


def name_choices(choices: Mapping[str, Any], now: Callable[[str], str]) -> dict[str, Any]:
    """The choices that `keep_choices` kept, with each field under the name that `now` gives it."""
    named = dict(choices)
    named["mapping"] = {head: now(name) for head, name in choices.get("mapping", {}).items()}
    for part in ("constants", "defaults", "conventions"):
        named[part] = {now(name): text for name, text in choices.get(part, {}).items()}
    for part in ("key", "blanks"):
        named[part] = [now(name) for name in choices.get(part, ())]
    named["splits"] = [
        [one, [now(name) for name in names], sign] for one, names, sign in _rows(choices, "splits")
    ]
    named["joins"] = [[now(one), names, sign] for one, names, sign in _rows(choices, "joins")]
    return {part: told for part, told in named.items() if told}


def _rows(choices: Mapping[str, Any], name: str) -> Iterator[list[Any]]:
    return (row for row in choices.get(name, ()) if isinstance(row, list) and len(row) == 3)
