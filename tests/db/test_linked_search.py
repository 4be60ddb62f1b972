"""Searching over links in both directions, by counts, patterns and days told from today."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.engines.stopping import Stop, stopped_by
from t20desk.db.search.patterns import Pattern, find_letters
from t20desk.errors import Cancelled, UserError
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.listing.selecting import Reader
from t20desk.searching import QueryError
from tests.conftest import SORTS
from tests.db.steps import find, make, make_many
from tests.shared import open_shared


@pytest.fixture(scope="module", params=SORTS)
def alliance(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("alliance")) as database:
        fill(database)
        yield database


def fill(database: Database) -> None:
    """Two members with people, periods and guests at two events, and one that stands alone."""
    bank, centre, _alone = make_many(
        database,
        "member",
        [
            {"name": "Berlin Bank", "country": "DE", "notes": "bank", "further_countries": None},
            {"name": "南京中心", "country": "CN", "notes": "centre",
             "further_countries": " DE FR HK "},
            {"name": "Alone", "country": "FR", "notes": "alone", "further_countries": " DE "},
        ],
    )  # fmt: skip
    ada, wei = make_many(
        database,
        "person",
        [
            {"given_name": "Ada", "family_name": "Lovelace", "notes": "ada", "country": "GB"},
            {"given_name": "伟", "family_name": "王", "notes": "wei", "country": "CN"},
        ],
    )
    posts = [(ada, bank), (wei, bank), (wei, centre), (wei, centre)]
    make_many(database, "affiliation", [{"person": one, "member": at} for one, at in posts])
    make(database, "membership_period", member=bank, since="2019-06-26")
    make(database, "membership_period", member=centre, since="2021")
    week, _empty = make_many(
        database,
        "event",
        [{"title_en": "Tech Week", "notes": "week"}, {"title_en": "Later", "notes": "later"}],
    )
    make(database, "event", title_en="Opening", parent=week, notes="opening")
    make_many(
        database,
        "participation",
        [
            {"event": week, "person": ada, "member": bank, "notes": "ada"},
            {"event": week, "person": None, "member": centre, "notes": "delegate"},
        ],
    )


LINKED = (
    ("kind", "search", "found"),
    [
        ("member", "people.family_name:lovelace", {"bank"}),
        ("member", "people.family_name:王", {"bank", "centre"}),
        ("member", "-people.family_name:王", {"alone"}),
        ("member", "people.country:=CN,GB", {"bank", "centre"}),
        ("member", "Personen.Nachname:王", {"bank", "centre"}),
        ("member", "人员.姓:王", {"bank", "centre"}),
        ("member", "person:ada", {"bank"}),
        ("member", 'people:="Ada Lovelace"', {"bank"}),
        ("member", "people:", {"alone"}),
        ("member", "people:*", {"bank", "centre"}),
        ("member", "people:#>1", {"bank"}),
        ("member", "people:#1", {"centre"}),
        ("member", "people:#0", {"alone"}),
        ("member", "people:>1", {"bank"}),
        ("member", "people:#<2", {"centre", "alone"}),
        ("member", "people:#=0,2", {"bank", "alone"}),
        ("member", "people:#1..2", {"bank", "centre"}),
        ("member", "-people:#>=1", {"alone"}),
        ("member", "affiliations:#2", {"bank", "centre"}),
        ("member", "periods.since:>2019", {"centre"}),
        ("member", "Mitgliedschaftszeiträume.Seit:2019", {"bank"}),
        ("member", 'events.title:"Tech Week"', {"bank", "centre"}),
        ("member", "events:later", set()),
        ("member", "further_countries:#3", {"centre"}),
        ("member", "further_countries:#<2", {"bank", "alone"}),
        ("person", "members.country:CN", {"wei"}),
        ("person", "organisations.people.family_name:lovelace", {"ada", "wei"}),
        ("person", "events:*", {"ada"}),
        ("event", "people.given_name:ada", {"week"}),
        ("event", "events.title:opening", {"week"}),
        ("event", "participations:#2", {"week"}),
        ("participation", "member.people.family_name:lovelace", {"ada"}),
        ("participation", "member.people:#1", {"delegate"}),
        ("participation", "event.events:opening", {"ada", "delegate"}),
        ("participation", "-person.members.country:DE", {"delegate"}),
        ("participation", "person.members:", {"delegate"}),
    ],
)


@pytest.mark.parametrize(*LINKED)
def test_links_are_followed_both_ways(
    alliance: Database, kind: str, search: str, found: set[str]
) -> None:
    assert find(alliance, kind, search) == found


@pytest.mark.parametrize(*LINKED)
def test_a_list_that_is_walked_in_its_order_meets_the_same(
    alliance: Database, kind: str, search: str, found: set[str]
) -> None:
    asked = Listing(kind, search=search, columns=("notes",), view="all")
    walked = Reader(alliance, asked, walked=True)
    with alliance.read() as connection:
        ids = [one for part in walked.first() for one in connection.scalars(part)]
    assert {row[0] for row in read_rows(alliance, asked, ids).values()} == found
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("name:~^b", {"bank"}),
        ("name:~bank$", {"bank"}),
        ("name:~(berlin|alone)", {"bank", "alone"}),
        ('name:~"Berlin B"', {"bank"}),
        ("name:~\\p{Han}{2}", {"centre"}),
        ("-name:~a", {"centre"}),
        ("country:~^ger", {"bank"}),
        ("people.family_name:~^L", {"bank"}),
        ("city:~.", set()),
    ],
)
def test_a_pattern_finds(alliance: Database, search: str, found: set[str]) -> None:
    assert find(alliance, "member", search) == found


def test_a_pattern_looks_into_a_title_of_every_language(alliance: Database) -> None:
    assert find(alliance, "event", "title:~^tech") == {"week"}


@pytest.mark.parametrize(
    ("search", "place", "words"),
    [
        ("a nosuch:x b", (2, 10), "no field “nosuch”"),
        ("(bank or country:Nowhereland)", (9, 28), "Nowhereland"),
        ("-people.nosuch:x", (1, 16), "no field “nosuch”"),
        ("people:#>1 name:#2", (11, 18), "holds one value"),
        ("bank name:~[", (5, 12), "cannot be read at its character"),
        ("confirmed_on:<birthdays", (0, 23), "every year"),
    ],
)
def test_the_place_of_what_cannot_be_answered_is_told(
    alliance: Database, search: str, place: tuple[int, int], words: str
) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        list_ids(alliance, Listing("member", search=search, view="all"))
    assert (caught.value.place, caught.value.end) == place


def test_a_search_over_too_many_links_is_refused(alliance: Database) -> None:
    paths = map(".".join, product(("parent", "successor"), repeat=5))
    with pytest.raises(UserError, match="more than 40 different links"):
        find(alliance, "member", " ".join(f"{path}.city:" for path in paths))


TODAY = date.today()
AWAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "ten": -10, "long ago": -900}


@pytest.fixture(scope="module", params=SORTS)
def calendar(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    with open_shared(request, tmp_path_factory.mktemp("calendar")) as database:
        days = {name: (TODAY + timedelta(days=away)).isoformat() for name, away in AWAY.items()}
        members = [{"name": n, "notes": n, "follow_up": day} for n, day in days.items()]
        make_many(database, "member", members)
        make_many(
            database,
            "person",
            [
                {"family_name": "A", "notes": "soon", "born": f"1980-{in_days(3)}"},
                {"family_name": "B", "notes": "later", "born": f"1990-{in_days(60)}"},
                {"family_name": "C", "notes": "partly", "born": "1990"},
            ],
        )
        start = f"{TODAY.isoformat()}T18:30"
        make(database, "event", title_en="Evening", starts=start, notes="evening")
        yield database


def in_days(days: int) -> str:
    """Month and day so many days from today."""
    return f"{TODAY + timedelta(days=days):%m-%d}"


@pytest.mark.parametrize(
    ("kind", "search", "found"),
    [
        ("member", "follow_up:today", {"today"}),
        ("member", "follow_up:=heute", {"today"}),
        ("member", "Wiedervorlage:昨天", {"yesterday"}),
        ("member", "follow_up:<today", {"yesterday", "ten", "long ago"}),
        ("member", "follow_up:<=today", {"today", "yesterday", "ten", "long ago"}),
        ("member", "follow_up:>today", {"tomorrow"}),
        ("member", "follow_up:yesterday..tomorrow", {"yesterday", "today", "tomorrow"}),
        ("member", "follow_up:=today,morgen", {"today", "tomorrow"}),
        ("member", 'follow_up:"10 days ago"', {"ten"}),
        ("member", "follow_up:vor_10_Tagen", {"ten"}),
        ("member", 'follow_up:"last 11 days"', {"today", "yesterday", "ten"}),
        ("member", 'follow_up:"next 2 days"', {"today", "tomorrow"}),
        ("member", 'follow_up:<"last 2 days"', {"ten", "long ago"}),
        ("person", 'born:"next birthdays"', {"soon"}),
        ("person", "born:生日未来70天", {"soon", "later"}),
        ("event", "starts:today", {"evening"}),
        ("event", "starts:<=heute", {"evening"}),
        ("event", "starts:>today", set()),
    ],
)
def test_days_are_found_as_told_from_today(
    calendar: Database, kind: str, search: str, found: set[str]
) -> None:
    assert find(calendar, kind, search) == found


def test_days_known_in_part_lie_within_their_year(database: Database) -> None:
    made = make_many(database, "member", [{"name": n, "notes": n} for n in ("year", "month")])
    for member, since in zip(made, (f"{TODAY:%Y}", f"{TODAY:%Y-%m}"), strict=True):
        make(database, "membership_period", member=member, since=since)
    assert find(database, "member", 'joined:"this year"') == {"year", "month"}
    assert find(database, "member", 'joined:"this month"') == {"month"}


def test_a_number_with_a_decimal_comma_is_one_number(database: Database) -> None:
    numbers = [
        (kind.name, one.name)
        for kind in database.kinds.values()
        for one in kind.stored
        if one.type.name in ("money", "number") and one.is_written
    ]
    i18n.use("de")
    for kind, name in numbers:
        assert list_ids(database, Listing(kind, search=f"{name}:=1,5", view="all")) is not None


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("berlin", "berlin"),
        ("Berlin.*Bank$", "Berlin"),
        ("^ab(cde)?fghi+", "fghi"),
        ("abcd?ef", "abc"),
        ("ab{2}cde", "cde"),
        (r"\d+abc\.def\p{Han}", "abc"),
        ("[abc]xyz[^]d]", "xyz"),
        ("南京大学", "南京大学"),
        ("one|two", ""),
        ("(?x)a b c", ""),
        (r"\x41bcd", ""),
        ("(one)", ""),
    ],
)
def test_the_letters_that_every_match_holds_are_read_from_a_pattern(
    pattern: str, letters: str
) -> None:
    assert find_letters(pattern) == letters


@given(
    st.text("ab|()?*+.\\d[]{2}", max_size=8),
    st.text("ab2", max_size=8),
)
def test_whatever_fits_a_pattern_holds_its_letters(pattern: str, text: str) -> None:
    try:
        fits = Pattern(pattern).fits(text)
    except UserError:
        return
    assert not fits or find_letters(pattern) in text


def test_a_pattern_is_found_with_and_without_the_index(alliance: Database) -> None:
    assert find(alliance, "member", "name:~^berlin") == {"bank"}
    assert find(alliance, "member", "name:~^ber.in") == {"bank"}
    assert find(alliance, "event", "parent.title:~^tech") == {"opening"}


def test_a_pattern_that_is_stopped_lets_other_searches_go_on(alliance: Database) -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(Cancelled), stopped_by(stop):
        find(alliance, "member", "name:~b.*k")
    assert find(alliance, "member", "name:~b.*k") == {"bank"}
