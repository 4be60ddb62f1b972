"""What a saved view asks for reads in labels wherever its cells are shown."""

import json

import pytest

from t20desk.db.database import Database
from t20desk.listing.telling import tell_stored
from tests.builders import add


def tell(database: Database, name: str, value: str, kind: str = "") -> str | None:
    return tell_stored(database.kinds, database.kinds["view"].fields[name], value, kind)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("search", "status:=active country:DE", "Status: active and Country or region: Germany"),
        ("sort", "-country, name", "Country or region ↓; Name"),
        ("columns", "number, parent.name", "Member number; Parent organisation: Name"),
        ("grouping", "country", "Country or region"),
        ("colours", "red: status:active\nblue: city:", "Status: active; City: empty"),
    ],
)
def test_the_fields_of_a_view_are_told_by_their_labels(
    database: Database, name: str, value: str, told: str
) -> None:
    assert tell(database, name, value, "member") == told


def test_an_own_field_is_told_by_its_label_where_nobody_knows_the_kind(database: Database) -> None:
    own = {"label_en": "Badge", "type": "text", "kind": "person", "position": 1}
    name = f"own_{add(database, 'own_field', **own)}"
    assert tell(database, "search", f"{name}:") == "Badge: empty"
    assert tell(database, "sort", f"-{name}") == "Badge ↓"


def test_what_cannot_be_read_stands_as_it_is(database: Database) -> None:
    assert tell(database, "search", "no_such_field:1", "member") == "no_such_field:1"
    assert tell(database, "columns", "gone_field", "member") == "gone_field"
    assert tell(database, "name", "status:active", "member") is None


def test_a_known_layout_says_where_its_columns_go(database: Database) -> None:
    choices = {
        "mapping": {"Firma": "member", "Mail": "person.email", "Farbe": ""},
        "joins": [["department", ["A", "B"], " "]],
        "splits": [["Wer", ["person.given_name", "person.family_name"], ""]],
    }
    field = database.kinds["import_profile"].fields["choices"]
    told = tell_stored(database.kinds, field, json.dumps(choices), "affiliation")
    assert told == (
        "Firma → Organisation; Mail → Person: E-mail; "
        "Wer → Person: Given name, Person: Family name; A + B → Department"
    )
