"""What the office profile gives to papers and workbooks: its name and its logo."""

from t20desk.attachments.portraits import read_picture
from t20desk.db.database import Database
from t20desk.listing import Listing, list_ids, read_titles


def read_office_name(db: Database) -> str:
    """The name of the office in the language in use, empty where its profile is not filled in."""
    return next(iter(read_titles(db, "office", _find_office(db)).values()), "")


def read_office_logo(db: Database) -> bytes:
    """The logo of the office, as JPEG or PNG; empty where there is none."""
    return next((read_picture(db, "office", key) for key in _find_office(db)), b"")


def _find_office(db: Database) -> list[int]:
    return list(list_ids(db, Listing("office", view="all"))[:1])
