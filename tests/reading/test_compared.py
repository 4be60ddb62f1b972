"""Only rows that differ leave the reading child: the same ones as by reading both sheets whole."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from t20desk.errors import UserError
from t20desk.reading.compared import Comparison, EarlierRows
from t20desk.reading.rows import Cell
from t20desk.reading.source import Source, open_source
from tests.reading.sample_files import change_parts, lie_about_size
from tests.tries import tries

KEY = "key"
WIDTH = 4
CELLS = (
    None, None, "Lyon", "南京", " Lyon", "", "7", 7, 7.0, 7.5, 0, -1, -2, True, False, "True",
    date(2024, 3, 1), datetime(2024, 3, 1, 8, 30), "2024-03-01", time(8, 30), "x" * 300,
)  # fmt: skip
"""What a cell may hold; some look alike and are not."""
EDITED = (*CELLS, "#N/A", "=1+1", date(1900, 1, 1))
"""What somebody makes of it: errors too, and formulas without a result."""


def write_rows(book: Workbook, name: str, rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(list(row))


def make_book(path: Path, seed: int) -> list[int]:
    """A sheet as it left and as it came back: some cells edited, rows removed, copied, sorted.

    Gives back which of its columns came back where.
    """
    random = Random(seed)
    count = random.choice((0, 1, 5, 70, 200))
    then = [[*random.choices(CELLS, k=WIDTH), f"{at}-k"] for at in range(count)]
    now = [list(row) for row in then if random.random() < 0.9]
    for row in random.sample(now, len(now) // 3):
        row[random.randrange(WIDTH)] = random.choice(EDITED)
    for row in random.sample(now, len(now) // 9):
        row[WIDTH] = random.choice((None, " ", f" {row[WIDTH]} ", "unknown", 12))
    for row in random.sample(now, len(now) // 9):
        row[:WIDTH] = [None] * WIDTH
    now += [list(row) for row in random.sample(now, len(now) // 5)]
    # Of two rows with one key either may have been edited or emptied since.
    for row in random.sample(now, len(now) // 4):
        row[random.randrange(WIDTH)] = random.choice(EDITED)
    for row in random.sample(now, len(now) // 9):
        row[:WIDTH] = [None] * WIDTH
    if random.random() < 0.5:
        random.shuffle(now)
    order = random.sample(range(WIDTH), random.randint(1, WIDTH))
    book = Workbook()
    book.remove(book.worksheets[0])
    headings = [f"c{place}" for place in range(WIDTH)]
    moved = [[row[place] for place in order] + [row[WIDTH]] for row in now]
    write_rows(book, "now", [[headings[place] for place in order] + [KEY], *moved])
    write_rows(book, "then", [[*headings, KEY], *then])
    book.save(path)
    return order


def read_whole(source: Source, sheet: str) -> list[tuple[int, list[Cell]]]:
    """The rows below the headings, one way to read them that knows of no comparing."""
    return [(row.number, row.cells) for row in source.read_rows(sheet) if row.number > 1]


def expect(source: Source, order: Sequence[int]) -> Iterator[tuple[int, int | None]]:
    """The plain rule: each row with the place of the one it is, if it is one."""
    then = [row for _number, row in read_whole(source, "then")]
    places = {str(row[WIDTH]): at for at, row in enumerate(then)}
    seen: set[int] = set()
    for number, row in read_whole(source, "now"):
        cells = [*row, *[None] * (len(order) + 1 - len(row))]
        key = cells[len(order)]
        at = places.get(key.strip()) if isinstance(key, str) else None
        if at is None or at in seen:
            yield number, None
            continue
        same = cells[: len(order)] == [then[at][place] for place in order]
        if same or any(cell is not None for cell in cells[: len(order)]):
            seen.add(at)
        yield number, at if same else None


def compare(base: EarlierRows, order: Sequence[int], keys: Sequence[str] | None = None) -> Any:
    pairs = list(enumerate(order))
    return base.compare(Comparison("now", 1, pairs, len(order), keys))


@settings(max_examples=tries(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_what_leaves_is_what_differs_by_the_plain_rule(tmp_path: Path, seed: int) -> None:
    check_comparing(tmp_path, seed)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_what_leaves_is_what_differs_at_length(tmp_path: Path, seed: int) -> None:
    check_comparing(tmp_path, seed)


def check_comparing(tmp_path: Path, seed: int) -> None:
    order = make_book(tmp_path / "book.xlsx", seed)
    with open_source(tmp_path / "book.xlsx") as source:
        base = source.keep_sheet("then", KEY)
        found: dict[int, int | None] = {}
        others: dict[int, list[Cell]] = {}
        before: dict[int, dict[int, Cell] | None] = {}
        for part in compare(base, order):
            found |= {number: place for place, number in part.same}
            found |= {row.number: None for row in part.others}
            others |= {row.number: row.cells for row in part.others}
            before |= {row.number: held for row, held in zip(part.others, part.before, strict=True)}
        whole = dict(read_whole(source, "now"))
        then = [row for _number, row in read_whole(source, "then")]
        assert found == dict(expect(source, order))
        assert base.keys == [row[WIDTH] for row in then]
        wanted = list(range(len(then)))[::-3]
        assert base.read_cells(wanted) == [then[place] for place in wanted]
    for number, cells in others.items():
        assert cells[: len(whole[number])] == whole[number]
    places = {row[WIDTH]: row for row in then}
    known: set[Cell] = set()
    for number, row in whole.items():
        cells = [*row, *[None] * (len(order) + 1 - len(row))]
        key = str(cells[len(order)]).strip()
        if number in others:
            held = None if key in known or key not in places else places[key]
            assert before[number] == list_held(held, cells, order)
        if number not in others or any(cell is not None for cell in cells[: len(order)]):
            known.add(key)


def list_held(
    then: Sequence[Cell] | None, now: Sequence[Cell], order: Sequence[int]
) -> dict[int, Cell] | None:
    """What those cells of a row held that differ."""
    if then is None:
        return None
    pairs = zip(order, now, strict=False)
    return {place: then[place] for place, cell in pairs if then[place] != cell}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two rows of two, one of which was edited."""
    path = tmp_path / "book.xlsx"
    made = Workbook()
    made.remove(made.worksheets[0])
    write_rows(made, "now", [("a", "b"), ("x", 1), ("edited", 2)])
    write_rows(made, "then", [("a", "b", KEY), ("x", 1, "k1"), ("y", 2, "k2")])
    made.save(path)
    return path


@pytest.mark.parametrize(("then", "now"), [(-1, -2), (-2, -1), (0, None), (None, 0)])
def test_numbers_are_not_taken_for_one_another(
    tmp_path: Path, then: int | None, now: int | None
) -> None:
    made = Workbook()
    made.remove(made.worksheets[0])
    write_rows(made, "now", [("a", "b", KEY), (now, "x", "k1")])
    write_rows(made, "then", [("a", "b", KEY), (then, "x", "k1")])
    made.save(tmp_path / "book.xlsx")
    with open_source(tmp_path / "book.xlsx") as source:
        (part, _end) = compare(source.keep_sheet("then", KEY), [0, 1])
    assert part.same == []
    assert [row.cells for row in part.others] == [[now, "x", "k1"]]


def test_keys_that_stand_in_no_column_are_given(book: Path) -> None:
    with open_source(book) as source:
        base = source.keep_sheet("then", KEY)
        (part, _end) = compare(base, [0, 1], ["k1", "k2"])
    assert part.same == [(0, 2)]
    assert [row.cells for row in part.others] == [["edited", 2, "k2"]]


def test_a_kept_sheet_is_kept_again_when_another_child_has_to_go_on(book: Path) -> None:
    with open_source(book) as source:
        base = source.keep_sheet("then", KEY)
        halfway = source.read_rows("now")
        next(halfway)
        assert base.read_cells([1]) == [["y", 2, "k2"]]


def test_a_kept_sheet_is_unpacked_and_counted_like_any_other(book: Path) -> None:
    part = "xl/worksheets/sheet2.xml"
    change_parts(book, {part: b" " * 50_000_000})
    lie_about_size(book, part, 100_000)
    with open_source(book) as source, pytest.raises(UserError, match="damaged"):
        source.keep_sheet("then", KEY)
