"""Address cards: what is written is a valid card, and what others write is read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from t20desk import i18n
from t20desk.addresses.cards import read_cards
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.exporting.vcards import Card, format_card, write_cards
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportOptions
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.merging import plan_merge
from t20desk.reading.card_words import CARD_WORDS
from t20desk.reading.source import open_source
from t20desk.reading.vcards import HEADINGS
from t20desk.recognising import recognise
from tests.builders import add_record

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=90
)
OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. J=C3=B6rg M=C3=BCller
ORG:Muster GmbH;Einkauf
TITLE:Leiter
TEL;WORK;VOICE:+49 351 100
TEL;CELL;VOICE:+49 171 200
TEL;HOME;VOICE:+49 351 300
ADR;WORK:;;Hauptstr. 1;Dresden;;01067;Deutschland
EMAIL;PREF;INTERNET:joerg@example.org
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEASABIAAD

END:VCARD
"""
PHONE = """BEGIN:VCARD
VERSION:4.0
N:李;明阳;;;
FN:李明阳
NICKNAME:李明阳
TEL;TYPE="voice,cell";VALUE=uri:tel:+86-25-100
item1.EMAIL;TYPE=work:li@example.org
BDAY:19800203
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Beispiel AG
ORG:Beispiel AG
X-ABSHOWAS:COMPANY
END:VCARD
"""


def read_one(card: Card) -> Any:
    return vobject.readOne(format_card(card).decode())


@given(WORDS, WORDS, WORDS)
def test_any_text_comes_back_from_a_card(name: str, street: str, department: str) -> None:
    written = Card("a@b", name, "Keller", street=street, organisation="T20", department=department)
    card = read_one(written)

    assert (card.fn.value, card.adr.value.street) == (name, street)
    assert card.org.value == ["T20", department]


@given(WORDS)
def test_lines_are_folded_at_75_octets_between_characters(name: str) -> None:
    lines = format_card(Card("a@b", name, organisation=name * 3)).split(b"\r\n")

    assert all(
        len(line) <= 75 and line.decode("utf-8", "strict") == line.decode() for line in lines
    )


def test_e817_a_card_with_umlauts_commas_and_line_feeds_is_valid(tmp_path: Path) -> None:
    target = tmp_path / "cards.vcf"
    write_cards([Card("a@b", "Müller, Jörg;\nNord", "Müller", "Jörg", original="李")], target)

    (card,) = vobject.readComponents(target.read_bytes().decode())
    card.validate()
    assert card.fn.value == "Müller, Jörg;\nNord"
    assert card.nickname.value == "李"


def test_a_person_has_its_post_and_further_numbers_on_the_card(database: Database) -> None:
    person = add_record(
        database, "person", given_name="Anna", family_name="Keller", phone="+49 1", country="DE",
        born="1980-02-03", original_name="安娜",
    )  # fmt: skip
    member = add_record(database, "member", name="Muster GmbH")
    add_record(database, "affiliation", person=person, member=member, position_en="Head")
    add_record(database, "contact_detail", person=person, kind="fax", value="+49 2")

    (card,) = read_cards(database, "person", [person])

    assert (card.name, card.organisation, card.position) == ("Anna Keller", "Muster GmbH", "Head")
    assert card.phones == (("WORK", "+49 1"), ("FAX", "+49 2"))
    assert (card.original, card.country, card.born) == ("安娜", "Germany", "1980-02-03")


def test_events_have_no_cards(database: Database) -> None:
    with pytest.raises(UserError, match="Address cards are made of Organisations, People"):
        read_cards(database, "event", [])


def test_cards_of_mail_programs_become_rows(tmp_path: Path) -> None:
    file = tmp_path / "joerg.vcf"
    file.write_text(OUTLOOK, "utf-8")

    with open_source(file) as source:
        heading, row = source.read_rows()

    told = dict(zip(heading.cells, row.cells, strict=True))
    assert told["family_name"] == "Müller"
    assert told["given_name"] == "Jörg"
    assert (told["phone"], told["mobile"]) == ("+49 351 100", "+49 171 200")
    assert told["further phone"] == "+49 351 300"
    assert (told["organisation"], told["department"]) == ("Muster GmbH", "Einkauf")
    assert (told["city"], told["postcode"]) == ("Dresden", "01067")
    assert source.remarks == ["Pictures on address cards were not read: 1."]


def test_a_card_that_is_cut_off_is_said_to_be_left_out(tmp_path: Path) -> None:
    file = tmp_path / "phone.vcf"
    file.write_text(f"{PHONE}\nBEGIN:VCARD\nVERSION:3.0\nFN:Half a name", "utf-8")

    with open_source(file) as source:
        assert len(list(source.read_rows())) > 1
        assert "Address cards that are not whole were left out: 1; get the file again." in (
            source.remarks
        )


def test_cards_are_imported_with_the_same_plan(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "phone.vcf"
    file.write_text(PHONE, "utf-8")

    with open_source(file) as source:
        plan = plan_import(database, "person", source, ImportOptions(skip_bad=True))
    database.apply(plan.change)

    (person,) = list_ids(database, Listing("person", view="all"))
    (card,) = read_cards(database, "person", [person])
    assert (card.family, card.original, card.born) == ("李", "李明阳", "1980-02-03")
    assert card.phones == (("CELL", "+86-25-100"),)
    assert plan.counts.errors == 1


def test_what_is_said_of_cards_is_said_in_words(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "joerg.vcf"
    file.write_text(OUTLOOK, "utf-8")
    i18n.use("de")
    with open_source(file) as source:
        people = plan_import(database, "person", source)
        posts = plan_import(database, "affiliation", source)
    assert people.ignored == ["Organisation", "Abteilung", "Position"]
    assert any("„Organisation, Abteilung, Position“" in said for said in people.remarks)
    assert any("Nachname, Vorname" in said for said in posts.remarks)


def test_what_is_amiss_on_a_card_is_said_with_a_heading_in_words(
    database: Database, tmp_path: Path
) -> None:
    for _time in range(2):
        add_record(database, "member", name="Beispiel GmbH")
    file = tmp_path / "two.vcf"
    file.write_text(
        "BEGIN:VCARD\nFN:Jo Doe\nN:Doe;Jo\nORG:Beispiel GmbH\nEMAIL:no mail\nEND:VCARD\n", "utf-8"
    )
    i18n.use("de")
    with open_source(file) as source:
        plan = plan_import(database, "affiliation", source)
    assert [one.heading for one in plan.problems] == ["Organisation", "E-Mail"]
    assert {one.heading for one in plan.questions} == {"Organisation"}


def test_a_person_that_is_asked_about_has_a_heading_in_words(
    database: Database, tmp_path: Path
) -> None:
    add_record(database, "person", given_name="Anna", family_name="Keller-Beispiel")
    file = tmp_path / "anna.vcf"
    file.write_text(
        "BEGIN:VCARD\nFN:Anna Keller\nN:Keller;Anna\nORG:Muster AG\nEND:VCARD\n", "utf-8"
    )
    i18n.use("de")
    with open_source(file) as source:
        plan = plan_import(database, "affiliation", source)
    assert {one.heading for one in plan.questions} == {"Organisation", "Vorname"}


def test_a_card_of_ours_comes_back_as_it_was(database: Database, tmp_path: Path) -> None:
    name = {"given_name": "Jürgen", "family_name": "Groß, jun.", "original_name": "于尔根"}
    add_record(database, "person", **name, street="Weg 1", city="Köln", email="j@example.org")
    target = tmp_path / "cards.vcf"
    write_cards(read_cards(database, "person", list_ids(database, Listing("person"))), target)

    with open_source(target) as source:
        heading, row = source.read_rows()

    told = dict(zip(heading.cells, row.cells, strict=True))
    assert {field: told[field] for field in name} == name
    assert (told["street"], told["city"], told["email"]) == ("Weg 1", "Köln", "j@example.org")


def test_a_broken_card_is_a_row_with_a_remark(tmp_path: Path) -> None:
    file = tmp_path / "broken.vcf"
    file.write_text("BEGIN:VCARD\nN:A;B\nno colon here\nEND:VCARD\n" + PHONE, "utf-8")

    with open_source(file) as source:
        rows = list(source.read_rows())

    assert len(rows) == 4
    assert rows[1].remark == "This address card cannot be read; correct it or leave it out."


def test_what_no_card_says_is_no_column(tmp_path: Path) -> None:
    file = tmp_path / "short.vcf"
    file.write_text("BEGIN:VCARD\nFN:Jo Doe\nN:Doe;Jo\nEMAIL:j@example.org\nEND:VCARD\n", "utf-8")

    with open_source(file) as source:
        heading = next(iter(source.read_rows()))

    assert heading.cells == ["family_name", "given_name", "email"]


def test_a_file_without_a_whole_card_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cut.vcf"
    file.write_text(PHONE[:80], "utf-8")

    with pytest.raises(UserError, match="contains no address card that is complete"):
        open_source(file)


def test_the_headings_are_fields_of_people_and_posts(database: Database) -> None:
    fields = {*database.kinds["person"].fields, *database.kinds["affiliation"].fields}

    assert set(HEADINGS) - CARD_WORDS - {"website"} <= fields


def export_cards(database: Database, path: Path) -> Path:
    """All people of a database as cards."""
    write_cards(read_cards(database, "person", list_ids(database, Listing("person"))), path)
    return path


def take_cards(
    database: Database, path: Path, kind: str = "person", **options: Any
) -> tuple[int, int, int]:
    """Take cards in: how many were new, changed and as they were."""
    with open_source(path) as source:
        plan = plan_import(database, kind, source, ImportOptions(**options))
        assert plan.may_apply, plan.problems
        assert not take_import(database, source, plan).is_refused
    return plan.counts.new, plan.counts.changed, plan.counts.same


def test_our_own_cards_are_known_again_and_one_edited_on_a_telephone_changes_its_cells(
    database: Database, tmp_path: Path
) -> None:
    key = add_record(database, "person", given_name="Anna", family_name="Keller", phone="+49 351 1")
    add_record(database, "person", original_name="李明阳", family_name="Li", given_name="Mingyang")
    path = export_cards(database, tmp_path / "people.vcf")
    assert take_cards(database, path) == (0, 0, 2)
    text = path.read_text()
    path.write_text(text.replace("Keller", "Keller-Muster").replace("351 1", "351 2"))
    assert take_cards(database, path) == (0, 1, 1)
    columns = ("family_name", "phone", "uid")
    (cells,) = read_rows(database, Listing("person", columns=columns), [key]).values()
    assert list(cells) == ["Keller-Muster", "+49 351 2", None]


@pytest.mark.parametrize("kind", ["person", "affiliation"])
def test_the_mark_of_a_card_from_elsewhere_is_remembered(
    database: Database, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "phone.vcf"
    add_record(database, "member", name="T20")
    card = Card("ABC-1:x", "Bo Berg", "Berg", "Bo", organisation="T20", phones=(("FAX", "1"),))
    write_cards([card], path)
    assert take_cards(database, path, kind) == (1, 0, 0)
    assert recognise(database, path).kind == "person"
    write_cards([replace(card, family="Bergström")], path)
    assert take_cards(database, path) == (0, 1, 0)
    take_cards(database, path, "affiliation")
    assert len(list_ids(database, Listing("person"))) == 1
    assert b"UID:ABC-1:x" in export_cards(database, path).read_bytes()


def write_two_sources(folder: Path) -> list[Path]:
    """The card of one person as two address books hold it."""
    paths = [folder / "phone.vcf", folder / "office.vcf"]
    for path, mark in zip(paths, ("ABC-1", "XYZ-9"), strict=True):
        write_cards([Card(mark, "Bo Berg", "Berg", "Bo", organisation="T20")], path)
    return paths


def test_a_person_is_known_by_the_marks_of_several_address_books(
    database: Database, tmp_path: Path
) -> None:
    first, second = write_two_sources(tmp_path)
    assert take_cards(database, first) == (1, 0, 0)
    assert take_cards(database, second, key=("family_name", "given_name")) == (0, 1, 0)
    assert [take_cards(database, path) for path in (first, second)] == [(0, 0, 1), (0, 0, 1)]
    add_record(database, "member", name="T20")
    assert take_cards(database, second, "affiliation")[0] == 1
    assert len(list_ids(database, Listing("person"))) == 1


def test_the_marks_of_both_address_books_outlive_a_merge(
    database: Database, tmp_path: Path
) -> None:
    paths = write_two_sources(tmp_path)
    for path in paths:
        assert take_cards(database, path) == (1, 0, 0)
    keep, other = list_ids(database, Listing("person"))
    planned = plan_merge(database, "person", keep, other)
    assert not planned.notes
    database.apply(planned.change)
    assert [take_cards(database, path) for path in paths] == [(0, 0, 1), (0, 0, 1)]


def test_cards_of_doubles_that_were_merged_are_known_as_the_one_they_became(
    database: Database, tmp_path: Path
) -> None:
    keep, other = (add_record(database, "person", given_name="Bo", family_name=n) for n in "AB")
    path = export_cards(database, tmp_path / "people.vcf")
    database.apply(plan_merge(database, "person", keep, other).change)
    both = path.read_text()
    path.write_text(both[both.rindex("BEGIN") :])
    assert take_cards(database, path) == (0, 1, 0)
    path.write_text(both)
    with open_source(path) as source:
        plan = plan_import(database, "person", source, ImportOptions())
    assert (plan.counts.new, plan.counts.doubtful) == (0, 1)
