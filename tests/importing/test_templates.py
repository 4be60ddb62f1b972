"""The empty workbook of each kind: filled in by a stranger, taken in, taken back."""

import openpyxl
import pytest

from t20desk.attachments.keeping import Incoming, attach_batch
from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.fields import KINDS, Kind
from t20desk.exporting import write_workbook
from t20desk.i18n import LANGUAGES, speaking
from t20desk.importing.templates import make_template
from t20desk.listing import Listing, list_ids, read_rows, read_titles
from tests.builders import add_record, sample_record
from tests.db.steps import done, edit_batch, undo
from tests.importing.sheets import Desk, places, tally

WRITTEN_BY_HAND = {"status_given", "status_reason"}
"""A status over the dates would be one more than those the sheet gives."""

NAMES = {
    "member": "name", "venue": "name", "person": "family_name", "event": "title_en",
    "initiative": "title_en", "programme_item": "title_en", "protocol_list": "title_en",
    "own_field": "label_en",
}  # fmt: skip


@pytest.mark.sampled
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_filled_in_with_one_row_is_taken_in_and_taken_back(
    file_desk: Desk, kind: str, language: str
) -> None:
    with speaking(language):
        path = file_desk.folder / "template.xlsx"
        table = make_template(file_desk.database.kinds[kind])
        write_workbook([table], path, plain=True)
        texts = _write_texts(file_desk.database, file_desk.database.kinds[kind])
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        assert [cell.value for cell in sheet[1]] == [one.label for one in table.columns]
        for place, column in enumerate(table.columns, 1):
            sheet.cell(3, place, texts.get(column.name))
        book.save(path)
        before = file_desk.table(kind, "id")
        plan = file_desk.take(kind, path, mode="add")
        told = [(one.severity, one.heading, one.value, one.message) for one in plan.problems[1:]]
        assert told == []
        assert (tally(plan), places(plan), plan.ignored) == ((1, 1, 0, 0, 0, 0), [], [])
        assert len(file_desk.table(kind, "id")) == len(before) + 1
        undo(file_desk.database)
        assert file_desk.table(kind, "id") == before


def _write_texts(database: Database, kind: Kind) -> dict[str, str]:
    """A cell for every field, as somebody would type it."""
    values = sample_record(database, kind)
    if kind.name == "attachment":
        values |= {"hash": _keep_file(database), "path": None}
    _tell_apart(database)
    texts = {}
    for name, value in values.items():
        one = kind.fields[name]
        if value is None or name in WRITTEN_BY_HAND:
            continue
        if one.target and isinstance(value, int):
            texts[name] = read_titles(database, one.target, [value])[value]
        else:
            texts[name] = one.type.format(value)
    return texts


def _tell_apart(database: Database) -> None:
    """Give the samples names that mean one of them each."""
    for kind, name in NAMES.items():
        ids = list_ids(database, Listing(kind, view="all"))
        cells = read_rows(database, Listing(kind, view="all", columns=(name,)), ids)
        edits = {key: {name: (cells[key][0], f"{kind} {place}")} for place, key in enumerate(ids)}
        if edits:
            done(database, edit_batch(kind, edits))


def _keep_file(database: Database) -> str:
    """Attach a file to somebody; its content is named by the row of the sheet."""
    owner = add_record(database, "venue")
    batch, contents = attach_batch(database, "venue", owner, [Incoming("plan.txt", b"plan")])
    assert not database.apply(Change(Label("files"), [batch], contents=contents)).is_refused
    return contents[0].hash


def test_a_file_that_is_not_kept_is_no_attachment(desk: Desk) -> None:
    add_record(desk.database, "venue", name="Hall")
    heading = ("File name", "Size in bytes", "Content (SHA-256)", "Venue")
    plan = desk.plan("attachment", [heading, ("plan.txt", 4, "ab" * 32, "Hall")])
    assert places(plan) == [(2, "C", "hash")]
    assert "put the file in on the page of its record" in plan.problems[0].message


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_template_has_only_values_that_can_be_taken(kind: str) -> None:
    table = make_template(KINDS[kind])
    (example,) = table.rows()
    for column, value in zip(table.columns, example, strict=True):
        is_typed = column.type.is_typed and column.type.name not in ("text", "long_text")
        if is_typed and value is not None and not KINDS[kind].fields[column.name].target:
            assert not column.type.parse(column.type.format(value)).severity, column.name


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_in_a_list_is_no_post(kind: str) -> None:
    """Where “position” is a number it is not called what a person does."""
    one = KINDS[kind].fields.get("position")
    if one is not None and one.type.name == "whole" and kind != "decision":
        assert [one.say(code) for code in LANGUAGES] == [
            "Reihenfolge",
            "Place in the order",
            "顺序",
        ]
