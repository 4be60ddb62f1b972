"""What is odd about rows of a returned book is told at them, and taken all the same."""

from tests.round_trip.books import Office, edit_book, put, said


def test_a_badge_given_twice_is_told_at_its_row_before_it_is_taken(office: Office) -> None:
    event = office.add("event", title_en="Forum")
    for name, badge in (("Berg", "7"), ("Falk", "8")):
        person = office.add("person", given_name="Ann", family_name=name)
        guest = office.add("participation", event=event, person=person, badge=badge)
    path = office.export("participation", "person", "badge")
    edit_book(path, lambda sheet: put(sheet, guest, "Badge", "7"))
    plan = office.take(path)
    ((_row, field),) = said(plan, "note")
    assert field == "badge"
    (sentence,) = (one.sentence() for one in plan.problems)
    assert "row " in sentence
    assert sentence.endswith("Badge 7 is also that of Ann Berg; give one of them another.")
    assert plan.counts.changed == 1
