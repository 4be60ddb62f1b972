"""The columns of a sheet as lines: where each goes, what a blank cell means, and some cells."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.keys import match_key
from t20desk.i18n import LANGUAGES, N_, _, tell_place
from t20desk.importing.cells import Learned
from t20desk.importing.columns import ColumnReader, Meanings
from t20desk.importing.cuts import WHOLE_FIELDS, settle_cuts
from t20desk.importing.cutting import ADDRESS_FIELDS
from t20desk.importing.days_apart import DAY, DAY_LABEL, has_days_apart
from t20desk.importing.described import NAMES, AlongColumns, find_described, may_describe
from t20desk.importing.further_details import DETAIL, find_detail, list_details
from t20desk.importing.headings import find_fields, read_heading
from t20desk.importing.name_lists import find_line, find_named
from t20desk.importing.placeholders import is_placeholder
from t20desk.importing.values import ImportOptions, Join, MappedColumn, Split
from t20desk.members import is_standing
from t20desk.reading.rows import SheetRow, column_letters

EXAMPLES: Final = 4
MOST_COLUMNS: Final = 200
CUT: Final = "cut:"
FEWEST_PARTS: Final = 2
CLEARS: Final = "clears"
SIGNS: Final = (" ", ", ", "; ", "\n")
"""What may stand between joined cells."""
_JOINED: Final = ("text", "long_text", "phone", "datetime")
CUTS: Final = (
    (WHOLE_FIELDS, "family_name", N_("cut a name into its parts")),
    (ADDRESS_FIELDS, "", N_("cut an address into its parts")),
)
"""Fields, the one without which there is nothing to cut, and the words."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column: `target` is a field, several behind `cut:`, or empty; no letter: the same text
    for every row."""

    letter: str
    heading: str
    examples: tuple[str, ...] = ()
    target: str = ""
    blank: str = ""
    """What a blank cell means: empty says nothing, `clears` empties, else the text in its place."""
    sign: str = " "
    name: str = ""
    """How the choices name the column: by heading, by letter where that is not enough."""
    is_open: bool = False
    """Whether neither a choice nor the heading says where it goes."""
    is_guessed: bool = False
    """Whether only the heading says where it goes."""
    said: str = ""
    """The heading in words, where the file itself has none."""


def read_lines(
    kind: Kind, kinds: Kinds, rows: Sequence[SheetRow], header: SheetRow, options: ImportOptions
) -> list[ColumnLine]:
    """The columns below a row of headings, as the options and the headings let them go."""
    below = [row for row in rows if row.number > header.number]
    options = settle_cuts(kind, kinds, header, below, options)
    headings = [read_heading(cell) for cell in header.cells[:MOST_COLUMNS]]
    lines: list[ColumnLine] = []
    for place, heading in enumerate(headings):
        examples, letter = _find_examples(below, place), column_letters(place)
        if heading or examples:
            alone = bool(heading) and _count(headings, heading) == 1
            name = heading if alone else letter
            lines.append(ColumnLine(letter, heading, examples, name=name))
    chosen = _choose_along(kind, kinds, _choose_targets(kind, lines, options))
    for field_name, text in options.constants.items():
        chosen.append(ColumnLine("", "", target=field_name, blank=text))
    return chosen


def _count(headings: Iterable[str], heading: str) -> int:
    return sum(match_key(one) == match_key(heading) for one in headings)


def _find_examples(rows: Sequence[SheetRow], place: int) -> tuple[str, ...]:
    cells = (row.cells[place] for row in rows if place < len(row.cells))
    texts = (read_heading(cell)[:40] for cell in cells if cell is not None)
    return tuple(dict.fromkeys(filter(None, texts)))[:EXAMPLES]


def _choose_targets(
    kind: Kind, lines: Sequence[ColumnLine], options: ImportOptions
) -> list[ColumnLine]:
    given = _targets_by_key(options)
    taken = {target for target, _sign in given.values()} | set(options.constants)
    keys = [(match_key(line.letter), match_key(line.heading)) for line in lines]
    choices = [next((given[key] for key in pair if key in given), None) for pair in keys]
    open_ones = zip(lines, choices, strict=True)
    meant = find_fields(kind, ["" if chosen else line.heading for line, chosen in open_ones], taken)
    found: list[ColumnLine] = []
    for line, chosen, one in zip(lines, choices, meant, strict=True):
        name = ""
        if chosen is None:
            # Two headings of one field both go there: it is asked which of them is meant.
            name = one.name if one is not None and one.name not in taken else ""
        target, sign = chosen or (name, " ")
        blank = CLEARS if target in options.blanks else options.defaults.get(target, "")
        line = replace(line, is_open=chosen is None and not name, is_guessed=chosen is None)
        found.append(replace(line, target=target, sign=sign, blank=blank))
    return found


def _choose_along(kind: Kind, kinds: Kinds, lines: Sequence[ColumnLine]) -> list[ColumnLine]:
    """Columns that are none of the kind's own may describe a record that rows link to."""
    along = AlongColumns(kind, kinds)
    main = {line.target for line in lines if line.target}
    open_lines = {at: line for at, line in enumerate(lines) if line.is_open and line.heading}
    asked = [
        MappedColumn(at, line.letter, line.heading, found[1], found[0])
        for at, line in enumerate(lines)
        for name in read_cut(line.target)[0]
        if (found := along.find_named(name))
    ]
    along.settle(asked, {at: line.heading for at, line in open_lines.items()}, main)
    targets = {column.place: column.path for column in along.columns if column.place in open_lines}
    for at, line in open_lines.items():
        if at not in targets and (one := find_detail(kind, line.heading)):
            targets[at] = f"{DETAIL}.{one.name}"
    return [replace(line, target=targets.get(at, line.target)) for at, line in enumerate(lines)]


def _targets_by_key(options: ImportOptions) -> dict[str, tuple[str, str]]:
    """The target and the sign of each column that the options name."""
    found = {match_key(name): (target, " ") for name, target in options.mapping.items()}
    for split in options.splits:
        found[match_key(split.column)] = write_cut(split.fields, split.sign), " "
    for join in options.joins:
        found |= {match_key(name): (join.field, join.sign) for name in join.columns}
    return found


def write_cut(fields: Iterable[str], sign: str = "") -> str:
    """The target of a column that is cut."""
    return f"{CUT}{','.join(fields)}@{sign}"


def read_cut(target: str) -> tuple[tuple[str, ...], str]:
    """The fields and the sign of such a target."""
    fields, _at, sign = target.removeprefix(CUT).partition("@")
    return tuple(fields.split(",")), sign


def find_joined(lines: Sequence[ColumnLine]) -> dict[str, list[ColumnLine]]:
    """The lines that go to one field together."""
    found: dict[str, list[ColumnLine]] = {}
    for line in lines:
        if line.letter and line.target and not line.target.startswith((CUT, f"{DETAIL}.")):
            found.setdefault(line.target, []).append(line)
    return {name: several for name, several in found.items() if len(several) > 1}


def may_join(one: Field) -> bool:
    """Whether several columns may make up a field."""
    return one.type.name in _JOINED


def write_options(lines: Sequence[ColumnLine], options: ImportOptions) -> ImportOptions:
    """The options with what the lines say."""
    joined = find_joined(lines)
    plain = [line for line in lines if line.letter and line.target not in joined]
    cut = [line for line in plain if line.target.startswith(CUT)]
    texts = {line.target: line.blank for line in lines if line.target and line.letter}
    return replace(
        options,
        mapping={line.name: line.target for line in plain if line not in cut},
        splits=tuple(Split(line.name, *read_cut(line.target)) for line in cut),
        joins=tuple(
            Join(name, tuple(line.name for line in several), several[-1].sign)
            for name, several in joined.items()
        ),
        constants={line.target: line.blank for line in lines if not line.letter and line.target},
        defaults={name: text for name, text in texts.items() if text not in ("", CLEARS)},
        blanks=frozenset(name for name, text in texts.items() if text == CLEARS),
    )


def find_given(kind: Kind, kinds: Kinds, lines: Sequence[ColumnLine]) -> tuple[set[str], bool]:
    """The fields of the kind that columns give, links named by parts of a name among them; and
    whether columns describe the records of links."""
    targets = {name for line in lines for name in read_cut(line.target)[0] if name}
    along = {(link, name) for link, dot, name in (one.partition(".") for one in targets) if dot}
    described = find_described(kind, kinds)
    along = {(link, name) for link, name in along if link in described}
    named = {link for link, name in along if name in NAMES[described[link].kind.name]}
    return {name for name in targets if "." not in name} | named, bool(along)


def list_targets(kind: Kind, kinds: Kinds) -> list[tuple[str, str]]:
    """The fields a column may go to, those of records that rows describe too: name and words."""
    along = [
        (f"{link}.{one.name}", tell_place(described.link.say(), one.say()))
        for link, described in find_described(kind, kinds).items()
        for one in described.kind.fields.values()
        if may_describe(one)
    ]
    details = [
        (target, tell_place(_("Contact detail"), one.say()))
        for target, one in list_details(kind).items()
    ]
    day = [(DAY, _(DAY_LABEL))] if has_days_apart(kind) else []
    return [*list_own_targets(kind), *day, *along, *details]


def list_names(kind: Kind, kinds: Kinds) -> dict[str, tuple[str, ...]]:
    """By what else each target is called: in every language, and as headings name it."""
    found: dict[str, tuple[str, ...]] = {}
    for target, _label in list_targets(kind, kinds):
        one = kind.fields.get(target) or field_at(kind, kinds, target)
        if one is not None:
            said = (one.say(language) for language in LANGUAGES)
            found[target] = (*dict.fromkeys((*said, *one.headings, *one.further, one.name)),)
    return found


def list_own_targets(kind: Kind) -> list[tuple[str, str]]:
    """The fields of the kind itself a column may go to."""
    return [
        (one.name, one.say())
        for one in kind.fields.values()
        if (one.is_written or one.is_translated or is_standing(one) or find_line(one))
        and (one.unique or not one.hidden)
    ]


def field_at(kind: Kind, kinds: Kinds, target: str) -> Field | None:
    """The field that a target names, of the kind itself or of a record beside it."""
    link, dot, name = target.partition(".")
    if target == DAY:
        return kind.fields.get(link)
    if link == DETAIL:
        return list_details(kind).get(target)
    if not dot:
        one = kind.fields.get(target)
        line = find_line(one) if one is not None else None
        return find_named(kinds, line) if line else one
    described = find_described(kind, kinds).get(link)
    return described.kind.fields.get(name) if described else None


def list_cuts(kind: Kind, kinds: Kinds, taken: Container[str] = ()) -> list[tuple[str, str]]:
    """The usual ways to cut a column into fields of this kind, or of a record beside it.

    What another column gives, of the `taken`, is not cut out once more.
    """
    beside = {f"{link}.": one.kind for link, one in find_described(kind, kinds).items()}
    found: list[tuple[str, str]] = []
    for prefix, one in {"": kind, **beside}.items():
        for wanted, needed, words in CUTS:
            if not set(wanted) <= one.fields.keys():
                continue
            names = [f"{prefix}{name}" for name in wanted]
            fields = [name for name in names if name not in taken]
            if len(fields) < FEWEST_PARTS or (needed and prefix + needed in taken):
                continue
            label = field_at(kind, kinds, prefix.removesuffix(".")) if prefix else None
            said = tell_place(label.say(), _(words)) if label else _(words)
            found.append((write_cut(fields), said))
    return found


def find_unread(one: Field | None, line: ColumnLine, learned: Learned) -> str:
    """Why a cell among the examples cannot be read; empty where all can, or their meaning was
    taught."""
    if one is None or one.target:
        return ""
    column = MappedColumn(0, line.letter, line.heading, one)
    reader = ColumnReader(column, meanings=Meanings(learned.get(line.target, {})))
    texts = [text for text in line.examples if not is_placeholder(text)]
    reader.read_cells(texts)
    odd = reader.find_odd(texts)
    return next((parsed.message for _at, parsed in odd if parsed.severity == "error"), "")
