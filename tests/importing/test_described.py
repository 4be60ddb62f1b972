"""A row that describes other records beside its own: people at organisations, guests."""

import pytest

from t20desk.db.history.undoing import plan_undo
from t20desk.errors import UserError
from t20desk.importing.fitting import recognise_kind
from t20desk.importing.planning import plan_import
from t20desk.importing.values import CREATE, Meaning, Split
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.reading.rows import SheetRow
from tests.db.steps import everything, make
from tests.importing.sheets import Desk, places, tally

CONTACTS = ("Firma", "Straße", "PLZ", "Ort", "Vorname", "Name", "Position", "E-Mail")
KELLER = ("Muster GmbH", "Weg 1", "01067", "Dresden", "Anna", "Keller", "Leiterin", "a@example.org")
BERG = ("Muster GmbH", "Weg 1", "01067", "Dresden", "Bo", "Berg", "Einkauf", "b@example.org")


def read_all(desk: Desk, kind: str, *columns: str) -> list[tuple[object, ...]]:
    listing = Listing(kind, view="all", columns=columns)
    rows = read_rows(desk.database, listing, list_ids(desk.database, listing))
    return sorted(tuple(getattr(cell, "text", cell) for cell in cells) for cells in rows.values())


def test_a_list_of_contacts_makes_organisations_people_and_posts(desk: Desk) -> None:
    plan = desk.take("affiliation", [CONTACTS, KELLER, BERG])

    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    assert plan.ignored == []
    assert read_all(desk, "member", "name", "street", "city") == [
        ("Muster GmbH", "Weg 1", "Dresden")
    ]
    assert read_all(desk, "person", "given_name", "family_name", "email") == [
        ("Anna", "Keller", "a@example.org"),
        ("Bo", "Berg", "b@example.org"),
    ]
    assert read_all(desk, "affiliation", "person", "member", "position") == [
        ("Anna Keller", "Muster GmbH", "Leiterin"),
        ("Bo Berg", "Muster GmbH", "Einkauf"),
    ]


def test_it_is_one_change_and_one_undo(desk: Desk) -> None:
    before = everything(desk.database)
    desk.take("affiliation", [CONTACTS, KELLER, BERG])
    desk.database.apply(plan_undo(desk.database, 1).change)

    assert everything(desk.database) == before


def test_the_same_list_again_brings_nothing(desk: Desk) -> None:
    desk.take("affiliation", [CONTACTS, KELLER, BERG])
    again = desk.plan("affiliation", [CONTACTS, KELLER, BERG])

    assert tally(again) == (2, 0, 0, 2, 0, 0)
    assert not any(len(batch) for batch in again.change.batches)


def test_records_that_are_there_are_linked_and_stay_as_they_are(desk: Desk) -> None:
    make(desk.database, "member", name="Muster GmbH", city="Leipzig")
    make(desk.database, "person", given_name="Anna", family_name="Keller", email="a@example.org")
    desk.take("affiliation", [CONTACTS, KELLER])

    assert read_all(desk, "member", "name", "city") == [("Muster GmbH", "Leipzig")]
    assert len(read_all(desk, "person", "family_name")) == 1


def test_a_person_of_the_same_name_with_another_mail_is_asked_about(desk: Desk) -> None:
    make(desk.database, "person", given_name="Anna", family_name="Keller", email="x@example.org")
    plan = desk.plan("affiliation", [CONTACTS, KELLER, BERG])
    asked = next(one for one in plan.questions if one.field == "person")

    assert (plan.counts.doubtful, plan.counts.new) == (1, 1)
    assert asked.text == "Anna Keller"
    assert [one.words for one in asked.proposals] == ["Anna Keller (x@example.org)"]
    assert "create" in [one.answer for one in asked.answers]

    desk.take("affiliation", [CONTACTS, KELLER], meanings={"person": {asked.text: CREATE}})
    assert read_all(desk, "person", "email") == [("a@example.org",), ("x@example.org",)]


def test_of_two_people_of_one_name_the_mail_tells_which(desk: Desk) -> None:
    for mail in ("a@example.org", "x@example.org"):
        make(desk.database, "person", given_name="Anna", family_name="Keller", email=mail)
    desk.take("affiliation", [CONTACTS, KELLER])

    assert read_all(desk, "affiliation", "person", "person.email") == [
        ("Anna Keller", "a@example.org")
    ]


def test_an_odd_cell_of_a_person_is_said_at_its_place(desk: Desk) -> None:
    plan = desk.plan("affiliation", [CONTACTS, (*KELLER[:-1], "no mail")])

    assert plan.counts.errors == 1
    assert places(plan) == [(2, "H", "email")]


def test_guests_are_described_too(desk: Desk) -> None:
    make(desk.database, "event", title_en="Opening")
    rows = [
        ("Veranstaltung", "Vorname", "Nachname", "E-Mail"),
        ("Opening", "Li", "Wang", "w@example.org"),
    ]
    desk.take("participation", rows)

    assert read_all(desk, "participation", "event", "person", "person.email") == [
        ("Opening", "Li Wang", "w@example.org")
    ]


def test_a_chinese_name_is_found_family_name_first(desk: Desk) -> None:
    make(desk.database, "person", given_name="明阳", family_name="李")
    rows = [("Organisation", "名", "姓", "邮箱"), ("Muster", "明阳", "李", "l@example.org")]
    plan = desk.plan("affiliation", rows, meanings={"member": {"*": CREATE}})

    assert [batch.kind for batch in plan.change.batches] == [
        "affiliation",
        "member",
        "person",
    ]


def test_columns_are_mapped_by_hand(desk: Desk) -> None:
    mapping = {"Wer": "person.family_name", "Wo": "member.name", "Rest": ""}
    rows = [("Wer", "Wo", "Rest"), ("Keller", "Muster GmbH", "x")]
    plan = desk.take("affiliation", rows, mapping=mapping, header_row=1)

    assert plan.ignored == ["Rest"]
    assert read_all(desk, "affiliation", "person", "member") == [("Keller", "Muster GmbH")]


def test_without_a_name_such_columns_are_left_out(desk: Desk) -> None:
    make(desk.database, "member", name="Muster")
    make(desk.database, "person", family_name="Keller")
    rows = [("Organisation", "Person", "geboren"), ("Muster", "Keller", "1980")]
    plan = desk.plan("affiliation", rows)

    assert plan.counts.new == 1
    assert [one.heading for one in plan.along] == ["geboren"]


def test_a_list_of_contacts_is_recognised(desk: Desk) -> None:
    kinds = desk.database.kinds

    assert recognise_kind(kinds, [SheetRow(1, list(CONTACTS))]) == "affiliation"
    assert recognise_kind(kinds, [SheetRow(1, ["Nr.", "Name", "Land", "Ort"])]) == "member"
    people = ["Vorname", "Nachname", "E-Mail", "geboren"]
    assert recognise_kind(kinds, [SheetRow(1, people)]) == "person"


def test_a_meaning_says_who_is_meant(desk: Desk) -> None:
    key = make(
        desk.database, "person", given_name="Anna", family_name="Keller", email="x@example.org"
    )
    same = {"person": {"Anna Keller": Meaning("value", str(key))}}
    plan = desk.take("affiliation", [CONTACTS, KELLER], meanings=same)

    assert plan.counts.new == 1
    assert len(read_all(desk, "person", "email")) == 1


WHOLE = ("Firma", "Ort", "Ansprechpartner", "Position", "Handy")
HEIDE = ("Muster GmbH", "Dresden", "Frau Dr. Anna von der Heide", "Leiterin", "+49 170 1234567")
NAMES = ("form_of_address", "title", "given_name", "family_name")


def test_a_whole_name_in_one_cell_keeps_its_title(desk: Desk) -> None:
    desk.take("affiliation", [WHOLE, HEIDE])

    assert read_all(desk, "person", *NAMES, "mobile") == [
        ("ms", "Dr.", "Anna", "von der Heide", "+49 170 1234567")
    ]


def test_a_person_is_known_by_a_whole_name_with_a_title(desk: Desk) -> None:
    make(desk.database, "person", given_name="Anna", family_name="von der Heide")
    desk.take("affiliation", [WHOLE, HEIDE])

    assert len(read_all(desk, "person", "family_name")) == 1


def test_a_column_is_cut_into_the_fields_of_a_record_beside_the_row(desk: Desk) -> None:
    rows = [
        ("Firma", "Anschrift der Firma", "Wer"),
        ("Muster GmbH", "Weg 1, 01067 Dresden", "Herrn Prof. Jan Berg"),
    ]
    address = tuple(f"member.{name}" for name in ("street", "postcode", "city"))
    name = tuple(f"person.{name}" for name in NAMES)
    plan = desk.take(
        "affiliation", rows, splits=(Split(rows[0][1], address), Split(rows[0][2], name))
    )

    assert plan.ignored == []
    assert read_all(desk, "member", "street", "postcode", "city") == [("Weg 1", "01067", "Dresden")]
    assert read_all(desk, "person", *NAMES) == [("mr", "Prof.", "Jan", "Berg")]
    assert read_all(desk, "affiliation", "person", "member") == [("Jan Berg", "Muster GmbH")]


def test_a_row_without_a_person_brings_its_organisation_alone(desk: Desk) -> None:
    alone = ("Solo Ltd", "Leeds", None, None, None)
    plan = desk.take("affiliation", [WHOLE, HEIDE, alone, alone])

    assert tally(plan) == (3, 2, 0, 1, 0, 0)
    assert "2 rows have nothing in Person" in plan.remarks[-1]
    assert read_all(desk, "member", "name") == [("Muster GmbH",), ("Solo Ltd",)]
    assert len(read_all(desk, "affiliation", "member")) == 1


def test_a_row_without_a_person_stays_one_where_every_row_gets_a_day(desk: Desk) -> None:
    rows = [CONTACTS, KELLER, ("Solo GmbH", "", "", "Bonn", "", "", "", "")]
    plan = desk.plan("affiliation", rows, constants={"since": "2024"})

    assert tally(plan)[:2] == (2, 2)
    assert places(plan) == []


def test_a_position_without_a_person_is_no_row_to_be_taken(desk: Desk) -> None:
    plan = desk.plan("affiliation", [WHOLE, ("Solo Ltd", "Leeds", None, "Leiter", None)])

    assert tally(plan) == (1, 0, 0, 0, 0, 1)


HEADS = ("Institution", "Land", "Ansprechpartner", "eMail")


def test_a_contact_with_form_and_title_is_one_with_the_person_that_is_there(desk: Desk) -> None:
    make(desk.database, "person", given_name="Anna", family_name="Keller")
    desk.take(
        "affiliation", [HEADS, ("Muster GmbH", "DE", "Frau Dr. Anna Keller", "a@example.org")]
    )

    assert read_all(desk, "affiliation", "person", "member") == [("Anna Keller", "Muster GmbH")]
    assert len(read_all(desk, "person", "family_name")) == 1


def test_a_new_contact_keeps_form_and_title(desk: Desk) -> None:
    desk.take(
        "affiliation", [HEADS, ("Muster GmbH", "DE", "Frau Dr. Anna Keller", "a@example.org")]
    )

    fields = ("form_of_address", "title", "given_name", "family_name")
    assert read_all(desk, "person", *fields) == [("ms", "Dr.", "Anna", "Keller")]


def test_two_contacts_in_one_cell_are_asked_about(desk: Desk) -> None:
    row = ("Muster GmbH", "DE", "Bo Berg; Al Bach", "b@example.org")
    plan = desk.plan("affiliation", [HEADS, row])

    assert tally(plan)[4] == 1
    assert not plan.change.batches


def test_a_member_list_with_contacts_is_known_as_both(desk: Desk) -> None:
    rows = [SheetRow(1, ["Institution", "Land", "Ansprechpartner", "Funktion", "eMail", "Tel."])]
    assert recognise_kind(desk.database.kinds, rows, "member") == "affiliation"


def test_people_of_organisations_are_told_to_come_as_affiliations(desk: Desk) -> None:
    plan = desk.plan("person", [("Nachname", "Vorname", "Organisation"), ("Berg", "Bo", "Muster")])

    assert tally(plan)[0] == 1
    assert plan.ignored == ["Organisation"]
    said = "What stands in “Organisation” fits Affiliations; import the sheet as Affiliations"
    assert any(one.startswith(said) for one in plan.remarks)


def test_contacts_of_members_are_told_to_come_as_affiliations(desk: Desk) -> None:
    heads = ("Firma", "Land", "Mitglied seit", "Kontakt")
    plan = desk.plan("member", [heads, ("Muster AG", "DE", "2020", "Bo Berg")])

    assert tally(plan)[0] == 1
    said = "What stands in “Kontakt” fits Affiliations; import the sheet as Affiliations"
    assert any(one.startswith(said) for one in plan.remarks)


def test_members_with_a_column_of_contacts_are_known_as_both(desk: Desk) -> None:
    rows = [SheetRow(1, ["Firma", "Land", "Kontakt", "E-Mail"])]
    assert recognise_kind(desk.database.kinds, rows, "member") == "affiliation"


def test_nothing_is_said_of_columns_that_are_empty(desk: Desk) -> None:
    rows = [("Nachname", "Vorname", "Organisation"), ("Berg", "Bo", None)]
    assert desk.plan("person", rows).remarks == []


def test_a_sheet_refused_for_one_kind_names_the_kind_it_fits(desk: Desk) -> None:
    with pytest.raises(UserError, match="fits Affiliations"):
        desk.plan("person", [("Firma", "Ansprechpartner", "Handy"), ("Muster", "Bo Berg", "1")])


def test_headings_that_say_whose_they_are_go_there(desk: Desk) -> None:
    heads = ("Firma", "Ansprechpartner", "E-Mail Person", "Firmen-Mail", "Tel. (Firma)")
    desk.take("affiliation", [heads, ("Muster AG", "Bo Berg", "b@x.example", "i@x.example", "12")])

    assert read_all(desk, "person", "email", "phone") == [("b@x.example", None)]
    assert read_all(desk, "member", "email", "phone") == [("i@x.example", "12")]


def test_chinese_headings_say_whose_they_are(desk: Desk) -> None:
    heads = ("单位", "联系人", "联系人邮箱", "单位电话")
    desk.take("affiliation", [heads, ("南京中心", "王小明", "w@x.example", "12")])

    assert read_all(desk, "person", "email", "phone") == [("w@x.example", None)]
    assert read_all(desk, "member", "phone") == [("12",)]


def test_a_name_nearly_that_of_a_record_is_asked_about_before_one_is_made(desk: Desk) -> None:
    key = make(desk.database, "member", name="Muster Maschinen GmbH")
    rows = [CONTACTS, ("Muster Maschinen Gmb", *KELLER[1:])]
    plan = desk.plan("affiliation", rows)
    asked = next(one for one in plan.questions if one.field == "member")
    assert plan.counts.new == 1
    assert [one.answer for one in asked.answers] == ["create", "nothing"]
    assert asked.proposals[0].answer == str(key)

    meant = {"member": {asked.text: Meaning("value", asked.proposals[0].answer)}}
    assert desk.take("affiliation", rows, meanings=meant).questions == []
    assert read_all(desk, "member", "name") == [("Muster Maschinen GmbH",)]


def test_where_nobody_can_be_asked_a_name_nearly_there_is_told(desk: Desk) -> None:
    make(desk.database, "member", name="Muster Maschinen GmbH")
    with desk.opened([CONTACTS, ("Muster Maschinen Gmb", *KELLER[1:])]) as source:
        plan = plan_import(desk.database, "affiliation", source, ask=False)
    assert any("Muster Maschinen Gmb (Muster Maschinen GmbH)" in said for said in plan.remarks)
