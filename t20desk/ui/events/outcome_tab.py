"""The outcome of an event: who came, in which roles, decisions, thanks, what follows from it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from t20desk.db.types import Date
from t20desk.events.outcomes import Outcome, Share, read_outcome
from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.looks.cut_button import LineButton
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.looks.share_bars import ShareBars
from t20desk.ui.page import make_button, make_card, make_label
from t20desk.ui.places import list_place, record_place

TOUCHING = {"participation", "contact_note", "connection", "initiative", "event"}
TWO_COLUMNS = 860


class OutcomeTab(ScrollArea):
    """Cards with what came of one event; read when it is looked at."""

    place_requested = Signal(object)
    result_wanted = Signal()
    note_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._event: int | None = None
        self._is_stale = False
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.found = Outcome()

    def show_record(self, record_id: int, _name: str) -> None:
        """Show the outcome of another event."""
        self._event = record_id
        self._read()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if these kinds show here."""
        if not kinds or kinds & TOUCHING:
            self._read()

    # --- inside -------------------------------------------------------------------------------

    def _read(self) -> None:
        event, db = self._event, self._desk.db
        self._is_stale = not self.isVisible()
        if event is not None and not self._is_stale:
            self._desk.read(lambda: read_outcome(db, event), lambda found: self._take(event, found))

    def _take(self, event: int, found: Outcome) -> None:
        if event != self._event:
            return
        self.found = found
        scrolled = self.verticalScrollBar().value()
        holder = QWidget()
        holder.setObjectName("cards")
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 10, 8, 10)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(14)
        whole.addLayout(self._columns)
        whole.addStretch(1)
        for cards in (
            (self._make_steps(), self._make_roles(), self._make_thanks()),
            (self._make_decisions(), self._make_follow_ups(), self._make_born()),
        ):
            column = QVBoxLayout()
            column.setSpacing(14)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self.setWidget(holder)
        self._use_width()
        self.verticalScrollBar().setValue(scrolled)

    def _make_steps(self) -> QFrame:
        card, column = _make_part(_("Who came"))
        if self.found.steps[0].whole:
            column.addWidget(self._make_bars(self.found.steps, of_whole=False))
        else:
            text = _("Nobody was invited yet. Guests and their answers are entered under “Guests”.")
            column.addWidget(make_label(text, "quiet", wrap=True))
        return card

    def _make_roles(self) -> QFrame:
        card, column = _make_part(_("By role: came of those expected"))
        if self.found.roles:
            column.addWidget(self._make_bars(self.found.roles, of_whole=True))
        else:
            text = _("No guest has a role yet; roles are chosen in the list of guests.")
            column.addWidget(make_label(text, "quiet", wrap=True))
        card.setVisible(bool(self.found.steps[0].whole))
        return card

    def _make_thanks(self) -> QFrame:
        card, column = _make_part(_("Thanks"))
        number, search = self.found.thanks.number, self.found.thanks.search
        if not number:
            text = _(
                "Once it is noted who came, speakers, chairs, hosts and guests of honour "
                "are offered here to be thanked."
            )
            column.addWidget(make_label(text, "quiet", wrap=True))
            return card
        words = ngettext(
            "{number} of those who came spoke, chaired, hosted or was a guest of honour.",
            "{number} of those who came spoke, chaired, hosted or were guests of honour.",
            number,
        )
        column.addWidget(make_label(words.format(number=number), wrap=True))
        row = QHBoxLayout()
        show = make_button(_("Show them"), "small", "showThanks")
        show.clicked.connect(lambda: self._list(search))
        copy = make_button(_("Copy mail addresses …"), "small", "copyThanks")
        copy.clicked.connect(lambda: self._copy_mails(search))
        row.addWidget(show)
        row.addWidget(copy)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _make_decisions(self) -> QFrame:
        text = self.found.decisions
        words = _("Edit") if text else _("Write down …")
        card, column = _make_part(_("Result and decisions"), words, self.result_wanted.emit)
        if text:
            shown = make_label(text, wrap=True, name="decisions")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(shown)
        else:
            sentence = _("Nothing is written down yet.")
            column.addWidget(make_label(sentence, "quiet", wrap=True))
        return card

    def _make_follow_ups(self) -> QFrame:
        card, column = _make_part(_("Follow-ups"), _("Note …"), self.note_wanted.emit)
        for one in self.found.follow_ups:
            words = (Date().format(one.due), one.title, one.about, one.responsible)
            self._add_line(column, " · ".join(filter(None, words)), one.kind, one.id)
        if not self.found.follow_ups:
            text = _("Nothing is open. A note with a day to come back to it appears here.")
            column.addWidget(make_label(text, "quiet", wrap=True))
        return card

    def _make_born(self) -> QFrame:
        card, column = _make_part(_("Began here"))
        for kind, linked in self.found.born:
            words = _("{kind}: {title}").format(
                kind=_(self._desk.kinds[kind].label), title=linked.text
            )
            self._add_line(column, words, kind, linked.id)
        if not self.found.born:
            text = _("Connections and initiatives that name this event as their origin stand here.")
            column.addWidget(make_label(text, "quiet", wrap=True))
        return card

    def _make_bars(self, shares: list[Share], of_whole: bool) -> ShareBars:
        bars = ShareBars(shares, of_whole)
        bars.clicked.connect(self._list)
        return bars

    def _add_line(self, column: QVBoxLayout, words: str, kind: str, key: int) -> None:
        line = LineButton(words)
        line.clicked.connect(lambda: self.place_requested.emit(record_place(kind, key)))
        column.addWidget(line)

    def _list(self, search: str) -> None:
        place = list_place("participation", search, "all")
        self.place_requested.emit(replace(place, columns=self.found.asked))

    def _copy_mails(self, search: str) -> None:
        from t20desk.listing import Listing, list_ids
        from t20desk.ui.lists.mail_addresses import MailAddresses

        ids = list_ids(self._desk.db, Listing("participation", search, "all"))
        kind = self._desk.kinds["participation"]
        run_dialog(MailAddresses(self.window(), self._desk, kind, ids))

    def _use_width(self) -> None:
        beside = self.width() >= TWO_COLUMNS
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)

    # --- Qt's own names -----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_width()


def _make_part(
    heading: str, verb: str = "", act: Callable[[], None] | None = None
) -> tuple[QFrame, QVBoxLayout]:
    """A card with its heading, and a button beside it where something can be done."""
    card = make_card()
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 12, 12, 14)
    column.setSpacing(4)
    row = QHBoxLayout()
    row.addWidget(make_label(heading, "heading"), 1)
    if act is not None:
        button = make_button(verb, "flat")
        button.clicked.connect(lambda _on=False: act())
        row.addWidget(button)
    column.addLayout(row)
    return card, column
