"""What one opening of a file wrote, the next one takes back: it has built no tables yet.

A file with own fields shares no tables with any other.
"""

import pytest

from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.rules.name_lines import LINES
from t20desk.editing import plan_insert
from t20desk.own_fields import NewField, plan_field
from tests.builders import read_everything, sample_record
from tests.db.steps import redo, undo


@pytest.mark.parametrize("kind", [line.joins for line in LINES])
def test_who_is_named_is_taken_back_by_a_fresh_opening(file_database: Database, kind: str) -> None:
    path = file_database.path
    assert path is not None
    file_database.apply(plan_field(file_database, NewField("venue", {"en": "Hall"})))
    ends = sample_record(file_database, KINDS[kind])
    before = read_everything(file_database)
    assert not file_database.apply(plan_insert(file_database, kind, [ends])).is_refused
    after = read_everything(file_database)
    file_database.close()
    for step, wanted in ((undo, before), (redo, after)):
        opened = Database.open(path)
        try:
            step(opened)
            assert read_everything(opened) == wanted
        finally:
            opened.close()
