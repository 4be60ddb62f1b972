"""A book that LibreOffice opened and saved again, in each of its forms, is taken back as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from t20desk.db.database import Database
from t20desk.demonstration import build
from tests.round_trip.books import Office, edit_book, put, tally
from tests.round_trip.libreoffice import FORMS, save_again

KINDS = ("member", "person", "affiliation", "event", "participation", "service", "contact_note")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration: dates, links, texts in three scripts, several words in a cell."""
    folder = tmp_path_factory.mktemp("demonstration")
    database = Database.create(folder / "office.t20")
    build(database)
    yield Office(database, folder)
    database.close()


@pytest.fixture(scope="module")
def books(demonstration: Office) -> dict[str, Path]:
    """A book of each kind."""
    return {kind: demonstration.export(kind) for kind in KINDS}


class Saved(NamedTuple):
    """What LibreOffice made of books: those of the demonstration, and one that was edited."""

    untouched: dict[str, Path]
    edited: Path
    office: Office
    people: list[int]


@pytest.fixture(scope="module", params=FORMS)
def saved(
    request: pytest.FixtureRequest, books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Saved]:
    """All books in one form, saved in one go, since LibreOffice takes long to start."""
    folder = tmp_path_factory.mktemp("saved")
    database = Database.create(folder / "office.t20")
    office = Office(database, folder)
    keys = [
        office.add("person", family_name=f"Li {n}", postcode="01067", born="2024-03", city="A")
        for n in range(3)
    ]
    edited = office.export("person", "family_name", "postcode", "born", "city", "country")
    edit_book(
        edited,
        lambda sheet: (
            put(sheet, keys[1], "City", "南京"),
            put(sheet, keys[1], "Country or region", "China"),
        ),
    )
    edited = edited.rename(folder / "edited.xlsx")
    *untouched, last = save_again([*books.values(), edited], request.param, folder)
    yield Saved(dict(zip(books, untouched, strict=True)), last, office, keys)
    database.close()


def test_books_that_libreoffice_saved_change_nothing(demonstration: Office, saved: Saved) -> None:
    for kind, path in saved.untouched.items():
        plan = demonstration.plan(path)
        told = (kind, plan.counts, plan.problems[:3], [*plan.change.batches][:1])
        assert plan.change.is_empty, told
        assert plan.counts.same == plan.counts.read > 0, told
        assert not plan.problems, told


def test_an_edit_survives_being_saved_by_libreoffice(saved: Saved) -> None:
    office, keys = saved.office, saved.people
    office.set("person", keys[2], city="Nice")
    assert tally(office.take(saved.edited)) == (3, 0, 1, 2, 0, 0)
    assert office.read("person", keys[1], "city", "country", "postcode", "born") == (
        "南京", "CN", "01067", "2024-03"
    )  # fmt: skip
    assert office.cell("person", keys[2], "city") == "Nice"
