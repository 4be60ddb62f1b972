"""What is to be done, in one list: mine, everybody's or a colleague's; done with one key."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
)

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.follow_ups import (
    FollowUp,
    plan_done,
    plan_hand_over,
    plan_move,
)
from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_target, tell_error
from t20desk.ui.follow_ups.due_filter import DueFilter
from t20desk.ui.follow_ups.due_list import Due, DueTable, read_due_list
from t20desk.ui.looks.empty_page import EmptyPage
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.key_words import with_key
from t20desk.ui.page import Notice, Page, make_button, make_column, make_label
from t20desk.ui.places import Place, record_place
from t20desk.ui.previews.refusals import describe_refusal


class FollowUpsPage(Page):
    """Lists follow-ups of all kinds; each leads to its record."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self.filter = DueFilter()
        self.list = DueTable(desk.kinds)
        self.count = make_label(look="quiet", name="dueCount")
        self.notice = Notice("dueNotice")
        self.empty = EmptyPage(_("Nothing is due."))
        self.body = QStackedWidget()
        self.buttons: list[QPushButton] = []
        self.over = make_button(_("Hand over …"), "", "dueHandOver")
        self.save = make_button(_("Save as calendar …"), "", "dueCalendar")
        self._next: int | None = None
        self._lay_out()
        self._connect()
        self._on_selection()

    def show_place(self, place: Place) -> None:
        self.filter.show_whose(place.view or self.filter.whose)
        self._read()
        self.list.setFocus()

    def words_of_state(self) -> set[str]:
        words = {"rows"} | ({"due_list", "datable"} if self.list.topLevelItemCount() else set())
        return words | ({"due"} if self.list.meant() else set())

    def refresh(self, kinds: frozenset[str]) -> None:
        if not kinds or kinds & {"contact_note", "member", "person", "event"}:
            self._read()

    def title(self) -> str:
        return _("Follow-ups")

    def help_text(self) -> str:
        return _(
            "Everything with a follow-up date that is not done yet: contact notes, organisations, "
            "people and events. Space ticks off what is selected, Enter opens it. Several can be "
            "handed over to a colleague or moved to another day in one step."
        )

    # --- verbs --------------------------------------------------------------------------------

    def select_all(self) -> None:
        """Select all that is listed, wherever on the page the cursor is."""
        self.list.selectAll()

    def finish_follow_ups(self) -> None:
        """Tick off what is selected; the next one is selected then."""
        self._next = self.list.first_chosen()
        self._apply(plan_done)

    def hand_over(self) -> None:
        """Give what is selected, else the whole list, to a colleague."""
        from t20desk.ui.follow_ups.handing_over import ask_colleague

        items = self.list.chosen() or self.list.listed()
        names = list(dict.fromkeys([*self.filter.names(), self._desk.settings.person()]))
        name = ask_colleague(self, names, len(items)) if items else None
        if name is not None:
            self._apply(lambda db, _items: plan_hand_over(db, items, name))

    def move_to(self, days: int) -> None:
        """Move what is selected so many days away from today."""
        day = date.today() + timedelta(days=days)
        self._apply(lambda db, items: plan_move(db, items, day))

    def put_off_day(self) -> None:
        """Move what is selected to tomorrow."""
        self.move_to(1)

    def put_off_week(self) -> None:
        """Move what is selected to this day of next week."""
        self.move_to(7)

    def open_record(self) -> None:
        """Open the record the cursor is on."""
        one = self.list.current()
        if one is not None:
            self.place_requested.emit(record_place(one.kind, one.id))

    def export_calendar(self) -> None:
        """Write what is listed as whole days, for any calendar."""
        self.save_calendar()

    def save_calendar(self, as_tasks: bool = False) -> None:
        """Write what is listed as a calendar, or as tasks for programs that know them."""
        from t20desk.exporting.calendars import write_calendar

        items, filters = self.list.listed(), _("Calendar") + " (*.ics)"
        target = choose_target(self, _("Save as calendar"), _("Follow-ups") + ".ics", filters)
        if target is None:
            return
        if target.suffix.lower() != ".ics":
            target = target.with_name(target.name + ".ics")
        self._desk.jobs.write(
            lambda: write_calendar(items, target, as_tasks),
            lambda count: self._desk.tell(_say_written(target.name, count)),
            partial(tell_error, self),
        )

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(make_label(_("Follow-ups"), "title"))
        head.addWidget(self.filter)
        head.addStretch(1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(self.notice)
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        column.addWidget(self.body, 1)
        row = FlowLayout()
        verbs: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (with_key(_("Done"), "finish_follow_ups"), "dueDone", self.finish_follow_ups),
            (_("Tomorrow"), "dueTomorrow", self.put_off_day),
            (_("In a week"), "dueWeek", self.put_off_week),
            (_("Open"), "dueOpen", self.open_record),
        )
        for text, name, act in verbs:
            button = make_button(text, "main" if name == "dueDone" else "", name)
            button.clicked.connect(lambda _on=False, act=act: act())
            self.buttons.append(button)
            row.addWidget(button)
        self.over.clicked.connect(self.hand_over)
        menu = QMenu(self.save)
        menu.addAction(_("Whole days, for any calendar"), self.save_calendar)
        menu.addAction(_("Tasks, where the program knows them"), partial(self.save_calendar, True))
        self.save.setMenu(menu)
        row.addWidget(self.over)
        row.addWidget(self.save)
        column.addLayout(row)

    def _connect(self) -> None:
        self.filter.changed.connect(self._read)
        self.list.itemSelectionChanged.connect(self._on_selection)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.open_record())
        self.list.customContextMenuRequested.connect(self._show_menu)
        for key, act in (
            (Qt.Key.Key_Space, self.finish_follow_ups),
            (Qt.Key.Key_Return, self.open_record),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        if not self._desk.is_open:
            return
        me, until = self._desk.settings.person(), self.filter.until()
        whose = self.filter.responsible(me)
        self._desk.jobs.read_whole(
            lambda: read_due_list(self._desk.db, until, whose, me), self._fill
        )

    def _fill(self, found: Due) -> None:
        self.list.show_items(found.items, self._next)
        self._next = None
        self.filter.show_found(found)
        self.count.setText(found.say_count())
        self.empty.explain(self.filter.say_empty(found))
        self.body.setCurrentIndex(0 if found.items else 1)
        self._on_selection()

    # --- slots --------------------------------------------------------------------------------

    def _apply(self, plan: Callable[[Database, list[FollowUp]], Change]) -> None:
        self.notice.say("")
        items = self.list.meant()
        if not items:
            return
        try:
            applied = self._desk.apply(plan(self._desk.db, items))
        except UserError as error:
            self.notice.say(error.message)
            return
        sentences = describe_refusal(self._desk.kinds, applied)
        self.notice.say(" ".join(sentences[:3]))

    def _on_selection(self) -> None:
        for button in self.buttons:
            button.setEnabled(bool(self.list.meant()))
        for button in (self.over, self.save):
            button.setEnabled(bool(self.list.topLevelItemCount()))
        self.state_changed.emit()

    def _show_menu(self, point: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Done"), self.finish_follow_ups)
        menu.addAction(_("Tomorrow"), self.put_off_day)
        menu.addAction(_("In a week"), self.put_off_week)
        menu.addAction(_("Hand over …"), self.hand_over)
        menu.addAction(_("Open"), self.open_record)
        menu.popup(self.list.viewport().mapToGlobal(point))


def _say_written(name: str, count: int) -> str:
    text = ngettext(
        "{file} was written, {number} entry.", "{file} was written, {number} entries.", count
    )
    return text.format(file=name, number=count)
