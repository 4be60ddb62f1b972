"""A column whose values look like those of another field is said once, and nothing is guessed."""

import pytest

from tests.importing.sheets import Desk

FIRMS = [f"Firm {at}" for at in range(4)]
VALUES = {
    "mail addresses": [f"office@{at}.example.org" for at in range(4)],
    "telephone numbers": [f"+49 351 12345{at}" for at in range(4)],
    "web addresses": [f"https://{at}.example.org" for at in range(4)],
    "dates": [f"{at + 1}.2.2024" for at in range(4)],
    "countries or regions": ["Germany", "Frankreich", "中国", "Spain"],
}


@pytest.mark.parametrize("looks", VALUES)
def test_values_that_look_like_those_of_another_field_are_said_once(
    file_desk: Desk, looks: str
) -> None:
    rows = [("Name", "City"), *zip(FIRMS, VALUES[looks], strict=True)]
    plan = file_desk.plan("member", rows)
    [said] = [one for one in plan.remarks if "headings were exchanged" in one]
    assert said.startswith("Column B “City” is read as City, but 4 of 4 of its values look like")
    assert looks in said
    assert plan.counts.new == 4


def test_two_exchanged_headings_are_said_both(file_desk: Desk) -> None:
    phones, mails = VALUES["telephone numbers"], VALUES["mail addresses"]
    rows = [("Name", "Phone", "E-mail"), *zip(FIRMS, mails, phones, strict=True)]
    said = [one for one in file_desk.plan("member", rows).remarks if "exchanged" in one]
    assert [one[:8] for one in said] == ["Column B", "Column C"]


def test_nothing_is_said_of_what_stands_under_its_own_heading(file_desk: Desk) -> None:
    fields = ("Phone", "E-mail", "Website", "Country", "City", "Number", "Postcode")
    cells = [
        VALUES["telephone numbers"],
        VALUES["mail addresses"],
        VALUES["web addresses"],
        VALUES["countries or regions"],
        ["Lyon", "Singapore", "Paris", "Köln"],
        ["0351-12345", "0351-12346", "0351-12347", "0351-12348"],
        ["01234-5678", "01234-5679", "01234-5670", "01234-5671"],
    ]
    rows = [("Name", *fields), *zip(FIRMS, *cells, strict=True)]
    plan = file_desk.plan("member", rows)
    assert not [one for one in plan.remarks if "exchanged" in one]
    assert plan.counts.new == 4


def test_the_begin_of_events_is_no_date_of_another_field(file_desk: Desk) -> None:
    rows = [("Title", "Starts"), *((f"Meeting {at}", f"2027-02-0{at}") for at in range(1, 5))]
    assert not [one for one in file_desk.plan("event", rows).remarks if "exchanged" in one]
