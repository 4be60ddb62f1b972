"""Seats of an event: tables and rows, who sits where, and who has no seat yet."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from t20desk.db.change import Change
from t20desk.i18n import _, ngettext
from t20desk.protocol.seating import (
    Seat,
    SeatingPlan,
    next_names,
    plan_filling,
    plan_seat,
    plan_table,
    plan_tables,
    read_plan,
)
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_text
from t20desk.ui.events.event_tab import EventTab
from t20desk.ui.events.seat_grid import SeatGrid, WaitingList
from t20desk.ui.page import make_bar, make_button, make_label

KINDS: Final = frozenset(("participation", "person", "seating_table", "precedence_rule", "member"))
USUAL: Final = {"round": 8, "row": 10}


class SeatsTab(EventTab):
    """Guests are dragged to a seat, or put there with Enter; each move is one change."""

    kinds = KINDS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "seatNotice", self._read_plan)
        self._plan = SeatingPlan()
        self.grid, self.waiting = SeatGrid(), WaitingList()
        self.count = make_label(look="heading", name="seatCount")
        self.told = make_label(look="doubt", wrap=True, name="seatTold")
        self.tables = make_button(_("Add a table"), "", "addTable")
        self.rows = make_button(_("Add a row"), "", "addRow")
        self.change = make_button(_("Change table …"), "", "changeTable")
        self.seat = make_button(_("Seat here"), "main", "seatHere")
        self.fill = make_button(_("Seat all by precedence"), "", "seatAll")
        self.free = make_button(_("Free the seat"), "", "freeSeat")
        self.print = make_button(_("Print"), "", "printSeats")
        self._lay_out()
        self._connect()

    def seat_guest(self, guest: int, seat: Seat | None) -> None:
        """Give a guest a seat, or take it away."""
        self._change_seats(lambda event: plan_seat(self._desk.db, event, guest, seat))

    def _read_plan(self, event: int) -> None:
        db = self._desk.db
        self._desk.read(lambda: read_plan(db, event), partial(self._take, event))

    def _take(self, event: int, plan: SeatingPlan) -> None:
        if event != self._event:
            return
        self._plan = plan
        self.grid.show_plan(plan)
        without = [*plan.waiting, *plan.elsewhere]
        self.waiting.show_guests(without)
        text = ngettext("{number} without a seat", "{number} without a seat", len(without))
        self.count.setText(text.format(number=len(without)))
        self.told.setText(" ".join(plan.sentences[:3]))
        self.told.setVisible(bool(plan.sentences))
        # Nothing is offered that has no guest or no seat to act on.
        has_seats = bool(plan.tables)
        self.change.setEnabled(has_seats)
        self.seat.setEnabled(has_seats and bool(without))
        self.fill.setEnabled(has_seats and bool(plan.waiting))
        self.free.setEnabled(bool(plan.taken))

    def _change_seats(self, plan: Callable[[int], Change]) -> None:
        if (event := self._event) is not None:
            if isinstance(QApplication.focusWidget(), QPushButton):
                # A button that has nothing more to do would hand the cursor to another's verb.
                self.grid.setFocus()
            self._apply(lambda: plan(event))

    def _seat_here(self) -> None:
        guest, seat = self.waiting.marked_guest(), self.grid.marked_seat()
        if guest is None or seat is None:
            self.notice.say(_("Mark a guest on the left and a seat on the right."))
            return
        self.seat_guest(guest, seat)
        self._step()

    def _step(self) -> None:
        """The next seat of the row, so that Enter after Enter fills it."""
        row, column = self.grid.currentRow(), self.grid.currentColumn() + 1
        if self.grid.seat_at(row, column) is not None:
            self.grid.setCurrentCell(row, column)

    def _free_seat(self) -> None:
        guest = self.grid.marked_guest()
        if guest is not None:
            self.seat_guest(guest, None)

    def _fill(self) -> None:
        guests = [one.id for one in self._plan.waiting]
        self._change_seats(lambda event: plan_filling(self._desk.db, event, guests))

    def _add(self, shape: str) -> None:
        last = next((one for one in reversed(self._plan.tables) if one.shape == shape), None)
        seats = last.seats if last is not None else USUAL[shape]
        names = next_names(self._plan.tables, shape, 1)
        self._change_seats(lambda event: plan_tables(self._desk.db, event, names, shape, seats))

    def _change(self) -> None:
        """Another name and number of seats of the table at the cursor."""
        row = self.grid.currentRow()
        if not 0 <= row < len(self._plan.tables):
            self.notice.say(_("Mark a seat of the table that is to be changed."))
            return
        table = self._plan.tables[row]
        label = _("Name and number of seats")
        typed = ask_text(self, _("Change table"), label, f"{table.name} = {table.seats}")
        name, _equals, number = (part.strip() for part in typed.rpartition("="))
        if not typed:
            return
        if not name or not number.isdecimal() or not 1 <= int(number[:5]) <= 1000:
            self.notice.say(_("Write the name and the number of seats, such as “Table 1 = 8”."))
            return
        seats = int(number)
        self._change_seats(lambda event: plan_table(self._desk.db, event, table.id, name, seats))

    def _print(self, name: str) -> None:
        from t20desk.ui.papers.print_preview import show_paper

        show_paper(self.window(), self._desk, name, event=str(self._event or ""))

    def _connect(self) -> None:
        self.grid.seated.connect(self.seat_guest)
        self.waiting.unseated.connect(lambda guest: self.seat_guest(guest, None))
        self.waiting.itemActivated.connect(lambda _item: self._seat_here())
        self.seat.clicked.connect(self._seat_here)
        self.free.clicked.connect(self._free_seat)
        self.fill.clicked.connect(self._fill)
        self.tables.clicked.connect(lambda: self._add("round"))
        self.rows.clicked.connect(lambda: self._add("row"))
        self.change.clicked.connect(self._change)
        papers = QMenu(self.print)
        for name, words in (
            ("seating", _("As a list …")),
            ("seating-plan", _("As a drawn plan …")),
            ("place-cards", _("Place cards …")),
        ):
            papers.addAction(words, partial(self._print, name))
        self.print.setMenu(papers)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        left = (self.tables, self.rows, self.change)
        column.addLayout(make_bar((self.count, *left), (self.print,)))
        column.addWidget(self.own)
        column.addWidget(self.notice)
        column.addWidget(self.told)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.waiting, 1)
        middle.addWidget(self.grid, 3)
        column.addLayout(middle, 1)
        column.addLayout(make_bar((self.seat, self.free), (self.fill,)))
        self.waiting.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.told.hide()
