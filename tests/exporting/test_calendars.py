import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.editing.removing import plan_delete
from t20desk.errors import UserError
from t20desk.events.calendar_entries import Entry, list_events, read_calendar, read_entries
from t20desk.events.effective import find_sources
from t20desk.exporting.calendars import write_entries
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportPlan
from t20desk.listing import Listing, list_ids, plain_cell, read_rows
from t20desk.reading.source import open_source
from tests.builders import add

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())
)


def write(database: Database, target: Path, ids: list[int] | None = None) -> list[Event]:
    wanted = list(list_ids(database, Listing("event", view="all"))) if ids is None else ids
    write_entries(read_entries(database, wanted), target)
    return list(Calendar.from_ical(target.read_bytes()).walk("VEVENT"))


@contextmanager
def planned(database: Database, file: Path) -> Iterator[ImportPlan]:
    with open_source(file) as source:
        yield plan_import(database, "event", source)


def take(database: Database, file: Path) -> ImportPlan:
    with planned(database, file) as plan:
        assert plan.may_apply, plan.problems
        assert plan.change.is_empty or not database.apply(plan.change).is_refused
    return plan


def save(tmp_path: Path, *lines: str, outside: str = "") -> Path:
    file = tmp_path / "foreign.ics"
    body = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *outside.split("\n"), *lines))
    file.write_bytes(f"{body}\r\nEND:VCALENDAR\r\n".encode())
    return file


def entry(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def read(database: Database, *names: str) -> list[tuple[object, ...]]:
    listing = Listing("event", view="all", columns=names)
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    return [tuple(plain_cell(cell) for cell in rows[key]) for key in ids]


PLACE = "Expo Centre, Hall 1, Nanjing, China"


@pytest.fixture
def week(database: Database) -> int:
    return add(
        database, "event", title_en="Tech Week", starts="2026-06-24", ends="2026-06-27",
        time_zone="Asia/Shanghai", place="Expo Centre", city="Nanjing", country="CN",
    )  # fmt: skip


@pytest.fixture
def opening(database: Database, week: int) -> int:
    return add(
        database, "event", title_en="Opening", parent=week, starts="2026-06-24T09:00",
        ends="2026-06-24T10:30", room="Hall 1", status="planned",
    )  # fmt: skip


def test_an_entry_has_the_place_of_the_event_above(
    database: Database, opening: int, tmp_path: Path
) -> None:
    [found] = write(database, tmp_path / "out.ics", [opening])
    assert str(found["LOCATION"]) == PLACE
    assert found["DTSTART"].dt == datetime(2026, 6, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert found["STATUS"] == "TENTATIVE"


def test_whole_days_end_on_the_day_after_the_last(
    database: Database, week: int, tmp_path: Path
) -> None:
    [found] = write(database, tmp_path / "out.ics")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 6, 24), date(2026, 6, 28))


def test_a_zone_is_told_with_its_rules(database: Database, opening: int, tmp_path: Path) -> None:
    write(database, tmp_path / "out.ics")
    zones = Calendar.from_ical((tmp_path / "out.ics").read_bytes()).walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["Asia/Shanghai"]


def test_a_part_names_the_entry_it_belongs_to(
    database: Database, week: int, opening: int, tmp_path: Path
) -> None:
    first, second = write(database, tmp_path / "out.ics", [week, opening])
    assert second["RELATED-TO"] == first["UID"] == f"event-{week}@t20desk"


def test_an_event_without_a_day_is_left_out_and_counted(database: Database, tmp_path: Path) -> None:
    add(database, "event", title_en="Some day")
    add(database, "event", title_en="This day", starts="2027-01-01")
    ids = list(list_ids(database, Listing("event", view="all")))
    assert write_entries(read_entries(database, ids), tmp_path / "out.ics") == (1, 1)


def test_a_calendar_without_an_entry_is_not_written(database: Database, tmp_path: Path) -> None:
    person = add(database, "person", family_name="Roe")
    target = tmp_path / "out.ics"
    for entries in (
        read_calendar(database, "person", [person]),
        read_entries(database, [add(database, "event", title_en="Some day")]),
    ):
        with pytest.raises(UserError, match="no event with a day"):
            write_entries(entries, target)
    assert not target.exists()


def test_a_calendar_of_a_tree_holds_all_within_it(
    database: Database, week: int, opening: int
) -> None:
    add(database, "event", title_en="Elsewhere", starts="2026-01-01")
    assert list_events(database, "event", [week], with_parts=True) == [week, opening]
    assert list_events(database, "event", [week]) == [week]


@pytest.mark.parametrize(
    ("answer", "presence", "stands"),
    [
        ("accepted", None, True), ("invited", None, True), ("declined", None, False),
        ("not_asked", None, False), ("not_asked", "came", True), (None, None, True),
    ],
)  # fmt: skip
def test_a_programme_holds_where_a_person_came_or_is_asked_to(
    database: Database, opening: int, answer: str | None, presence: str | None, stands: bool
) -> None:
    person = add(database, "person", family_name="Ding")
    cells = {"answer": answer, "presence": presence}
    add(database, "participation", event=opening, person=person, **cells)
    assert list_events(database, "person", [person]) == [opening] * stands


def test_a_programme_stands_in_the_calendar_of_its_event_and_of_its_speakers(
    database: Database, week: int, opening: int, tmp_path: Path
) -> None:
    person = add(database, "person", family_name="Ding")
    item = add(
        database, "programme_item", event=opening, title="Keynote", starts="2026-06-24T09:30"
    )
    add(database, "speaker", item=item, person=person)
    [_week, ceremony, talk] = read_calendar(database, "event", [week], with_parts=True)
    assert (talk.title, talk.place, talk.room) == ("Keynote", "Expo Centre", "Hall 1")
    assert (talk.above, talk.zone) == (ceremony.mark, "Asia/Shanghai")
    assert [one.title for one in read_calendar(database, "person", [person])] == ["Keynote"]
    write_entries(read_calendar(database, "event", [week], with_parts=True), tmp_path / "out.ics")
    plan = take(database, tmp_path / "out.ics")
    assert (plan.counts.same, plan.counts.new) == (2, 0)
    assert any("“Programme”: 1" in sentence for sentence in plan.remarks)
    write_entries(read_calendar(database, "person", [person]), tmp_path / "person.ics")
    with planned(database, tmp_path / "person.ics") as plan:
        assert not plan.may_apply
        assert "another list" in plan.problems[0].message


def test_a_calendar_is_not_made_of_just_anything(database: Database) -> None:
    with pytest.raises(UserError, match="choose one of these lists"):
        list_events(database, "venue", [1])


def test_an_own_calendar_that_comes_back_changes_nothing(
    database: Database, week: int, opening: int, tmp_path: Path
) -> None:
    add(database, "event", title_en="Talk", parent=opening)
    write(database, tmp_path / "out.ics")
    plan = take(database, tmp_path / "out.ics")
    assert (plan.counts.same, plan.counts.changed, plan.counts.new) == (3, 0, 0)


def test_an_own_calendar_that_was_edited_changes_that_event(
    database: Database, week: int, opening: int, tmp_path: Path
) -> None:
    file = tmp_path / "out.ics"
    write(database, file)
    file.write_bytes(file.read_bytes().replace(b"T090000", b"T083000"))
    plan = take(database, file)
    assert (plan.counts.same, plan.counts.changed) == (1, 1)
    assert read(database, "starts")[1] == ("2026-06-24T08:30",)


@pytest.mark.parametrize(
    "written", ["Old Hall, Nanjing, China", "Old Hall, Hall 1, Nanjing, China", "Old Hall, Nanjing"]
)
def test_a_place_edited_in_a_calendar_keeps_the_town_that_still_stands_there(
    database: Database, week: int, opening: int, tmp_path: Path, written: str
) -> None:
    file = tmp_path / "out.ics"
    write(database, file)
    old, new = (one.replace(",", "\\,").encode() for one in (PLACE, written))
    file.write_bytes(file.read_bytes().replace(old, new))
    assert take(database, file).counts.changed == 1
    assert read(database, "place", "city", "country")[1] == ("Old Hall", "Nanjing", "CN")


def test_a_calendar_moves_to_another_database_with_its_tree(
    database: Database, week: int, opening: int, tmp_path: Path
) -> None:
    write(database, tmp_path / "out.ics")
    other = Database.create(tmp_path / "other.t20")
    plan = take(other, tmp_path / "out.ics")
    assert plan.counts.new == 2
    names = ("title_en", "parent", "place", "room", "country", "status", "time_zone")
    assert read(other, *names) == [
        ("Tech Week", None, "Expo Centre", None, "CN", None, "Asia/Shanghai"),
        ("Opening", "Tech Week", "Expo Centre", "Hall 1", "CN", "planned", "Asia/Shanghai"),
    ]
    [_week, opening] = list_ids(other, Listing("event", view="all"))
    assert {one.field for one in find_sources(other, opening)} >= {"place", "city", "time_zone"}
    assert take(other, tmp_path / "out.ics").counts.same == 2
    other.close()


def test_a_foreign_event_is_known_again_by_its_mark(database: Database, tmp_path: Path) -> None:
    lines = ("UID:A-1@example.org", "DTSTART:20260301T080000Z", "SUMMARY:Call, first")
    file = save(tmp_path, entry(*lines), outside="X-WR-TIMEZONE:Europe/Berlin")
    assert take(database, file).counts.new == 1
    assert read(database, "title", "starts", "time_zone") == [
        ("Call, first", "2026-03-01T09:00", "Europe/Berlin")
    ]
    assert take(database, file).counts.same == 1
    file = save(tmp_path, entry(*lines[:2], "SUMMARY:Call, second"))
    assert take(database, file).counts.changed == 1
    assert len(read(database, "title")) == 1


def test_the_language_of_titles_is_kept(database: Database, week: int, tmp_path: Path) -> None:
    database.apply(plan_edit(database, "event", {week: {"title_de": "Techwoche"}}))
    i18n.use("de")
    write(database, tmp_path / "out.ics")
    i18n.use("en")
    assert take(database, tmp_path / "out.ics").counts.same == 1


def test_a_title_that_is_there_in_one_language_alone_goes_out_and_comes_back_in_it(
    database: Database, week: int, opening: int, tmp_path: Path
) -> None:
    party = add(database, "event", title_de="Sommerfest", starts="2026-06-25", parent=week)
    found = write(database, tmp_path / "out.ics", [week, opening, party])
    assert [one["SUMMARY"].params["LANGUAGE"] for one in found] == ["en", "en", "de"]
    assert take(database, tmp_path / "out.ics").counts.same == 3
    database.apply(plan_delete(database, "event", [party]))
    assert take(database, tmp_path / "out.ics").counts.new == 1
    assert sorted(read(database, "title_de", "title_en"), key=str)[0] == ("Sommerfest", None)


@pytest.mark.parametrize(
    ("rule", "times"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=3", ["2026-03-23T09:00", "2026-03-30T09:00", "2026-04-06T09:00"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260324T235959Z", ["2026-03-23T09:00", "2026-03-24T09:00"]),
        (
            "RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;TZID=Europe/Berlin:20260324T090000",
            ["2026-03-23T09:00", "2026-03-25T09:00"],
        ),
    ],
)
def test_a_repeated_event_becomes_one_for_each_time(
    database: Database, tmp_path: Path, rule: str, times: list[str]
) -> None:
    start = "DTSTART;TZID=Europe/Berlin:20260323T090000"
    file = save(tmp_path, entry("UID:w", start, "DURATION:PT1H", rule, "SUMMARY:Weekly"))
    take(database, file)
    assert [row[0] for row in read(database, "starts")] == times
    assert read(database, "ends")[0] == (f"{times[0][:11]}10:00",)
    assert take(database, file).counts.same == len(times)


def test_one_time_of_a_repeated_event_may_be_moved(database: Database, tmp_path: Path) -> None:
    file = save(
        tmp_path,
        entry("UID:w", "DTSTART:20260323T090000", "RRULE:FREQ=DAILY;COUNT=2", "SUMMARY:Daily"),
        entry("UID:w", "RECURRENCE-ID:20260324T090000", "DTSTART:20260324T150000", "SUMMARY:Later"),
    )
    take(database, file)
    assert read(database, "title", "starts") == [
        ("Daily", "2026-03-23T09:00"), ("Later", "2026-03-24T15:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "“For ever” repeats without end"),
        ("FREQ=SECONDLY;COUNT=999999999", "“For ever” repeats without end or too often"),
        ("FREQ=OFTEN;COUNT=3", "rule by which “For ever” repeats cannot be read"),
    ],
)
def test_an_endless_or_broken_rule_is_said_and_its_first_time_taken(
    database: Database, tmp_path: Path, rule: str, said: str
) -> None:
    lines = ("UID:e", "DTSTART:20260301T080000", f"RRULE:{rule}", "SUMMARY:For ever")
    plan = take(database, save(tmp_path, entry(*lines)))
    assert plan.counts.new == 1
    assert any(said in one.message for one in plan.problems)


def test_a_file_by_which_a_mail_program_calls_off_cancels_the_event(
    database: Database, tmp_path: Path
) -> None:
    lines = ("UID:c", "DTSTART:20260301T080000", "SUMMARY:Call")
    take(database, save(tmp_path, entry(*lines)))
    assert take(database, save(tmp_path, entry(*lines), outside="METHOD:CANCEL")).counts.changed
    assert read(database, "title", "status") == [("Call", "cancelled")]


def test_of_several_versions_of_an_entry_the_latest_is_taken(
    database: Database, tmp_path: Path
) -> None:
    versions = ((2, "Second"), (10, "Tenth"), (1, "First"))
    entries = (
        entry("UID:v", "DTSTART:20260301T080000", f"SEQUENCE:{number}", f"SUMMARY:{title}")
        for number, title in versions
    )
    assert take(database, save(tmp_path, *entries)).counts.new == 1
    assert read(database, "title") == [("Tenth",)]


def test_a_broken_zone_is_said_and_the_time_stays(database: Database, tmp_path: Path) -> None:
    broken = "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:x\r\nEND:STANDARD"
    lines = ("UID:z", "DTSTART;TZID=Here:20260301T080000", "SUMMARY:Here")
    file = save(tmp_path, entry(*lines), outside=f"{broken}\r\nEND:VTIMEZONE")
    plan = take(database, file)
    assert any("Here" in sentence for sentence in plan.remarks)
    assert read(database, "title", "starts", "time_zone") == [("Here", "2026-03-01T08:00", None)]


def test_zones_are_known_by_the_names_of_other_programs(database: Database, tmp_path: Path) -> None:
    names = ("W. Europe Standard Time", "/example.net/2026/Europe/Berlin")
    entries = (
        entry(f"UID:{at}", f"DTSTART;TZID={name}:20260301T080000", f"SUMMARY:{at}")
        for at, name in enumerate(names)
    )
    take(database, save(tmp_path, *entries))
    assert {row[0] for row in read(database, "time_zone")} == {"Europe/Berlin"}


def test_an_unreadable_time_leaves_the_rest(database: Database, tmp_path: Path) -> None:
    plan = take(database, save(tmp_path, entry("UID:t", "DTSTART:soon", "SUMMARY:When")))
    assert read(database, "title", "starts") == [("When", None)]
    assert any("cannot be read" in one.message for one in plan.problems)


def test_an_end_before_the_start_is_refused_at_its_row(database: Database, tmp_path: Path) -> None:
    lines = ("UID:t", "DTSTART:20260302T080000", "DTEND:20260301T080000", "SUMMARY:Turned")
    with planned(database, save(tmp_path, entry(*lines))) as plan:
        assert not plan.may_apply
        assert plan.counts.errors == 1


def test_an_entry_that_is_cut_off_is_said_to_be_left_out(
    database: Database, tmp_path: Path
) -> None:
    whole = entry("UID:1@x.org", "SUMMARY:One", "DTSTART:20270101", f"SEQUENCE:{'9' * 5000}")
    file = save(tmp_path, whole, "BEGIN:VEVENT", "UID:2@x.org", "SUMMARY:Half")
    with planned(database, file) as plan:
        assert plan.counts.new == 1
        said = "Calendar entries that are not whole were left out: 1; get the file again."
        assert said in plan.remarks


def test_a_calendar_without_events_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="contains no event"):
        open_source(save(tmp_path, "BEGIN:VJOURNAL", "END:VJOURNAL"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=WORDS.filter(bool), place=WORDS, text=st.text(st.sampled_from('a,;\\:\n"ü文')))
def test_every_text_reads_back_as_it_was(tmp_path: Path, title: str, place: str, text: str) -> None:
    one = Entry("m@x", title, "2026-01-01", place=place, text=text)
    write_entries([one], tmp_path / "out.ics")
    file = io.BytesIO((tmp_path / "out.ics").read_bytes())
    [found] = Calendar.from_ical(file.read()).walk("VEVENT")
    assert str(found["SUMMARY"]) == title
    assert str(found.get("LOCATION", "")) == place
    assert str(found.get("DESCRIPTION", "")) == text


@pytest.fixture
def talk(database: Database, week: int) -> int:
    add(
        database, "programme_item", event=week, title_en="Dinner",
        starts="2026-06-24T19:00", room="Terrace",
    )  # fmt: skip
    return add(
        database, "programme_item", event=week, title_en="Talk",
        starts="2026-06-24T10:00", ends="2026-06-24T11:00",
    )  # fmt: skip


def write_tree(database: Database, target: Path, week: int) -> Path:
    write_entries(read_calendar(database, "event", [week], with_parts=True), target)
    return target


def take_items(database: Database, file: Path) -> ImportPlan:
    with open_source(file) as source:
        plan = plan_import(database, "programme_item", source)
        assert plan.may_apply, plan.problems
        assert plan.change.is_empty or not database.apply(plan.change).is_refused
    return plan


def test_a_programme_that_comes_back_as_it_was_changes_nothing(
    database: Database, week: int, talk: int, tmp_path: Path
) -> None:
    database.apply(plan_edit(database, "event", {week: {"room": "Hall 1"}}))
    file = write_tree(database, tmp_path / "out.ics", week)
    assert (take_items(database, file).counts.same, take(database, file).counts.same) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new", "starts"),
    [
        (b"T100000", b"T103000", "2026-06-24T10:30"),
        (b";TZID=Asia/Shanghai:20260624T100000", b":20260624T030000Z", "2026-06-24T11:00"),
    ],
    ids=["by the hour", "told in another zone"],
)
def test_an_item_of_a_programme_that_was_moved_elsewhere_is_known_by_its_mark(
    database: Database, week: int, talk: int, tmp_path: Path, old: bytes, new: bytes, starts: str
) -> None:
    file = write_tree(database, tmp_path / "out.ics", week)
    file.write_bytes(file.read_bytes().replace(old, new))
    assert take_items(database, file).counts.changed == 1
    rows = read_rows(database, Listing("programme_item", columns=("starts",)), [talk])
    assert rows[talk] == (starts,)


def test_a_programme_moves_to_another_database_with_its_event(
    database: Database, week: int, talk: int, tmp_path: Path
) -> None:
    file = write_tree(database, tmp_path / "out.ics", week)
    other = Database.create(tmp_path / "other.t20")
    take(other, file)
    assert take_items(other, file).counts.new == 2
    assert take_items(other, file).counts.same == 2
    other.close()
