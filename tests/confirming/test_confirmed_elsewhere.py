"""Confirmation workbooks that LibreOffice opened and saved again are taken back as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from t20desk.confirming import plan_reply, plan_sending, write_workbooks
from t20desk.db.database import Database
from t20desk.demonstration import build
from t20desk.listing import Listing, list_ids
from t20desk.round_trip.opening import open_return
from t20desk.round_trip.values import ReturnPlan
from tests.round_trip.books import header_row, type_in
from tests.round_trip.libreoffice import save_again

pytestmark = pytest.mark.slow

FORMS = ("xlsx", "ods", "xls")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database.create(tmp_path_factory.mktemp("demonstration") / "office.t20")
    build(database)
    yield database
    database.close()


@pytest.fixture(scope="module")
def workbooks(demonstration: Database, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Of a sample member of each language, in its own."""
    members = [
        list_ids(demonstration, Listing("member", f"number:* country:={code}"))[0]
        for code in ("DE", "CN", "GB")
    ]
    planned = plan_sending(demonstration, members, "next", "")
    assert not demonstration.apply(planned.change).is_refused
    return write_workbooks(demonstration, planned.ids, tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def saved(workbooks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The workbooks as LibreOffice saves them, by the form."""
    return {form: save_again(workbooks, form, tmp_path_factory.mktemp(form)) for form in FORMS}


def plan(database: Database, path: Path) -> ReturnPlan:
    with open_return(path) as source:
        return plan_reply(database, source)


@pytest.mark.parametrize("form", FORMS)
def test_what_nobody_edited_changes_nothing_in_any_language(
    demonstration: Database, saved: dict[str, list[Path]], form: str
) -> None:
    for path in saved[form]:
        planned = plan(demonstration, path)
        told = (path.name, planned.problems[:3], [*planned.change.batches][:2])
        assert planned.change.is_empty, told
        assert not planned.problems, told
        assert planned.counts.same == planned.counts.read > 2, told
        assert len(planned.remarks) == 1, planned.remarks


def test_it_is_still_protected_and_an_edit_is_taken(
    demonstration: Database, saved: dict[str, list[Path]]
) -> None:
    path = saved["xlsx"][0]
    book = load_workbook(path)
    first, second = book.worksheets[:2]
    row = header_row(second) + 1
    assert second.protection.sheet
    assert second.cell(row, 1).protection.locked
    assert not second.cell(row, 2).protection.locked
    type_in(first, 1, str(first.cell(header_row(first), 5).value), "Eva Stein")
    book.save(path)
    planned = plan(demonstration, path)
    assert {batch.kind for batch in planned.change.batches} == {"confirmation", "member"}
    assert not demonstration.apply(planned.change).is_refused
