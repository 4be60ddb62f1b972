from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from t20desk.attachments import save_attached
from t20desk.attachments.keeping import read_attached
from t20desk.checking import check_database
from t20desk.db.change import BATCH_ROWS
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.history.reading import list_operations
from t20desk.db.history.trash import TrashWish, list_deleted
from t20desk.demonstration import FACTS, build, count_facts, find_week, press_text, sample_members
from t20desk.demonstration.facts import SAMPLE_WORDS, is_sample
from t20desk.doubles.decided import list_doubles
from t20desk.events.effective import order_tree
from t20desk.listing import Listing, count_rows, iterate_rows, list_ids
from t20desk.listing.saved_views import open_view
from t20desk.listing.views import list_saved
from t20desk.own_fields import list_fields
from tests.paper_kinds import PdfReader

TODAY = date(2026, 3, 2)
SAYS_ONLY = {
    "id", "name", "kind", "country", "further_countries", "notes",
    "status", "status_given", "status_reason", "status_changes", "search_key", "search_words",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database.create(tmp_path_factory.mktemp("demo") / "demo.t20")
    build(database, today=TODAY)
    yield database
    database.close()


def test_it_holds_exactly_the_numbers_of_the_facts(office: Database) -> None:
    assert count_facts(office) == FACTS


def test_it_holds_them_on_both_databases(database: Database) -> None:
    build(database)
    assert count_facts(database) == FACTS


def test_named_organisations_hold_only_what_the_text_says(office: Database) -> None:
    member = office.tables["member"]
    with office.read() as connection:
        rows = connection.execute(select(member).where(~is_sample(member.c.name))).mappings().all()
    filled = {name for row in rows for name, cell in row.items() if cell is not None}
    assert len(rows) == 10
    assert {name.removesuffix("__key") for name in filled} <= SAYS_ONLY


def test_named_members_say_that_membership_is_assumed(office: Database) -> None:
    names = [one.name for one in press_text.MEMBERS]
    listing = Listing("member", columns=("name", "notes", "country"))
    notes = {row[0]: row[1:] for _key, row in iterate_rows(office, listing) if row[0] in names}
    assert all(text.startswith(press_text.MEMBER_NOTE) for text, _country in notes.values())
    assert all("our reading" in text for text, _country in notes.values())
    assert [notes[name][1] for name in names] == ["CN", "FR", "CN", "GB", "SE", "RU"]


def test_named_people_hold_only_what_the_text_says(office: Database) -> None:
    person = office.tables["person"]
    with office.read() as connection:
        query = select(person).where(~is_sample(person.c.full_name))
        rows = connection.execute(query).mappings().all()
    filled = {name for row in rows for name, cell in row.items() if cell is not None}
    says_only = {"id", "given_name", "family_name", "name_order", "full_name", "notes"}
    assert len(rows) == 5
    assert {name.removesuffix("__key") for name in filled} <= {
        *says_only, "search_key", "search_words",
    }  # fmt: skip


def test_chinese_names_stand_family_name_first(office: Database) -> None:
    names = {
        row[0] for _key, row in iterate_rows(office, Listing("person", columns=("full_name",)))
    }
    assert {"Richard Roberts", "Ding Zhaozhong", "Yao Qizhi", "Wang Zeshan", "Qian Qihu"} <= names


def test_honours_of_the_named_have_no_year(office: Database) -> None:
    listing = Listing("honour", columns=("person", "year", "award_en"))
    rows = [row for _key, row in iterate_rows(office, listing)]
    named = [row for row in rows if not any(word in row[0].text for word in SAMPLE_WORDS)]
    assert [row[1] for row in named] == [None] * 5
    assert "Turing Award" in {row[2] for row in named}


@pytest.mark.parametrize("kind", ["member", "person", "venue", "event", "service", "initiative"])
def test_every_sample_says_so_in_its_name(office: Database, kind: str) -> None:
    told = {one.name for one in (*press_text.MEMBERS, *press_text.CONTACTS)}
    told |= {f"{one.family_name} {one.given_name}" for one in press_text.PEOPLE}
    told |= {"Richard Roberts", press_text.WEEK[1], press_text.CONFERENCE[1]}
    told |= {press_text.OPENING[1], press_text.INAUGURATION[1]}
    column = KINDS[kind].title[0]
    rows = iterate_rows(office, Listing(kind, view="all", columns=(column,)))
    names = {row[0] for _key, row in rows} - told
    assert names
    assert not [name for name in names if not any(word in name for word in SAMPLE_WORDS)]


def test_the_founding_is_a_tree_with_two_ceremonies_held_together(office: Database) -> None:
    tree = order_tree(office, find_week(office))
    assert [(one.title, one.depth) for one in tree] == [
        ("Nanjing Tech Week", 0),
        ("Purple Mountain Innovation Conference", 1),
        ("Inauguration ceremony of the T20 Alliance", 2),
        ("Opening ceremony of the Nanjing Tech Week", 2),
    ]
    event = office.tables["event"]
    with office.read() as connection:
        query = select(event).where(event.c.together_with.is_not(None))
        rows = {row.id: row for row in connection.execute(query)}
    assert {row.together_with for row in rows.values()} == {tree[2].id, tree[3].id}
    assert {row.starts for row in rows.values()} == {"2019-06-26"}
    assert all("year not in the press text" in row.notes for row in rows.values())


def test_representatives_of_the_named_have_no_name(office: Database) -> None:
    part = office.tables["participation"]
    with office.read() as connection:
        query = select(part).where(part.c.affiliation == "representative, name not given")
        rows = connection.execute(query).all()
    assert len(rows) == 2 * 6
    assert {row.person for row in rows} == {None}


def test_no_sample_is_tied_to_a_named_organisation(office: Database) -> None:
    for kind, links in (("connection", ("member", "other")), ("service", ("member",))):
        for _key, row in iterate_rows(office, Listing(kind, columns=links)):
            assert all(any(word in cell.text for word in SAMPLE_WORDS) for cell in row)


def test_connections_and_the_people_who_carry_them_find_each_other(office: Database) -> None:
    carried = Listing("connection", search="people.family_name:Tremblay")
    assert count_rows(office, carried) == 2
    who = Listing("person", search="connections.kind:*", columns=("family_name",))
    assert ("Tremblay-Sample",) in [tuple(row) for _key, row in iterate_rows(office, who)]


def test_no_kind_is_empty(office: Database) -> None:
    """Of what the office makes for itself neither: own fields with their values, views, files."""
    empty = [kind for kind in KINDS if not count_rows(office, Listing(kind, view="all"))]
    assert not empty


def test_each_view_of_the_office_finds_something(office: Database) -> None:
    views = list_saved(office)
    found = {view.label: count_rows(office, open_view(view, kind)) for kind, view in views}
    assert len(found) == 3
    assert all(found.values()), found


def test_each_own_field_holds_something(office: Database) -> None:
    for kind in ("member", "person"):
        for one in list_fields(office, kind):
            search = f"{one.field.name}:*"
            assert count_rows(office, Listing(kind, search)), one.field.label


def test_the_files_of_the_samples_can_be_read(
    office: Database, tmp_path: Path, read_pdf: PdfReader
) -> None:
    files = read_attached(office, list_ids(office, Listing("attachment", view="all")))
    saved = {one.name: save_attached(office, one, tmp_path / one.name) for one in files}
    assert {path.suffix for path in saved.values()} == {".pdf", ".png", ".txt"}
    assert "样例" in saved["样例议程.txt"].read_text(encoding="utf-8")
    assert "Sample letter of intent" in read_pdf(saved["Sample letter of intent.pdf"])[0]
    with Image.open(saved["Beispiel-Saalplan.png"]) as picture:
        assert picture.size == (640, 420)


def test_it_is_whole_when_checked(office: Database) -> None:
    assert check_database(office).findings == []


def test_two_people_were_entered_twice_and_a_note_lies_in_the_trash(office: Database) -> None:
    pairs = list_doubles(office, "person")
    assert len(pairs) == 2
    assert len(list_deleted(office, TrashWish())) == 1


def test_it_is_written_as_one_change_a_subject(office: Database) -> None:
    labels = [one.label.message for one in list_operations(office, 100)]
    assert len(labels) == len(set(labels)) == 12


def test_the_same_day_gives_the_same_demonstration(tmp_path: Path) -> None:
    names = []
    for name in ("a.t20", "b.t20"):
        database = Database.create(tmp_path / name)
        build(database, today=TODAY)
        listing = Listing("participation", columns=("event", "person", "answer", "seat"))
        rows = [row for _key, row in iterate_rows(database, listing)]
        names.append([(row[0].text, row[1] and row[1].text, *row[2:]) for row in rows])
        database.close()
    assert names[0] == names[1]


def test_a_size_adds_so_many_sample_members(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "large.t20")
    build(database, size=300)
    assert count_rows(database, Listing("member")) == FACTS["members"] + 300
    assert len(list_ids(database, Listing("member", search="样例南京"))) > 1
    database.close()


def test_many_members_come_in_batches_of_three_scripts() -> None:
    batches = list(sample_members(BATCH_ROWS + 10))
    assert [len(batch.rows) for batch in batches] == [BATCH_ROWS, 10]
    cells = [row[2] for row in batches[0].rows if row[2] is not None]
    country = batches[0].columns.index("country")
    home = sum(row[country] == "CN" for row in cells) / len(cells)
    empty = sum(cell is None for row in cells for cell in row) / len(cells) / len(cells[0])
    assert abs(home - 0.5) < 0.02
    assert abs(empty - 0.3) < 0.01
    assert all(any(word in str(row[1]) for word in SAMPLE_WORDS) for row in cells)
    assert len({row[0] for batch in batches for row in batch.rows}) == BATCH_ROWS + 10


def test_sample_members_pass_through_their_types_unchanged(office: Database) -> None:
    (batch,) = sample_members(200)
    for _key, _before, after in batch.rows:
        for name, cell in zip(batch.columns, after or (), strict=True):
            assert KINDS["member"].fields[name].type.store(cell) == cell


def test_a_status_is_seen_as_of_an_earlier_day(office: Database) -> None:
    before = Listing("member", search="status:=left", view="all", on="2022-06-30")
    assert count_rows(office, before) == 2
    member = office.tables["member"]
    with office.read() as connection:
        query = select(func.count()).where(member.c.status == "left")
        assert connection.scalar(query) == 0
