"""Random tables, edited at random in the book and in the database: the rule holds through files."""

import shutil
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.listing import Listing
from t20desk.round_trip.writing import write_book
from tests.round_trip.books import Office, check_counts, edit_book, put, row_of, write_rows
from tests.tries import tries

KIND = "person"
NAMES = (
    "family_name",
    "city",
    "postcode",
    "born",
    "languages",
    "country",
    "do_not_contact",
    "notes",
)
CHOICES: dict[str, dict[Stored, Any]] = {
    "family_name": {"Li": "Li", "Müller": "Müller", "O'Brien": "O'Brien", "007": "007"},
    "city": {None: None, "Lyon": "Lyon", "南京": "南京", "St. 1-2": "St. 1-2"},
    "postcode": {None: None, "01067": "01067", "1067": "1067X", "SW1A": "SW1A"},
    "born": {None: None, "2024-03": "03.2024", "1999": "1999", "1987-12-31": "31.12.1987"},
    "languages": {
        None: None, " de ": "German", " de en ": "German; English", " en zh ": "English; Chinese",
        " zh ": "Chinese",
    },
    "country": {None: None, "DE": "Germany", "CN": "China", "GB": "UK"},
    "do_not_contact": {None: None, 1: "yes", 0: "no"},
    "notes": {None: None, "a\nb": "a\nb", "=1+1": "plain", "<b>": "<b>", " x": "x"},
}  # fmt: skip
"""What a cell of each field may hold, and what somebody types to say so."""
TYPED = {
    name: {stored: cell for stored, cell in known.items() if stored not in ("=1+1", " x", "1067")}
    for name, known in CHOICES.items()
}
LABELS = {
    "family_name": "Family name", "city": "City", "postcode": "Postcode", "born": "Date of birth",
    "languages": "Languages", "country": "Country or region", "notes": "Notes",
    "do_not_contact": "Do not contact",
}  # fmt: skip


class Story(NamedTuple):
    """Records as they left, what the book and the office made of them, and in which order."""

    left: list[dict[str, Stored]]
    book: dict[int, dict[str, Stored]]
    here: dict[int, dict[str, Stored]]
    gone_here: set[int]
    gone_there: set[int]
    seed: int


def records() -> st.SearchStrategy[dict[str, Stored]]:
    return st.fixed_dictionaries(
        {name: st.sampled_from(list(known)) for name, known in CHOICES.items()}
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    left = draw(st.lists(records(), min_size=1, max_size=8))
    places = st.integers(0, len(left) - 1)
    some = st.one_of(
        *(st.tuples(st.just(name), st.sampled_from(list(known))) for name, known in TYPED.items())
    )
    edits = st.dictionaries(places, st.lists(some, max_size=4).map(dict), max_size=6)
    return Story(
        left,
        draw(edits),
        draw(edits),
        draw(st.sets(places, max_size=1)),
        draw(st.sets(places, max_size=1)),
        draw(st.integers(0, 2**16)),
    )


def is_kept(code: str, before: set[str], theirs: set[str], mine: set[str]) -> bool:
    """Of several values each by itself: who changed it has his way."""
    return code in mine if (code in theirs) == (code in before) else code in theirs


def expect(before: Stored, theirs: Stored, mine: Stored, several: bool) -> tuple[Stored, bool]:
    """The plain rule: what the cell holds in the end, and whether it clashes."""
    if several:
        codes = [set(str(one or "").split()) for one in (before, theirs, mine)]
        kept = [code for code in set().union(*codes) if is_kept(code, *codes)]
        return " ".join(sorted(kept)), False
    if theirs == before:
        return mine, False
    if mine in (before, theirs):
        return theirs, False
    return mine, True


@pytest.fixture(scope="module")
def one_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One database for all examples: each has its own records in it."""
    folder = tmp_path_factory.mktemp("oracle")
    database = Database.create(folder / "office.t20")
    yield Office(database, folder)
    database.close()
    shutil.rmtree(folder, ignore_errors=True)


@settings(max_examples=tries(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(stories())
def test_the_rule_of_three_sides_holds_through_files(one_office: Office, story: Story) -> None:
    check_story(one_office, story)


@pytest.mark.slow
# Where it fails, the shortest story that does is looked for.
@pytest.mark.timeout(900)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories())
def test_the_rule_of_three_sides_holds_at_length(one_office: Office, story: Story) -> None:
    check_story(one_office, story)


def has_twin(story: Story) -> bool:
    """Whether a row now holds all that another held when the book left.

    Then rows were sorted without their keys for all anybody can tell, and more is asked.
    """
    rows = {at: {**story.left[at], **cells} for at, cells in story.book.items()}
    return any(row in story.left and row != story.left[at] for at, row in rows.items())


def check_story(office: Office, story: Story) -> None:
    assume(not has_twin(story))
    ids = tell_story(office, story)
    path = office.folder / "story.xlsx"
    plan = office.merge(path)
    check_counts(plan)
    clashes = {(clash.conflict.id, clash.conflict.field) for clash in plan.clashes}
    expected: set[tuple[int, str | None]] = set()
    for at, key in enumerate(ids):
        found = office.read(KIND, key, *NAMES)
        theirs = {} if at in story.gone_there else story.book.get(at, {})
        is_edited = any(theirs[name] != story.left[at][name] for name in theirs)
        if at in story.gone_here:
            assert found is None
            expected |= {(key, None)} if is_edited else set()
            continue
        assert found is not None
        for name, cell in zip(NAMES, found, strict=True):
            before = story.left[at][name]
            mine = story.here.get(at, {}).get(name, before)
            wanted, clash = expect(before, theirs.get(name, before), mine, name == "languages")
            shown = " ".join(sorted(str(cell or "").split())) if name == "languages" else cell
            assert shown == wanted, (name, before, theirs.get(name), mine)
            expected |= {(key, name)} if clash else set()
    assert clashes == expected
    assert plan.counts.missing == len(story.gone_there)
    assert office.merge(path).change.is_empty


def tell_story(office: Office, story: Story) -> list[int]:
    """Add the records, export them, edit both sides; the ids."""
    database = office.database
    made = plan_insert(database, KIND, story.left)
    assert not database.apply(made).is_refused
    ids = [row[0] for row in made.batches[0].rows]
    path = office.folder / "story.xlsx"
    path.unlink(missing_ok=True)
    write_book(database, Listing(KIND, view="all", columns=NAMES), path, ids)
    edit_book(path, lambda sheet: edit_sheet(sheet, ids, story))
    edits = {ids[at]: cells for at, cells in story.here.items() if cells}
    if edits:
        assert not database.apply(plan_edit(database, KIND, edits)).is_refused
    gone = [ids[at] for at in story.gone_here]
    if gone:
        assert not database.apply(plan_delete(database, KIND, gone)).is_refused
    return ids


def edit_sheet(sheet: Any, ids: list[int], story: Story) -> None:
    for at, cells in story.book.items():
        for name, stored in cells.items():
            put(sheet, ids[at], LABELS[name], TYPED[name][stored])
    for at in story.gone_there:
        sheet.delete_rows(row_of(sheet, ids[at]))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    Random(story.seed).shuffle(rows)
    write_rows(sheet, rows)
