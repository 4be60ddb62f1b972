"""The day that a time alone means in a book about one event."""

from datetime import date
from typing import Final

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.schema import shown_column
from t20desk.db.types import Stored

_DAY: Final = len("2024-12-31")


def find_usual_day(database: Database, event: Stored) -> str:
    """Today while the event lasts, else the day it begins on; empty where nobody knows one."""
    if not isinstance(event, int):
        return ""
    table = database.tables["event"]
    days = [table.c[shown_column(name)] for name in ("starts", "ends")]
    with database.read() as connection:
        row = connection.execute(select(*days).where(table.c.id == event)).first()
    first, last = (str(cell or "")[:_DAY] for cell in row or ("", ""))
    today = date.today().isoformat()
    day = today if first <= today <= last else first
    return day if len(day) == _DAY else ""
