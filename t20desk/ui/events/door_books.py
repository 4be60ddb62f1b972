"""The workbook of a second door: written, and taken back on the page of returned books."""

from PySide6.QtWidgets import QWidget

from t20desk.checking_in.door_books import check_door_book, write_door_book
from t20desk.errors import UserError
from t20desk.events.guest_parts import say_parts
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_file, choose_target, show_problem
from t20desk.ui.page import Page
from t20desk.ui.places import Place

BOOKS = "*.xlsx"


def write_book(parent: QWidget, desk: Desk, event: int, title: str) -> None:
    """Ask where to, and write the guests of an event for a second door."""
    plain = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in title)[:80]
    name = _("Second door {event}").format(event=plain)
    target = choose_target(parent, _("Workbook for a second door"), f"{name}.xlsx", BOOKS)
    if target is None:
        return
    file, db = target.with_suffix(".xlsx"), desk.db

    def write() -> UserError | str:
        try:
            write_door_book(db, event, file)
        except UserError as error:
            return error
        return say_parts(db, event)

    def tell(found: UserError | str) -> None:
        if isinstance(found, UserError):
            show_problem(parent, found.message)
            return
        written = _("{file} was written.").format(file=file.name)
        desk.tell(" ".join(filter(None, (written, found))))

    desk.read(write, tell)


def take_book(page: Page, desk: Desk, event: int) -> None:
    """Ask for a workbook, and open the page that merges it if it is one of this event."""
    path = choose_file(page, _("Take back the workbook of a second door"), BOOKS)
    if path is None:
        return
    db = desk.db

    def check() -> UserError | None:
        try:
            check_door_book(db, event, path)
        except UserError as error:
            return error
        return None

    def go_on(error: UserError | None) -> None:
        if error is not None:
            show_problem(page, error.message)
        else:
            values = (("path", str(path)), ("event", event))
            page.place_requested.emit(Place("return", values=values))

    desk.read(check, go_on)
