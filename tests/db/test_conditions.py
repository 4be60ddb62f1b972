"""What a search finds, the same on both databases."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.listing import Listing, count_rows, list_ids, read_rows
from t20desk.listing.selecting import Reader
from tests.conftest import SORTS
from tests.db.steps import find, holds, make, make_many, record_of
from tests.shared import open_shared
from tests.tries import tries

MEMBERS = (
    {"notes": "nanjing", "name": "南京技术交易中心", "city": "南京", "country": "CN"},
    {"notes": "muller", "name": "Müller & Söhne", "city": "Köln", "country": "DE"},
    {"notes": "bank", "name": "BNP Paribas", "city": "Paris", "country": "FR", "kind": "bank"},
    {"notes": "phone", "name": "Telefon AG", "phone": "+49 (0)351 123-4567"},
    {"notes": "home", "name": "Ortsnetz", "phone": "0351 7654321"},
    {"notes": "percent", "name": "100%_fair\\play", "city": "O'Fallon"},
    {"notes": "emoji", "name": "Smile 😀 Ltd", "short_name": "C++"},
    {"notes": "russian", "name": "Технопарк Самара", "country": "RU"},
)


@pytest.fixture(scope="module", params=SORTS)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("office")) as database:
        make_all(database, "member", MEMBERS)
        yield database


def make_all(database: Database, kind: str, records: Sequence[Mapping[str, Stored]]) -> None:
    """Make records that name different fields."""
    names = sorted({name for one in records for name in one})
    make_many(database, kind, [{name: one.get(name) for name in names} for one in records])


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("南京", {"nanjing"}),
        ("南", {"nanjing"}),
        ("技术交易", {"nanjing"}),
        ("交", {"nanjing"}),
        ("京南", set()),
        ("jy", {"nanjing"}),
        ("zx", {"nanjing"}),
        ("jn", set()),
        ("nanjing", {"nanjing"}),
        ("nan", {"nanjing"}),
        ('"nan jing"', {"nanjing"}),
        ("nj", {"nanjing"}),
        ("NANJING", {"nanjing"}),
        ("Müller", {"muller"}),
        ("muller", {"muller"}),
        ("mueller", {"muller"}),
        ("MÜLLER", {"muller"}),
        ("Mu\u0308ller", {"muller"}),
        ("mu", {"muller"}),
        ("soehne", {"muller"}),
        ("ülle", {"muller"}),
        ("ariba", {"bank"}),
        ("ar", set()),
        ("pa", {"bank"}),
        ("234567", {"phone"}),
        ("0049 351 1234567", {"phone"}),
        ("351-123-45", {"phone"}),
        ("３５１－１２３－４５", {"phone"}),
        ("(0351) 123-45", {"phone"}),
        ("123-4567", {"phone"}),
        ("+49351123", {"phone"}),
        ("0351 123", {"phone"}),
        ("+49 351 12 34 56", {"phone"}),
        ("+49 (0) 351 123 45", {"phone"}),
        ("12 34 56", {"phone"}),
        ("-(12 34 56) home", {"home"}),
        ('"0351 123"', {"phone"}),
        ("0049351123", {"phone"}),
        ("03511234567", {"phone"}),
        ("+49351765", {"home"}),
        ("0%_f", {"percent"}),
        ("%", {"percent"}),
        ("_", {"percent"}),
        ("\\", {"percent"}),
        ("r\\p", {"percent"}),
        ("o'f", {"percent"}),
        ("😀", {"emoji"}),
        ("++", {"emoji"}),
        ("&", {"muller"}),
        ("самара", {"russian"}),
        ("парк", {"russian"}),
        ("те", {"russian"}),
        ("Frankreich", {"bank"}),
        ("中国", {"nanjing"}),
        ("bank", {"bank"}),
        ("BNP paris", {"bank"}),
        ("BNP or müller", {"bank", "muller"}),
        ("-(nanjing or muller or bank or phone)", {"home", "percent", "emoji", "russian"}),
        ("nothing-like-it", set()),
    ],
)
def test_a_word_finds(office: Database, search: str, found: set[str]) -> None:
    assert find(office, "member", search) == found


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("name:müller", {"muller"}),
        ("name:MULLER", {"muller"}),
        ("name:交易", {"nanjing"}),
        ("name:nanjing", {"nanjing"}),
        ('name:"nan jing"', {"nanjing"}),
        ("name:=nanjing", set()),
        ("name:=南京技术交易中心", {"nanjing"}),
        ('name:="bnp PARIBAS"', {"bank"}),
        ("name:=BNP", set()),
        ("name:%", {"percent"}),
        ("name:mueller", {"muller"}),
        ("name:MÜLL", {"muller"}),
        ("name:soehn", {"muller"}),
        ("city:nj", {"nanjing"}),
        ("city:nanj", {"nanjing"}),
        ('city:"nan j"', {"nanjing"}),
        ("city:jn", set()),
        ("phone:123456", {"phone"}),
        ("name:=100%", set()),
        ("name:>s", {"phone", "emoji", "russian"}),
        ("name:a..c", {"bank"}),
        ("name:<b", {"percent"}),
        ("city:", {"phone", "home", "emoji", "russian"}),
        ("city:*", {"nanjing", "muller", "bank", "percent"}),
        ("-city:*", {"phone", "home", "emoji", "russian"}),
        ("-city:köln", {"nanjing", "bank", "percent", "phone", "home", "emoji", "russian"}),
        ("-city:=Paris city:*", {"nanjing", "muller", "percent"}),
        ("country:DE", {"muller"}),
        ("country:Deutschland", {"muller"}),
        ("country:德国", {"muller"}),
        ('country:"VR China"', {"nanjing"}),
        ('country:"P.R. China"', {"nanjing"}),
        ("country:=china", {"nanjing"}),
        ("-country:CN -country:", {"muller", "bank", "russian"}),
        ("kind:bank", {"bank"}),
        ("kind:Bank", {"bank"}),
        ("Land:Frankreich", {"bank"}),
        ("城市:南京", {"nanjing"}),
        ("phone:1234567", {"phone"}),
        ("phone:0351", {"phone", "home"}),
        ('phone:"+49 351"', {"phone", "home"}),
        ('phone:"0351/123"', {"phone"}),
    ],
)
def test_a_field_finds(office: Database, search: str, found: set[str]) -> None:
    assert find(office, "member", search) == found


@pytest.mark.parametrize(
    ("search", "hits"),
    [
        ("phone:044555", 1),
        ('phone:"044 555 01"', 1),
        ('phone:"0041 44 555"', 1),
        ("phone:+4144", 1),
        ("phone:550132", 1),
        ("phone:055501", 0),
        ("0041 44 555", 1),
        ("555-01-32", 1),
        ("1/32", 0),
        ("044/5550132", 1),
        ("2024-05-31", 0),
    ],
)
def test_a_number_abroad_is_found_as_it_is_dialled(
    database: Database, search: str, hits: int
) -> None:
    make(database, "member", name="A", phone="+41 44 555 01 32")
    assert count_rows(database, Listing("member", search=search, view="all")) == hits


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("nosuch:x", "has no field “nosuch”; look up"),
        ("contry:x", "write “country” if that is meant"),
        ("lnad:x", "write “Land” if"),
        ("国架:x", "write “国家” if"),
        ("founding:x", "write “Founding_member” if"),
        ("country:-DE", "write the minus before the field"),
        ("Service_aeras:x", "write “Service_areas” if that is meant"),
        ("country:Nowhereland", "Nowhereland"),
        ("country:Kongo", "say which"),
        ("country:=Kongo", "say which"),
        ("status:nonsense", "nonsense"),
        ("joined:foo", "foo"),
        ("joined:%", "%"),
        ("confirmed_on:>never", "never"),
        ("founding_member:perhaps", "perhaps"),
        ("name.city:x", "name is not a link"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_in_a_sentence(
    office: Database, search: str, words: str
) -> None:
    with pytest.raises(UserError) as caught:
        find(office, "member", search)
    assert words in caught.value.message
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(
    ("word", "found"),
    [("南京", "nanjing"), ("nj", "nanjing"), ("köln", "muller"), ("paribas", "bank")],
)
def test_a_frequent_word_is_tested_at_each_record_instead_of_looked_up(
    office: Database, word: str, found: str
) -> None:
    asked = Listing("member", search=word, columns=("notes",), view="all")
    reader = Reader(office, asked, frozenset((word,)))
    with office.read() as connection:
        ids = list(connection.scalars(reader.some()))
    assert [row[0] for row in read_rows(office, asked, ids).values()] == [found]


PEOPLE = (
    {"family_name": "单", "given_name": "田芳", "notes": "单"},
    {"family_name": "曾", "given_name": "国藩", "notes": "曾"},
    {"family_name": "解", "given_name": "缙", "notes": "解"},
    {"family_name": "Lovelace", "given_name": "Ada", "notes": "Lovelace"},
)


@pytest.fixture(scope="module", params=SORTS)
def people(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("people")) as database:
        make_all(database, "person", PEOPLE)
        yield database


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("shan", {"单"}),
        ("dan", {"单"}),
        ("zeng", {"曾"}),
        ("xie", {"解"}),
        ("单", {"单"}),
        ("家", set()),
        ("family_name:shan", {"单"}),
        ("family_name:=单", {"单"}),
        ("ada lovelace", {"Lovelace"}),
        ('"Ada Lovelace"', {"Lovelace"}),
        ('"Lovelace Ada"', set()),
        ('full_name:"ada love"', {"Lovelace"}),
    ],
)
def test_a_person_is_found_by_name(people: Database, search: str, found: set[str]) -> None:
    assert find(people, "person", search) == found


DAYS = (
    {"notes": "year", "name": "A", "confirmed_on": None, "follow_up": "2019-12-31"},
    {"notes": "first", "name": "B", "confirmed_on": "2020-01-01", "follow_up": None},
    {"notes": "last", "name": "C", "confirmed_on": "2020-12-31", "follow_up": None},
    {"notes": "next", "name": "D", "confirmed_on": "2021-01-01", "follow_up": None},
)


@pytest.fixture(scope="module", params=SORTS)
def days(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("days")) as database:
        make_all(database, "member", DAYS)
        yield database


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("confirmed_on:2020", {"first", "last"}),
        ("confirmed_on:20", {"first", "last", "next"}),
        ("confirmed_on:12.2020", {"last"}),
        ("confirmed_on:2020-12", {"last"}),
        ("confirmed_on:31.12.2020", {"last"}),
        ("confirmed_on:2020年12月31日", {"last"}),
        ("confirmed_on:=2020-12-31", {"last"}),
        ("confirmed_on:>2020", {"next"}),
        ("confirmed_on:<2021", {"first", "last"}),
        ("confirmed_on:>2020-12-30", {"last", "next"}),
        ("confirmed_on:2020..2020", {"first", "last"}),
        ("confirmed_on:2020-02..2021", {"last", "next"}),
        ("confirmed_on:", {"year"}),
        ("follow_up:*", {"year"}),
    ],
)
def test_days_are_found_whole_and_in_part(database: Database, search: str, found: set[str]) -> None:
    make_many(database, "member", DAYS)
    assert find(database, "member", search) == found


def test_partial_dates_of_membership_are_compared(database: Database) -> None:
    keys = make_many(database, "member", [{"name": n, "notes": n} for n in ("a", "b", "c")])
    for key, since in zip(keys, ("2019", "2019-06", "2020-01-01"), strict=True):
        make(database, "membership_period", member=key, since=since)
    assert find(database, "member", "joined:2019") == {"a", "b"}
    assert find(database, "member", "joined:>2019") == {"c"}
    assert find(database, "member", "joined:<2020") == {"a", "b"}
    assert find(database, "member", "joined:2019-06..2020") == {"b", "c"}
    assert find(database, "member", "joined:=2019") == {"a"}


CHOOSERS = (
    {"name": "A", "notes": "one", "areas": " technology_transfer ", "founding_member": 0},
    {"name": "B", "notes": "both", "areas": " technology_transfer financial_services ",
     "founding_member": 1},
    {"name": "C", "notes": "none"},
)  # fmt: skip


@pytest.fixture(scope="module", params=SORTS)
def choosers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("choosers")) as database:
        make_all(database, "member", CHOOSERS)
        yield database


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("areas:technology_transfer", {"one", "both"}),
        ("areas:Technologietransfer", {"one", "both"}),
        ("areas:技术转移", {"one", "both"}),
        ('areas:"technology transfer; financial services"', {"both"}),
        ("areas:=technology_transfer", {"one"}),
        ("areas:", {"none"}),
        ("-areas:financial_services", {"one", "none"}),
        ("founding_member:yes", {"both"}),
        ("founding_member:nein", {"one"}),
        ("founding_member:", {"none"}),
        ("-founding_member:yes", {"one", "none"}),
    ],
)
def test_choices_are_found_by_code_and_label(
    choosers: Database, search: str, found: set[str]
) -> None:
    assert find(choosers, "member", search) == found


@pytest.fixture(scope="module", params=SORTS)
def guests(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("guests")) as database:
        make_guests(database)
        yield database


def make_guests(database: Database) -> None:
    german, chinese = make_many(
        database, "member",
        [{"name": "Berlin Bank", "country": "DE"}, {"name": "南京中心", "country": "CN"}],
    )  # fmt: skip
    ada, wei = make_many(
        database, "person",
        [{"given_name": "Ada", "family_name": "Lovelace"},
         {"given_name": "伟", "family_name": "王"}],
    )  # fmt: skip
    event = make(database, "event", title_de="Technikwoche", title_en="Tech Week")
    make_many(
        database, "participation",
        [{"event": event, "person": ada, "member": german, "notes": "ada"},
         {"event": event, "person": wei, "member": chinese, "notes": "wei"},
         {"event": event, "person": None, "member": chinese, "notes": "delegate"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("member.country:DE", {"ada"}),
        ("member.country:China", {"wei", "delegate"}),
        ("-member.country:DE", {"wei", "delegate"}),
        ("-person.family_name:王", {"ada", "delegate"}),
        ("person:", {"delegate"}),
        ("person:lovelace", {"ada"}),
        ('person:"Ada Lovelace"', {"ada"}),
        ('person:="Ada Lovelace"', {"ada"}),
        ('member:="Berlin Bank"', {"ada"}),
        ("member:=Berlin", set()),
        ("member:nanjing", {"wei", "delegate"}),
        ('event:="Tech Week"', {"ada", "wei", "delegate"}),
        ("event:=Technikwoche", {"ada", "wei", "delegate"}),
        ("event.title:Technikwoche", {"ada", "wei", "delegate"}),
        ("lovelace", {"ada"}),
        ("王伟", {"wei"}),
        ("王 伟", {"wei"}),
        ("member:99999999999999999999999", set()),
        ("member:9223372036854775807", set()),
    ],
)
def test_links_are_followed(guests: Database, search: str, found: set[str]) -> None:
    assert find(guests, "participation", search) == found


def test_a_link_is_found_by_the_id_of_its_target(database: Database) -> None:
    key = make(database, "member", name="Parent")
    make(database, "member", name="Child", notes="child", parent=key)
    assert find(database, "member", f"parent:{key}") == {"child"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_translated_title_is_found_in_every_language_of_the_window(
    database: Database, language: str
) -> None:
    make(database, "event", title_de="Eröffnung", title_zh="开幕式", notes="opening")
    i18n.use(language)
    for search in ("Eröffnung", "eroeffnung", "开幕", "title:开幕", "title:eröff", "title_zh:开"):
        assert find(database, "event", search) == {"opening"}
    assert find(database, "event", "title_en:") == {"opening"}
    assert find(database, "event", "title:*") == {"opening"}


def test_inherited_places_are_found_by_their_field(database: Database) -> None:
    top = make(database, "event", title_en="Week", city="Nanjing", notes="week")
    make(database, "event", title_en="Day", parent=top, notes="day")
    assert find(database, "event", "city:nan") == {"week", "day"}
    assert find(database, "event", "city:=nanjing") == {"week", "day"}
    assert find(database, "event", "city:") == set()


def test_long_texts_are_found_whatever_their_capitals(database: Database) -> None:
    make(database, "member", name="A", notes="ÜBER die ÉCOLE")
    assert find(database, "member", "notes:über") == {"ÜBER die ÉCOLE"}
    assert find(database, "member", "notes:École") == {"ÜBER die ÉCOLE"}


def test_a_changed_name_is_found_and_the_old_one_no_more(database: Database) -> None:
    from t20desk.editing import plan_edit

    key = make(database, "member", name="Alpha", notes="it")
    assert not database.apply(plan_edit(database, "member", {key: {"name": "Omega"}})).is_refused
    assert find(database, "member", "omega") == {"it"}
    assert find(database, "member", "alpha") == set()
    assert record_of(database, "member", key)["name"] == "Omega"


LETTERS = st.sampled_from("aAbBcÄäßüéøŁ0 1.-/&%南京单曾市бИйё")
TEXTS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@pytest.fixture(scope="module", params=SORTS)
def texts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("texts")) as database:
        yield database


@settings(max_examples=tries(60), deadline=None)
@given(
    names=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6),
    wanted=st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=4),
    data=st.data(),
)
def test_a_word_finds_what_a_plain_reading_of_the_texts_finds(
    texts: Database, names: list[tuple[str, str]], wanted: list[str], data: st.DataObject
) -> None:
    """In three scripts, against keys compared one by one in Python."""
    records = [{"name": name.strip(), "city": city.strip()} for name, city in names]
    ids = make_many(texts, "venue", records)
    whole = data.draw(st.sampled_from([text for pair in names for text in pair]))
    start = data.draw(st.integers(0, len(whole)))
    for word in [*wanted, whole[start : start + 5], whole]:
        found = list_ids(texts, Listing("venue", search=f'"{word}"'))
        expected = [key for key, one in zip(ids, records, strict=True) if holds(word, one.values())]
        assert sorted(set(found) & set(ids)) == expected, word
