"""What stands in the foot of a printed list: the office, the day, and who printed it."""

from datetime import date

from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.listing import Listing, list_ids, read_titles
from t20desk.printing.furniture import Imprint


def make_imprint(db: Database) -> Imprint:
    """The office and the day in the language in use, and the name of the person working."""
    day = Date().format(date.today().isoformat())
    return Imprint(" · ".join(filter(None, (_name_office(db), day, db.user))))


def _name_office(db: Database) -> str:
    """The name of the office in the language in use, where its profile is filled in."""
    found = list_ids(db, Listing("office", view="all"))[:1]
    return next(iter(read_titles(db, "office", found).values()), "")
