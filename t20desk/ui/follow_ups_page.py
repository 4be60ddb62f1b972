"""What is to be done, in one list: mine, everybody's or a colleague's; done with one key."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.errors import UserError
from t20desk.follow_ups import (
    ANYBODY,
    FollowUp,
    count_follow_ups,
    list_follow_ups,
    list_responsible,
    plan_done,
    plan_hand_over,
    plan_move,
)
from t20desk.i18n import _, ngettext
from t20desk.ui.chip_row import ChipRow
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_target
from t20desk.ui.empty_page import EmptyPage
from t20desk.ui.flow import FlowLayout
from t20desk.ui.icons import icon
from t20desk.ui.key_words import with_key
from t20desk.ui.opening import tell_error
from t20desk.ui.page import Page, make_button, make_label
from t20desk.ui.places import Place, record_place
from t20desk.ui.preview import describe_refusal

ROLE = Qt.ItemDataRole.UserRole
MINE, ALL = "mine", "all"


@dataclass(slots=True)
class DueList:
    """What the page shows, read at once."""

    items: list[FollowUp] = field(default_factory=list)
    total: int = 0
    mine: int = 0
    all: int = 0
    people: list[str] = field(default_factory=list)


class FollowUpsPage(Page):
    """Lists follow-ups of all kinds; each leads to its record."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._whose = MINE
        self.chips = ChipRow([(MINE, _("Mine")), (ALL, _("All"))])
        self.person = QComboBox()
        self.span = QComboBox()
        self.list = QTreeWidget()
        self.count = make_label(look="quiet", name="dueCount")
        self.notice = make_label(look="problem", wrap=True, name="dueNotice")
        self.empty = EmptyPage(_("Nothing is due."))
        self.body = QStackedWidget()
        self.buttons: list[QPushButton] = []
        self._next: int | None = None
        self._dress()
        self._lay_out()
        self._connect()
        self._on_selection()

    def show_place(self, place: Place) -> None:
        if place.view:
            self._whose = place.view
        self.chips.choose(self._whose)
        self._read()
        self.list.setFocus()

    def words_of_state(self) -> set[str]:
        words = {"due_list"} if self.list.topLevelItemCount() else set()
        return words | ({"due"} if self.list.selectedItems() else set())

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

    def finish_follow_ups(self) -> None:
        """Tick off what is selected; the next one is selected then."""
        self._next = min((row for row, item in self._rows() if item.isSelected()), default=0)
        self._apply(plan_done)

    def hand_over(self) -> None:
        """Give what is selected, else the whole list, to a colleague."""
        from t20desk.ui.handing_over import ask_colleague

        items = self._chosen() or self._listed()
        name = ask_colleague(self, self._names(), len(items)) if items else None
        if name is not None:
            self._apply(lambda db, _items: plan_hand_over(db, items, name))

    def move_to(self, days: int) -> None:
        """Move what is selected so many days away from today."""
        day = date.today() + timedelta(days=days)
        self._apply(lambda db, items: plan_move(db, items, day))

    def open_record(self) -> None:
        """Open the record the cursor is on."""
        item = self.list.currentItem()
        if item is not None:
            one: FollowUp = item.data(0, ROLE)
            self.place_requested.emit(record_place(one.kind, one.id))

    def save_calendar(self, as_tasks: bool = False) -> None:
        """Write what is listed as a calendar, or as tasks for programs that know them."""
        from t20desk.exporting.calendars import write_calendar

        items, filters = self._listed(), _("Calendar") + " (*.ics)"
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

    def _dress(self) -> None:
        self.list.setObjectName("files")
        self.list.setAccessibleName(_("Follow-ups"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setHeaderLabels(
            [_("Due"), _("What"), _("About"), _("Kind"), _("Responsible in the office")]
        )
        head = self.list.header()
        head.setStretchLastSection(False)
        for column in range(5):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.person.setAccessibleName(_("Whose follow-ups"))
        self.span.setAccessibleName(_("Until when"))
        for text, days in (
            (_("due today"), 0),
            (_("within 30 days"), 30),
            (_("at any time"), None),
        ):
            self.span.addItem(text, days)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(make_label(_("Follow-ups"), "title"))
        head.addWidget(self.chips)
        head.addWidget(self.person)
        head.addWidget(self.span)
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
            (_("Tomorrow"), "dueTomorrow", partial(self.move_to, 1)),
            (_("In a week"), "dueWeek", partial(self.move_to, 7)),
            (_("Open"), "dueOpen", self.open_record),
        )
        for text, name, act in verbs:
            button = make_button(text, "main" if name == "dueDone" else "", name)
            button.clicked.connect(lambda _on=False, act=act: act())
            self.buttons.append(button)
            row.addWidget(button)
        over = make_button(_("Hand over …"), "", "dueHandOver")
        over.clicked.connect(self.hand_over)
        save = make_button(_("Save as calendar …"), "", "dueCalendar")
        menu = QMenu(save)
        menu.addAction(_("Whole days, for any calendar"), self.save_calendar)
        menu.addAction(_("Tasks, where the program knows them"), partial(self.save_calendar, True))
        save.setMenu(menu)
        row.addWidget(over)
        row.addWidget(save)
        column.addLayout(row)
        self.notice.hide()

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose)
        self.person.activated.connect(lambda at: self._choose(self.person.itemData(at)))
        self.span.activated.connect(lambda _at: self._read())
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

    def _choose(self, whose: str | None) -> None:
        if whose is not None:
            self._whose = whose
            self.chips.choose(whose)
            self._read()

    def _read(self) -> None:
        if not self._desk.is_open:
            return
        me, days = self._desk.settings.person(), self.span.currentData()
        until = None if days is None else date.today() + timedelta(days=days)
        whose = {MINE: me, ALL: ANYBODY}.get(self._whose, self._whose)
        self._desk.jobs.read_whole(
            lambda: read_due_list(self._desk.db, until, whose, me), self._fill
        )

    def _fill(self, found: DueList) -> None:
        chosen = {(one.kind, one.id) for one in self._chosen()}
        self.list.clear()
        for one in found.items:
            item = self._make_item(one)
            self.list.addTopLevelItem(item)
            item.setSelected((one.kind, one.id) in chosen)
        if self._next is not None and found.items and not self.list.selectedItems():
            rows = self._rows()
            self.list.setCurrentItem(rows[min(self._next, len(rows) - 1)][1])
        self._next = None
        self.chips.show_count(MINE, _("Mine") + f" {found.mine}")
        self.chips.show_count(ALL, _("All") + f" {found.all}")
        self._fill_people(found.people)
        self.count.setText(_say_count(found))
        self.empty.explain(self._say_empty(found))
        self.body.setCurrentIndex(0 if found.items else 1)
        self._on_selection()

    def _say_empty(self, found: DueList) -> str:
        """Why nothing is listed, and where to look next."""
        if self._whose == MINE and found.all:
            return _("Nothing of yours is to be done in this time. “All” shows what others have.")
        if self.span.currentData() is not None:
            return _("Choose a longer time to see what comes later.")
        return _("Give a note, an organisation, a person or an event a follow-up date.")

    def _fill_people(self, names: list[str]) -> None:
        self.person.clear()
        self.person.addItem(_("of …"), None)
        for name in names:
            self.person.addItem(name, name)
        self.person.addItem(_("nobody"), "")
        at = self.person.findData(self._whose) if self._whose not in (MINE, ALL) else 0
        self.person.setCurrentIndex(max(at, 0))

    def _make_item(self, one: FollowUp) -> QTreeWidgetItem:
        day = Date().format(one.due)
        overdue = one.is_overdue(date.today())
        due = _("{day}, overdue").format(day=day) if overdue else day
        kind = self._desk.kinds[one.kind]
        item = QTreeWidgetItem([due, one.title, one.about, _(kind.label), one.responsible])
        item.setData(0, ROLE, one)
        item.setIcon(0, icon("mdi6.alert-circle-outline" if overdue else kind.icon))
        for column, text in ((1, one.text or one.title), (2, one.about)):
            item.setToolTip(column, " ".join(text.split())[:300])
        if overdue:
            font = item.font(0)
            font.setBold(True)
            item.setFont(0, font)
        return item

    def _rows(self) -> list[tuple[int, QTreeWidgetItem]]:
        found = ((row, self.list.topLevelItem(row)) for row in range(self.list.topLevelItemCount()))
        return [(row, item) for row, item in found if item is not None]

    def _listed(self) -> list[FollowUp]:
        return [item.data(0, ROLE) for _row, item in self._rows()]

    def _chosen(self) -> list[FollowUp]:
        return [item.data(0, ROLE) for _row, item in self._rows() if item.isSelected()]

    def _names(self) -> list[str]:
        names = [self.person.itemData(at) for at in range(self.person.count())]
        me = self._desk.settings.person()
        return list(dict.fromkeys([*(name for name in names if name), me]))

    # --- slots --------------------------------------------------------------------------------

    def _apply(self, plan: Callable[[Database, list[FollowUp]], Change]) -> None:
        self._say("")
        try:
            applied = self._desk.apply(plan(self._desk.db, self._chosen()))
        except UserError as error:
            self._say(error.message)
            return
        sentences = describe_refusal(self._desk.kinds, applied.problems, applied.conflicts)
        self._say(" ".join(sentences[:3]))

    def _on_selection(self) -> None:
        for button in self.buttons:
            button.setEnabled(bool(self.list.selectedItems()))
        self.state_changed.emit()

    def _show_menu(self, point: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Done"), self.finish_follow_ups)
        menu.addAction(_("Tomorrow"), partial(self.move_to, 1))
        menu.addAction(_("In a week"), partial(self.move_to, 7))
        menu.addAction(_("Hand over …"), self.hand_over)
        menu.addAction(_("Open"), self.open_record)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))


def read_due_list(db: Database, until: date | None, whose: str, me: str) -> DueList:
    """The list and the numbers on the chips."""
    return DueList(
        list_follow_ups(db, until, whose),
        count_follow_ups(db, until, whose),
        count_follow_ups(db, until, me),
        count_follow_ups(db, until),
        list_responsible(db),
    )


def _say_count(found: DueList) -> str:
    shown = len(found.items)
    if shown < found.total:
        return _("{shown} of {total}").format(shown=shown, total=found.total)
    overdue = sum(one.is_overdue(date.today()) for one in found.items)
    text = ngettext("{number} follow-up", "{number} follow-ups", shown).format(number=shown)
    return f"{text} · " + _("{number} overdue").format(number=overdue) if overdue else text


def _say_written(name: str, count: int) -> str:
    text = ngettext(
        "{file} was written, {number} entry.", "{file} was written, {number} entries.", count
    )
    return text.format(file=name, number=count)
