"""What the book changed, what was changed here, and where both did: decided cell by cell."""

from datetime import datetime

from t20desk.round_trip.settling import prefer_side, settle
from tests.round_trip.books import Office, append, cells_of, edit_book, put, row_of, said, tally


def test_a_book_that_nobody_edited_changes_nothing(office: Office) -> None:
    first = office.add("member", name="Alpha", areas=" technology_transfer ", joined="2020-01")
    office.add("member", name="Beta", country="DE", parent=first, postcode="01067")
    plan = office.take(office.export("member"))
    assert tally(plan) == (2, 0, 0, 2, 0, 0)
    assert plan.change.is_empty
    assert not plan.problems
    assert not plan.remarks
    assert not plan.ignored


def test_what_only_the_book_changed_is_taken_and_undone_as_one(office: Office) -> None:
    from t20desk.db.history.undoing import plan_undo

    key = office.add("member", name="Alpha", city="Lyon", street="Rue 1")
    path = office.export("member", "name", "city", "street")
    edit_book(
        path, lambda sheet: (put(sheet, key, "City", "Paris"), put(sheet, key, "Street", None))
    )
    assert tally(office.take(path)) == (1, 0, 1, 0, 0, 0)
    assert office.read("member", key, "city", "street") == ("Paris", None)
    undoing = plan_undo(office.database, 2)
    assert not office.database.apply(undoing.change).is_refused
    assert office.read("member", key, "city", "street") == ("Lyon", "Rue 1")


def test_what_was_only_changed_here_is_kept(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon")
    path = office.export("member", "name", "city", "street")
    office.set("member", key, city="Nice")
    edit_book(path, lambda sheet: put(sheet, key, "Street", "Rue 2"))
    office.take(path)
    assert office.read("member", key, "city", "street") == ("Nice", "Rue 2")


def test_the_same_edit_on_both_sides_is_nothing(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon")
    path = office.export("member", "name", "city")
    office.set("member", key, city="Paris")
    edit_book(path, lambda sheet: put(sheet, key, "City", "Paris"))
    plan = office.take(path)
    assert tally(plan) == (1, 0, 0, 1, 0, 0)
    assert not plan.clashes


def test_different_edits_clash_and_say_who_and_when(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon", street="Rue 1")
    path = office.export("member", "name", "city", "street")
    office.database.user = "Chen Li"
    office.set("member", key, city="Nice")
    edit_book(
        path, lambda sheet: (put(sheet, key, "City", "Paris"), put(sheet, key, "Street", "Rue 9"))
    )
    plan = office.take(path)
    (clash,) = plan.clashes
    one = clash.conflict
    assert (one.field, one.base, one.mine, one.theirs) == ("city", "Lyon", "Nice", "Paris")
    assert (clash.row, clash.user) == (2, "Chen Li")
    assert datetime.fromisoformat(clash.time)
    assert office.read("member", key, "city", "street") == ("Nice", "Rue 9")


def test_a_clash_over_a_membership_says_who_changed_its_period_or_the_status(
    office: Office,
) -> None:
    first, second = (office.add("member", name=name) for name in ("Alpha", "Beta"))
    period = office.add("membership_period", member=first, since="2001")
    path = office.export("member", "name", "joined", "status")
    office.database.user = "Chen Li"
    office.set("membership_period", period, since="2002")
    office.set("member", second, status_given="suspended")
    edit_book(
        path,
        lambda sheet: (
            put(sheet, first, "Joined", "2003"),
            put(sheet, second, "Status", "Applied"),
        ),
    )
    told = {one.conflict.field: (one.user, bool(one.time)) for one in office.plan(path).clashes}
    assert told == {"joined": ("Chen Li", True), "status": ("Chen Li", True)}


def test_a_row_that_only_clashes_is_doubtful_until_it_is_decided(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon")
    path = office.export("member", "name", "city")
    office.set("member", key, city="Nice")
    plan = office.plan(edit_book(path, lambda sheet: put(sheet, key, "City", "Paris")))
    assert tally(plan) == (1, 0, 0, 0, 1, 0)
    mine = prefer_side(office.database, plan, "mine")
    theirs = prefer_side(office.database, plan, "theirs")
    assert (tally(mine), tally(theirs)) == ((1, 0, 0, 1, 0, 0), (1, 0, 1, 0, 0, 0))
    assert mine.change.is_empty
    assert not theirs.is_partial
    office.database.apply(theirs.change)
    assert office.cell("member", key, "city") == "Paris"


def test_a_decided_cell_joins_the_others_of_its_record(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon", street="Rue 1")
    path = office.export("member", "name", "city", "street")
    office.set("member", key, city="Nice")
    edit_book(
        path, lambda sheet: (put(sheet, key, "City", "Paris"), put(sheet, key, "Street", "Rue 9"))
    )
    plan = office.plan(path)
    change = settle(office.database, plan.change, plan.clashes)
    assert [len(batch.rows) for batch in change.batches] == [1]
    office.database.apply(change)
    assert office.read("member", key, "city", "street") == ("Paris", "Rue 9")


def test_several_values_merge_element_by_element(office: Office) -> None:
    key = office.add("member", name="Alpha", areas=" technology_transfer startup_support ")
    path = office.export("member", "name", "areas")
    office.set("member", key, areas=" technology_transfer ")
    words = "technology transfer; start-up support; financial services"
    plan = office.take(edit_book(path, lambda sheet: put(sheet, key, "Service areas", words)))
    assert not plan.clashes
    assert office.cell("member", key, "areas") == " technology_transfer financial_services "


def test_a_record_deleted_here_and_edited_there_clashes_as_a_whole(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon", street="Rue 1")
    path = office.export("member", "name", "city")
    office.delete("member", key)
    plan = office.take(edit_book(path, lambda sheet: put(sheet, key, "City", "Paris")))
    (clash,) = plan.clashes
    assert clash.conflict.field is None
    assert office.read("member", key, "city") is None
    theirs = prefer_side(office.database, plan, "theirs")
    assert not office.database.apply(theirs.change).is_refused
    assert office.read("member", key, "city", "street") == ("Paris", "Rue 1")


def test_a_record_deleted_here_and_not_edited_stays_deleted(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon")
    path = office.export("member", "name", "city")
    office.delete("member", key)
    plan = office.take(path)
    assert tally(plan) == (1, 0, 0, 1, 0, 0)
    assert office.count("member") == 0


def test_links_are_read_by_their_text(office: Office) -> None:
    first, second = office.add("member", name="Alpha"), office.add("member", name="Beta")
    key = office.add("member", name="Gamma", parent=first)
    path = office.export("member", "name", "parent")
    office.take(edit_book(path, lambda sheet: put(sheet, key, "Parent organisation", "Beta")))
    assert office.cell("member", key, "parent") == second


def test_a_renamed_target_of_a_link_is_no_edit(office: Office) -> None:
    first = office.add("member", name="Alpha")
    office.add("member", name="Gamma", parent=first)
    path = office.export("member", "name", "parent")
    office.set("member", first, name="Alpha New")
    assert office.take(path).change.is_empty


def test_two_targets_of_the_same_name_are_no_edit(office: Office) -> None:
    first = office.add("member", name="Twin")
    office.add("member", name="Twin")
    key = office.add("member", name="Gamma", parent=first)
    path = office.export("member", "name", "parent", "city")
    office.take(edit_book(path, lambda sheet: put(sheet, key, "City", "Paris")))
    assert office.read("member", key, "parent", "city") == (first, "Paris")


def test_a_status_and_dates_of_membership_are_taken(office: Office) -> None:
    key = office.add("member", name="Alpha", joined="2020")
    path = office.export("member", "name", "status", "joined", "left")
    edit_book(
        path, lambda sheet: (put(sheet, key, "Joined", "2021-05"), put(sheet, key, "Left", "2024"))
    )
    assert tally(office.take(path)) == (1, 0, 1, 0, 0, 0)
    assert office.read("member", key, "joined", "left", "status") == ("2021-05", "2024", "left")


def test_a_membership_that_ends_before_it_begins_refuses_its_row_alone(office: Office) -> None:
    first = office.add("member", name="Alpha", joined="2020")
    second = office.add("member", name="Beta", joined="2020")
    path = office.export("member", "name", "city", "status", "joined", "left")
    turned = {"Name": "Gamma", "Status": "left", "Joined": "2020", "Left": "2019"}
    edit_book(
        path,
        lambda sheet: (
            put(sheet, first, "Left", "2019-01-01"),
            put(sheet, second, "City", "Paris"),
            append(sheet, turned),
        ),
    )
    plan = office.take(path)
    assert tally(plan) == (3, 0, 1, 0, 0, 2)
    assert said(plan, "error") == [(2, "left"), (4, "left")]
    assert {one.message for one in plan.problems} == {
        "Left lies before Joined; correct one of them."
    }
    assert office.cell("member", second, "city") == "Paris"
    assert office.read("member", first, "joined", "left") == ("2020", None)
    assert office.count("member") == 2


def test_what_is_only_shown_is_said_and_not_taken(office: Office) -> None:
    member = office.add("member", name="Alpha", city="Lyon")
    person = office.add("person", given_name="Ada", family_name="Lovelace")
    key = office.add("affiliation", member=member, person=person)
    path = office.export("affiliation", "person", "member", "member.city", "department")
    edit_book(
        path,
        lambda sheet: (
            put(sheet, key, "Organisation: City", "Paris"),
            put(sheet, key, "Department", "Research"),
        ),
    )
    plan = office.take(path)
    assert said(plan, "note") == [(2, "city")]
    assert office.cell("affiliation", key, "department") == "Research"
    assert office.cell("member", member, "city") == "Lyon"


def test_inherited_values_are_empty_in_the_book(office: Office) -> None:
    week = office.add("event", title_en="Week", starts="2024-05-01", city="Nanjing")
    key = office.add("event", title_en="Opening", parent=week)
    path = office.export("event", "title", "city", "starts")
    seen: list[object] = []
    edit_book(path, lambda sheet: seen.extend(cells_of(sheet, row_of(sheet, key))))
    assert seen[3:5] == [None, None]
    assert office.take(path).change.is_empty
    assert office.cell("event", key, "city") is None


def test_a_text_in_three_languages_has_three_columns(office: Office) -> None:
    key = office.add("event", title_en="Week", title_de="Woche")
    path = office.export("event", "title")
    office.take(edit_book(path, lambda sheet: put(sheet, key, "Title (Chinese)", "周")))
    assert office.read("event", key, "title_en", "title_de", "title_zh") == ("Week", "Woche", "周")


def test_taking_a_book_back_twice_changes_nothing_more(office: Office) -> None:
    key = office.add("member", name="Alpha", city="Lyon")
    path = office.export("member", "name", "city")
    edit_book(
        path, lambda sheet: (put(sheet, key, "City", "Paris"), append(sheet, {"Name": "Beta"}))
    )
    assert tally(office.take(path)) == (2, 1, 1, 0, 0, 0)
    assert tally(office.take(path)) == (2, 0, 0, 2, 0, 0)
    assert office.count("member") == 2
