import inspect
from datetime import date, timedelta
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_edit, plan_insert
from t20desk.editing.view_plans import plan_view
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids
from t20desk.printing.papers import PAPERS, make_paper
from t20desk.printing.sheets import write_pdf
from tests.builders import add_record
from tests.paper_kinds import PdfReader


def add_records(database: Database, kind: str, *records: dict[str, object]) -> list[int]:
    change = plan_insert(database, kind, records)
    assert database.apply(change).operation is not None
    return [row[0] for batch in change.batches for row in batch.rows]


@pytest.fixture
def office(database: Database) -> Database:
    """Two members, two people, an event of last year and one to come, guests at both."""
    soon = (date.today() + timedelta(days=9)).isoformat()
    paris, nanjing = add_records(
        database,
        "member",
        {"name": "Sample Bank", "number": "0001", "country": "FR"},
        {"name": "Sample Exchange", "number": "0002", "country": "CN"},
    )
    ding, lee, weber = add_records(
        database,
        "person",
        {"given_name": "Zhaozhong", "family_name": "Ding", "original_name": "丁肇中"},
        {"given_name": "Ann", "family_name": "Lee"},
        {"given_name": "Max", "family_name": "Weber"},
    )
    past, coming = add_records(
        database,
        "event",
        {"title_en": "Old meeting", "starts": "2019-06-26T14:00"},
        {
            "title_en": "Spring meeting",
            "title_zh": "春季会议",
            "starts": f"{soon}T14:00",
            "ends": f"{soon}T16:30",
            "place": "Sample Hall",
        },
    )
    add_records(
        database,
        "participation",
        {"event": coming, "person": ding, "member": nanjing},
        {"event": coming, "person": lee, "member": paris, "answer": "accepted"},
        {"event": coming, "person": weber, "answer": "declined"},
        {"event": coming, "member": paris},
        {"event": past, "person": weber},
    )
    return database


def read_paper(
    office: Database, read_pdf: PdfReader, folder: Path, name: str, **options: object
) -> str:
    write_pdf(make_paper(office, name, **options), folder / "paper.pdf")
    return "\n".join(read_pdf(folder / "paper.pdf"))


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_made_without_options(office: Database, name: str) -> None:
    paper = make_paper(office, name)
    assert paper.page_count >= 1
    assert paper.title


def test_every_option_of_a_paper_can_be_left_out() -> None:
    for kind in PAPERS.values():
        assert all(value is not inspect.Parameter.empty for value in kind.options().values())


def test_the_member_list_has_the_members(
    office: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    text = read_paper(office, read_pdf, tmp_path, "member-list", view="all", columns="number,name")
    assert "0001" in text
    assert "Sample Exchange" in text
    found = read_paper(office, read_pdf, tmp_path, "member-list", view="all", search="bank")
    assert "Sample Exchange" not in found


def test_a_list_is_printed_as_a_view_shows_it(
    office: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    search = "family_name:lee or family_name:weber"
    shown = Listing("person", search, "all", ("-family_name",), ("family_name",))
    office.apply(plan_view(office, "Ours", shown))
    text = read_paper(office, read_pdf, tmp_path, "record-list", kind="person", view="Ours")
    assert text.index("Weber") < text.index("Lee")
    assert "Ding" not in text
    assert "Max" not in text


@pytest.mark.parametrize("columns", [("name", "country"), ("name",)])
def test_the_groups_of_a_view_stand_on_paper_with_their_counts(
    office: Database, read_pdf: PdfReader, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    shown = Listing("member", "", "all", ("name",), columns, group="country")
    office.apply(plan_view(office, "Ours", shown))
    text = read_paper(office, read_pdf, tmp_path, "member-list", view="Ours")
    places = [text.index(word) for word in ("China (1)", "Sample Exchange", "France (1)")]
    assert places == sorted(places)
    assert text.index("Sample Bank") > places[-1]
    assert ("Country" in text) is (len(columns) == 2)


def test_a_list_of_no_known_kind_or_view_says_what_there_is(office: Database) -> None:
    with pytest.raises(UserError, match="person"):
        make_paper(office, "record-list", kind="planet")
    with pytest.raises(UserError, match="members"):
        make_paper(office, "member-list", view="planets")


def test_the_next_event_with_guests_is_printed_when_none_is_named(
    office: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    text = read_paper(office, read_pdf, tmp_path, "attendance")
    assert "Spring meeting" in text
    assert "14:00 – 16:30" in text
    assert "Sample Hall" in text
    assert "3 guests" in text


def test_guests_come_by_family_name_and_those_who_declined_not_at_all(
    office: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    text = read_paper(office, read_pdf, tmp_path, "attendance", walk_ins="2")
    assert "Weber" not in text
    assert text.index("Ding") < text.index("丁肇中") < text.index("Lee")
    assert "France" in text
    assert "w2" in text
    assert "w3" not in text


def test_an_event_is_found_by_its_words_and_has_a_second_title(
    office: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    named = read_paper(office, read_pdf, tmp_path, "attendance", event="spring")
    assert "Sheet code" in named
    both = read_paper(office, read_pdf, tmp_path, "attendance", second_language="zh")
    assert "春季会议" in both
    assert "Old meeting" in read_paper(office, read_pdf, tmp_path, "attendance", event="old")


def test_each_companion_of_a_guest_has_a_badge(
    office: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    (guest,) = list_ids(office, Listing("participation", 'person:"Lee"', "all"))
    office.apply(plan_edit(office, "participation", {guest: {"companions": 2}}))
    text = read_paper(office, read_pdf, tmp_path, "badges", event="spring")
    assert text.count("With Ann Lee") == 2
    assert text.count("With") == 2


@pytest.mark.parametrize("name", ["attendance", "place-cards", "seating-plan"])
def test_a_paper_of_an_event_whose_guests_are_at_its_parts_says_so(
    office: Database, name: str
) -> None:
    (week,) = add_records(office, "event", {"title_en": "Week"})
    (talk,) = add_records(office, "event", {"title_en": "Talk", "parent": week})
    (person,) = add_records(office, "person", {"given_name": "Eva", "family_name": "Berg"})
    assert not any("its parts" in one for one in make_paper(office, name, event="week").problems())
    add_records(office, "participation", {"event": talk, "person": person})
    assert make_paper(office, name, event="week").problems()[0] == (
        "“Week” has no guests of its own; they are at its parts, so choose one of these: Talk (1)."
    )
    assert not any("its parts" in one for one in make_paper(office, name, event="talk").problems())


def make_parts(office: Database) -> None:
    """A week without guests of its own, and three people at its two parts."""
    place = {"street": "1 Rue Test", "city": "Lyon", "country": "FR"}
    (week,) = add_records(office, "event", {"title_en": "Week"})
    talk, dinner = add_records(
        office,
        "event",
        {"title_en": "Talk", "parent": week},
        {"title_en": "Dinner", "parent": week},
    )
    eva, finn, gus = add_records(
        office,
        "person",
        *({"given_name": "X", "family_name": name, **place} for name in ("Berg", "Falk", "Graf")),
    )
    add_records(
        office,
        "participation",
        {"event": talk, "person": eva, "answer": "invited"},
        {"event": dinner, "person": eva, "answer": "accepted", "companions": 1},
        {"event": talk, "person": finn, "answer": "declined"},
        {"event": dinner, "person": finn, "answer": "accepted"},
        {"event": dinner, "person": gus, "answer": "declined"},
    )


def test_badges_and_letters_take_the_guests_of_the_parts_each_person_once(
    office: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    make_parts(office)
    badges = read_paper(office, read_pdf, tmp_path, "badges", event="week", guests="all")
    letters = read_paper(office, read_pdf, tmp_path, "letters", event="week", guests="all")
    for text in (badges, letters):
        assert "Falk" in text
        assert "Graf" not in text
    assert badges.count("Berg") == 2, "one badge for the guest and one for who comes along"
    assert letters.count("Dear X Berg") == 1
    declined = {"view": "all", "search": "answer:=declined", "guests": "all"}
    told = read_paper(office, read_pdf, tmp_path, "letters", event="week", **declined)
    assert "Graf" in told
    assert "Berg" not in told


@pytest.mark.parametrize("name", ["badges", "letters"])
def test_a_paper_for_nobody_writes_no_page_and_says_where_the_guests_are(
    office: Database, tmp_path: Path, name: str
) -> None:
    make_parts(office)
    made = make_paper(office, name, event="week")
    with pytest.raises(UserError, match="Or take the guests of its parts too"):
        write_pdf(made, tmp_path / "nobody.pdf")
    assert not (tmp_path / "nobody.pdf").exists()
    asked = make_paper(office, name, event="week", guests="all")
    assert not any("its parts" in one for one in asked.problems())


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("badges", {"event": "spring", "guests": "some"}),
        ("no-such-paper", {}),
        ("member-list", {"colour": "red"}),
        ("member-list", {"page": "A7½"}),
        ("member-list", {"columns": "no_such_field"}),
        ("attendance", {"walk_ins": "many"}),
        ("attendance", {"event": "never held"}),
        ("attendance", {"second_language": "tlh"}),
    ],
)
def test_what_cannot_be_printed_is_told_in_a_sentence(
    office: Database, name: str, options: dict[str, object]
) -> None:
    with pytest.raises(UserError, match=r"\.$"):
        make_paper(office, name, **options)


def test_without_any_event_the_attendance_list_says_so(database: Database) -> None:
    with pytest.raises(UserError, match="There is no event yet"):
        make_paper(database, "attendance")


def test_equal_ranks_and_a_seat_of_two_are_told_before_they_are_printed(office: Database) -> None:
    event = add_record(office, "event", title_en="Dinner")
    add_record(office, "seating_table", event=event, name="A", seats=4, shape="round")
    for family in ("Dahl", "Ek"):
        person = add_record(office, "person", given_name="Ann", family_name=family)
        add_record(office, "participation", event=event, person=person, rank=1, seat="A1")
    for name in ("protocol", "seating"):
        (told,) = make_paper(office, name, event=str(event)).problems()
        assert "Ann Dahl" in told
        assert "Ann Ek" in told
