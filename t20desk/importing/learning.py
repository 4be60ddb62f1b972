"""What imports have taught: profiles of layouts and meanings of texts, kept as records.

They are changed as everything is, so that what an import teaches is part of its change and is
undone with it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field, path_now
from t20desk.db.ids import new_ids, read_id
from t20desk.db.keys import fold, match_key
from t20desk.importing.cells import Learned
from t20desk.importing.described import find_described
from t20desk.importing.name_lists import find_line
from t20desk.importing.profiles import Profile, keep_choices, name_choices
from t20desk.importing.shaping import Dating, Joining
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import ALL_TEXTS, ImportOptions, Meaning
from t20desk.reading.rows import column_letters

PROFILE = "import_profile"
LEARNED = "learned_value"
_KEPT = ("meaning", "value", "origin")
_PROFILE_CELLS = ("headings", "choices")
PART = 500
LONGEST = 300
"""A longer text is no word that comes again."""


def read_profiles(database: Database) -> list[Profile]:
    """All profiles, the newest last."""
    table = database.tables[PROFILE]
    with database.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).mappings().all()
    return [
        Profile(
            row["name"],
            row["kind"],
            tuple((row["headings"] or "").splitlines()),
            _choices_now(database, row),
            row["id"],
        )
        for row in rows
    ]


def _choices_now(database: Database, row: Mapping[Any, Any]) -> Mapping[str, Any]:
    """The choices of a profile in the names that fields have today."""
    return name_choices(
        _read_json(row["choices"]), lambda path: path_now(database.kinds, row["kind"], path)
    )


def _read_json(text: str | None) -> Mapping[str, Any]:
    """The choices of a profile; what somebody spoiled by hand counts as none."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def read_learned(database: Database, kind: str) -> dict[str, dict[str, Meaning]]:
    """Of each field of a kind what texts mean; a record that is gone means nothing any more."""
    fields = database.kinds[kind].fields
    found: dict[str, dict[str, Meaning]] = {}
    for (name, _text), row in _read_rows(database, kind).items():
        if name in fields:
            meaning = Meaning(row["meaning"], row["value"] or "")
            found.setdefault(name, {})[row["text"]] = meaning
    for name, meanings in found.items():
        if fields[name].target:
            found[name] = _drop_gone(database, fields[name], meanings)
    return found


def _read_rows(database: Database, kind: str) -> dict[tuple[str, str], Mapping[Any, Any]]:
    table = database.tables[LEARNED]
    with database.read() as connection:
        query = select(table).where(table.c.kind == kind).order_by(table.c.id)
        rows = connection.execute(query).mappings().all()
    now = database.kinds[kind].name_now
    return {(now(row["field"]), fold(row["text"])): dict(row) for row in rows}


def _drop_gone(
    database: Database, one: Field, meanings: Mapping[str, Meaning]
) -> dict[str, Meaning]:
    assert one.target is not None
    table = database.tables[one.target]
    read = (read_id(meant.value) for meant in meanings.values())
    ids = [key for key in read if key is not None]
    there: set[str] = set()
    with database.read() as connection:
        for start in range(0, len(ids), PART):
            query = select(table.c.id).where(table.c.id.in_(ids[start : start + PART]))
            there.update(str(key) for key in connection.scalars(query))
    return {
        text: meant
        for text, meant in meanings.items()
        if meant.deed != "value" or meant.value in there
    }


def read_learned_along(database: Database, kind: str) -> dict[str, Mapping[str, Meaning]]:
    """What texts mean in the fields of a kind, and by dotted names in those beside it."""
    found: dict[str, Mapping[str, Meaning]] = dict(read_learned(database, kind))
    for link, described in find_described(database.kinds[kind], database.kinds).items():
        for name, meanings in read_learned(database, described.kind.name).items():
            found[f"{link}.{name}"] = meanings
    return found


def read_all_learned(database: Database, sheet: ReadSheet, kind: str) -> Learned:
    """What texts mean in the columns of a sheet, in those of records it describes too."""
    found = read_learned_along(database, kind)
    for column in sheet.listed:
        owner, name = _find_owner(database, kind, column.path)
        found[column.path] = read_learned(database, owner).get(name, {})
    return found


def plan_teaching(database: Database, kind: str, sheet: ReadSheet, origin: str) -> Iterator[Batch]:
    """The batches by which an import teaches what was said about its texts and its layout."""
    yield from _plan_meanings(database, kind, sheet.options, origin)
    if sheet.options.remember:
        yield from plan_profile(database, make_profile(kind, sheet))


def _plan_meanings(
    database: Database, kind: str, options: ImportOptions, origin: str
) -> Iterator[Batch]:
    ids = new_ids()
    made: list[Row] = []
    changed: list[Row] = []
    for path, meanings in options.meanings.items():
        owner, name = _find_owner(database, kind, path)
        known = _read_rows(database, owner)
        for text, (deed, value) in meanings.items():
            if text == ALL_TEXTS or deed == "create" or max(len(text), len(value)) > LONGEST:
                continue
            row = known.get((name, fold(text)))
            cells = deed, value or None, origin[:LONGEST]
            if row is None:
                made.append((next(ids), None, (owner, name, text, *cells)))
                known[name, fold(text)] = {"id": made[-1][0], "meaning": deed, "value": cells[1]}
            elif "text" in row and (row["meaning"], row["value"]) != cells[:2]:
                # With what it is of, by which the preview puts the value into words.
                before = tuple(row[cell] for cell in ("field", "kind", *_KEPT))
                changed.append((row["id"], before, (*before[:2], *cells)))
    if made:
        yield Batch(LEARNED, ("kind", "field", "text", *_KEPT), made)
    if changed:
        yield Batch(LEARNED, ("field", "kind", *_KEPT), changed)


def _find_owner(database: Database, kind: str, path: str) -> tuple[str, str]:
    """The kind of record a field is of, and its name; dotted it is that of a linked record, and a
    list of names asks for the link of those who join them."""
    one = database.kinds[kind].fields.get(path)
    if one is not None and (line := find_line(one)):
        return line.joins, line.named
    link, dot, name = path.partition(".")
    target = database.kinds[kind].fields[link].target if dot else None
    return (target, name) if target else (kind, path)


def make_profile(kind: str, sheet: ReadSheet) -> Profile:
    """The layout of a sheet under the name it was given."""
    headings = tuple(dict.fromkeys(filter(None, sheet.headings)))
    columns = (*sheet.columns, *sheet.along.columns, *sheet.listed, *sheet.details)
    plain = {column.place: column.path for column in columns}
    cut = {column.letter for column in columns} - {column_letters(place) for place in plain}
    options, used = sheet.options, _made_of(sheet.options)
    joined = _list_joined(sheet) - plain.keys()
    mapping: dict[str, str] = {}
    for place, heading in enumerate(sheet.headings):
        is_made = column_letters(place) in cut or place in joined
        if not heading or heading in mapping or is_made:
            # What was cut or joined unasked is so again; in the mapping it would be left out.
            continue
        if match_key(heading) not in used:
            mapping[heading] = plain.get(place, "")
    return Profile(options.remember.strip(), kind, headings, keep_choices(options, mapping))


def _list_joined(sheet: ReadSheet) -> set[int]:
    """The places of columns that make up others together."""
    makers = sheet.shaper.makers
    joins = (maker for maker in makers if isinstance(maker, Joining))
    dates = (maker for maker in makers if isinstance(maker, Dating))
    joined = {place for join in joins for place in join.places}
    return joined | {place for one in dates for place in (one.day, one.time)}


def _made_of(options: ImportOptions) -> set[str]:
    """The headings that are parted or joined."""
    joined = {match_key(name) for join in options.joins for name in join.columns}
    return joined | {match_key(split.column) for split in options.splits}


def plan_profile(database: Database, profile: Profile) -> Iterator[Batch]:
    """The batch that keeps a profile under its name; one that is the same already is left."""
    cells = "\n".join(profile.headings), json.dumps(profile.choices, ensure_ascii=False)
    for known in read_profiles(database):
        if known.kind == profile.kind and match_key(known.name) == match_key(profile.name):
            before = _present_cells(database, known.id)
            if _read_json(before[1]) != profile.choices or before[0] != cells[0]:
                yield Batch(PROFILE, _PROFILE_CELLS, [(known.id, before, cells)])
            return
    row: Row = (next(new_ids()), None, (profile.name, profile.kind, *cells))
    yield Batch(PROFILE, ("name", "kind", *_PROFILE_CELLS), [row])


def _present_cells(database: Database, key: int) -> tuple[str, str]:
    table = database.tables[PROFILE]
    with database.read() as connection:
        query = select(table.c.headings, table.c.choices).where(table.c.id == key)
        headings, choices = connection.execute(query).one()
    return headings, choices
