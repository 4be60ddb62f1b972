"""What stands in the foot of a printed list: the day and who printed it."""

from datetime import date

from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.printing.furniture import Imprint


def make_imprint(db: Database) -> Imprint:
    """The day in the form of the language in use, and the name of the person working."""
    day = Date().format(date.today().isoformat())
    return Imprint(f"{day} · {db.user}" if db.user else day)
