"""The foot of a paper names the office, the day and who printed it."""

from datetime import date

from t20desk.attachments.portraits import plan_picture
from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.editing import plan_insert
from t20desk.i18n import use
from t20desk.printing.printed_by import make_imprint
from tests.builders import add_record


def test_the_foot_names_the_office_in_the_language_in_use(database: Database) -> None:
    day = Date().format(date.today().isoformat())
    assert make_imprint(database).left.startswith(day)
    names = {"name_de": "Büro der Allianz", "name_zh": "联盟办公室"}
    database.apply(plan_insert(database, "office", [names]))
    use("de")
    assert make_imprint(database).left.startswith("Büro der Allianz · ")
    use("zh")
    assert make_imprint(database).left.startswith("联盟办公室 · ")


def test_the_logo_of_the_office_goes_with_its_papers(database: Database) -> None:
    assert make_imprint(database).logo == b""
    key = add_record(database, "office", name_en="Office of the Alliance")
    database.apply(plan_picture(database, "office", key, b"a picture"))
    assert make_imprint(database).logo == b"a picture"
