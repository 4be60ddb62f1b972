"""Backups: checked copies, thinned out by age, and the way back."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from t20desk.backing_up import Backup, back_up, backup_folder, list_backups, restore_backup
from t20desk.backing_up.comparing import compare_databases
from t20desk.backing_up.manifests import hash_file, manifest_path
from t20desk.backing_up.thinning import choose_old
from t20desk.db.change import Counts
from t20desk.db.copying import check_copy
from t20desk.db.database import Database
from t20desk.errors import Cancelled, UserError
from tests.db.steps import edit, everything, make, make_many

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Database:
    """A file with one member."""
    database = Database.create(tmp_path / "office.t20")
    make(database, "member", name="南京 Office", city="Nanjing")
    return database


def test_a_copy_holds_everything_history_and_search_too(database: Database, tmp_path: Path) -> None:
    make_many(database, "member", [{"name": f"Member {n}", "notes": "Größe"} for n in range(30)])
    made = back_up(database, tmp_path / "copy.t20")
    copy = Database.open(made.path, read_only=True)
    assert everything_readable(copy) == everything_readable(database)
    with copy.read() as one, database.read() as other:
        for name in ("operation", "journal", "desk"):
            query = copy.tables[name].select().order_by(*copy.tables[name].primary_key)
            kept = [tuple(row) for row in one.execute(query)]
            query = database.tables[name].select().order_by(*database.tables[name].primary_key)
            assert kept == [tuple(row) for row in other.execute(query)]
    assert compare_databases(copy, database) == {}
    copy.close()


def everything_readable(database: Database) -> dict[str, dict[int, dict[str, object]]]:
    """All records without the search words, which a server keeps otherwise."""
    found = everything(database)
    for records in found.values():
        for record in records.values():
            record.pop("search_words", None)
    return found


def test_a_copy_of_a_server_can_be_searched_and_edited(database: Database, tmp_path: Path) -> None:
    from t20desk.listing import Listing, count_rows

    make(database, "member", name="南京 Office")
    copy = Database.open(back_up(database, tmp_path / "copy.t20").path)
    for word in ("office", "南京", "nj"):
        assert count_rows(copy, Listing("member", search=word)) == 1
    edit(copy, "member", next(iter(everything(copy)["member"])), name="Renamed")
    assert count_rows(copy, Listing("member", search="南京")) == 0
    copy.close()


def test_the_manifest_tells_hash_counts_and_reason(office: Database) -> None:
    made = back_up(office, reason="import")
    words = json.loads(manifest_path(made.path).read_text())
    assert words["sha256"] == hash_file(made.path)
    assert (words["counts"]["member"], words["counts"]["operation"]) == (1, 1)
    assert (words["reason"], words["source"]) == ("import", "office.t20")
    assert made.path.parent == backup_folder(office)
    assert check_copy(made.path)["member"] == 1


def test_a_backup_does_not_touch_the_database(office: Database) -> None:
    assert office.path is not None
    before = office.path.read_bytes()
    back_up(office)
    assert office.path.read_bytes() == before


def test_an_unchanged_database_is_not_copied_twice_before_work(office: Database) -> None:
    first = back_up(office, reason="import")
    assert back_up(office, reason="import").path == first.path
    make(office, "member", name="Beta")
    assert back_up(office, reason="import").path != first.path
    assert len(list_backups(office)) == 2


def test_a_damaged_copy_does_not_count_as_one(office: Database) -> None:
    first = back_up(office, reason="import")
    flip_byte(first.path)
    assert back_up(office, reason="import").path != first.path


def flip_byte(path: Path, place: int = 30_000) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ 1]))


def test_whole_backups_are_offered_before_damaged_ones(office: Database) -> None:
    first = back_up(office)
    second = back_up(office)
    flip_byte(second.path)
    assert [(one.path, one.state) for one in list_backups(office)] == [
        (first.path, "whole"),
        (second.path, "damaged"),
    ]


def test_progress_may_stop_a_backup_and_leaves_nothing(office: Database, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        back_up(office, tmp_path / "copy.t20", progress=stop)
    assert [path.name for path in tmp_path.glob("*") if path.is_file()] == ["office.t20"]


@pytest.mark.parametrize("name", ["office.t20", "letter.txt"])
def test_only_a_backup_is_written_over(office: Database, tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    before = (tmp_path / name).read_bytes()
    with pytest.raises(UserError, match="is not a backup"):
        back_up(office, tmp_path / name)
    assert (tmp_path / name).read_bytes() == before


def test_an_earlier_backup_may_be_written_over(office: Database, tmp_path: Path) -> None:
    back_up(office, tmp_path / "copy.t20")
    make(office, "member", name="Beta")
    assert back_up(office, tmp_path / "copy.t20").counts["member"] == 2


def test_a_folder_that_cannot_be_made_is_replaced_by_the_data_folder(office: Database) -> None:
    backup_folder(office).write_text("in the way")
    made = back_up(office)
    assert "data" in made.path.parts
    assert [one.path for one in list_backups(office)] == [made.path]


def test_restoring_keeps_the_present_file(office: Database) -> None:
    assert office.path is not None
    made = back_up(office)
    make(office, "member", name="Beta")
    office.close()
    present = office.path.read_bytes()
    kept = restore_backup(made.path, office.path)
    assert office.path.read_bytes() == made.path.read_bytes()
    assert kept is not None
    assert kept.read_bytes() == present


def test_a_restored_file_is_a_file_of_its_own(office: Database) -> None:
    assert office.path is not None
    made = back_up(office)
    office.close()
    restore_backup(made.path, office.path)
    opened = Database.open(office.path)
    make(opened, "member", name="Beta")
    opened.close()
    assert hash_file(made.path) == made.sha256


def test_a_missing_file_is_restored(office: Database) -> None:
    assert office.path is not None
    made = back_up(office)
    office.close()
    office.path.unlink()
    assert restore_backup(made.path, office.path) is None
    assert office.path.exists()


def test_a_copy_without_manifest_is_restored_when_it_is_whole(office: Database) -> None:
    assert office.path is not None
    made = back_up(office)
    manifest_path(made.path).unlink()
    office.close()
    assert restore_backup(made.path, office.path)


def aged(**ages: float) -> list[Backup]:
    """Backups so many days old."""
    return [
        Backup(Path(name), NOW - timedelta(days=days), sha256="x") for name, days in ages.items()
    ]


def names(backups: list[Backup]) -> list[str]:
    return sorted(one.path.name for one in backups)


def test_all_backups_of_two_days_stay() -> None:
    assert choose_old(aged(a=0, b=0.1, c=2, d=2), NOW) == []


def test_one_of_each_day_stays_for_a_month() -> None:
    backups = aged(a=5.0, b=5.1, c=5.2, d=6.0)
    assert names(choose_old(backups, NOW)) == ["b", "c"]


def test_one_of_each_week_stays_for_a_year_and_then_one_of_each_month() -> None:
    weeks = aged(a=61, b=62, c=75)
    months = aged(d=800, e=801, f=860)
    assert names(choose_old([*weeks, *months], NOW)) == ["b", "e"]


def test_backups_from_the_future_stay() -> None:
    assert choose_old(aged(a=-400, b=-400.1, c=-1), NOW) == []


def test_what_is_to_be_kept_stays_whatever_its_age() -> None:
    backups = aged(a=5.0, b=5.1)
    assert choose_old(backups, NOW, keep=backups) == []


def test_a_backup_thins_out_old_ones_but_not_the_newest_whole_one(office: Database) -> None:
    folder = backup_folder(office)
    for number in range(3):
        made = back_up(office)
        set_age(made.path, days=10, hours=number)
    fresh = back_up(office)
    assert len(list(folder.glob("*.t20"))) == 2
    assert fresh.path.exists()


def set_age(path: Path, days: int, hours: int) -> None:
    manifest = manifest_path(path)
    words = json.loads(manifest.read_text())
    made = datetime.now(UTC).replace(hour=12) - timedelta(days=days, hours=hours)
    manifest.write_text(json.dumps(words | {"made": made.isoformat()}))


def test_comparing_counts_new_changed_and_removed(office: Database) -> None:
    made = back_up(office)
    (key,) = everything(office)["member"]
    edit(office, "member", key, city="Bonn")
    make(office, "venue", name="Hall")
    earlier = Database.open(made.path, read_only=True)
    assert compare_databases(earlier, office) == {
        "member": Counts(0, 1, 0),
        "venue": Counts(1, 0, 0),
    }
    earlier.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses to replace an open file")
def test_an_open_file_is_not_restored_over(office: Database) -> None:
    assert office.path is not None
    made = back_up(office)
    with office.read(), pytest.raises(UserError, match="is open in"):
        restore_backup(made.path, office.path)
