"""Place cards: a folded one for each guest, in the order of the seats, on sheets that are sold."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.printing.card_sheets import BADGE_SHEETS, CARD_SHEETS, LABEL_SHEETS, CardSheet
from t20desk.printing.papers import make_paper
from t20desk.printing.place_cards import PlaceCard, PlaceCardPaper
from t20desk.printing.sheets import MM, render_page, write_pdf
from tests.builders import add_record
from tests.paper_kinds import PdfReader

WHITE = 0xFFFFFFFF
SMALL = CARD_SHEETS["32253"]


def make_cards(cards: Sequence[PlaceCard], start: int = 1) -> PlaceCardPaper:
    return PlaceCardPaper("Dinner", cards, SMALL, start)


SOLD = {**CARD_SHEETS, **BADGE_SHEETS, **LABEL_SHEETS}


@pytest.mark.parametrize("sheet", SOLD.values(), ids=SOLD)
def test_the_last_card_of_a_sheet_lies_on_its_page(sheet: CardSheet) -> None:
    page, room = sheet.find_place(sheet.count - 1)
    assert page == 0
    assert room.right() <= (sheet.page.width + 0.2) * MM
    assert room.bottom() <= (sheet.page.height + 0.2) * MM
    assert room.width() > room.height()


def test_each_guest_has_a_card_with_both_names_on_both_sides(
    database: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    event = add_record(database, "event", title_en="Dinner")
    add_record(database, "seating_table", event=event, name="A", seats=4, shape="round")
    for given, family, original, seat in (
        ("Ann", "Dahl", "", ""),
        ("Guodong", "He", "何国栋", "A2"),
        ("Bo", "Ek", "", "A1"),
    ):
        person = add_record(
            database, "person", given_name=given, family_name=family, original_name=original or None
        )
        add_record(database, "participation", event=event, person=person, seat=seat or None)
    paper = make_paper(database, "place-cards", event=str(event))
    assert paper.problems() == ["1 guest has no seat yet."]
    write_pdf(paper, tmp_path / "cards.pdf")
    (text,) = read_pdf(tmp_path / "cards.pdf")
    assert (text.count("Guodong He"), text.count("何国栋"), text.count("A2")) == (2, 2, 1)
    assert text.index("Bo Ek") < text.index("Guodong He") < text.index("Ann Dahl")


def test_cards_begin_at_the_first_free_one_of_a_used_sheet() -> None:
    cards = [PlaceCard("Ann Dahl")] * 4
    assert [make_cards(cards, start).page_count for start in (1, 2, 4)] == [1, 2, 2]
    page = render_page(make_cards(cards, 4), 1, 20)
    left = page.copy(0, 0, page.width() * 2 // 5, page.height())
    assert {left.pixel(x, y) for x in range(left.width()) for y in range(left.height())} == {WHITE}


@pytest.mark.parametrize(("option", "value"), [("start", 5), ("start", 0), ("sheet", "L9999")])
def test_a_card_that_no_sheet_has_is_refused(
    database: Database, option: str, value: int | str
) -> None:
    event = add_record(database, "event", title_en="Dinner")
    with pytest.raises(UserError):
        make_paper(database, "place-cards", event=str(event), **{option: value})


def test_a_long_name_is_set_smaller_before_it_is_cut() -> None:
    long = "Dr. Maximiliane-Alexandra von Hohenberg-Lauterbach"
    assert make_cards([PlaceCard(long)]).problems() == []
    assert "too long for its card" in make_cards([PlaceCard(long * 4)]).problems()[0]


def test_cards_of_an_event_without_guests_say_so() -> None:
    assert make_cards([]).page_count == 1
    assert "Nobody is coming" in make_cards([]).problems()[0]
