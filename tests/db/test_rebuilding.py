"""What was derived by other rules is derived anew on opening, after a copy."""

import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy import select, update

from t20desk.checking import check_database
from t20desk.db import keys
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.keys import search_words as words
from t20desk.db.membership import Period, find_standing
from t20desk.db.rules.rule_marks import MARK, RULES, compare_marks, mark_rules
from t20desk.errors import Cancelled
from tests.builders import read_everything
from tests.db.steps import make, make_many

TEXTS = (
    "Müller & Söhne", "NHS England", "南京大学", "重庆银行 Bank", "单田芳", "ＡＢＣ", "Łódź",
    "+49 30 1234567", "info@example.org", "24. Juni", "a_b c", "ﬁn", "ß", "", " ", "吕布",
)  # fmt: skip
VALUES = (("phone", "+49301234567"), ("country", "DE"), ("email", "Info@Example.org"))
PERIODS = ((), (Period("2020", None),), (Period("2020", "2024-05"), Period("2027", None)))
GIVES = {1: "1c9b3b93", 2: "1f99eb45", 3: "6fc4c5d2"}
"""What the rules of a version give for the texts above."""


def fill(database: Database) -> None:
    parent = make(database, "event", title_en="Week", city="Nanjing", starts="2026-06-24")
    make(database, "event", title_en="Opening", parent=parent)
    make_many(database, "member", [{"name": f"南京 Institut {number}"} for number in range(30)])


def spoil(database: Database, mark: str = "0-old") -> None:
    """Leave the database as a program with other rules would have."""
    member, event, desk = (database.tables[name] for name in ("member", "event", "desk"))
    with database.engine.begin() as connection:
        connection.execute(update(member).values(name__key="old", search_key="old"))
        connection.execute(update(member).values(status="left"))
        connection.execute(update(event).values(shown_city="old"))
        connection.execute(update(desk).where(desk.c.name == MARK).values(value=mark))


def test_what_other_rules_derived_is_derived_anew(address: str) -> None:
    database = Database.create(address)
    fill(database)
    before = read_everything(database)
    spoil(database)
    database.close()
    told: list[tuple[int, int]] = []
    opened = Database.open(address, progress=lambda done, total: told.append((done, total)))
    assert read_everything(opened) == before
    assert check_database(opened).findings == []
    with opened.read() as connection:
        desk = opened.tables["desk"]
        marks = connection.scalars(select(desk.c.value).where(desk.c.name == MARK)).all()
    assert marks == [mark_rules(opened.kinds)]
    assert told[-1] == (32, 32)
    if opened.path:
        assert opened.path.with_name("office before upgrade.t20").exists()
    opened.close()


def read_mark(database: Database) -> str:
    desk = database.tables["desk"]
    with database.read() as connection:
        return str(connection.scalar(select(desk.c.value).where(desk.c.name == MARK)))


def test_only_the_kinds_that_other_rules_concern_are_derived_anew(address: str) -> None:
    database = Database.create(address)
    fill(database)
    mark = read_mark(database)
    spoil(database, mark.replace("event.city=1101", "event.city=1001"))
    database.close()
    told: list[tuple[int, int]] = []
    opened = Database.open(address, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    member = opened.tables["member"]
    with opened.read() as connection:
        assert set(connection.scalars(select(member.c.name__key))) == {"old"}
    assert read_mark(opened) == mark
    opened.close()


@pytest.mark.parametrize(
    ("before", "now", "outdated"),
    [
        ("2 a.x=1000 b.y=0000", "2 a.x=1000 b.y=0000", []),
        ("2 a.x=1000 b.y=0000", "2 a.x=1100 b.y=0000", ["a"]),
        ("2 a.x=1000 b.y=0000", "2 a.x=1000 b.y=0000 b.z=1100", []),
        ("2 a.x=1000 b.y=0000", "2 a.x=1000 b.y=0000 b.z=0010", ["b"]),
        ("2 a.x=1000 b.y=0000", "2 a.x=1000", ["b"]),
        ("2 a.x=1000 b.y=0000", "3 a.x=1000 b.y=0000", ["a", "b"]),
        ("2-1c9b3b93", "2 a.x=1000", ["a", "b"]),
        ("", "2 a.x=1000", ["a", "b"]),
    ],
)
def test_a_field_that_is_only_new_needs_nothing_derived_anew(
    before: str, now: str, outdated: list[str]
) -> None:
    assert compare_marks(before, now, ("a", "b")) == outdated


def test_a_file_of_the_same_rules_opens_without_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    Database.create(path).close()
    before = path.read_bytes()
    Database.open(path).close()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["office.t20"]


def test_a_file_that_may_only_be_read_opens_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    database = Database.create(path)
    fill(database)
    spoil(database)
    database.close()
    before = path.read_bytes()
    Database.open(path, read_only=True).close()
    assert path.read_bytes() == before


def test_cancelled_it_leaves_everything_and_the_next_opening_does_it(address: str) -> None:
    database = Database.create(address)
    fill(database)
    whole = read_everything(database)
    spoil(database)
    spoiled = read_everything(database)
    database.close()

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Database.open(address, progress=cancel)
    opened = Database.open(address)
    assert read_everything(opened) == whole != spoiled
    opened.close()


def test_a_change_of_the_rules_raises_their_version() -> None:
    given: list[object] = [
        (keys.sort_key(text, name=name), found := keys.search_key([(text, name)]), words(found))
        for text in TEXTS
        for name in (False, True)
    ]
    by_type = {one.type.name: one.type for kind in KINDS.values() for one in kind.stored}
    given += [(name, list(by_type[name].search_texts(value))) for name, value in VALUES]
    given += [find_standing(periods, None, "2026-06-24") for periods in PERIODS]
    found = hashlib.sha256(json.dumps(given).encode()).hexdigest()[:8]
    assert found == GIVES[RULES], "raise RULES in rule_marks.py and note what they give now"
