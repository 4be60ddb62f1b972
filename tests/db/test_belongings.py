"""The history of a record with that of its periods, addresses and the like."""

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.history.belongings import read_history
from tests.db.steps import drop_batch, edit_batch, make


def test_a_deleted_part_is_told_though_another_moved_in_the_same_change(
    database: Database,
) -> None:
    a, b = make(database, "member", name="A"), make(database, "member", name="B")
    gone = make(database, "address", member=a, city="Bonn")
    moved = make(database, "address", member=b, city="Ulm")
    batches = [
        drop_batch(database, "address", [gone]),
        edit_batch("address", {moved: {"member": (b, a)}}),
    ]
    assert not database.apply(Change(Label("moved"), batches)).is_refused

    told = [(one.verb, one.field, one.old, one.new) for one in read_history(database, "member", a)]

    assert ("gone", "city", "Bonn", None) in told
    assert ("new", "city", None, "Bonn") in told
    assert ("changed", "member", b, a) in told
    shown = read_history(database, "member", a, gone=False)
    assert "Bonn" not in {one.new for one in shown}
