"""Listings: order, views, columns, days, links; the same on both databases."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.search.lookups import FREQUENT
from t20desk.errors import UserError
from t20desk.listing import (
    Inherited,
    Linked,
    Listing,
    column_label,
    count_rows,
    count_values,
    find_everywhere,
    find_view,
    first_ids,
    iterate_rows,
    list_ids,
    read_rows,
    read_table,
    read_titles,
)
from tests.builders import add_record
from tests.conftest import SORTS
from tests.db.steps import edit, make, make_many
from tests.shared import open_shared


def names(database: Database, *sort: str, kind: str = "member", search: str = "") -> list[str]:
    """The titles of a listing in order; the first ones are the first of all."""
    listing = Listing(kind, search=search, view="all", sort=sort)
    ids = list_ids(database, listing)
    assert isinstance(ids, array)
    assert first_ids(database, listing, 3) == list(ids[:3])
    assert count_rows(database, listing) == len(ids)
    titles = read_titles(database, kind, ids)
    return [titles[one] for one in ids]


def test_empty_cells_come_last_whichever_way_a_list_is_sorted(database: Database) -> None:
    make_many(
        database,
        "member",
        [
            {"name": "none", "city": None},
            {"name": "b", "city": "Berlin"},
            {"name": "k", "city": "Köln"},
            {"name": "nothing", "city": None},
        ],
    )
    assert names(database, "city") == ["b", "k", "none", "nothing"]
    assert names(database, "-city") == ["k", "b", "none", "nothing"]
    assert names(database, "city", "-name") == ["b", "k", "nothing", "none"]
    assert names(database, "-city", "-name") == ["k", "b", "nothing", "none"]


def test_without_a_sort_members_stand_by_number_then_by_name(database: Database) -> None:
    make_many(
        database,
        "member",
        [
            {"name": "z", "number": None},
            {"name": "y", "number": "2"},
            {"name": "x", "number": "1"},
            {"name": "a", "number": None},
        ],
    )
    assert names(database) == ["x", "y", "a", "z"]


def test_equal_records_stand_in_the_order_of_their_ids(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "same", "city": "same"}] * 5)
    for sort in ("name", "-name", "city", "-city"):
        assert list(list_ids(database, Listing("member", view="all", sort=(sort,)))) == keys


def test_chinese_names_are_sorted_by_pinyin_among_the_others(database: Database) -> None:
    wanted = ["Alpha", "北京中心", "Bonn", "Öl", "上海中心", "苏州中心", "Zürich"]
    make_many(database, "member", [{"name": name} for name in reversed(wanted)])
    assert names(database, "name") == wanted
    assert names(database, "-name") == wanted[::-1]


def test_family_names_are_sorted_by_their_own_readings(database: Database) -> None:
    people = [("单", "一"), ("曾", "二"), ("Sander", "Ann"), ("解", "三")]
    make_many(database, "person", [{"family_name": f, "given_name": g} for f, g in people])
    found = names(database, "family_name", kind="person")
    order = [next(f for f, _g in people if f in name) for name in found]
    assert order == ["Sander", "单", "解", "曾"]


def test_a_list_is_sorted_by_the_records_it_links_to(database: Database) -> None:
    b, a = make_many(database, "member", [{"name": "Beta"}, {"name": "Alpha"}])
    make_many(
        database,
        "member",
        [
            {"name": "of beta", "parent": b},
            {"name": "of alpha", "parent": a},
            {"name": "of none", "parent": None},
        ],
    )
    assert names(database, "parent", "name")[:2] == ["of alpha", "of beta"]
    assert names(database, "-parent", "name")[:2] == ["of beta", "of alpha"]
    assert names(database, "parent.name", "name")[:2] == ["of alpha", "of beta"]


def test_the_views_of_members_show_what_they_say(database: Database) -> None:
    statuses = ["contact", "prospect", "applied", "active", "suspended", "left", "declined", None]
    make_many(database, "member", [{"name": str(s), "status_given": s} for s in statuses])

    def count(view: str) -> int:
        listing = Listing("member", view=view)
        assert len(list_ids(database, listing)) == count_rows(database, listing)
        return count_rows(database, listing)

    assert count("") == count("members") == count("Members") == 7
    assert (count("applicants"), count("contacts"), count("former"), count("all")) == (3, 1, 1, 8)
    i18n.use("de")
    assert find_view(database, "member", i18n._("Members")).name == "members"


def test_an_unknown_view_is_refused_with_the_known_ones(database: Database) -> None:
    with pytest.raises(UserError, match="members, applicants"):
        list_ids(database, Listing("member", view="nosuch"))


@pytest.mark.parametrize("sort", ["nosuch", "-nosuch", "name.city", "parent.nosuch"])
def test_an_unknown_field_to_sort_by_is_refused(database: Database, sort: str) -> None:
    with pytest.raises(UserError):
        list_ids(database, Listing("member", sort=(sort,)))


def test_the_status_of_a_day_comes_from_the_periods(database: Database) -> None:
    key = make(database, "member", name="A")
    make(database, "membership_period", member=key, since="2019-06-26", until="2021")
    columns = ("status", "joined", "left")

    def standing(day: str | None) -> tuple[object, ...]:
        listing = Listing("member", view="all", columns=columns, on=day)
        return read_rows(database, listing, [key])[key]

    assert standing("2018-01-01")[0] == "applied"
    assert standing("2019-06-26") == ("active", "2019-06-26", "2021")
    assert standing("2021-12-31")[0] == "active"
    assert standing("2022-01-01")[0] == "left"
    listing = Listing("member", search="status:=active", view="all", on="2020-01-01")
    assert count_rows(database, listing) == 1
    assert count_rows(database, Listing("member", search="status:=active", view="all")) == 0


def test_a_stored_status_of_an_earlier_day_is_not_believed(database: Database) -> None:
    from sqlalchemy import update

    today = date.today()
    old, fresh = make_many(database, "member", [{"name": "old"}, {"name": "fresh"}])
    yesterday = (today - timedelta(days=1)).isoformat()
    make(database, "membership_period", member=old, since="2019", until=yesterday)
    make(database, "membership_period", member=fresh, since="2019")
    table = database.tables["member"]
    with database.engine.begin() as connection:
        if database.store.name == "postgresql":
            connection.exec_driver_sql("BEGIN")
        stale = {"status": "active", "status_changes": today.isoformat()}
        connection.execute(update(table).where(table.c.id == old).values(**stale))
        if database.store.name == "postgresql":
            connection.exec_driver_sql("COMMIT")
    for search, wanted in (("status:=left", ["old"]), ("status:=active", ["fresh"])):
        assert names(database, "status", search=search) == wanted
    listing = Listing("member", view="all", columns=("status",))
    assert read_rows(database, listing, [old, fresh]) == {old: ("left",), fresh: ("active",)}


def test_cells_of_links_carry_the_text_and_inherited_ones_say_so(database: Database) -> None:
    week = make(database, "event", title_en="Week", city="Nanjing", starts="2019-06-24")
    day = make(database, "event", title_en="Day", parent=week, starts="2019-06-26T10:00")
    listing = Listing("event", columns=("title", "parent", "city", "starts", "parent.city"))
    rows = read_rows(database, listing, [week, day])
    assert rows[week] == ("Week", None, "Nanjing", "2019-06-24", None)
    assert rows[day] == (
        "Day",
        Linked(week, "Week"),
        Inherited("Nanjing"),
        "2019-06-26T10:00",
        "Nanjing",
    )


def test_a_record_that_is_gone_is_left_out(database: Database) -> None:
    key = make(database, "member", name="A")
    assert list(read_rows(database, Listing("member", view="all"), [key, 12345])) == [key]


@pytest.mark.parametrize(("language", "wanted"), [("de", "Woche"), ("en", "Week"), ("zh", "Week")])
def test_a_translated_field_shows_the_language_of_the_window_else_another(
    database: Database, language: str, wanted: str
) -> None:
    key = make(database, "event", title_de="Woche", title_en="Week")
    i18n.use(language)
    assert read_rows(database, Listing("event", columns=("title",)), [key])[key] == (wanted,)
    assert read_titles(database, "event", [key]) == {key: wanted}


def test_a_translated_list_is_sorted_by_what_it_shows(database: Database) -> None:
    make_many(
        database,
        "event",
        [
            {"title_de": "Anfang", "title_en": "Start"},
            {"title_de": "Ende", "title_en": "End"},
            {"title_de": "Mitte", "title_en": None},
        ],
    )
    assert names(database, "title", kind="event") == ["End", "Mitte", "Start"]
    i18n.use("de")
    assert names(database, "title", kind="event") == ["Anfang", "Ende", "Mitte"]


@pytest.mark.parametrize(
    ("tongue", "since", "until"),
    [
        ("de", "26.06.2019", "03.2021"),
        ("en", "26 Jun 2019", "Mar 2021"),
        ("zh", "2019年6月26日", "2021年3月"),
    ],
)
def test_a_title_writes_days_as_the_language_does(
    database: Database, tongue: str, since: str, until: str
) -> None:
    i18n.use(tongue)
    member = make(database, "member", name="Bank")
    of_days = {"since": "2019-06-26", "until": "2021-03"}
    ended = make(database, "membership_period", member=member, **of_days)
    running = make(database, "membership_period", member=member, since="2024")
    titles = {ended: f"Bank – {since} – {until}", running: "Bank – 2024"}
    assert read_titles(database, "membership_period", [ended, running]) == titles


def test_the_title_of_a_linking_record_joins_what_it_links(database: Database) -> None:
    person = make(database, "person", given_name="Ada", family_name="L")
    member = make(database, "member", name="Bank")
    post = make(database, "affiliation", person=person, member=member)
    assert read_titles(database, "affiliation", [post]) == {post: "Ada L – Bank"}


def test_the_label_of_a_column_follows_its_path() -> None:
    country = column_label(KINDS, "participation", "member.country")
    assert country == "Organisation: Country or region"
    assert column_label(KINDS, "participation", "event.title_de") == "Event: Title (German)"
    i18n.use("zh")
    assert column_label(KINDS, "participation", "member.country") == "机构：国家或地区"


def test_a_table_holds_texts_for_links_and_runs_twice(database: Database) -> None:
    parent = make(database, "member", name="Parent", number="1")
    make(database, "member", name="Child", number="2", parent=parent)
    table = read_table(database, Listing("member", view="all", columns=("name", "parent")))
    assert [column.label for column in table.columns] == ["Name", "Parent organisation"]
    assert list(table.rows()) == list(table.rows()) == [("Parent", None), ("Child", "Parent")]


def test_rows_are_read_in_batches_and_in_order(database: Database) -> None:
    make_many(database, "member", [{"name": f"n{n:05}"} for n in range(4_100)])
    listing = Listing("member", view="all", sort=("-name",), columns=("name",))
    found = [cells[0] for _key, cells in iterate_rows(database, listing)]
    assert found == [f"n{n:05}" for n in reversed(range(4_100))]


def test_everything_is_searched_at_once(database: Database) -> None:
    member = make(database, "member", name="Nanjing Bank")
    person = make(database, "person", given_name="Nan", family_name="Jing")
    event = make(database, "event", title_en="Nanjing Week")
    make(database, "participation", event=event, person=person)
    assert find_everywhere(database, "nanjing") == [
        ("member", Linked(member, "Nanjing Bank")),
        ("event", Linked(event, "Nanjing Week")),
    ]
    assert find_everywhere(database, "jing", limit=1) == [
        ("member", Linked(member, "Nanjing Bank")),
        ("person", Linked(person, "Nan Jing")),
        ("event", Linked(event, "Nanjing Week")),
    ]
    assert find_everywhere(database, "city:") != []
    with pytest.raises(UserError):
        find_everywhere(database, "nosuch:x")
    fair = make(database, "event", title_en="Forum: opening")
    assert [one.id for _kind, one in find_everywhere(database, "Forum: op")] == [fair]


MANY = 2 * FREQUENT + 500
AREAS = (
    " technology_transfer ",
    " intellectual_property startup_support ",
    None,
    " intellectual_property ",
    " financial_services ",
)


@pytest.fixture(scope="module", params=SORTS)
def crowd(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """So many members that frequent words are tested while walking."""
    with open_shared(request, tmp_path_factory.mktemp("crowd")) as database:
        make_many(
            database,
            "member",
            [
                {
                    "name": f"{'南京' if n % 2 else 'Alpha'} Bank {n * 7919 % MANY:05}x",
                    "number": f"{n * 4099 % MANY:05}" if n % 3 else None,
                    "country": "DE" if n % 2 else "CN",
                    "city": ("Berlin", "Köln", None)[n % 3],
                    "areas": AREAS[n % 5],
                    "status_given": "contact" if n == 5 else None,
                }
                for n in range(MANY)
            ],
        )
        yield database


SEARCHES = (
    "",
    "bank",
    "alpha",
    "al",
    "南京",
    "南",
    "nj",
    "alpha bank",
    "alpha 南京",
    "alpha nanjing",
    "bank 00007x",
    "00007x",
    "-alpha",
    "-00007x alpha",
    "alpha or 00007x",
    "alpha or nanjing",
    "country:DE alpha",
    "country:DE",
    "city:berlin",
    "city: bank",
    "alpha (00007x or 00008x or 00009x)",
    "nowhere bank",
    "(alpha or bank) 00007x",
    "bank (alpha or 00008x) 00007x",
    "b n",
    "& alpha",
)
SORTS = ((), ("name",), ("-city", "name"), ("country",), ("areas", "-name"), ("-areas",))
VIEWS = ("all", "members", "applicants")


@pytest.mark.sampled
@pytest.mark.parametrize("number", range(len(SEARCHES)), ids=SEARCHES)
def test_the_first_of_many_are_those_of_the_whole_list(crowd: Database, number: int) -> None:
    """Every search in every order and in every view; order and view take turns."""
    for turn, sort in enumerate(SORTS):
        view = VIEWS[(number + turn) % len(VIEWS)]
        listing = Listing("member", search=SEARCHES[number], view=view, sort=sort)
        ids = list(list_ids(crowd, listing))
        assert len(set(ids)) == len(ids) == count_rows(crowd, listing)
        assert first_ids(crowd, listing, 50) == ids[:50]


@pytest.mark.parametrize("search", ["", "bank 0000"])
def test_several_choices_come_by_the_label_of_the_first(crowd: Database, search: str) -> None:
    known = sorted(filter(None, AREAS), key=lambda cell: (cell.split()[0].replace("_", " "), cell))
    for sign, wanted in (("", known), ("-", known[::-1])):
        listing = Listing("member", search=search, sort=(f"{sign}areas",), columns=("areas",))
        found = [cells[0] for _id, cells in iterate_rows(crowd, listing)]
        assert list(dict.fromkeys(found)) == [*wanted, None]
        assert found == sorted(found, key=[*wanted, None].index)


def test_every_field_can_be_sorted_by(crowd: Database) -> None:
    for sort in (f"{sign}{name}" for name in KINDS["member"].fields for sign in ("", "-")):
        listing = Listing("member", search="00007x", view="all", sort=(sort,))
        assert len(list_ids(crowd, listing)) == len(first_ids(crowd, listing, 9)) == 1, sort


def test_a_view_that_leaves_out_few_is_right_after_an_edit(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "a"}, {"name": "b"}])
    assert count_rows(database, Listing("member")) == 2
    edit(database, "member", keys[0], status_given="contact")
    assert count_rows(database, Listing("member")) == 1
    assert list(list_ids(database, Listing("member"))) == [keys[1]]


def test_the_values_of_a_field_are_counted_over_what_is_listed(database: Database) -> None:
    make_many(
        database,
        "member",
        [
            {"name": "A", "country": "DE"},
            {"name": "B", "country": "DE"},
            {"name": "C"},
            {"name": "D", "country": "FR", "status_given": "contact"},
        ],
    )
    assert count_values(database, Listing("member"), "country") == {"DE": 2, None: 1}
    named = Listing("member", search="name:A", view="all")
    assert count_values(database, named, "country") == {"DE": 1}


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2026-06-23", set()),
        ("2026-06-24", {"Week", "Inherits"}),
        ("2026-06-25", {"Week", "Opening", "Inherits"}),
        ("2026-06-27", set()),
    ],
)
def test_events_are_listed_for_the_days_they_take(
    database: Database, day: str, held: set[str]
) -> None:
    times = {"starts": "2026-06-24T09:00", "ends": "2026-06-26T18:00"}
    week = make(database, "event", title_en="Week", **times)
    make(database, "event", title_en="Opening", starts="2026-06-25T10:00", ends="2026-06-25T12:00")
    make(database, "event", title_en="Inherits", parent=week)
    make(database, "event", title_en="Some day")
    make(database, "event", title_en="One day", starts="2026-07-01T20:00")
    listing = Listing("event", on=day, columns=("title",))
    assert {cells[0] for _key, cells in iterate_rows(database, listing)} == held
    assert count_rows(database, replace(listing, on="2026-07-01")) == 1


def test_services_are_listed_for_a_day_while_they_are_valid(database: Database) -> None:
    member = make(database, "member", name="A")
    for title, until in (("always", None), ("short", "2024-05-31")):
        make(
            database,
            "service",
            member=member,
            title_en=title,
            direction="offers",
            valid_until=until,
        )
    counts = [
        count_rows(database, Listing("service", on=day)) for day in ("2024-05-31", "2024-06-01")
    ]
    assert counts == [2, 1]


def test_what_has_a_beginning_and_an_end_is_listed_for_a_day(database: Database) -> None:
    a, b = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    spans = [("2019", "2020"), ("2019-06-26", None), (None, "2019-06"), ("2021", None)]
    links = [{"member": a, "other": b, "since": since, "until": until} for since, until in spans]
    ids = make_many(database, "connection", links)

    def held(day: str | None) -> list[int]:
        listing = Listing("connection", on=day)
        found = sorted(list_ids(database, listing))
        assert count_rows(database, listing) == len(found)
        assert sorted(first_ids(database, listing, 10)) == found
        return [ids.index(key) for key in found]

    assert held(None) == [0, 1, 2, 3]
    assert held("2019-06-26") == [0, 1, 2]
    assert held("2020-12-31") == [0, 1]
    assert held("2021-01-01") == [1, 3]


def test_the_first_rows_in_the_order_of_a_link_are_those_of_the_whole_list(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("t20desk.db.search.sort_order.MANY_ROWS", 5)
    cities = ("Aarau", None, "Bonn", "Gera")
    members = make_many(
        database, "member", [{"name": f"M{at % 3}", "city": cities[at % 4]} for at in range(8)]
    )
    names = [{"given_name": f"P{at % 5}", "family_name": ("Z", None)[at % 2]} for at in range(9)]
    people = make_many(database, "person", names)
    posts = [
        {"person": people[at % 9], "member": members[at * 3 % 8], "notes": str(at % 4)}
        for at in range(25)
    ]
    make_many(database, "affiliation", posts)
    searches = ("", "member.city:a", "-member.city:a", "1", "nothing", "notes:3")
    sorts = ("person", "-person", "member", "person.family_name")
    for search, sort in product(searches, sorts):
        listing = Listing("affiliation", search=search, sort=(sort,), view="all")
        whole = list(list_ids(database, listing))
        assert len(whole) == count_rows(database, listing)
        for limit in (1, 4, 100):
            assert first_ids(database, listing, limit) == whole[:limit], listing


def test_a_title_leaves_out_what_is_empty(database: Database) -> None:
    event = add_record(database, "event", title_en="Dinner")
    bank = add_record(database, "member", name="Bank")
    guest = add_record(database, "participation", event=event, person=None, member=bank)
    assert read_titles(database, "participation", [guest]) == {guest: "Bank – Dinner"}


def test_an_event_without_a_status_is_to_come_or_was_held_by_its_days(database: Database) -> None:
    make(database, "event", title_en="past", starts="2001-01-01")
    make(database, "event", title_en="off", starts="2999-01-01", status="cancelled")
    coming = make(database, "event", title_en="coming", starts="2001-01-01", ends="2999-01-01")
    make(database, "event", title_en="part", parent=coming)
    views = {view: list_ids(database, Listing("event", view=view)) for view in ("open", "held")}
    titles = {view: read_titles(database, "event", ids) for view, ids in views.items()}
    found = {view: sorted(told.values()) for view, told in titles.items()}
    assert found == {"open": ["coming", "part"], "held": ["past"]}
