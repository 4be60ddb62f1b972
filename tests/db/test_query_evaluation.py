"""A query finds in SQL what a plain reading of its tree over the same records finds."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from t20desk import searching
from t20desk.db import keys
from t20desk.db.database import Database
from t20desk.listing import Listing, count_rows, first_ids, list_ids
from t20desk.searching import All, Any_, Not, Tree, Word, write_query
from tests.conftest import SORTS
from tests.db.steps import holds, make_many
from tests.shared import open_shared
from tests.tries import tries

Record = dict[str, Any]
TODAY = date.today()
NAMES = ("Müller & Co", "南京中心", "Bank of X", "C++ (1,5)", "müller", "Самара", "x")
CITIES = (None, "Paris", "南京", "Köln")
COUNTRIES = (None, "DE", "FR", "CN")
DAYS = (None, *((TODAY + timedelta(days=away)).isoformat() for away in (-40, -1, 0, 1, 9)))
PEOPLE = ("Ada", "Anna", "王")


@pytest.fixture(scope="module", params=SORTS)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, dict[int, Record]]]:
    """Members of every mixture, each with the names of its people."""
    with open_shared(request, tmp_path_factory.mktemp("evaluation")) as database:
        cells = [
            {
                "name": NAMES[at % len(NAMES)],
                "city": CITIES[at % len(CITIES)],
                "country": COUNTRIES[at // 3 % len(COUNTRIES)],
                "follow_up": DAYS[at % len(DAYS)],
                "parent": None,
            }
            for at in range(30)
        ]
        members = make_many(database, "member", cells)
        people = make_many(database, "person", [{"given_name": name} for name in PEOPLE])
        posts = {key: range(at % 4) for at, key in enumerate(members)}
        make_many(
            database,
            "affiliation",
            [{"member": key, "person": people[n]} for key, held in posts.items() for n in held],
        )
        yield (
            database,
            {
                key: {**one, "people": [PEOPLE[n] for n in posts[key]]}
                for key, one in zip(members, cells, strict=True)
            },
        )


def _text(record: Record, test: searching.Test) -> bool:
    value = record[test.path]
    if test.operator in ("empty", "filled"):
        return (value is None) == (test.operator == "empty")
    if value is None:
        return False
    key = keys.sort_key(value)
    wanted = [keys.sort_key(one) for one in test.values]
    if test.operator == "has":
        return any(_holds(value, key, one) for one in test.values)
    return _compare(key, test.operator, wanted)


def _holds(value: str, key: str, wanted: str) -> bool:
    """Letters in the key; Chinese in the text itself."""
    term = keys.fold(wanted)
    return wanted in value if "南" in term else term in key


def _compare(value: Any, operator: str, wanted: list[Any]) -> bool:
    first = wanted[0]
    answers: dict[str, Callable[[], bool]] = {
        "is": lambda: value in wanted,
        "has": lambda: value in wanted,
        "below": lambda: value < first,
        "most": lambda: value <= first,
        "above": lambda: value > first,
        "least": lambda: value >= first,
        "between": lambda: first <= value <= wanted[-1],
    }
    return answers[operator]()


def _day(record: Record, test: searching.Test) -> bool:
    value = record["follow_up"]
    if test.operator in ("empty", "filled"):
        return (value is None) == (test.operator == "empty")
    told = {"today": 0, "yesterday": -1, "10 days ago": -10}
    days = [(TODAY + timedelta(days=told[one])).isoformat() for one in test.values]
    return value is not None and _compare(value, test.operator, days)


def _people(record: Record, test: searching.Test) -> bool:
    if test.counted:
        return _compare(len(record["people"]), test.operator, [int(one) for one in test.values])
    if test.path == "people":
        return bool(record["people"]) == (test.operator == "filled")
    return any(_text({test.path: name}, test) for name in record["people"])


def passes(record: Record, tree: Tree) -> bool:
    """Whether a record passes, told from the tree alone."""
    if isinstance(tree, Word):
        return holds(tree.text, filter(None, (record["name"], record["city"])))
    if isinstance(tree, Not):
        return not passes(record, tree.part)
    if isinstance(tree, All):
        return all(passes(record, part) for part in tree.parts)
    if isinstance(tree, Any_):
        return any(passes(record, part) for part in tree.parts)
    if tree.path == "follow_up":
        return _day(record, tree)
    return _people(record, tree) if tree.path.startswith("people") else _text(record, tree)


TEXTS = st.sampled_from(["mull", "南京", "南", "x", "bank of x", "c++", "Paris", "köln", "1,5"])
LESS = st.sampled_from(["below", "most", "above", "least"])


def _of(path: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[Tree]:
    """Tests of a field with every operator."""
    several = st.lists(values, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(searching.Test, st.just(path), st.sampled_from(["has", "is"]), several),
        st.builds(searching.Test, st.just(path), LESS, st.tuples(values)),
        st.builds(searching.Test, st.just(path), st.just("between"), st.tuples(values, values)),
        st.builds(searching.Test, st.just(path), st.sampled_from(["empty", "filled"])),
    )


NUMBERS = st.sampled_from(["0", "1", "2", "3", "7"])
LEAVES: st.SearchStrategy[Tree] = st.one_of(
    st.builds(Word, st.sampled_from(["müller", "南京", "nj", "nanjing", "x", "ank", "самара"])),
    _of("name", TEXTS),
    _of("city", TEXTS),
    st.builds(
        searching.Test, st.just("country"), st.just("is"),
        st.lists(st.sampled_from(COUNTRIES[1:]), min_size=1, max_size=2).map(tuple),
    ),
    st.builds(searching.Test, st.just("country"), st.sampled_from(["empty", "filled"])),
    _of("follow_up", st.sampled_from(["today", "yesterday", "10 days ago"])),
    st.builds(searching.Test, st.just("people"), st.sampled_from(["empty", "filled"])),
    st.builds(searching.Test, st.just("people"), LESS, st.tuples(NUMBERS), st.just(True)),
    st.builds(
        searching.Test, st.just("people"), st.just("is"),
        st.lists(NUMBERS, min_size=1, max_size=2).map(tuple), st.just(True),
    ),
    st.builds(
        searching.Test, st.just("people.given_name"), st.just("has"),
        st.tuples(st.sampled_from(["a", "ada", "王", "nn"])),
    ),
)  # fmt: skip


def _groups(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(All, several), st.builds(Any_, several))


@settings(max_examples=tries(60), deadline=None)
@given(tree=st.recursive(LEAVES, _groups, max_leaves=6))
def test_sql_finds_what_a_plain_reading_of_the_tree_finds(
    office: tuple[Database, dict[int, Record]], tree: Tree
) -> None:
    database, records = office
    listing = Listing("member", search=write_query(tree), view="all")
    expected = {key for key, record in records.items() if passes(record, tree)}
    assert set(list_ids(database, listing)) == expected
    assert count_rows(database, listing) == len(expected)
    assert set(first_ids(database, listing, 100)) == expected
