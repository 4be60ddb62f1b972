"""Taking a planned sheet: a failing copy warns and stops nobody."""

from pathlib import Path

from t20desk.db.database import Database
from t20desk.importing import plan_import, take_import
from t20desk.listing import Listing, count_rows
from t20desk.paths import data_folder
from t20desk.reading import open_source


def test_e_417_an_import_goes_on_with_a_warning_where_no_copy_can_be_made(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    (tmp_path / "office.t20.backups").write_text("in the way", encoding="utf-8")
    (data_folder() / "backups").write_text("in the way", encoding="utf-8")
    sheet = tmp_path / "members.csv"
    sheet.write_text("Name\nAlpha\n", encoding="utf-8")
    warnings: list[str] = []
    with open_source(sheet) as source:
        plan = plan_import(database, "member", source)
        applied = take_import(database, source, plan, warn=warnings.append)
    assert applied.operation is not None
    assert count_rows(database, Listing("member", view="all")) == 1
    assert len(warnings) == 1
    database.close()
