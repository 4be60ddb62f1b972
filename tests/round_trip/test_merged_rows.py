"""A row of a record that went by a merge of doubles speaks of the record it became."""

from datetime import datetime

from t20desk.merging import plan_merge
from tests.round_trip.books import Office, edit_book, put, tally


def test_edits_of_a_record_that_was_merged_go_to_the_one_that_stays(office: Office) -> None:
    keep = office.add("member", name="Alpha", city="Lyon")
    other = office.add("member", name="Alpha Ltd", city="Lyon")
    path = office.export("member", "name", "city", "street", "postcode")

    def edit(sheet: object) -> None:
        put(sheet, keep, "Street", "Rue 1")
        put(sheet, other, "Postcode", "69002")

    edit_book(path, edit)
    office.database.apply(plan_merge(office.database, "member", keep, other).change)
    assert tally(office.take(path)) == (2, 0, 2, 0, 0, 0)
    found = office.read("member", keep, "name", "street", "postcode")
    assert found == ("Alpha", "Rue 1", "69002")


def test_an_unedited_row_of_a_merged_record_changes_nothing(office: Office) -> None:
    keep, other = (office.add("member", name=name, city="Lyon") for name in ("Alpha", "Beta"))
    path = office.export("member", "name", "city")
    office.database.apply(plan_merge(office.database, "member", keep, other).change)
    plan = office.take(path)
    assert plan.change.is_empty
    assert not plan.clashes


def test_a_clash_with_the_record_that_stays_says_who_merged_it_and_when(office: Office) -> None:
    keep = office.add("member", name="Alpha", city="Lyon", street="Rue 1")
    other = office.add("member", name="Alpha Ltd", city="Nice", street="Rue 2")
    path = office.export("member", "name", "city", "street")

    def edit(sheet: object) -> None:
        put(sheet, other, "City", "Paris")
        put(sheet, other, "Street", "Rue 9")

    edit_book(path, edit)
    office.database.user = "Chen Li"
    office.database.apply(plan_merge(office.database, "member", keep, other).change)
    office.database.user = "Ada King"
    office.set("member", keep, street="Rue 3")
    plan = office.plan(path)
    told = {clash.conflict.field: (clash.conflict.id, clash.user) for clash in plan.clashes}
    assert told == {"city": (keep, "Chen Li"), "street": (keep, "Ada King")}
    assert all(datetime.fromisoformat(clash.time) for clash in plan.clashes)
