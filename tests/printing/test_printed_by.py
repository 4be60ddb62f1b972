"""The foot of a paper names the office, the day and who printed it."""

from datetime import date

from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.editing import plan_insert
from t20desk.i18n import use
from t20desk.printing.printed_by import make_imprint


def test_the_foot_names_the_office_in_the_language_in_use(database: Database) -> None:
    day = Date().format(date.today().isoformat())
    assert make_imprint(database).left.startswith(day)
    names = {"name_de": "Büro der Allianz", "name_zh": "联盟办公室"}
    database.apply(plan_insert(database, "office", [names]))
    use("de")
    assert make_imprint(database).left.startswith("Büro der Allianz · ")
    use("zh")
    assert make_imprint(database).left.startswith("联盟办公室 · ")
