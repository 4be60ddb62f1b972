"""Letters and certificates on paper: to whom, in which language, and who is left out."""

from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.printing.papers import make_paper
from t20desk.printing.sheets import write_pdf
from tests.paper_kinds import PdfReader


def add(database: Database, kind: str, *records: dict[str, object]) -> list[int]:
    change = plan_insert(database, kind, list(records))
    assert database.apply(change).operation is not None
    return [row[0] for batch in change.batches for row in batch.rows]


@pytest.fixture
def guests(database: Database) -> Database:
    """An event with guests who have an address, have none, and want no letter."""
    place = {"street": "1 Rue Test", "city": "Lyon", "country": "FR"}
    add(database, "office", {"name_en": "Test office", "name_de": "Testbüro", "city": "Bonn"})
    (bank,) = add(database, "member", {"name": "Sample Bank", **place})
    ann, bob, eve, max_ = add(
        database,
        "person",
        {"family_name": "Lee", "given_name": "Ann", "languages": "en", **place},
        {"family_name": "Nolan", "given_name": "Bob"},
        {"family_name": "Quiet", "given_name": "Eve", "do_not_contact": 1, **place},
        {"family_name": "Weber", "given_name": "Max", "languages": "de", "form_of_address": "mr"},
    )
    add(database, "affiliation", {"person": max_, "member": bank, "main_contact": 1})
    (event,) = add(
        database,
        "event",
        {"title_en": "Forum", "title_de": "Das Forum", "starts": "2031-05-06", "city": "Bonn"},
    )
    add(
        database,
        "participation",
        {"event": event, "person": ann, "presence": "came", "seat": "A4"},
        {"event": event, "person": bob, "presence": "came"},
        {"event": event, "person": eve, "presence": "absent"},
        {"event": event, "member": bank},
    )
    return database


def read(database: Database, reader: PdfReader, folder: Path, **options: object) -> list[str]:
    write_pdf(make_paper(database, "letters", **options), folder / "letters.pdf")
    return reader(folder / "letters.pdf")


def test_each_guest_is_written_to_in_their_language(
    guests: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    ann, contact = read(guests, read_pdf, tmp_path, event="Forum", reference="T-7")
    for text in (
        "Dear Ann Lee,",
        "Invitation: Forum",
        "LYON",
        "FRANCE",
        "A4",
        "T-7",
        "Test office",
    ):
        assert text in ann
    # The organisation owes a name: its main contact is written to there.
    for text in ("Sehr geehrter Herr Weber,", "Das Forum", "Sample Bank", "Max Weber", "Testbüro"):
        assert text in contact
    assert "Platz" not in contact


def test_who_gets_no_letter_is_named(guests: Database) -> None:
    told = make_paper(guests, "letters", event="Forum").problems()
    assert told == ["Left out, no contact wanted: Eve Quiet", "Without an address: Bob Nolan"]


def test_organisations_and_people_are_written_to_as_well(
    guests: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    (text,) = read(guests, read_pdf, tmp_path, kind="member", view="all", language="de")
    assert "Sehr geehrter Herr Weber," in text
    pages = read(guests, read_pdf, tmp_path, kind="person", search="Lee", letter="thanks")
    assert len(pages) == 1


def test_certificates_go_to_those_who_came_in_two_languages(
    guests: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    options = {"event": "Forum", "letter": "certificate", "second_language": "de"}
    ann, bob = read(guests, read_pdf, tmp_path, **options)
    for text in ("Certificate of attendance", "Teilnahmebescheinigung", "Ann Lee", "Das Forum"):
        assert text in ann
    assert "Bob Nolan" in bob
    (told,) = make_paper(guests, "letters", **options).problems()
    assert "Eve Quiet" in told


def test_people_chosen_elsewhere_get_a_certificate_only_if_they_came(
    guests: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    options = {"kind": "person", "view": "all", "letter": "certificate"}
    pages = read(guests, read_pdf, tmp_path, event="Forum", **options)
    assert [name in page for page, name in zip(pages, ("Lee", "Nolan"), strict=True)] == [True] * 2
    (told,) = make_paper(guests, "letters", **options).problems()
    assert "Nobody is noted as having come" in told


def test_a_long_letter_goes_on_on_a_numbered_page(
    guests: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    text = "\n".join(f"Line {number}" for number in range(60))
    add(guests, "letter_text", {"name": "Long", "subject_en": "Much", "text_en": text})
    first, second = read(guests, read_pdf, tmp_path, letter="long", kind="person", search="Lee")
    assert "Page 1 of 2" in first
    assert "Line 59" in second


def test_an_unknown_text_or_language_is_said(guests: Database) -> None:
    with pytest.raises(UserError, match="There is no text “poem”; there are Invitation"):
        make_paper(guests, "letters", letter="poem")
    with pytest.raises(UserError, match="not “fr”"):
        make_paper(guests, "letters", language="fr")


@pytest.fixture
def household(database: Database) -> Database:
    """Two people of one bank, and two at home under one roof."""
    home = {"street": "Hof 2", "postcode": "10115", "city": "Berlin", "country": "DE"}
    (bank,) = add(
        database,
        "member",
        {"name": "Sample Bank", "original_name": "样例银行", **home, "street": "Ring 1"},
    )
    ann, bob, _eva, _tom = add(
        database,
        "person",
        {"title": "Dr.", "given_name": "Ann", "family_name": "Lee", "form_of_address": "ms"},
        {"given_name": "Bob", "family_name": "Weber", "form_of_address": "mr"},
        {"given_name": "Eva", "family_name": "Haus", "languages": "de", **home},
        {"given_name": "Tom", "family_name": "Haus", "languages": "en", **home},
    )
    add(
        database,
        "affiliation",
        {"person": ann, "member": bank, "main_contact": 1},
        {"person": bob, "member": bank},
    )
    return database


def test_those_at_one_address_get_one_letter_with_joined_names(
    household: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    asked = {"kind": "person", "view": "all", "language": "de"}
    assert len(read(household, read_pdf, tmp_path, **asked)) == 4
    pages = read(household, read_pdf, tmp_path, each="address", **asked)
    assert len(pages) == 2
    (bank,) = (page for page in pages if "Sample Bank" in page)
    assert "Dr. Ann Lee und Bob Weber" in bank
    assert "Sehr geehrte Frau Dr. Lee, sehr geehrter Herr Weber," in bank
    (home,) = (page for page in pages if "Hof 2" in page)
    assert "Eva Haus und Tom Haus" in home
    # Each in their own language: under one roof two read German and English.
    own = {"kind": "person", "search": "Haus", "each": "address"}
    assert len(read(household, read_pdf, tmp_path, **own)) == 2


def test_an_option_that_a_text_cannot_follow_is_said(guests: Database) -> None:
    for options, told in (
        ({"second_language": "de"}, "Only certificates have a second language"),
        ({"letter": "certificate", "each": "address"}, "Each person gets a certificate"),
        ({"each": "house"}, "each reader or each address, not to each “house”"),
    ):
        with pytest.raises(UserError, match=told):
            make_paper(guests, "letters", event="Forum", **options)


def test_more_letters_than_one_paper_holds_are_refused(guests: Database) -> None:
    ids = ",".join(str(number) for number in range(20_001))
    with pytest.raises(UserError, match="Up to 20,000 letters are written at once, not 20,001"):
        make_paper(guests, "letters", kind="person", ids=ids)


def test_place_and_day_of_a_certificate_are_joined_as_its_language_does(
    guests: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    options = {"event": "Forum", "letter": "certificate", "language": "zh"}
    pages = read(guests, read_pdf, tmp_path, **options)
    assert "Bonn，" in pages[0]
