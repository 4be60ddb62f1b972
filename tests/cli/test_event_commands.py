"""Events on the command line: calendars out and in."""

from icalendar import Calendar

from tests.cli.desk import Desk


def test_a_tree_goes_out_and_comes_back_unchanged(desk: Desk) -> None:
    week = desk.add("event", "title=Week", "starts=2026-06-24", "city=Nanjing")
    desk.add("event", "title=Opening", f"parent={week}", "starts=2026-06-24T09:00")
    out = desk.folder / "week.ics"
    desk.done("export", "event", str(out), "--search", "title:=Week", "--with-parts")
    found = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in found] == ["Week", "Opening"]
    answer = desk.json("import", "event", str(out))
    assert (answer["operation"], answer["same"], answer["new"]) == (None, 2, 0)


def test_a_programme_of_a_person_is_a_calendar(desk: Desk) -> None:
    event = desk.add("event", "title=Week", "starts=2026-06-24")
    desk.add("event", "title=Elsewhere", "starts=2026-06-24")
    person = desk.add("person", "family_name=Ding")
    desk.add("participation", f"event={event}", f"person={person}", "answer=accepted")
    out = desk.folder / "ding.ics"
    desk.done("export", "person", str(out), "--search", "Ding")
    [found] = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert str(found["SUMMARY"]) == "Week"


def test_parts_belong_in_a_calendar_only(desk: Desk) -> None:
    assert desk.run("export", "event", str(desk.folder / "x.csv"), "--with-parts").code == 2
    ran = desk.run("export", "venue", str(desk.folder / "x.ics"))
    assert ran.code == 1
    assert "Calendars are made of" in ran.err


def test_a_part_outside_the_whole_is_written_and_said(desk: Desk) -> None:
    week = desk.add("event", "title=Week", "starts=2026-06-24", "ends=2026-06-26")
    ran = desk.run("add", "event", "title=Late", f"parent={week}", "starts=2026-07-01", "--json")
    assert ran.code == 0
    [problem] = ran.json["problems"]
    assert (problem["severity"], problem["field"]) == ("note", "starts")
    assert "“Week”" in ran.err


def test_events_are_moved_in_the_tree_and_never_into_themselves(desk: Desk) -> None:
    week = desk.add("event", "title=Week", "city=Nanjing")
    day = desk.add("event", "title=Day")
    desk.done("set", "event", "--search", "title:Day", "parent=Week")
    [row] = desk.rows("event", "--search", "title:Day", "--columns", "parent,city")
    assert (row["parent"]["id"], row["shown"]["city"]) == (week, "Nanjing")
    before = desk.hash()
    for dry in ((), ("--dry-run",)):
        ran = desk.run("set", "event", "--search", "title:Week", f"parent={day}", *dry)
        assert ran.code == 1
        assert "lead back" in ran.err
    assert desk.hash() == before
    desk.done("set", "event", "--search", "title:Day", "parent=")
    assert desk.rows("event", "--search", "parent:*") == []


def test_an_event_is_copied_to_another_year(desk: Desk) -> None:
    week = desk.add("event", "title=Week", "starts=2026-06-24", "ends=2026-06-26")
    desk.add("event", "title=Day", f"parent={week}", "starts=2026-06-25")
    dry = desk.json("copy-event", "Week", "--start", "2027-06-23", "--dry-run")
    assert (dry["operation"], dry["new"]) == (None, 2)
    desk.done("copy-event", "Week", "--start", "2027-06-23", "--with", "parts", "--title", "Next")
    rows = desk.rows("event", "--search", "starts:2027", "--columns", "title,starts")
    assert [(row["title"], row["starts"]) for row in rows] == [
        ("Next", "2027-06-23"), ("Day", "2027-06-24"),
    ]  # fmt: skip
    desk.done("undo")
    assert len(desk.rows("event")) == 2


def test_a_copy_says_which_parts_it_knows(desk: Desk) -> None:
    desk.add("event", "title=Week")
    ran = desk.run("copy-event", "Week", "--with", "cake")
    assert ran.code == 2
    assert "programme" in ran.err
    assert desk.run("copy-event", "Nothing").code == 1


def test_a_copied_programme_with_speakers_is_taken_back(desk: Desk) -> None:
    desk.add("event", "title=Forum", "starts=2026-06-24")
    item = desk.add("programme_item", "event=Forum", "title=Opening", "starts=2026-06-24T09:00")
    desk.add("person", "family_name=Ding")
    desk.add("speaker", f"item={item}", "person=Ding")
    desk.done("ask", "Forum", "Diet")
    desk.done("copy-event", "Forum", "--start", "2027-06-24", "--title", "Forum 2027")
    copied = desk.rows("programme_item", "--search", "event:2027", "--columns", "speakers")
    assert [row["speakers"] for row in copied] == ["Ding"]
    desk.done("undo")
    assert len(desk.rows("programme_item")) == 1


def test_an_event_moves_to_another_day_with_its_parts(desk: Desk) -> None:
    desk.add("event", "title=Week", "starts=2026-06-24")
    desk.add("event", "title=Opening", "parent=Week", "starts=2026-06-25T09:00")
    assert desk.json("move-event", "Week", "--start", "2026-07-01", "--dry-run")["changed"] == 2
    assert desk.json("move-event", "Week", "--start", "2026-07-01")["changed"] == 2
    rows = desk.rows("event", "--columns", "title,starts")
    days = {row["title"]: row["starts"] for row in rows}
    assert days == {"Week": "2026-07-01", "Opening": "2026-07-02T09:00"}
    assert desk.run("move-event", "Week", "--start", "2026-13-01").code == 2
    assert desk.run("move-event", "Week", "--start", "").code == 2
    assert desk.run("move-event", "Nowhere", "--start", "2026-12-01").code == 1


def test_an_event_is_moved_and_copied_to_a_time_of_day(desk: Desk) -> None:
    desk.add("event", "title=Opening", "starts=2026-06-25T09:00", "ends=2026-06-25T10:00")
    desk.done("move-event", "Opening", "--start", "2026-07-02T14:30")
    desk.done("copy-event", "Opening", "--start", "2027-07-02 08:15", "--title", "Next")
    rows = desk.rows("event", "--columns", "starts,ends")
    assert [(row["starts"], row["ends"]) for row in rows] == [
        ("2026-07-02T14:30", "2026-07-02T15:30"), ("2027-07-02T08:15", "2027-07-02T09:15"),
    ]  # fmt: skip


def test_an_event_is_repeated_at_an_interval(desk: Desk) -> None:
    desk.add("event", "title=Board", "starts=2026-12-17T14:00")
    before = desk.hash()
    told = desk.run("copy-event", "Board", "--every", "1m", "--times", "2", "--dry-run")
    assert (told.code, desk.hash()) == (0, before)
    assert "Begins: 17 Jan 2027 14:00, 17 Feb 2027 14:00" in told.err
    desk.done("copy-event", "Board", "--every", "1m", "--times", "2")
    assert len(desk.rows("event", "--search", "title:=Board")) == 3
    assert desk.run("copy-event", "Board", "--times", "2").code == 2
    desk.done("undo")
    assert len(desk.rows("event", "--search", "title:=Board")) == 1


def test_a_new_place_goes_to_the_later_events_of_a_series(desk: Desk) -> None:
    desk.add("event", "title_en=Board", "starts=2026-10-14T14:00", "place=Hall")
    desk.done("copy-event", "Board", "--every", "2w", "--times", "2")
    (first, *_others) = desk.rows("event", "--sort", "starts")
    desk.done("set", "event", "--search", "starts:2026-10-14", "place=Annex")
    words = ("change-series", first["id"], "--parts", "place")
    assert desk.json(*words, "--dry-run")["changed"] == 2
    desk.done(*words)
    places = [row["place"] for row in desk.rows("event", "--columns", "place", "--sort", "starts")]
    assert places == ["Annex"] * 3
    assert desk.run("change-series", first["id"], "--parts", "status").code == 1
