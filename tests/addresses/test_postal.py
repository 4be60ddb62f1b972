"""Address blocks in the order and script of the country they go to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.addresses.postal import Destination, format_block, list_blocks, read_destinations
from t20desk.db.database import Database
from tests.builders import add_record

CASES = [
    (("Muster GmbH",), "Hauptstr. 1", "04109", "Leipzig", "DE", "DE",
     "Muster GmbH\nHauptstr. 1\n04109 Leipzig"),
    (("BNP Paribas",), "16 bd des Italiens", "75009", "Paris", "FR", "DE",
     "BNP Paribas\n16 bd des Italiens\n75009 PARIS\nFRANKREICH"),
    (("NHS England",), "80 London Road", "SE1 6LH", "London", "GB", "DE",
     "NHS England\n80 London Road\nLONDON\nSE1 6LH\nVEREINIGTES KÖNIGREICH"),
    (("Sample Inc.",), "1 Main St", "02110", "Boston, MA", "US", "GB",
     "Sample Inc.\n1 Main St\nBOSTON, MA 02110\nUNITED STATES"),
    (("Nanjing Center",), "8 Zhujiang Rd", "210000", "Nanjing", "CN", "DE",
     "Nanjing Center\n8 Zhujiang Rd\nNanjing 210000\nCHINA"),
    (("南京中心",), "珠江路8号", "210000", "江苏省南京市", "CN", "CN",
     "210000\n江苏省南京市珠江路8号\n南京中心"),
    (("見本株式会社",), "丸の内1-1", "100-0005", "東京都千代田区", "JP", "DE",
     "〒100-0005\n東京都千代田区丸の内1-1\n見本株式会社\nJAPAN"),
    (("Sample Ltd",), "1 Queen's Road", "", "Hong Kong", "HK", "GB",
     "Sample Ltd\n1 Queen's Road\nHONG KONG"),
    (("China",), "1 Sample Street", "048616", "Singapore", "SG", "GB",
     "China\n1 Sample Street\nSingapore 048616\nSINGAPORE"),
    (("南京中心",), "珠江路8号", "210000", "Nanjing", "CN", "DE",
     "210000\nNanjing 珠江路8号\n南京中心\nCHINA"),
    (("Muster GmbH",), "Hauptstr. 1", "04109", "Leipzig", "DE", "CN",
     "Muster GmbH\nHauptstr. 1\n04109 Leipzig\n德国"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "street", "postcode", "city", "country", "home", "block"), CASES)
def test_each_country_has_its_order(
    names: tuple[str, ...],
    street: str,
    postcode: str,
    city: str,
    country: str,
    home: str,
    block: str,
) -> None:
    assert format_block(Destination(names, street, postcode, city, country), home) == block


@given(
    st.sampled_from(["", "DE", "GB", "US", "CN", "JP", "HU", "KR", "RU"]),
    st.lists(st.text("ab {}中\n", max_size=8), min_size=4, max_size=4),
)
def test_no_part_is_lost_and_no_line_is_empty(country: str, texts: list[str]) -> None:
    name, street, postcode, city = texts
    block = format_block(Destination((name,), street, postcode, city, country), "")
    assert all(line.strip() for line in block.splitlines())
    joined = "".join(block.split()).casefold()
    assert all("".join(text.split()).casefold() in joined for text in (name, street, city))


def test_a_person_without_an_own_address_is_written_to_at_work(database: Database) -> None:
    add_record(database, "office", name_en="Office", country="DE")
    member = add_record(
        database, "member", name="Nanjing Center", original_name="南京中心",
        street="珠江路8号", postcode="210000", city="南京市", country="CN",
    )  # fmt: skip
    names = {"given_name": "Ming", "family_name": "Lin", "original_name": "林明"}
    person = add_record(database, "person", **names, name_order="family_first")
    add_record(database, "affiliation", person=person, member=member)
    found = list_blocks(database, "person", [person])
    assert found.blocks == ["210000\n南京市珠江路8号\n南京中心\n林明\nCHINA"]
    assert found.lacking == []


def test_an_own_address_goes_before_that_of_the_work_a_colleague_is_written_to_at(
    database: Database,
) -> None:
    work = add_record(database, "member", name="Centre", city="Bonn", country="DE")
    own = add_record(database, "person", family_name="Own", city="Ulm", country="DE")
    colleague, alone = (add_record(database, "person", family_name=name) for name in ("At", "Al"))
    for key in (own, colleague):
        add_record(database, "affiliation", person=key, member=work)
    found = dict(read_destinations(database, "person", [own, colleague, alone]))
    assert [found[key].city for key in (own, colleague, alone)] == ["Ulm", "Bonn", ""]


def test_who_has_no_address_is_named(database: Database) -> None:
    key = add_record(database, "member", name="Nowhere")
    assert list_blocks(database, "member", [key]) == ([], [], ["Nowhere"])


def test_who_wants_no_contact_is_left_out_and_named(database: Database) -> None:
    home = {"city": "Bonn", "country": "DE"}
    people = [
        add_record(database, "person", given_name=name, do_not_contact=unwilling, **home)
        for name, unwilling in (("Anna", None), ("Bert", 1))
    ]
    found = list_blocks(database, "person", people)
    assert (len(found.blocks), found.unwilling, found.lacking) == (1, ["Bert"], [])
