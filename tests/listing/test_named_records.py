"""What a link is offered while a name is typed."""

from pathlib import Path

from t20desk.db.database import Database
from t20desk.listing.named_records import find_records
from tests.db.steps import make_many


def test_who_is_called_as_one_types_is_offered_first(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    names = ("Academy of Wuxi", "Bank of Wuxi", "Wuxi Works", "Forum: opening")
    make_many(database, "member", [{"name": name} for name in names])
    found = [title for _key, title in find_records(database, "member", "wuxi")]
    with_colon = find_records(database, "member", "Forum: op")
    database.close()
    assert [title for _key, title in with_colon] == ["Forum: opening"]
    assert found == ["Wuxi Works", "Academy of Wuxi", "Bank of Wuxi"]
