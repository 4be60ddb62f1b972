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
