"""Protocol of an event: ranked lists, places set by hand, hosts of guests."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from t20desk.db.change import Change
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import Linked, read_titles
from t20desk.protocol.guests import Guest, read_guests
from t20desk.protocol.hosting import read_hosts
from t20desk.protocol.lists import (
    ProtocolList,
    Ranking,
    plan_place,
    plan_release,
    plan_remark,
    rank_event,
    read_lists,
    read_ranking,
)
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.events.event_tab import EventTab
from t20desk.ui.events.ranking_bar import RankingBar
from t20desk.ui.events.ranking_view import RankingView
from t20desk.ui.page import make_button, make_label

KINDS: Final = frozenset(
    ("participation", "person", "member", "honour", "affiliation", "hosting", "precedence_rule",
     "protocol_list", "protocol_place")
)  # fmt: skip
"""What shows here."""
LIST_FIRST: Final = N_("Make a list first; then its places can be set by hand.")
"""Why nobody can be moved or remarked on in the order that the rules alone give."""


class Found(NamedTuple):
    """What the tab shows, read in one go."""

    lists: list[ProtocolList]
    ranking: Ranking
    hosts: dict[int, list[tuple[int, str]]]
    guests: list[Guest]


class ProtocolTab(EventTab):
    """The lists of one event; rows are moved by mouse and keys, and each move is one change."""

    kinds = KINDS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "protocolNotice", self._read_lists)
        self._list = 0
        self.lists = QComboBox()
        self.lists.setObjectName("protocolLists")
        self.lists.setAccessibleName(_("Protocol list"))
        self.lists.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.add = make_button(_("New list …"), "", "newProtocolList")
        self.edit = make_button(_("Edit list …"), "", "editProtocolList")
        self.rules = make_button(_("Rules …"), "", "protocolRules")
        self.print = make_button(_("Print …"), "", "printProtocol")
        self.told = make_label(look="quiet", wrap=True, name="protocolTold")
        self.view = RankingView()
        self.bar = RankingBar(desk, self.view)
        self._is_outdated = False
        """Whether others changed the list while a remark was being written."""
        self._lay_out()
        self._connect()

    def show_record(self, record_id: int, _name: str) -> None:
        """Show the lists of another event."""
        if record_id != self._event:
            self._list = 0
        super().show_record(record_id, _name)

    def move_guest(self, guest: int, place: int) -> None:
        """Set a place by hand, in a list; the order of the rules alone stays as it is."""
        if self._list:
            self._move(lambda: plan_place(self._desk.db, self._list, guest, place), guest)
        else:
            self.view.stop_moving()
            self.notice.say(_(LIST_FIRST))

    def remark_on(self, guest: int, remark: str) -> None:
        """Write what the list says of a guest besides the place."""
        if self._list:
            self._move(lambda: plan_remark(self._desk.db, self._list, guest, remark), guest)
        else:
            self.notice.say(_(LIST_FIRST))

    def release_guest(self, guest: int) -> None:
        """Leave a place to the rules again."""
        if self._list:
            self._move(lambda: plan_release(self._desk.db, self._list, [guest]), guest)

    def _read_lists(self, event: int) -> None:
        """Read the lists, and the ranking of the one that is shown."""
        db, wanted = self._desk.db, self._list

        def read() -> Found | UserError:
            lists = read_lists(db, event)
            known = [one.id for one in lists]
            key = wanted if wanted in known else (known or [0])[0]
            try:
                ranking = read_ranking(db, key) if key else rank_event(db, event)
            except UserError as error:
                return error
            return Found(lists, ranking, read_hosts(db, event), read_guests(db, event))

        self._desk.read(read, partial(self._take, event, wanted))

    def _take(self, event: int, wanted: int, found: Found | UserError) -> None:
        if event != self._event:
            return
        if isinstance(found, UserError):
            self.notice.say(found.message)
            return
        shown = found.ranking.shown.id
        if self._list not in (wanted, shown):
            return  # another list was asked for meanwhile, and is being read
        if self.view.is_writing():
            self._is_outdated = True
            return
        marked = self.view.marked()
        self._list = shown
        self.lists.blockSignals(True)
        self.lists.clear()
        for one in found.lists or [found.ranking.shown]:
            self.lists.addItem(one.title, one.id)
        self.lists.setCurrentIndex(max(self.lists.findData(self._list), 0))
        self.lists.blockSignals(False)
        self.view.ranking.show_rows(found.ranking.rows, found.hosts)
        self.view.mark(marked.guest.id if marked is not None else None)
        said = list(found.ranking.sentences)
        if found.ranking.rows and not self._list:
            said.insert(0, _(LIST_FIRST))
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))
        self.edit.setEnabled(bool(self._list))
        self.bar.show_list(event, self._list, found.guests, found.hosts)

    def _read_late(self) -> None:
        """Read what was changed while a remark was being written."""
        if self._is_outdated:
            self._is_outdated = False
            self._read()

    def _choose(self, _at: int) -> None:
        self._list = int(self.lists.currentData() or 0)
        self.notice.say("")
        self._read()

    def _move(self, plan: Callable[[], Change], guest: int | None = None) -> None:
        """Apply a change and keep the guest marked that it moves."""
        if not self._apply(plan):
            self.view.stop_moving()
            return
        if guest is not None:
            self.view.mark(guest)
        self.view.setFocus()

    def _open_list(self, key: int | None) -> None:
        from t20desk.ui.records.record_dialog import RecordDialog

        if self._event is None:
            return
        title = read_titles(self._desk.db, "event", [self._event]).get(self._event, "")
        linked: dict[str, Any] = {"event": Linked(self._event, title)}
        values = {} if key else linked
        kind = self._desk.kinds["protocol_list"]
        dialog = RecordDialog(self.window(), self._desk, kind, key, values)
        run_dialog(dialog)
        if dialog.saved_id is not None and dialog.saved_id != self._list:
            self._list = dialog.saved_id
            self._read()

    def _open_rules(self) -> None:
        from t20desk.ui.events.rules_dialog import PrecedenceDialog

        run_dialog(PrecedenceDialog(self.window(), self._desk))

    def _print(self) -> None:
        from t20desk.ui.papers.print_preview import show_paper

        words = str(self._list) if self._list else ""
        event = str(self._event or "")
        show_paper(self.window(), self._desk, "protocol", event=event, ranking=words)

    def _connect(self) -> None:
        self.lists.activated.connect(self._choose)
        self.view.moved.connect(self.move_guest)
        self.view.released.connect(self.release_guest)
        self.view.ranking.remarked.connect(self.remark_on)
        self.view.written.connect(self._read_late)
        self.add.clicked.connect(lambda: self._open_list(None))
        self.edit.clicked.connect(lambda: self._open_list(self._list))
        self.rules.clicked.connect(self._open_rules)
        self.print.clicked.connect(self._print)
        self.bar.placed.connect(self.move_guest)
        self.bar.freed.connect(self.release_guest)
        self.bar.planned.connect(self._move)
        self.bar.refused.connect(self.notice.say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        top = QHBoxLayout()
        for widget in (self.lists, self.add, self.edit):
            top.addWidget(widget)
        top.addStretch(1)
        for widget in (self.rules, self.print):
            top.addWidget(widget)
        column.addLayout(top)
        column.addWidget(self.own)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        column.addWidget(self.bar)
        self.told.hide()
