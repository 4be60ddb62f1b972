"""The numbers that the demonstration holds, and how they are counted in a database."""

from typing import Final

from sqlalchemy import ColumnElement, func, or_, select

from t20desk.db.database import Database
from t20desk.demonstration import press_text
from t20desk.events.figures import list_guests_of_honour, list_organisations, roll_up
from t20desk.i18n import N_
from t20desk.listing import Listing, count_rows

FACTS: Final = {
    "members": 42,
    "members-named": 6,
    "members-sample": 36,
    "countries": 22,
    "organisations-represented": 24,
    "represented-named": 6,
    "represented-sample": 18,
    "guests-of-honour": 12,
    "guests-named": 5,
    "guests-sample": 7,
    "without-membership": 4,
}
LABELS: Final = {
    "members": N_("Members"),
    "members-named": N_("Members named in the press text"),
    "members-sample": N_("Sample members"),
    "countries": N_("Countries and regions of the members"),
    "organisations-represented": N_("Organisations represented at the founding"),
    "represented-named": N_("Organisations represented, named in the press text"),
    "represented-sample": N_("Sample organisations represented"),
    "guests-of-honour": N_("Guests of honour at the founding"),
    "guests-named": N_("Guests of honour named in the press text"),
    "guests-sample": N_("Sample guests of honour"),
    "without-membership": N_("Organisations without membership"),
}
SHEET_FACTS: Final = {
    "tidy-rows": 12,
    "tidy-errors": 0,
    "untidy-rows": 16,
    "untidy-errors": 10,
    "untidy-doubtful": 1,
}
"""What a preview of the sheets in resources/demo has to find."""
SHEET_LABELS: Final = {
    "tidy-rows": N_("New rows of the tidy sheet"),
    "tidy-errors": N_("Errors of the tidy sheet"),
    "untidy-rows": N_("Rows of the untidy sheet"),
    "untidy-errors": N_("Rows with errors of the untidy sheet"),
    "untidy-doubtful": N_("Doubtful rows of the untidy sheet"),
}
TIDY_SHEET: Final = "members-clean.xlsx"
UNTIDY_SHEET: Final = "members-dirty.xlsx"
SAMPLE_WORDS: Final = ("Sample", "Beispiel", "样例")


def count_facts(database: Database) -> dict[str, int]:
    """The numbers of `FACTS` as the database has them now."""
    week = find_week(database)
    figures = roll_up(database, week)
    represented = list_organisations(database, week)
    guests = list_guests_of_honour(database, week)
    member, person = database.tables["member"], database.tables["person"]
    with database.read() as connection:
        countries = connection.scalar(
            select(func.count(member.c.country.distinct())).where(member.c.status != "contact")
        )
        samples = connection.scalar(
            select(func.count()).where(member.c.status != "contact", is_sample(member.c.name))
        )
        delegates = connection.scalar(
            select(func.count()).where(member.c.id.in_(represented), is_sample(member.c.name))
        )
        made_up = connection.scalar(
            select(func.count()).where(person.c.id.in_(guests), is_sample(person.c.full_name))
        )
    members = count_rows(database, Listing("member"))
    return {
        "members": members,
        "members-named": members - (samples or 0),
        "members-sample": samples or 0,
        "countries": countries or 0,
        "organisations-represented": figures.organisations,
        "represented-named": len(represented) - (delegates or 0),
        "represented-sample": delegates or 0,
        "guests-of-honour": figures.guests_of_honour,
        "guests-named": len(guests) - (made_up or 0),
        "guests-sample": made_up or 0,
        "without-membership": count_rows(database, Listing("member", view="contacts")),
    }


def find_week(database: Database) -> int:
    """The event at the head of the tree of the founding."""
    event = database.tables["event"]
    with database.read() as connection:
        query = select(event.c.id).where(event.c.title_en == press_text.WEEK[1])
        return connection.scalar(query.order_by(event.c.id).limit(1)) or 0


def is_sample(name: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a name says that its record is a sample."""
    return or_(*(func.coalesce(name, "").contains(word) for word in SAMPLE_WORDS))
