"""The first page of the day: what is due, what comes next, what changed, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.types import Date
from t20desk.follow_ups import count_follow_ups, list_follow_ups
from t20desk.i18n import N_, _
from t20desk.listing import (
    Listing,
    count_rows,
    count_values,
    first_ids,
    iterate_rows,
    read_titles,
)
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job
from t20desk.ui.looks.figures import Figure, FigureRow
from t20desk.ui.looks.flow import LineButton
from t20desk.ui.looks.words import time_text
from t20desk.ui.page import Page, make_button, make_card, make_label
from t20desk.ui.places import Place, list_place, record_place
from t20desk.wording import say_operation

SHOWN = 6

GAPS = (
    ("member", "members", "email:", N_("Members without a mail address")),
    ("member", "members", "country:", N_("Members without a country or region")),
    ("member", "members", "areas:", N_("Members without a service area")),
    ("member", "unconfirmed", "", N_("Organisations whose data were long not confirmed")),
    ("confirmation", "overdue", "", N_("Overdue replies to the confirmation")),
    ("person", "all", "email: phone: mobile:", N_("People without mail and phone")),
    ("event", "open", "starts:", N_("Events to come without a date")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: its words, a quiet second half, and where it leads."""

    text: str
    place: Place
    note: str = ""


@dataclass(slots=True)
class DayView:
    """Everything the page shows, read at once."""

    figures: list[Figure] = field(default_factory=list)
    due: list[Line] = field(default_factory=list)
    coming: list[Line] = field(default_factory=list)
    changes: list[Line] = field(default_factory=list)
    gaps: list[Line] = field(default_factory=list)
    is_empty: bool = False


class Today(Page):
    """Figures and short lists, each leading on."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self.figures = FigureRow()
        self.cards = QGridLayout()
        self.empty = self._make_empty()
        self._lay_out()
        self.figures.place_requested.connect(self.place_requested)

    def show_place(self, place: Place) -> None:
        self.sheet.setFocus()
        # Whoever goes on at once does not wait for figures that nobody sees.
        QTimer.singleShot(0, self, self._refresh_seen)

    def _refresh_seen(self) -> None:
        if self.isVisible():
            self.refresh(frozenset())

    def refresh(self, kinds: frozenset[str]) -> None:
        if not self.isVisible() and kinds:
            self.empty.hide()  # the database no longer is, and who comes back is not to read it
        else:
            self._drop_read()
            day = date.today()
            self._job = self._desk.jobs.read_whole(lambda: read_day(self._desk.db, day), self._fill)

    def _drop_read(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # a window made small is read on for
            self._drop_read()
        super().hideEvent(event)

    def title(self) -> str:
        return _("Today")

    def help_text(self) -> str:
        return _(
            "Each figure and each line leads to what is behind it. Type anything into the box "
            "above to find a person, an organisation or an event at once."
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("cards")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(make_label(_("Today"), "title"))
        self.day = make_label(look="quiet", name="todayDate")
        head.addSpacing(10)
        head.addWidget(self.day, 1)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addWidget(self.empty)
        self.cards.setSpacing(14)
        for place in (0, 1):
            self.cards.setColumnStretch(place, 1)
        column.addLayout(self.cards)
        column.addStretch(1)
        scroll = self.sheet = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _make_empty(self) -> QFrame:
        card = make_card()
        card.setObjectName("todayEmpty")
        column = QVBoxLayout(card)
        column.setContentsMargins(22, 20, 22, 20)
        column.addWidget(make_label(_("This database is still empty."), "heading"))
        column.addWidget(
            make_label(_("Bring your list of members from Excel, or enter the first one."), "quiet")
        )
        row = QHBoxLayout()
        for text, look, place in (
            (_("Import a spreadsheet …"), "main", Place("import", "member")),
            (_("New organisation"), "", record_place("member", None)),
            (_("Fill in the office profile"), "", Place("office", "office")),
        ):
            button = make_button(text, look)
            button.clicked.connect(lambda _on=False, place=place: self.place_requested.emit(place))
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        card.hide()
        return card

    def _fill(self, view: DayView) -> None:
        self.day.setText(Date().format(date.today().isoformat()))
        self.figures.show_figures(view.figures)
        self.figures.setVisible(not view.is_empty)
        self.empty.setVisible(view.is_empty)
        while self.cards.count():
            item = self.cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        sections = (
            (_("Follow-ups due"), view.due, _("Nothing is due.")),
            (_("Coming up"), view.coming, _("No event is planned.")),
            (_("Changed lately"), view.changes, _("Nothing was changed yet.")),
            (_("What is missing"), view.gaps, _("Nothing is missing.")),
        )
        if not view.is_empty:
            for number, (heading, lines, nothing) in enumerate(sections):
                card = self._make_section(heading, lines, nothing)
                self.cards.addWidget(card, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)

    def _make_section(self, heading: str, lines: list[Line], nothing: str) -> QFrame:
        card = make_card()
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(2)
        column.addWidget(make_label(heading, "heading"))
        if not lines:
            column.addWidget(make_label(nothing, "quiet"))
        for line in lines:
            column.addLayout(self._make_line(line))
        return card

    def _make_line(self, line: Line) -> QHBoxLayout:
        row = QHBoxLayout()
        button = LineButton(line.text)
        button.clicked.connect(lambda: self.place_requested.emit(line.place))
        row.addWidget(button, 1)
        row.addWidget(make_label(line.note, "quiet"))
        return row


def read_day(db: Database, day: date) -> DayView:
    """Everything the page shows."""
    view = DayView(_read_figures(db), _read_due(db, day), _read_coming(db, day))
    view.changes = [
        Line(say_operation(db, one), Place("history"), time_text(one.time))
        for one in list_operations(db, SHOWN)
    ]
    view.gaps = list(_read_gaps(db))
    view.is_empty = not any(figure.number for figure in view.figures)
    return view


def _read_figures(db: Database) -> list[Figure]:
    members = count_rows(db, Listing("member", view="members"))
    figures = [Figure(members, _("members"), list_place("member", view="members"))]
    if members:
        countries = _count_countries(db)
        figures.append(
            Figure(countries, _("countries and regions"), list_place("member", view="members"))
        )
    for kind, view, label in (
        ("member", "contacts", _("other organisations")),
        ("person", "all", _("people")),
        ("event", "all", _("events")),
        ("connection", "all", _("connections")),
    ):
        number = count_rows(db, Listing(kind, view=view))
        figures.append(Figure(number, label, list_place(kind, view=view)))
    return figures


def _count_countries(db: Database) -> int:
    counts = count_values(db, Listing("member", view="members"), "country")
    return len(counts.keys() - {None})


def _read_due(db: Database, day: date) -> list[Line]:
    due = list_follow_ups(db, day)
    lines = [
        Line(
            " – ".join(filter(None, (one.title, one.about))),
            record_place(one.kind, one.id),
            listing_date(one.due),
        )
        for one in due[:SHOWN]
    ]
    if due:
        total, mine = count_follow_ups(db, day), count_follow_ups(db, day, db.user)
        overdue = sum(one.is_overdue(day) for one in due)
        text = _("All {total}: {mine} mine, {overdue} overdue")
        words = text.format(total=total, mine=mine, overdue=overdue)
        lines.append(Line(words, Place("follow_ups", view="all")))
    return lines


def listing_date(value: object) -> str:
    """A stored date for people."""
    return Date().format(str(value)[:10]) if value else ""


def _read_coming(db: Database, day: date) -> list[Line]:
    search = f"{write_test('starts', 'above', (day - timedelta(days=1)).isoformat())}"
    listing = Listing("event", f"{search} -status:=cancelled", "all", ("starts",), ("starts",))
    ids = first_ids(db, listing, SHOWN)
    titles = read_titles(db, "event", ids)
    lines = []
    for key, cells in iterate_rows(db, listing, ids):
        value = getattr(cells[0], "value", cells[0])
        lines.append(Line(titles.get(key, ""), record_place("event", key), listing_date(value)))
    return lines


def _read_gaps(db: Database) -> Iterator[Line]:
    for kind, view, search, label in GAPS:
        number = count_rows(db, Listing(kind, search, view))
        if number:
            yield Line(_(label), list_place(kind, search, view), str(number))
