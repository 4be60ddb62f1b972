"""Walks every kind and field, action, setting, report and paper, so that none is half made."""

import pytest

from t20desk import i18n
from t20desk.db import models
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.history.undoing import plan_undo
from t20desk.db.types import Reading
from t20desk.editing import plan_delete, plan_insert
from t20desk.i18n import LANGUAGES, translate
from t20desk.importing.headings import known_headings
from t20desk.listing import Listing, count_rows, list_ids, read_rows
from tests.builders import add_record, read_everything, sample_record, sample_value

assert models
KIND_NAMES = list(KINDS)


@pytest.mark.parametrize("kind", KIND_NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_field_shows_is_read_back(kind: str, language: str) -> None:
    i18n.use(language)
    reading = Reading(date_order="dmy", decimal="," if language == "de" else ".")
    for one in KINDS[kind].fields.values():
        if not one.target:
            value = sample_value(one)
            shown = one.type.format(value)
            assert one.type.parse(shown, reading).value == value, one.name


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_labels_of_a_kind_are_translated(kind: str) -> None:
    for one in KINDS[kind].fields.values():
        for language in ("de", "zh"):
            assert translate(one.label, language), one.label
        assert translate(one.label, "zh") != one.label


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_words_of_a_kind_are_translated(kind: str) -> None:
    for word in (KINDS[kind].label, KINDS[kind].plural):
        assert translate(word, "zh") != word


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_paths_of_a_kind_lead_to_fields(kind: str) -> None:
    one = KINDS[kind]
    for path in (*one.title, *(name.removeprefix("-") for name in one.order)):
        current = one
        *links, last = path.split(".")
        for link in links:
            target = current.fields[link].target
            assert target
            current = KINDS[target]
        assert last in current.fields


@pytest.mark.parametrize("kind", KIND_NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_known_as_a_heading_of_an_import(kind: str, language: str) -> None:
    known = known_headings(KINDS[kind])
    for one in KINDS[kind].fields.values():
        if not one.hidden and not one.language:
            label = translate(one.label, language)
            assert known[i18n_key(label)].label == one.label


def i18n_key(text: str) -> str:
    from t20desk.db.keys import match_key

    return match_key(text)


@pytest.mark.sampled
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_adding_and_undoing_leaves_nothing(database: Database, kind: str) -> None:
    values = sample_record(database, KINDS[kind])
    before = read_everything(database)
    applied = database.apply(plan_insert(database, kind, [values]))
    assert not applied.is_refused, applied.problems
    assert read_everything(database) != before
    undoing = plan_undo(database, applied.operation)
    assert not undoing.kept
    assert not undoing.refused
    assert not database.apply(undoing.change).is_refused
    assert read_everything(database) == before


@pytest.mark.sampled
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_deleting_and_undoing_brings_everything_back(database: Database, kind: str) -> None:
    key = add_record(database, kind, **sample_record(database, KINDS[kind]))
    _add_children(database, kind, key)
    before = read_everything(database)
    applied = database.apply(plan_delete(database, kind, [key]))
    assert not applied.is_refused, applied.problems
    assert read_everything(database) != before
    assert not database.apply(plan_undo(database).change).is_refused
    assert read_everything(database) == before


def _add_children(database: Database, kind: str, key: int) -> None:
    """One record of each kind that goes along when the record is deleted."""
    for other in KINDS.values():
        for one in other.links:
            if one.target == kind and one.when_gone == "along":
                add_record(database, other.name, **{one.name: key})
                break


@pytest.mark.sampled
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_listing_shows_every_field(database: Database, kind: str) -> None:
    key = add_record(database, kind, **sample_record(database, KINDS[kind]))
    names = tuple(name for name, one in KINDS[kind].fields.items() if not one.hidden)
    listing = Listing(kind, view="all", columns=names)
    assert key in list_ids(database, listing)
    cells = dict(zip(names, read_rows(database, listing, [key])[key], strict=True))
    for one in KINDS[kind].written:
        if one.target != kind and one.name not in ("status_given", "ends") and one.name in cells:
            assert cells[one.name] is not None, one.name


@pytest.mark.sampled
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_field_can_be_sorted_and_asked_for_empty_and_filled(
    database: Database, kind: str
) -> None:
    add_record(database, kind)
    total = count_rows(database, Listing(kind, view="all"))
    for name in KINDS[kind].fields:
        parts = [
            count_rows(database, Listing(kind, view="all", search=f"{name}:{sign}"))
            for sign in ("", "*")
        ]
        assert sum(parts) == total, name
        assert len(list_ids(database, Listing(kind, view="all", sort=(f"-{name}",)))) == total
