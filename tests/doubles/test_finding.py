"""The finder finds what a generator written before its rules made double, and little else."""

from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from t20desk.db.database import Database
from t20desk.doubles import firm_words
from t20desk.doubles.decided import list_doubles, plan_no_doubles, plan_points, read_points
from t20desk.doubles.finding import Pair, find_doubles
from t20desk.doubles.rules import SCHEMES, add_points, list_rules, most_by_names
from t20desk.doubles.seeing import COMPARERS, read_sights
from tests.builders import add_record
from tests.doubles.made_organisations import make_organisations
from tests.doubles.made_people import make_people
from tests.doubles.proof import Maker, prove, write_made

SORTS = [("person", make_people), ("member", make_organisations)]
GOOD = 0.95


@pytest.mark.parametrize(("kind", "make"), SORTS)
def test_nearly_all_doubles_are_found_and_hardly_anything_else(
    tmp_path: Path, kind: str, make: Maker
) -> None:
    database = Database.create(tmp_path / "office.t20")
    proof = prove(database, kind, make(20261125, 800))
    database.close()
    assert (proof.precision, proof.recall) >= (GOOD, 0)
    assert proof.recall >= GOOD


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize(("kind", "make"), SORTS)
def test_so_they_are_whatever_the_dice_say(
    tmp_path: Path, kind: str, make: Maker, seed: int
) -> None:
    database = Database.create(tmp_path / "office.t20")
    proof = prove(database, kind, make(seed, 1500))
    database.close()
    assert proof.precision >= GOOD
    assert proof.recall >= GOOD


@pytest.mark.parametrize(("kind", "make"), SORTS)
def test_names_add_no_more_than_is_reckoned_with_whatever_the_points(
    file_database: Database, kind: str, make: Maker
) -> None:
    write_made(file_database, kind, make(7, 40))
    comparer = COMPARERS[kind]()
    sights = read_sights(file_database, comparer, kind)
    comparer.count(sights)
    dice = Random(11)
    for one, other in combinations(sights, 2):
        points = {name: dice.randint(-20, 20) for name in SCHEMES[kind].points()}
        rest = comparer.compare_rest(one, other)
        whole = comparer.compare_names(one, other, rest)
        assert add_points(whole, points) - add_points(rest, points) <= most_by_names(points)


def find(database: Database, kind: str) -> list[Pair]:
    return find_doubles(database, kind, SCHEMES[kind].points())


def test_one_name_in_two_countries_is_a_pair_only_by_the_points_of_an_office(
    file_database: Database,
) -> None:
    for country in ("DE", "AT"):
        add_record(file_database, "member", name="Müller GmbH", country=country, short_name="MG")
    assert find(file_database, "member") == []
    points = {**SCHEMES["member"].points(), "country_other": 0}
    assert len(find_doubles(file_database, "member", points)) == 1


SAME_PEOPLE = {
    "swapped": ({"given_name": "Weiguo", "family_name": "Zhang", "email": "zwg@example.org"},
                {"given_name": "Zhang", "family_name": "Weiguo", "email": "zwg@example.org"}),
    "script": ({"family_name": "欧阳", "given_name": "文博", "mobile": "+86 138 0000 1111"},
               {"family_name": "Ouyang", "given_name": "Wenbo", "mobile": "0086 13800001111"}),
    "short form": ({"given_name": "Elisabeth", "family_name": "Müller", "born": "1970-02-03"},
                   {"given_name": "Lisa", "family_name": "Mueller", "born": "1970-02-03"}),
    "typing error": ({"given_name": "Olaf", "family_name": "Lindström"},
                     {"given_name": "Olaf", "family_name": "Lindtröm"}),
    "title": ({"given_name": "Dr. Olaf", "family_name": "Lindström"},
              {"given_name": "Olaf", "family_name": "Lindström"}),
}  # fmt: skip


@pytest.mark.parametrize("sort", SAME_PEOPLE)
def test_one_person_written_twice_is_found(database: Database, sort: str) -> None:
    made = {add_record(database, "person", **values) for values in SAME_PEOPLE[sort]}
    [pair] = find(database, "person")
    assert {pair.one, pair.other} == made
    assert pair.score >= 0.5


SAME_FIRMS = {
    "legal form": ("Aquatec Messtechnik GmbH",
                   "Aquatec Messtechnik Gesellschaft mit beschränkter Haftung"),
    "legal form in Chinese": ("Aquatec Messtechnik GmbH", "Aquatec Messtechnik 有限公司"),
    "legal form in letters": ("华信科技 GmbH", "华信科技有限公司"),
    "legal form and script": ("Huaxin Technologie GmbH", "华信科技有限责任公司"),
    "umlaut": ("Müller & Söhne Maschinenbau", "Mueller und Soehne Maschinenbau GmbH"),
    "script": ("南京华信科技有限公司", "Nanjing Huaxin Technology Co., Ltd."),
    "typing error": ("Aquatec Messtechnik Nord", "Aquatec Messtechnik Nort"),
    "order": ("Technische Universität Dresden", "Universität Dresden, Technische"),
}  # fmt: skip


@pytest.mark.parametrize("sort", SAME_FIRMS)
def test_one_organisation_written_twice_is_found(file_database: Database, sort: str) -> None:
    reach = {"website": "https://www.example.org", "city": "Nanjing"}
    for name in SAME_FIRMS[sort]:
        add_record(file_database, "member", name=name, **reach)
    assert len(find(file_database, "member")) == 1


@pytest.mark.parametrize(
    ("form", "country", "number"), [("Limited", None, 1), ("Limited", "GB", 0), ("AG", None, 0)]
)
def test_one_legal_form_in_two_languages_is_no_other_form(
    file_database: Database, form: str, country: str | None, number: int
) -> None:
    add_record(file_database, "member", name="Solar Werke GmbH", city="Bonn", country="DE")
    add_record(file_database, "member", name=f"Solar Werke {form}", city="Bonn", country=country)
    assert len(find(file_database, "member")) == number


@pytest.mark.parametrize(("country", "number"), [("FR", 1), (None, 1), ("CH", 0)])
def test_of_two_with_one_name_one_may_say_nothing_else(
    file_database: Database, country: str | None, number: int
) -> None:
    add_record(file_database, "member", name="BNP Paribas", country="FR")
    add_record(file_database, "member", name="BNP Paribas SA", country=country, city="Paris")
    assert len(find(file_database, "member")) == number


@pytest.mark.parametrize("name", ["Technologie-Transfer Berlin", "Technologie Transfer Berlin"])
def test_a_compound_is_one_name_in_one_word_or_in_several(
    file_database: Database, name: str
) -> None:
    add_record(file_database, "member", name="Technologietransfer Berlin GmbH", city="Berlin")
    add_record(file_database, "member", name=name)
    assert len(find(file_database, "member")) == 1


@pytest.mark.parametrize(
    ("name", "number"), [("BNP Pariba", 1), ("BNP Paribsa", 1), ("BNP Pacific", 0)]
)
def test_of_two_with_one_word_mistyped_one_may_say_nothing_else(
    file_database: Database, name: str, number: int
) -> None:
    add_record(file_database, "member", name="BNP Paribas", country="FR", city="Paris")
    add_record(file_database, "member", name=name, country="FR")
    assert len(find(file_database, "member")) == number


DIFFERENT_FIRMS = {
    "branches": ("BNP Paribas Shanghai Branch", "BNP Paribas Beijing Branch"),
    "subsidiary": ("Siemens Energy AG", "Siemens Healthcare AG"),
    "kin": ("Berlin University of Physics", "Berlin Institute of Physics"),
    "one word alike": ("Bank Bern", "Bank Born"),
    "branches in signs": ("中国银行南京分行", "中国银行苏州分行"),
}


@pytest.mark.parametrize("sort", DIFFERENT_FIRMS)
def test_organisations_of_one_group_stay_apart(file_database: Database, sort: str) -> None:
    for name in DIFFERENT_FIRMS[sort]:
        add_record(file_database, "member", name=name, website="https://group.example.org")
    assert find(file_database, "member") == []


def test_twins_at_one_address_stay_apart(file_database: Database) -> None:
    home = {"street": "Gartenweg 4", "phone": "+49 30 1234567", "born": "1990-05-15"}
    for given in ("Jan", "Jana"):
        add_record(file_database, "person", given_name=given, family_name="Westerberg", **home)
    assert find(file_database, "person") == []


def test_venues_and_events_are_compared_too(file_database: Database) -> None:
    for name in ("Grand Hall", "The Grand Hall"):
        add_record(file_database, "venue", name=name, city="Nanjing")
        add_record(file_database, "event", title_en=name, starts="2026-06-26T09:00")
    assert [len(find(file_database, kind)) for kind in ("venue", "event")] == [1, 1]


def test_a_pair_that_is_no_double_stays_away_until_one_of_them_changes(database: Database) -> None:
    for given in ("Olaf", "Olaf"):
        add_record(database, "person", given_name=given, family_name="Lindström")
    [pair] = list_doubles(database, "person")
    applied = database.apply(plan_no_doubles(database, "person", [(pair.other, pair.one)]))
    assert not applied.is_refused
    assert list_doubles(database, "person") == []
    edit_email(database, pair.one)
    assert len(list_doubles(database, "person")) == 1
    database.apply(plan_no_doubles(database, "person", [(pair.one, pair.other)]))
    assert list_doubles(database, "person") == []


def edit_email(database: Database, key: int) -> None:
    from t20desk.editing import plan_edit

    database.apply(plan_edit(database, "person", {key: {"email": "olaf@example.org"}}))


def test_the_office_gives_its_own_points_and_takes_them_back(database: Database) -> None:
    declared = read_points(database, "person")
    wanted = declared | {"mail_same": 20, "limit": 12}
    database.apply(plan_points(database, "person", wanted))
    assert read_points(database, "person") == wanted
    database.apply(plan_points(database, "person", declared))
    assert read_points(database, "person") == declared
    assert plan_points(database, "person", declared).is_empty


@pytest.mark.parametrize("kind", SCHEMES)
def test_every_rule_has_a_name_of_its_own_and_words(kind: str) -> None:
    names = [rule.name for rule in list_rules(kind)]
    assert len(set(names)) == len(names)
    assert all(rule.label for rule in list_rules(kind))


def test_every_long_legal_form_is_looked_for_where_it_stands() -> None:
    assert all(map(firm_words.HAS_LONG_FORM.search, firm_words.LONG_FORMS))
