"""Values that records hold are offered while a query is typed, on both databases."""

import pytest

from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.i18n import use
from t20desk.listing import Listing, list_ids
from t20desk.listing.offering import offer_values
from t20desk.searching.suggesting import suggest
from tests.db.steps import make, make_many

CITIES = ("南京", "南京", "Nürnberg", "München", "Muenster", "New York", "苏州", None)


@pytest.fixture
def alliance(database: Database) -> Database:
    """Members in several cities, people at two of them."""
    use("en")
    cells = [
        {
            "name": f"Sample {at}",
            "city": city,
            "responsible": "Beispiel, Petra" if at < 3 else None,
            "country": "CN",
        }
        for at, city in enumerate(CITIES)
    ]
    members = make_many(database, "member", cells)
    names = [{"given_name": name, "family_name": "Müller"} for name in ("Ada", "Anna")]
    people = make_many(database, "person", names)
    make_many(
        database,
        "affiliation",
        [{"member": key, "person": one} for key, one in zip(members, people, strict=False)],
    )
    return database


def words(database: Database, query: str, kind: str = "member") -> list[str]:
    """The words offered at the end of a query."""
    return [one.words for one in offer_values(database, kind, query, len(query))]


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("city:nj", ["南京"]),
        ("city:nanj", ["南京"]),
        ("city:nan jing", []),
        ('city:"nan jing', ["南京"]),
        ("city:南", ["南京"]),
        ("city:sz", ["苏州"]),
        ("city:muen", ["Muenster", "München"]),
        ("city:mun", ["München"]),
        ("city:york", ["New York"]),
        ("Stadt:nü", ["Nürnberg"]),
        ("city:Paris,nj", ["南京"]),
        ("-city:=nj", ["南京"]),
        ("city=nj", ["南京"]),
        ('"Stadt"=Paris,nj', ["南京"]),
        ("city:ork", []),
        ("city:xyz", []),
        ("country:nj", []),
        ("responsible:pet", ["Beispiel, Petra"]),
        ("people.family_name:mu", ["Müller"]),
        ("people:#>nj", []),
        ("nj", []),
    ],
)
def test_a_field_offers_the_values_that_begin_so(
    alliance: Database, query: str, offered: list[str]
) -> None:
    assert words(alliance, query) == offered


def test_before_anything_is_typed_what_comes_again_is_offered(alliance: Database) -> None:
    assert words(alliance, "city:") == ["南京"]


def test_names_without_a_sample_are_found_by_their_sorted_keys(alliance: Database) -> None:
    assert words(alliance, "family_name:mü", "person") == ["Müller"]


def test_a_link_offers_the_names_of_records(alliance: Database) -> None:
    assert words(alliance, "member:", "affiliation") == []
    assert words(alliance, 'member:"sample 3', "affiliation") == ["Sample 3"]
    assert sorted(words(alliance, "people:a")) == ["Ada Müller", "Anna Müller"]


def test_what_is_offered_takes_the_place_of_what_was_typed(alliance: Database) -> None:
    query = "city:Paris,york country:CN"
    (one,) = offer_values(alliance, "member", query, len("city:Paris,york"))
    text, cursor = one.put_into(query)
    assert text == 'city:Paris,"New York" country:CN'
    assert cursor == len('city:Paris,"New York" ')


def test_values_of_an_own_field_are_offered(database: Database) -> None:
    motto = {"kind": "member", "label_en": "Motto", "type": "text", "position": 1}
    make_many(database, "own_field", [motto])
    name = next(name for name in database.kinds["member"].fields if name.startswith("own_"))
    make(database, "member", **{"name": "A", name: "Win-win"})
    assert words(database, "motto:wi") == ["Win-win"]


def test_values_that_begin_as_typed_come_before_those_with_a_word_in_them() -> None:
    offered = [one.words for one in suggest(KINDS, "member", "country=gu", len("country=gu"))]
    assert offered.index("Guatemala") < offered.index("Equatorial Guinea")


@pytest.mark.parametrize(
    ("query", "offered", "text"),
    [
        ("lnad:DE", "Country or region", "Land:DE"),
        ("people.family_nmae:x", "Family name", "people.Family_name:x"),
        ("Country: Fr", "France", "Country: France "),
        ("bank Country or region:Fr", "France", "bank Country or region:France "),
        ("email:emp", "is empty", 'email:"" '),
        ("email: fil", "is filled", "email: * "),
    ],
)
def test_what_is_meant_is_offered_however_it_was_typed(query: str, offered: str, text: str) -> None:
    one = suggest(KINDS, "member", query, len(query))[0]
    assert (one.words, one.put_into(query)[0]) == (offered, text)


def test_an_own_field_with_brackets_in_its_name_is_typed_as_it_is_called(
    database: Database,
) -> None:
    diet = {"kind": "member", "label_en": "Fee (sample)", "type": "number", "position": 1}
    make_many(database, "own_field", [diet])
    name = next(name for name in database.kinds["member"].fields if name.startswith("own_"))
    make(database, "member", **{"name": "A", name: 3})
    make(database, "member", **{"name": "B", name: 5})
    for query in ("Fee (sample):3", "Fee (sample) = 3", "Fee (sample) < 4", "Fee (sample): 3"):
        assert len(list_ids(database, Listing("member", query, "all"))) == 1
