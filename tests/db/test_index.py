"""The search index holds exactly what the records hold, whatever was done to them."""

import random
from collections.abc import Iterator

import pytest

from t20desk.db import keys
from t20desk.db.database import Database
from t20desk.db.journal import FEW
from t20desk.db.search.lookups import look_up
from tests.db.steps import (
    done,
    drop_batch,
    edit,
    edit_batch,
    make,
    make_many,
    new_batch,
    records_of,
    redo,
    remove,
    undo,
)

TERMS = ("mull", "müller", "a", "te", "南", "南京", "nanjing", "gmbh", "x%_", "12", "nj", "berlin")
NAMES = ("Müller GmbH", "Tech A", "南京技术", "X%_Y", "a-b", "12 Berlin", 'Say "hello"', "Nanjing")


def find_ids(database: Database, term: str) -> set[int]:
    folded, short = keys.query_terms(term)
    with database.read() as connection:
        return set(connection.scalars(look_up(database, "member", [folded], short)))


def scan_ids(database: Database, term: str) -> set[int]:
    """The same by looking at every record."""
    folded, short = keys.query_terms(term)
    found = set()
    for key, cells in records_of(database, "member").items():
        text = cells["search_key"] or ""
        if folded in (keys.search_words(text) if short else text):
            found.add(key)
    return found


def check_index(database: Database) -> None:
    for term in TERMS:
        assert find_ids(database, term) == scan_ids(database, term), term
    if database.path is None:
        return
    for name in ("member_grams", "member_words"):
        with database.engine.connect() as connection:
            check = f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)"
            connection.exec_driver_sql(check)


def test_the_index_follows_every_step(database: Database) -> None:
    ids = make_many(database, "member", [{"name": name} for name in NAMES])
    check_index(database)
    edit(database, "member", ids[0], name="Schmidt AG")
    edit(database, "member", ids[1], city="Berlin", country="DE")
    edit(database, "member", ids[2], country="CN")
    check_index(database)
    remove(database, "member", ids[3], ids[4])
    check_index(database)
    for _again in range(4):
        undo(database)
        check_index(database)
    assert find_ids(database, "müller") == {ids[0]}
    for _again in range(4):
        redo(database)
        check_index(database)


def test_one_record_in_two_batches_is_indexed_once(database: Database) -> None:
    key = make(database, "member", name="Müller")
    done(
        database,
        edit_batch("member", {key: {"name": ("Müller", "Tech")}}),
        edit_batch("member", {key: {"city": (None, "Berlin")}}),
    )
    check_index(database)
    assert find_ids(database, "berlin") == find_ids(database, "tech") == {key}


@pytest.mark.slow
def test_many_records_at_once_are_found_and_what_follows_them_too(database: Database) -> None:
    parts = (range(start, start + 1_500) for start in range(0, 6_000, 1_500))
    new = database.new_ids()
    done(
        database,
        *(
            new_batch("member", {next(new): {"name": f"{NAMES[n % 8]} {n}"} for n in part})
            for part in parts
        ),
    )
    check_index(database)
    later = make(database, "member", name="Müller XIII")
    assert find_ids(database, "müller xiii") == {later}
    assert (
        read_settings(database)
        <= {"version": 4, "hashsize": 1 << 20, "automerge": 4, "crisismerge": 16}.items()
    )
    undo(database)
    undo(database)
    check_index(database)


def read_settings(database: Database) -> set[tuple[str, int]]:
    """How the search index of members of a file is set."""
    if database.path is None:
        return set()
    with database.read() as connection:
        return set(map(tuple, connection.exec_driver_sql("SELECT k, v FROM member_grams_config")))


def test_the_index_stays_as_it_is_where_no_text_that_is_searched_changes(
    database: Database,
) -> None:
    ids = make_many(database, "member", [{"name": f"{NAMES[n % 8]} {n}"} for n in range(FEW + 50)])
    before = read_index(database)
    confirmed = edit_batch("member", {key: {"confirmed_on": (None, "2026-01-02")} for key in ids})
    done(database, confirmed)
    assert read_index(database) == before
    undo(database)
    assert read_index(database) == before
    renamed = edit_batch("member", {ids[0]: {"name": (f"{NAMES[0]} 0", "Tech")}})
    done(database, confirmed, renamed)
    check_index(database)
    undo(database)
    check_index(database)


def read_index(database: Database) -> list[tuple[int, bytes]]:
    """What the search index of members of a file is made of."""
    if database.path is None:
        return []
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, block FROM member_grams_data ORDER BY id")
        return [(row[0], row[1]) for row in rows]


def test_records_without_any_text_are_indexed_too(database: Database) -> None:
    person = make(database, "person", family_name="-")
    edit(database, "person", person, family_name="Yao")
    remove(database, "person", person)


@pytest.mark.slow
def test_most_records_removed_and_edited_at_once(database: Database) -> None:
    ids = make_many(
        database, "member", [{"name": f"{name} {n}"} for n in range(400) for name in NAMES]
    )
    records = records_of(database, "member")
    edited = {
        key: {"name": (records[key]["name"], "Tech " + records[key]["name"])} for key in ids[:1800]
    }
    done(database, edit_batch("member", edited))
    check_index(database)
    new = next(database.new_ids())
    done(
        database,
        drop_batch(database, "member", ids[100:2900]),
        new_batch("member", {new: {"name": "Müller neu"}}),
    )
    check_index(database)
    undo(database)
    check_index(database)
    undo(database)
    check_index(database)


def dice_steps(dice: random.Random) -> Iterator[str]:
    while True:
        yield dice.choice(("new", "edit", "edit", "gone", "undo", "redo"))


def test_forty_random_steps_leave_a_right_index(database: Database) -> None:
    dice = random.Random(20)
    make_many(database, "member", [{"name": name} for name in NAMES])
    for _number, step in zip(range(40), dice_steps(dice), strict=False):
        ids = list(records_of(database, "member"))
        if step == "new" or not ids:
            make(database, "member", name=dice.choice(NAMES), notes=dice.choice(NAMES))
        elif step == "edit":
            edit(database, "member", dice.choice(ids), name=f"{dice.choice(NAMES)} {_number}")
        elif step == "gone":
            remove(database, "member", dice.choice(ids))
        else:
            undo(database)
    check_index(database)
