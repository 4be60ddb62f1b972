"""The papers of an event: for its guests, at its tables and at its door."""

from t20desk.checking_in.sheets import Sheet, find_code, plan_sheet
from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.errors import UserError
from t20desk.events.programme import read_programme
from t20desk.i18n import N_, _
from t20desk.letters.texts import find_text
from t20desk.listing import (
    Listing,
    first_ids,
    read_rows,
    read_title,
)
from t20desk.office import read_office_logo
from t20desk.printing.attendance import AttendancePaper
from t20desk.printing.card_sheets import (
    BADGE_SHEETS,
    CARD_SHEETS,
    find_sheet,
)
from t20desk.printing.furniture import Imprint
from t20desk.printing.guest_cards import write_badges, write_card
from t20desk.printing.guest_rows import (
    choose_event,
    fill_sheet,
    list_guests,
    list_lines,
    list_printed,
    read_guests,
    read_sheet,
)
from t20desk.printing.letter_making import write_letters
from t20desk.printing.letter_rounds import check_tongues, choose_round, read_each
from t20desk.printing.list_paper import ListOptions, ListPaper
from t20desk.printing.paper_kinds import paper
from t20desk.printing.place_cards import BadgePaper, PlaceCardPaper
from t20desk.printing.printed_by import make_imprint
from t20desk.printing.seat_plan import DrawnTable, SeatPlanPaper
from t20desk.printing.sheets import Paper, find_format
from t20desk.protocol.seating import Seat, read_plan, write_seat
from t20desk.protocol.tables import find_ranking, make_protocol, make_seating


@paper("attendance", N_("Attendance list"), of_guests=True)
def make_attendance_list(
    database: Database,
    *,
    event: str = "",
    second_language: str = "",
    walk_ins: int = 20,
    code: str = "",
    page: str = "A4",
) -> Paper:
    """The signature sheet of an event: of the one named, else of the next one with guests.

    Each has a code of its own, by which its numbers can be typed in; with the code of an earlier
    one that one is printed again, with the guests and the numbers it had.
    """
    if code:
        return _print_again(database, find_code(database, code), page)
    key = choose_event(database, event)
    sheet, lines = read_sheet(database, key, second_language), list_lines(database, key)
    printing = plan_sheet(database, key, lines, walk_ins, second_language)
    sheet = fill_sheet(sheet, lines)
    sheet = sheet.complete(walk_ins, printing.code, make_imprint(database))
    return AttendancePaper(sheet, find_format(page), printing.change)


def _print_again(database: Database, kept: Sheet, page: str) -> Paper:
    sheet = read_sheet(database, kept.event, kept.second_language)
    sheet = fill_sheet(sheet, list_printed(database, kept))
    day = Date().format(kept.printed_on.partition("T")[0] or None)
    imprint = Imprint(day, logo=read_office_logo(database))
    sheet = sheet.complete(kept.walk_ins, kept.code, imprint)
    return AttendancePaper(sheet, find_format(page))


@paper("protocol", N_("Protocol list"), of_guests=True)
def make_protocol_list(
    database: Database, *, event: str = "", ranking: str = "", page: str = "A4"
) -> Paper:
    """A ranked list of an event, named by words of its title; the first one without them."""
    found = find_ranking(database, choose_event(database, event), ranking)
    options = ListOptions(make_imprint(database), remarks=found.sentences)
    return ListPaper(make_protocol(database, found), find_format(page), options)


@paper("seating", N_("Seating"), of_guests=True)
def make_seating_list(
    database: Database, *, event: str = "", order: str = "table", page: str = "A4"
) -> Paper:
    """Who sits where: table by table, or by name."""
    if order not in ("table", "name"):
        text = _("The order is table or name, not “{order}”.")
        raise UserError(text.format(order=order), "order")
    key = choose_event(database, event)
    table = make_seating(database, key, order == "name")
    options = ListOptions(make_imprint(database), remarks=read_plan(database, key).sentences)
    return ListPaper(table, find_format(page), options)


@paper("seating-plan", N_("Seating plan"), of_guests=True)
def make_seating_plan(database: Database, *, event: str = "", page: str = "A4") -> Paper:
    """The tables and rows of an event drawn with who sits around them."""
    key = choose_event(database, event)
    title = read_title(database, "event", key)
    plan = read_plan(database, key)
    tables = []
    for one in plan.tables:
        guests = (plan.taken.get(Seat(one.name, number + 1)) for number in range(one.seats))
        names = tuple(
            "\n".join(filter(None, (guest.name, guest.original_name))) if guest else ""
            for guest in guests
        )
        tables.append(DrawnTable(one.name, one.shape, names))
    without = len(plan.waiting) + len(plan.elsewhere)
    return SeatPlanPaper(title, tables, find_format(page), make_imprint(database), without)


@paper("place-cards", N_("Place cards"), sheets=CARD_SHEETS, of_guests=True)
def make_place_cards(
    database: Database, *, event: str = "", sheet: str = "32253", start: int = 1
) -> Paper:
    """A folded card for each guest who comes: seat by seat, then who has none by precedence."""
    key = choose_event(database, event)
    plan = read_plan(database, key)
    places = {table.name: at for at, table in enumerate(plan.tables)}
    taken = sorted(plan.taken.items(), key=lambda one: (places[one[0].table], one[0].number))
    without = [*plan.elsewhere, *plan.waiting]
    cards = [write_card(guest, write_seat(seat)) for seat, guest in taken]
    cards += [write_card(guest, guest.seat) for guest in without]
    title = read_title(database, "event", key)
    return PlaceCardPaper(title, cards, find_sheet(sheet, CARD_SHEETS), start, len(without))


@paper("badges", N_("Name badges"), sheets=BADGE_SHEETS, of_guests=True)
def make_badges(
    database: Database,
    *,
    event: str = "",
    guests: str = "own",
    sheet: str = "L4785",
    start: int = 1,
) -> Paper:
    """A name badge for each guest who is expected, in the order of the names, then companions.

    With `guests` as all those of the parts of the event have one too, each person once.
    """
    key = choose_event(database, event)
    title = read_title(database, "event", key)
    cards = list(write_badges(database, list_guests(database, key, read_guests(guests))))
    return BadgePaper(title, cards, find_sheet(sheet, BADGE_SHEETS), start)


@paper(
    "letters",
    N_("Letters and certificates"),
    kinds=("participation", "member", "person"),
    of_guests=True,
)
def make_letters(  # noqa: PLR0913 - one argument an option
    database: Database,
    *,
    letter: str = "",
    kind: str = "participation",
    view: str = "",
    search: str = "",
    ids: str = "",
    event: str = "",
    guests: str = "own",
    language: str = "",
    second_language: str = "",
    each: str = "",
    reference: str = "",
    page: str = "A4",
) -> Paper:
    """One text to many: to the guests of an event, or to organisations or people.

    With `each` as address those at one address get one letter together; with `guests` as all the
    guests of the parts of the event get one too, each person once.
    """
    asked = {"view": view, "search": search, "ids": ids, "guests": guests}
    check_tongues(language, second_language)
    wanted = choose_round(database, kind, event, asked)._replace(
        language=language,
        second_language=second_language,
        per_address=read_each(each),
        reference=reference,
    )
    return write_letters(database, find_text(database, letter), wanted, find_format(page))


@paper("programme", N_("Programme"))
def make_programme(database: Database, *, event: str = "", page: str = "A4") -> Paper:
    """The programme of an event and of all within it, day by day."""
    table = read_programme(database, _choose_programme(database, event))
    return ListPaper(table, find_format(page), ListOptions(make_imprint(database)))


def _choose_programme(database: Database, words: str) -> int:
    """The event named, else the first with a programme, else the next one with guests."""
    if not words:
        items = Listing("programme_item", view="all", sort=("-starts",), columns=("event",))
        for key in first_ids(database, items, 1):
            return int(read_rows(database, items, [key])[key][0].id)
    return choose_event(database, words)
