"""Guests, questions, programme and decisions of an event by words."""

from tests.cli.desk import Desk


def add_forum(desk: Desk) -> str:
    """A forum to come with an organisation that owes a name; the id of the guest."""
    desk.add("event", "title=Forum", "starts=2999-01-01", "capacity=1")
    desk.add("member", "name=Muster GmbH", "number=0007")
    desk.add("person", "given_name=Anna", "family_name=Keller", "title=Dr.")
    return desk.add("participation", "event=Forum", "member=Muster GmbH", "answer=accepted")


def test_a_question_is_asked_and_answered_by_its_words(desk: Desk) -> None:
    add_forum(desk)
    desk.done("ask", "Forum", "Diet", "--choice", "vegan", "--choice", "any", "--de", "Kost")
    desk.done("set", "participation", "--search", "event:Forum", "Kost=vegan")
    assert len(desk.rows("participation", "--search", "Diet:vegan")) == 1
    again = desk.run("ask", "Forum", "Diet")
    assert (again.code, "asks “Diet” already" in again.err) == (1, True)


def test_an_unknown_type_of_question_is_refused(desk: Desk) -> None:
    add_forum(desk)
    ran = desk.run("ask", "Forum", "Diet", "--type", "poem")
    assert ran.code == 1
    assert "yes_no" in ran.err


def test_a_delegate_is_named(desk: Desk) -> None:
    guest = add_forum(desk)
    desk.done("name-delegate", guest, "Anna Keller")
    (row,) = desk.rows("participation", "--columns", "person,title")
    assert (row["person"]["text"], row["title"]) == ("Anna Keller", "Dr.")
    assert desk.rows("participation", "--view", "names_owed") == []


def test_a_delegate_is_found_by_any_search_that_one_person_answers(desk: Desk) -> None:
    guest = add_forum(desk)
    desk.add("person", "given_name=Tim", "family_name=Kellermann")
    ran = desk.run("name-delegate", guest, "Keller")
    assert ran.code == 1
    assert "Anna Keller (" in ran.err
    assert "Tim Kellermann (" in ran.err
    assert desk.run("name-delegate", guest, "Nobody").code == 1
    desk.done("name-delegate", guest, "Kellermann")
    (row,) = desk.rows("participation", "--columns", "person")
    assert row["person"]["text"] == "Tim Kellermann"


def test_titles_are_read_anew_when_asked_for(desk: Desk) -> None:
    guest = add_forum(desk)
    desk.done("name-delegate", guest, "Anna Keller")
    desk.done("set", "person", "--search", "Keller", "title=Prof.")
    assert desk.json("refresh-titles", "Forum", "--dry-run")["changed"] == 1
    assert desk.json("refresh-titles", "Forum")["changed"] == 1
    assert desk.json("refresh-titles", "Forum")["operation"] is None


def test_who_accepts_when_all_places_are_taken_waits(desk: Desk) -> None:
    add_forum(desk)
    desk.add("participation", "event=Forum", "person=Anna Keller", "answer=accepted")
    (row,) = desk.rows("participation", "--view", "waiting_list", "--columns", "person,queue")
    assert (row["person"]["text"], row["queue"]) == ("Anna Keller", 1)
    answer = desk.json("set", "participation", "--search", "Muster", "answer=declined")
    assert answer["changed"] == 2


def test_fewer_places_than_accepted_are_refused_by_a_sentence(desk: Desk) -> None:
    add_forum(desk)
    ran = desk.run("set", "event", "--search", "Forum", "capacity=0")
    assert ran.code == 1
    assert "The capacity is 0" in ran.err


def test_answers_come_from_a_sheet_for_one_event(desk: Desk) -> None:
    add_forum(desk)
    desk.done("ask", "Forum", "Diet", "--choice", "vegan", "--choice", "any")
    sheet = desk.write("answers.csv", "Organisation;Answer;Diet", "0007;declined;vegan")
    answer = desk.json(
        "import", "participation", sheet, "--set", "event=Forum",
        "--key", "event,member", "--mode", "update",
    )  # fmt: skip
    assert (answer["changed"], answer["errors"]) == (1, 0)
    assert len(desk.rows("participation", "--search", "answer:=declined Diet:vegan")) == 1


def test_answers_meet_those_who_were_invited_without_a_word_about_keys(desk: Desk) -> None:
    add_forum(desk)
    sheet = desk.write("answers.csv", "Organisation;Answer", "0007;declined")
    answer = desk.json("import", "participation", sheet, "--set", "event=Forum")
    assert (answer["new"], answer["changed"], answer["errors"]) == (0, 1, 0)


def test_decisions_become_follow_ups(desk: Desk) -> None:
    desk.add("event", "title=Board", "starts=2024-01-01")
    desk.add("decision", "event=Board", "text=Go on", "due=2024-02-01", "responsible=Kim")
    answer = desk.json("follow-decisions", "Board")
    assert (answer["new"], answer["changed"]) == (1, 1)
    (row,) = desk.json("follow-ups")
    assert (row["title"], row["due"], row["responsible"]) == ("Go on", "2024-02-01", "Kim")
    assert desk.json("follow-decisions", "Board")["operation"] is None


def test_a_programme_is_entered_listed_and_printed(desk: Desk) -> None:
    add_forum(desk)
    times = ("starts=2999-01-01T09:00", "ends=2999-01-01T10:00")
    desk.add("programme_item", "event=Forum", "title=Talk", "room=Room 1", *times)
    desk.add("speaker", "item=Talk", "person=Anna Keller")
    (row,) = desk.rows("programme_item")
    assert (row["speakers"], row["room"]) == ("Anna Keller", "Room 1")
    out = desk.folder / "programme.pdf"
    desk.done("print", "programme", str(out), "--event", "Forum")
    assert out.read_bytes().startswith(b"%PDF")
    desk.add("programme_item", "event=Forum", "title=Second", "room=Room 1", *times)
    assert desk.run("check").code == 3


def test_a_role_of_the_office_is_added_and_given(desk: Desk) -> None:
    add_forum(desk)
    desk.add("role", "label=interpreter")
    desk.done("set", "participation", "--search", "event:Forum", "roles=interpreter; delegate")
    assert len(desk.rows("participation", "--search", "roles:interpreter")) == 1


def test_that_a_guest_has_to_wait_is_said(desk: Desk) -> None:
    add_forum(desk)
    desk.add("person", "given_name=Bo", "family_name=Li")
    guest = ("add", "participation", "event=Forum", "person=Bo Li", "answer=accepted", "--json")
    rehearsed = desk.done(*guest, "--dry-run")
    said = "“Forum” has too few free places: Bo Li is now number 1 on the waiting list"
    assert said in rehearsed.err
    (note,) = desk.done(*guest).json["problems"]
    assert (note["severity"], note["field"]) == ("note", "answer")
    desk.add("person", "family_name=Dahl")
    words = ("invite", "Forum", "--search", "Dahl", "--answer", "accepted")
    assert "Dahl is now number 2" in desk.done(*words).err


def test_that_a_guest_has_to_wait_is_said_at_the_row_of_an_import(desk: Desk) -> None:
    add_forum(desk)
    sheet = desk.write("guests.csv", "Event,Person,Answer", "Forum,Anna Keller,accepted")
    (note,) = desk.json("import", "participation", sheet)["problems"]
    assert (note["severity"], note["row"]) == ("note", 2)
    assert "waiting list" in note["message"]
