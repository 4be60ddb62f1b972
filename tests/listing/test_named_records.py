"""What a link is offered while a name is typed."""

from pathlib import Path

from t20desk.db.database import Database
from t20desk.listing.named_records import find_records, list_titles, tell_apart
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


def test_records_called_the_same_are_told_apart_by_what_their_lists_show(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    one, other, year = make_many(
        database,
        "event",
        [
            {"title_en": "Opening", "starts": "2026-06-24", "status": "planned"},
            {"title_en": "Opening", "starts": "2027-06-23", "status": "planned"},
            {"title_en": "Opening year", "starts": "2027-06-23"},
        ],
    )
    twins = make_many(database, "event", [{"title_en": "Closing"}, {"title_en": "Closing"}])
    found = dict(tell_apart(database, "event", find_records(database, "event", "Opening")))
    alike = [one for one in list_titles(database, "event", 9) if one[1].startswith("Closing")]
    database.close()
    assert found == {
        one: "Opening · 24 Jun 2026", other: "Opening · 23 Jun 2027", year: "Opening year"
    }  # fmt: skip
    assert {key for key, _text in alike} == set(twins)
    assert {text for _key, text in alike} == {"Closing", "Closing (2)"}
