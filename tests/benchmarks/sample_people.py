"""Made-up people with posts at the members of a large sample, made batch by batch."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from t20desk.db.change import BATCH_ROWS, Batch, Row
from t20desk.db.ids import new_ids
from t20desk.db.types import Stored
from t20desk.demonstration.many_members import EMPTY

_FAMILIES: Final = (
    "Müller",
    "Schmidt",
    "Weber",
    "Łukasz",
    "Дмитриева",
    "王",
    "李",
    "张",
    "欧阳",
    "Nguyễn",
    "García",
    "O'Neill",
)
_GIVEN: Final = (
    "Anna",
    "Jürgen",
    "Élodie",
    "Иван",
    "小明",
    "丽",
    "Zoë",
    "Paul",
    "Mehmet",
    "Ana",
    "伟",
)
_POSITIONS: Final = ("Director", "Head of office", "Secretary", "Project lead", "Referent")
PERSON: Final = ("given_name", "family_name", "email", "phone", "country")
POST: Final = ("person", "member", "position_en", "main_contact")


def sample_people(count: int, members: Sequence[int], seed: int = 20) -> Iterator[Batch]:
    """So many made-up people in batches, each with a post at one of some members."""
    ids, random = new_ids(), Random(seed)
    people: list[int] = []
    for start in range(0, count, BATCH_ROWS):
        rows = range(start, min(start + BATCH_ROWS, count))
        made: list[Row] = [(next(ids), None, _make_person(number, random)) for number in rows]
        people.extend(row[0] for row in made)
        yield Batch("person", PERSON, made)
    for start in range(0, count, BATCH_ROWS):
        posts: list[Row] = [
            (next(ids), None, (one, random.choice(members), random.choice(_POSITIONS), None))
            for one in people[start : start + BATCH_ROWS]
        ]
        yield Batch("affiliation", POST, posts)


def _make_person(number: int, random: Random) -> tuple[Stored, ...]:
    chance, pick = random.random, random.choice
    return (
        f"{pick(_GIVEN)} {number}",
        pick(_FAMILIES),
        f"person{number}@example.org" if chance() < 1 - EMPTY else None,
        f"+86 25 8{number:07}" if chance() < 1 - EMPTY else None,
        pick(("CN", "DE", "FR")) if chance() < 0.5 else None,
    )
