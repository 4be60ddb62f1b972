"""The first page of the day: what is due, what comes next, what changed, what is missing."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from t20desk.db.types import Date
from t20desk.i18n import _, say_number
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job
from t20desk.ui.looks.cut_button import LineButton
from t20desk.ui.looks.figures import FigureRow
from t20desk.ui.looks.flow import empty_layout
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.looks.walked_lines import KeptLine
from t20desk.ui.page import Page, make_button, make_card, make_label
from t20desk.ui.places import Place, record_place

if TYPE_CHECKING:
    from t20desk.ui.looks.figures import Figure
    from t20desk.ui.shell.day_view import DayView, Line


class Today(Page):
    """Figures and short lists, each leading on."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._gaps: dict[int, Line | None] = {}
        """What is missing, as far as it was counted."""
        self._gaps_card = QFrame()
        self.figures = FigureRow()
        self.save = make_button(_("Save picture …"), "flat", "todaySave")
        self.save.setVisible(False)
        self.cards = QGridLayout()
        self.empty = self._make_empty()
        self._lay_out()
        self._kept = KeptLine(self)
        self.figures.place_requested.connect(self.place_requested)
        self.save.clicked.connect(self.save_picture)

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
            self._job = self._desk.jobs.read_whole(self._read, self._fill)

    def _read(self) -> "DayView":
        # The page stands before what reads it is brought.
        from t20desk.ui.shell.day_view import read_day

        return read_day(self._desk.db, date.today())

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

    def save_picture(self) -> None:
        """Save the figures as a picture of bars, to be put into a letter or onto a slide."""
        from t20desk.charts import Bar, Chart
        from t20desk.ui.reports.chart_saving import save_chart

        bars = tuple(
            Bar(one.label, one.number, say_number(one.number), row)
            for row, one in enumerate(self.figures.shown())
        )
        save_chart(self, self._desk, Chart(_("The alliance in figures"), self.day.text(), "", bars))

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
        head.addWidget(self.save)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addWidget(self.empty)
        self.cards.setSpacing(14)
        for place in (0, 1):
            self.cards.setColumnStretch(place, 1)
        column.addLayout(self.cards)
        column.addStretch(1)
        self.sheet = ScrollArea(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)

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

    def _fill(self, view: "DayView") -> None:
        self._kept.note(self.sheet)
        self.day.setText(Date().format(date.today().isoformat()))
        self.figures.show_figures(view.figures)
        self.figures.setVisible(not view.is_empty)
        self.save.setVisible(not view.is_empty)
        self.empty.setVisible(view.is_empty)
        empty_layout(self.cards)
        if view.is_empty:
            return
        sections = (
            (_("Follow-ups due"), view.due, _("Nothing is due.")),
            (_("Coming up"), view.coming, _("No event is planned.")),
            (_("Changed lately"), view.changes, _("Nothing was changed yet.")),
        )
        for number, (heading, lines, nothing) in enumerate(sections):
            card = self._make_section(heading, lines, nothing)
            self.cards.addWidget(card, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            card.show()  # at once, or its lines take no keys yet
        self._gaps_card = QFrame()
        self.cards.addWidget(self._gaps_card, 1, 1, Qt.AlignmentFlag.AlignTop)
        self._show_gaps()
        tab_as_laid_out(self)
        self._count_countries(view.figures)

    def _count_countries(self, figures: "list[Figure]") -> None:
        """Put the countries beside the members, then go on to what is missing."""
        from t20desk.ui.shell.day_view import count_countries

        def take(countries: "Figure") -> None:
            self._kept.note(self.sheet)
            self.figures.show_figures([figures[0], countries, *figures[1:]])
            tab_as_laid_out(self)
            self._count_gap(0)

        if figures[0].number:
            read = partial(count_countries, self._desk.db)
            self._job = self._desk.jobs.read_whole(read, take)
        else:
            self._count_gap(0)

    def _count_gap(self, gap: int) -> None:
        """Count what is missing, one after the other."""
        from t20desk.ui.shell.day_view import GAPS, read_gap

        def take(line: "Line | None") -> None:
            self._gaps[gap] = line
            self._show_gaps()
            self._count_gap(gap + 1)

        if gap < len(GAPS):
            self._job = self._desk.jobs.read_whole(partial(read_gap, self._desk.db, gap), take)

    def _show_gaps(self) -> None:
        """Show what is missing as far as it is known; before, it stays as it was known last."""
        from t20desk.ui.shell.day_view import GAPS

        is_whole = len(self._gaps) == len(GAPS)
        lines = [line for _gap, line in sorted(self._gaps.items()) if line is not None]
        nothing = _("Nothing is missing.") if is_whole else _("Looking …")
        self._kept.note(self.sheet)
        card = self._make_section(_("What is missing"), lines, nothing)
        self.cards.replaceWidget(self._gaps_card, card)
        card.show()
        self._gaps_card.hide()
        self._gaps_card.deleteLater()
        self._gaps_card = card

    def _make_section(self, heading: str, lines: "list[Line]", nothing: str) -> QFrame:
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

    def _make_line(self, line: "Line") -> QHBoxLayout:
        row = QHBoxLayout()
        button = LineButton(line.text)
        button.is_walked = True
        button.clicked.connect(lambda: self.place_requested.emit(line.place))
        row.addWidget(button, 1)
        row.addWidget(make_label(line.note, "quiet"))
        return row
