"""What an import teaches: profiles and meanings, part of its change and undone with it."""

from t20desk.db.history.undoing import plan_undo
from t20desk.importing.answers import answer_questions
from t20desk.importing.learning import read_learned, read_profiles
from t20desk.importing.values import (
    ALL_TEXTS,
    CREATE,
    NOTHING,
    ImportOptions,
    Join,
    Meaning,
    Question,
    Split,
)
from tests.db.steps import make
from tests.importing.sheets import Desk, places, tally

HEAD = ("No.", "Name", "Land", "Ort")


def questions(desk: Desk, kind: str, rows: object, **options: object) -> dict[str, Question]:
    """What is asked, by sort and text."""
    plan = desk.plan(kind, rows, **options)
    return {f"{one.sort} {one.text}".strip(): one for one in plan.questions}


def test_a_taught_value_is_known_the_next_time_and_forgotten_by_undo(desk: Desk) -> None:
    rows = [("Name", "Areas"), ("A", "IP; Technologietransfer"), ("B", "ip")]
    asked = questions(desk, "member", rows)
    assert {key: one.cells for key, one in asked.items()} == {"value IP": 2}
    first = asked["value IP"].proposals[0]
    assert first.answer == "intellectual_property"
    chosen = answer_questions(ImportOptions(), [(asked["value IP"], first.answer)])
    plan = desk.take("member", rows, meanings=chosen.meanings)
    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    both = " technology_transfer intellectual_property "
    assert desk.table("member", "areas") == [(" intellectual_property ",), (both,)]
    taught = desk.table("learned_value", "kind", "field", "text", "meaning", "value", "origin")
    assert taught == [("member", "areas", "IP", "value", "intellectual_property", "list2.xlsx")]
    again = desk.plan("member", [("Name", "Areas"), ("C", "IP")])
    assert (tally(again), again.questions) == ((1, 1, 0, 0, 0, 0), [])
    assert not desk.database.apply(plan_undo(desk.database).change).is_refused
    assert desk.table("learned_value", "text") == []
    assert desk.plan("member", [("Name", "Areas"), ("C", "IP")]).questions


def test_a_value_taught_otherwise_is_changed(desk: Desk) -> None:
    rows = [("Name", "Areas"), ("A", "IP")]
    for value in ("intellectual_property", "technology_transfer"):
        meanings = {"areas": {"IP": Meaning("value", value)}}
        desk.take("member", rows, meanings=meanings, mode="add")
    assert desk.table("learned_value", "text", "value") == [("IP", "technology_transfer")]
    known = read_learned(desk.database, "member")
    assert known == {"areas": {"IP": Meaning("value", "technology_transfer")}}


def test_texts_that_differ_in_case_alone_are_taught_once(desk: Desk) -> None:
    meaning = Meaning("value", "intellectual_property")
    rows = [("Name", "Areas"), ("A", "IP"), ("B", "ip")]
    desk.take("member", rows, meanings={"areas": {"IP": meaning, "ip": meaning}})
    assert desk.table("learned_value", "text") == [("IP",)]


def test_the_same_file_taught_twice_changes_nothing(desk: Desk) -> None:
    rows = [HEAD, ("1", "A", "UKX", "n/a")]
    options = {
        "meanings": {"country": {"UKX": Meaning("value", "GB")}, "city": {"n/a": NOTHING}},
        "remember": "Bank",
    }
    assert tally(desk.take("member", rows, **options)) == (1, 1, 0, 0, 0, 0)
    again = desk.take("member", rows, **options)
    assert tally(again) == (1, 0, 0, 1, 0, 0)
    assert again.change.is_empty


def test_a_layout_is_kept_recognised_and_undone(desk: Desk) -> None:
    rows = [("Kunde", "Staat", "Farbe", "Ort"), ("A", "DE", "rot", "Köln")]
    options = {
        "mapping": {"Kunde": "name", "Farbe": "notes"},
        "constants": {"status": "active"},
        "remember": "Sparkasse",
    }
    desk.take("member", rows, **options)
    (profile,) = read_profiles(desk.database)
    assert (profile.name, profile.headings) == ("Sparkasse", ("Kunde", "Staat", "Farbe", "Ort"))
    changed = [("Ort", "Staat", "Kunde", "Farbe", "Zimmer"), ("Bonn", "DE", "B", "blau", "7")]
    plan = desk.take("member", changed)
    assert plan.profile == "Sparkasse"
    assert plan.ignored == ["Zimmer"]
    assert ("B", "Bonn", "blau", "active") in desk.table(
        "member", "name", "city", "notes", "status"
    )
    for _time in range(2):
        assert not desk.database.apply(plan_undo(desk.database).change).is_refused
    assert read_profiles(desk.database) == []


def test_names_without_a_record_are_proposed_made_or_left_for_the_whole_column(desk: Desk) -> None:
    known = make(desk.database, "member", name="Nanjing University", original_name="南京大学")
    rows = [("Vorname", "Nachname"), ("Anna", "Berg"), ("Wei", "Li"), ("Jo", "Ax")]
    desk.take("person", rows)
    posts = [
        ("Person", "Organisation"),
        ("Anna Berg", "Nanjing Univ."),
        ("Wei Li", "Nanjing Daxue"),
        ("Jo Ax", "Neue GmbH"),
    ]
    asked = questions(desk, "affiliation", posts)
    for text in ("Nanjing Univ.", "Nanjing Daxue"):
        assert asked[f"value {text}"].proposals[0].answer == str(known)
    assert "create" in [one.answer for one in asked["value Neue GmbH"].answers]
    options = ImportOptions()
    for key, answer in (
        ("value Nanjing Univ.", str(known)),
        ("value Nanjing Daxue", str(known)),
        ("value Neue GmbH", "create"),
    ):
        options = answer_questions(options, [(asked[key], answer)])
    plan = desk.take("affiliation", posts, meanings=options.meanings)
    assert tally(plan) == (3, 3, 0, 0, 0, 0)
    assert desk.table("member", "name", "status") == [
        ("Nanjing University", "prospect"), ("Neue GmbH", "contact"),
    ]  # fmt: skip
    assert sorted(desk.table("learned_value", "text")) == [("Nanjing Daxue",), ("Nanjing Univ.",)]
    assert desk.plan("affiliation", posts).questions == []
    assert not desk.database.apply(plan_undo(desk.database).change).is_refused
    assert desk.table("member", "name") == [("Nanjing University",)]


def test_a_record_named_by_several_columns_and_rows_is_made_once(desk: Desk) -> None:
    rows = [
        ("Organisation", "Partner", "Art"),
        ("Alpha", "Beta", None),
        ("Beta", "Gamma", None),
        ("Gamma", "Delta", "no such kind"),
    ]
    every = {ALL_TEXTS: CREATE}
    plan = desk.plan("connection", rows, meanings={"member": every, "other": every})
    assert tally(plan) == (3, 2, 0, 0, 0, 1)
    options = {"meanings": {"member": every, "other": every}, "skip_bad": True}
    desk.take("connection", rows, **options)
    assert desk.table("member", "name") == [("Alpha",), ("Beta",), ("Gamma",)]
    assert desk.table("learned_value", "text") == []


def test_all_unknown_texts_of_a_column_may_be_left_out(desk: Desk) -> None:
    rows = [("Name", "Land"), ("A", "Nirgendwo"), ("B", "Atlantis")]
    plan = desk.take("member", rows, meanings={"country": {ALL_TEXTS: NOTHING}})
    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    assert places(plan, "note") == [(2, "B", "country"), (3, "B", "country")]


def test_a_text_for_nothing_says_nothing_and_is_asked_once_for_its_column(desk: Desk) -> None:
    make(desk.database, "member", number="1", name="A", city="Köln", phone="+49 221 1")
    rows = [
        ("No.", "Name", "Ort", "Tel", "Short name"),
        ("1", "A", "n/a", "-", "Na"),
        ("2", "B", "k. A.", "-", None),
        ("3", "C", "n/a", None, None),
    ]
    asked = questions(desk, "member", rows)
    assert {key: one.cells for key, one in asked.items()} == {
        "placeholder n/a": 2, "placeholder k. A.": 1, "placeholder -": 2,
    }  # fmt: skip
    options = answer_questions(ImportOptions(), [(asked["placeholder -"], "clear")])
    options = answer_questions(options, [(asked["placeholder n/a"], "value")])
    options = answer_questions(options, [(asked["placeholder k. A."], "nothing")])
    plan = desk.take("member", rows, meanings=options.meanings)
    assert plan.questions == []
    told = desk.table("member", "number", "city", "phone", "short_name")
    assert told == [("1", "n/a", None, "Na"), ("2", None, None, None), ("3", "n/a", None, None)]


def test_a_blank_cell_empties_only_where_asked(desk: Desk) -> None:
    make(desk.database, "member", number="1", name="A", city="Köln", street="Weg 1")
    rows = [("No.", "Name", "Ort", "Straße"), ("1", "A", None, " ")]
    plan = desk.take("member", rows, blanks=frozenset(("city",)))
    assert tally(plan) == (1, 0, 1, 0, 0, 0)
    assert desk.table("member", "city", "street") == [(None, "Weg 1")]
    filled = desk.plan("member", rows, blanks=frozenset(("street",)), mode="fill", key=("number",))
    assert filled.change.is_empty


def test_columns_are_parted_joined_filled_and_the_same_for_all(desk: Desk) -> None:
    rows = [
        ("Ansprechpartner", "Straße", "Hausnr", "Ort"),
        ("Dr. Anna Müller", "Weg", 7, None),
        ("王小明", "Gasse", None, "Bonn"),
    ]
    plan = desk.take(
        "person",
        rows,
        splits=(Split("Ansprechpartner", ("title", "given_name", "family_name")),),
        joins=(Join("street", ("Straße", "Hausnr")),),
        constants={"country": "Deutschland"},
        defaults={"city": "Köln"},
    )
    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    names = ("title", "given_name", "family_name", "street", "city", "country")
    assert desk.table("person", *names) == [
        ("Dr.", "Anna", "Müller", "Weg 7", "Köln", "DE"),
        (None, "小明", "王", "Gasse", "Bonn", "DE"),
    ]


def test_how_dates_numbers_and_yes_are_written_is_asked_only_where_it_is_open(desk: Desk) -> None:
    rows = [
        ("Name", "Last confirmed on", "Wiedervorlage", "Founding member"),
        ("A", "03/04/2024", "03/04/2024", "x"),
        ("B", "05/06/2024", "25/06/2024", None),
    ]
    asked = questions(desk, "member", rows)
    assert sorted(asked) == ["blank", "dates"]
    assert [one.answer for one in asked["dates"].answers] == ["dmy", "mdy"]
    assert "3 Apr 2024" in asked["dates"].answers[0].words
    options = answer_questions(ImportOptions(), [(asked["dates"], "mdy")])
    options = answer_questions(options, [(asked["blank"], "no")])
    plan = desk.take("member", rows, conventions=options.conventions, defaults=options.defaults)
    assert plan.questions == []
    assert desk.table("member", "confirmed_on", "follow_up", "founding_member") == [
        ("2024-03-04", "2024-04-03", 1), ("2024-05-06", "2024-06-25", 0),
    ]  # fmt: skip


def test_records_missing_from_the_sheet_are_listed_and_leave_where_asked(desk: Desk) -> None:
    statuses = ("active", "active", "contact", "left")
    known = [(str(at), f"Org {at}", status) for at, status in enumerate(statuses, 1)]
    desk.take("member", [("No.", "Name", "Status"), *known])
    rows = [("No.", "Name"), ("1", "Org 1")]
    assert desk.plan("member", rows).counts.missing == 3
    listed = desk.plan("member", rows, missing="list")
    assert [one.title for one in listed.absent] == ["Org 2", "Org 3", "Org 4"]
    assert listed.change.is_empty
    left = desk.take("member", rows, missing="leave")
    assert [one.sentence() for one in left.absent] == [
        "Not in the file, ends today: Org 2.",
        "Not in the file: Org 3.",
        "Not in the file: Org 4.",
    ]
    assert [row[:2] for row in desk.table("member", "number", "status")] == [
        ("1", "active"), ("2", "left"), ("3", "contact"), ("4", "left"),
    ]  # fmt: skip


def test_texts_of_a_described_organisation_are_asked_and_taught_as_its_own(desk: Desk) -> None:
    rows = [
        ("Vorname", "Nachname", "Organisation", "Land"),
        ("Eva", "Stein", "Neue AG", "UKX"),
        ("Udo", "Berg", "Neue AG", "UKX"),
    ]
    every = {ALL_TEXTS: CREATE}
    asked = questions(desk, "affiliation", rows, meanings={"member": every})
    assert asked["value UKX"].field == "member.country"
    options = answer_questions(ImportOptions(), [(asked["value UKX"], "GB")])
    plan = desk.take("affiliation", rows, meanings={"member": every, **options.meanings})
    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    assert desk.table("member", "name", "country") == [("Neue AG", "GB")]
    taught = desk.table("learned_value", "kind", "field", "text", "value")
    assert taught == [("member", "country", "UKX", "GB")]
    assert desk.plan("member", [("Name", "Land"), ("B", "UKX")]).questions == []
