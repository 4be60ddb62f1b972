"""What a printed paper says of those who made it: the office with its logo, the day, the person."""

from datetime import date

from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.office import read_office_logo, read_office_name
from t20desk.printing.furniture import Imprint


def make_imprint(db: Database) -> Imprint:
    """The office and the day in the language in use, and the name of the person working."""
    day = Date().format(date.today().isoformat())
    words = " · ".join(filter(None, (read_office_name(db), day, db.user)))
    return Imprint(words, logo=read_office_logo(db))
