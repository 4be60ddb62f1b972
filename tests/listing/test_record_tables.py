"""One record as a table: what is filled in it, below the headings of its form."""

import pytest

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids
from t20desk.listing.record_tables import read_record_table
from tests.db.steps import make_many


def test_a_record_is_told_field_by_field(database: Database) -> None:
    make_many(database, "member", [{"name": "Nordbank", "country": "DE", "areas": " ip tt "}])
    table = read_record_table(database, "member", list_ids(database, Listing("member"))[0])
    told = {row[1]: row[2] for row in table.rows()}
    assert table.title == told["Name"] == "Nordbank"
    assert told["Country or region"] == "Germany"
    assert "Website" not in told


def test_a_record_that_is_gone_is_said(database: Database) -> None:
    with pytest.raises(UserError, match="gone"):
        read_record_table(database, "member", 7)
