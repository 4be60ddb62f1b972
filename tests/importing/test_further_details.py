"""Numbers and addresses for which a record has no field become its contact details."""

from pathlib import Path

import pytest
from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportOptions, ImportPlan, Meaning, Split
from t20desk.listing import Listing, count_rows, list_ids, read_rows
from t20desk.reading.source import open_source
from tests.builders import add_record
from tests.importing.sheets import Desk

CARD = """BEGIN:VCARD
VERSION:3.0
N:Keller;Anna;;;
FN:Anna Keller
ORG:Muster AG
TEL;TYPE=WORK:+49 351 100
TEL;TYPE=WORK:+49 351 200
TEL;TYPE=CELL:+49 171 100
TEL;TYPE=CELL:+49 171 200
TEL;TYPE=FAX:+49 351 999
EMAIL:anna@muster.example
EMAIL:anna@home.example
END:VCARD
"""
DETAILS = [
    ("email", "anna@home.example"),
    ("fax", "+49 351 999"),
    ("mobile", "+49 171 200"),
    ("phone", "+49 351 200"),
]
HEADS = ("Name", "Land", "Telefon", "Fax", "WeChat")


def details(database: Database) -> list[tuple[str, str]]:
    listing = Listing("contact_detail", view="all", columns=("kind", "value"))
    rows = read_rows(database, listing, list_ids(database, listing)).values()
    return sorted((str(kind), str(value)) for kind, value in rows)


def take_card(database: Database, path: Path, kind: str, **chosen: object) -> ImportPlan:
    path.write_text(CARD, "utf-8")
    with open_source(path) as source:
        plan = plan_import(database, kind, source, ImportOptions(**chosen))  # type: ignore[arg-type]
    assert not database.apply(plan.change).is_refused
    return plan


def test_all_numbers_of_an_address_card_are_taken(database: Database, tmp_path: Path) -> None:
    plan = take_card(database, tmp_path / "card.vcf", "person")
    assert details(database) == DETAILS
    said = "Columns with contact details: fax, further phone, further mobile phone, further e-mail."
    assert said in plan.remarks
    assert plan.ignored == ["Organisation"]


def test_a_card_that_says_the_organisation_gives_its_numbers_to_the_person(
    database: Database, tmp_path: Path
) -> None:
    unknown = {"member": {"*": Meaning("create")}}
    take_card(database, tmp_path / "card.vcf", "affiliation", meanings=unknown)
    assert details(database) == DETAILS
    listing = Listing("contact_detail", "person.family_name:Keller", view="all")
    assert count_rows(database, listing) == len(DETAILS)


def take_post(database: Database, path: Path) -> ImportPlan:
    """Take the card in as a post of a person who is there."""
    said = {
        "member": {"*": Meaning("create")},
        "person": {"Anna Keller": Meaning("value", "Anna Keller")},
    }
    return take_card(database, path, "affiliation", key=("person", "member"), meanings=said)


def own_numbers(database: Database) -> list[tuple[object, ...]]:
    table = database.tables["person"]
    with database.read() as connection:
        rows = connection.execute(select(table.c.phone, table.c.mobile, table.c.email))
        return [tuple(row) for row in rows]


def test_a_person_who_is_there_keeps_its_numbers_and_gets_further_ones(
    database: Database, tmp_path: Path
) -> None:
    own = ("+49 30 5", "+49 171 100", "anna@home.example")
    person = dict(zip(("phone", "mobile", "email"), own, strict=True))
    add_record(database, "person", given_name="Anna", family_name="Keller", **person)
    take_post(database, tmp_path / "card.vcf")
    assert own_numbers(database) == [own]
    further = [("email", "anna@muster.example"), ("fax", "+49 351 999"), ("mobile", "+49 171 200")]
    assert details(database) == [*further, ("phone", "+49 351 100"), ("phone", "+49 351 200")]
    again = take_post(database, tmp_path / "card.vcf")
    assert (again.counts.changed, again.counts.same, again.change.is_empty) == (0, 1, True)


def test_a_person_who_is_there_without_numbers_gets_them(
    database: Database, tmp_path: Path
) -> None:
    add_record(database, "person", given_name="Anna", family_name="Keller", phone="+49 30 5")
    take_post(database, tmp_path / "card.vcf")
    assert own_numbers(database) == [("+49 30 5", "+49 171 100", "anna@muster.example")]
    assert details(database) == [*DETAILS[:3], ("phone", "+49 351 100"), DETAILS[3]]


def test_a_post_that_is_there_changes_where_its_person_gets_a_number(
    database: Database, tmp_path: Path
) -> None:
    person = add_record(database, "person", given_name="Anna", family_name="Keller")
    member = add_record(database, "member", name="Muster AG")
    add_record(database, "affiliation", person=person, member=member)
    plan = take_post(database, tmp_path / "card.vcf")
    assert (plan.counts.changed, plan.counts.same) == (1, 0)
    assert len(details(database)) == len(DETAILS)


def test_a_fax_in_a_list_of_organisations_is_a_contact_detail(desk: Desk) -> None:
    plan = desk.take(
        "member", [HEADS, ("Alpha", "DE", "+49 30 1", "+49 30 2; +49 30 3", "alpha_w")]
    )
    found = [("fax", "+49 30 2"), ("fax", "+49 30 3"), ("wechat", "alpha_w")]
    assert details(desk.database) == found
    assert plan.ignored == []


def test_numbers_that_are_known_do_not_come_twice(desk: Desk) -> None:
    rows = [HEADS, ("Alpha", "DE", "+49 30 1", "+49 30 2", "-")]
    desk.take("member", rows)
    keyed = [("Name", "Land", "Fax"), ("Alpha", "DE", "+49 (30) 2; +49 30 1; +49 30 9")]
    plan = desk.take("member", keyed, key=("name", "country"))
    assert (plan.counts.changed, plan.counts.same) == (1, 0)
    assert details(desk.database) == [("fax", "+49 30 2"), ("fax", "+49 30 9")]
    assert desk.plan("member", keyed, key=("name", "country")).change.is_empty


def test_only_those_without_a_fax_get_one_to_fill(desk: Desk) -> None:
    desk.take("member", [HEADS, ("Alpha", "DE", "", "+49 30 2", ""), ("Beta", "DE", "", "", "")])
    rows = [("Name", "Land", "Fax"), ("Alpha", "DE", "+49 30 8"), ("Beta", "DE", "+49 30 9")]
    desk.take("member", rows, key=("name", "country"), mode="fill")
    assert details(desk.database) == [("fax", "+49 30 2"), ("fax", "+49 30 9")]


def test_a_column_goes_to_a_contact_detail_by_choice_whole_or_cut(desk: Desk) -> None:
    heads = ("Name", "Land", "Zentrale", "Rufnummern")
    rows = [heads, ("Alpha", "DE", "+49 30 5", "+49 30 1 / +49 171 2")]
    desk.take(
        "member",
        rows,
        mapping={"Zentrale": "contact_detail.phone"},
        splits=(Split("Rufnummern", ("phone", "contact_detail.mobile"), "/"),),
    )
    assert details(desk.database) == [("mobile", "+49 171 2"), ("phone", "+49 30 5")]


@pytest.mark.parametrize("kind", ["member", "person"])
def test_a_layout_keeps_that_a_column_is_a_contact_detail(desk: Desk, kind: str) -> None:
    name = "Name" if kind == "member" else "Nachname"
    rows = [(name, "Durchwahl"), ("Alpha", "+49 30 5")]
    desk.take(kind, rows, mapping={"Durchwahl": "contact_detail.phone"}, remember="Mail")
    desk.take(kind, [(name, "Durchwahl"), ("Beta", "+49 30 6")])
    assert details(desk.database) == [("phone", "+49 30 5"), ("phone", "+49 30 6")]
