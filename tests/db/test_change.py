"""Changes as plain values: merged, turned round, cut into batches, spooled."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.change import (
    Batch,
    Change,
    Counts,
    Label,
    Row,
    cut_batches,
    merge_elements,
    split_rows,
    three_way,
)
from t20desk.db.fields import KINDS
from t20desk.db.spool import Spool, collect_batches
from t20desk.db.types import Stored
from t20desk.i18n import speaking

NAMES = ("city", "areas", "notes")
CELLS = st.fixed_dictionaries({name: st.sampled_from([None, "a", "b", "c"]) for name in NAMES})
SETS = st.sets(st.sampled_from("abcd")).map(sorted)


def several(codes: list[str]) -> Stored:
    return f" {' '.join(codes)} " if codes else None


@given(CELLS, CELLS, CELLS)
def test_merging_takes_what_one_side_changed(
    base: dict[str, Stored], theirs: dict[str, Stored], mine: dict[str, Stored]
) -> None:
    merged = three_way("member", 1, base, theirs, mine)
    clashes = {one.field for one in merged.conflicts}
    result = mine | merged.cells
    for name in NAMES:
        changed_here, changed_there = mine[name] != base[name], theirs[name] != base[name]
        both_differ = changed_here and changed_there and mine[name] != theirs[name]
        assert (name in clashes) == both_differ
        if not both_differ:
            assert result[name] == (theirs[name] if changed_there else mine[name])


@given(SETS, SETS, SETS)
def test_merging_elements_adds_and_takes_out_what_either_side_did(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    merged = merge_elements(several(base), several(theirs), several(mine))
    found = set(str(merged or "").split())
    for code in "abcd":
        votes = [code in side for side in (theirs, mine)]
        expected = votes[0] if votes[0] == votes[1] else code not in base
        assert (code in found) == expected
    assert merged is None or len(str(merged).split()) == len(found)


@given(SETS, SETS)
def test_elements_changed_on_one_side_only_are_that_side(base: list[str], other: list[str]) -> None:
    one_side = merge_elements(several(base), several(other), several(base))
    other_side = merge_elements(several(base), several(base), several(other))
    for merged in (one_side, other_side):
        assert sorted(str(merged or "").split()) == other


def test_only_fields_that_arrive_are_merged() -> None:
    merged = three_way("member", 1, {"a": 1, "b": 1}, {"a": 2}, {"a": 1, "b": 5})
    assert merged.cells == {"a": 2}
    assert not merged.conflicts


def test_several_values_never_clash() -> None:
    merged = three_way("m", 1, {"a": " x "}, {"a": " x y "}, {"a": " x z "}, several=["a"])
    assert merged.cells == {"a": " x z y "}
    assert not merged.conflicts


def numbered(count: int) -> list[Row]:
    return [(key, None, (f"Name {key}", None, 1.5, key)) for key in range(count)]


def test_few_batches_stay_in_memory() -> None:
    batches = collect_batches([Batch("member", ("a", "b", "c", "d"), numbered(100))])
    assert isinstance(batches, list)


def test_many_rows_lie_in_a_file_that_goes_with_them() -> None:
    columns = ("a", "b", "c", "d")
    batches = collect_batches(split_rows("member", columns, numbered(50_000)))
    assert isinstance(batches, Spool)
    assert [len(batch.rows) for batch in batches] == [20_000, 20_000, 10_000]
    assert [row for batch in batches for row in batch.rows] == numbered(50_000)
    assert batches[-1] == batches[2]
    assert [batch.rows[0][0] for batch in batches[1:]] == [20_000, 40_000]
    path = batches.path
    assert path.exists()
    del batches
    assert not path.exists()


@pytest.mark.slow
def test_a_spool_of_200_000_rows_takes_little_memory() -> None:
    rows = ((key, None, (f"Name of a member {key}",) * 1) for key in range(200_000))
    tracemalloc.start()
    batches = collect_batches(split_rows("member", ("name",), rows))
    counts = Change(Label("Try"), batches).counts()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert counts == Counts(new=200_000)
    assert peak < 30 * 2**20


def test_a_long_batch_is_cut() -> None:
    batch = Batch("member", ("a", "b", "c", "d"), numbered(45_000))
    parts = list(cut_batches([batch]))
    assert [len(part.rows) for part in parts] == [20_000, 20_000, 5_000]


def test_a_label_writes_its_count_as_people_do() -> None:
    label = Label("{fields} on {count} records", {"kind": "member", "fields": [], "count": 100_046})
    assert label.text(KINDS).endswith("100,046 records")


def test_a_label_lists_fields_as_its_language_does() -> None:
    label = Label("{fields}", {"kind": "member", "fields": ["name", "city"]})
    with speaking("zh"):
        assert label.text(KINDS) == "名称、城市"
    assert label.text(KINDS) == "Name, City"
