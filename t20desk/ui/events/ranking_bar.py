"""What can be done with the guest who is marked in a ranked list, and with who is not on it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from t20desk.i18n import _
from t20desk.protocol.guests import Guest
from t20desk.protocol.hosting import plan_host
from t20desk.protocol.lists import plan_left_out
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_choice, ask_text
from t20desk.ui.events.ranking_view import RankingView
from t20desk.ui.page import make_bar, make_button

Hosts = Mapping[int, list[tuple[int, str]]]


class RankingBar(QWidget):
    """The buttons below the list; each is grey unless it can be done."""

    placed = Signal(object, int)
    """A guest is to have a place."""
    freed = Signal(object)
    """A guest's place is to be left to the rules again."""
    planned = Signal(object, object)
    """Something that plans a change, and the guest to be marked after it."""
    refused = Signal(str)

    def __init__(self, desk: Desk, view: RankingView) -> None:
        super().__init__()
        self._desk = desk
        self._view = view
        self._event, self._list = 0, 0
        self._guests: Sequence[Guest] = ()
        self._hosts: Hosts = {}
        self.up = make_button(_("Up"), "", "protocolUp")
        self.down = make_button(_("Down"), "", "protocolDown")
        self.place = make_button(_("Place …"), "", "protocolPlace")
        self.free = make_button(_("By the rules"), "", "protocolFree")
        self.host = make_button(_("Host …"), "", "protocolHost")
        self.out = make_button(_("Take off"), "", "protocolOut")
        self.take = make_button(_("Put on …"), "", "protocolTake")
        self._lay_out()
        self._connect()

    def show_list(self, event: int, key: int, guests: Sequence[Guest], hosts: Hosts) -> None:
        """Work on another list of an event, 0 for the order that the rules alone give."""
        self._event, self._list = event, key
        self._guests, self._hosts = guests, hosts
        self._grey_out()

    def _grey_out(self) -> None:
        """Only what can be done with the list, and with the guest who is marked."""
        row, last = self._view.marked(), len(self._view.ranking.lines)
        can = bool(self._list) and row is not None
        self.take.setEnabled(bool(self._list))
        for button in (self.out, self.place):
            button.setEnabled(can)
        self.host.setEnabled(row is not None)
        self.free.setEnabled(can and row is not None and row.by_hand is not None)
        self.up.setEnabled(can and row is not None and row.place > 1)
        self.down.setEnabled(can and row is not None and row.place < last)

    def _ask_place(self) -> None:
        row = self._view.marked()
        if row is None:
            return
        label = _("Place of {name}, from 1 to {count}").format(
            name=row.guest.name, count=len(self._view.ranking.lines)
        )
        typed = ask_text(self, _("Place by hand"), label, str(row.place)).strip()
        if typed.isdecimal():
            self.placed.emit(row.guest.id, int(typed[:6]))
        elif typed:
            self.refused.emit(_("“{text}” is no place; type a number.").format(text=typed[:20]))

    def _ask_host(self) -> None:
        row, event, db = self._view.marked(), self._event, self._desk.db
        if row is None:
            return
        guest = row.guest.id
        others = [one for one in self._guests if one.id != guest and one.is_coming]
        names = [_("– nobody –"), *map(_label, others)]
        title = _("Host of {name}").format(name=row.guest.name)
        hosts = [key for key, _name in self._hosts.get(guest, ())]
        usual = next((at for at, one in enumerate(others, start=1) if one.id in hosts), 0)
        at = ask_choice(self, title, _("Who looks after this guest?"), names, usual)
        if at is not None and (at != usual or len(hosts) > 1):
            host = others[at - 1].id if at else None
            self.planned.emit(lambda: plan_host(db, event, guest, host), guest)

    def _free_marked(self) -> None:
        row = self._view.marked()
        if row is not None:
            self.freed.emit(row.guest.id)

    def _take_off(self) -> None:
        row, key, db = self._view.marked(), self._list, self._desk.db
        if row is not None:
            guest = row.guest.id
            self.planned.emit(lambda: plan_left_out(db, key, [guest]), None)

    def _put_on(self) -> None:
        there = {row.guest.id for row in self._view.ranking.lines}
        others = [one for one in self._guests if one.id not in there and one.is_coming]
        if not others:
            self.refused.emit(_("All guests are on this list already."))
            return
        names = list(map(_label, others))
        at = ask_choice(self, _("Put on the list"), _("Which guest?"), names)
        if at is not None:
            guest, key, db = others[at].id, self._list, self._desk.db
            self.planned.emit(lambda: plan_left_out(db, key, [guest], False), guest)

    def _connect(self) -> None:
        self._view.selectionModel().currentRowChanged.connect(self._grey_out)
        self.up.clicked.connect(lambda: self._view.move_marked(-1))
        self.down.clicked.connect(lambda: self._view.move_marked(1))
        self.place.clicked.connect(self._ask_place)
        self.free.clicked.connect(self._free_marked)
        self.host.clicked.connect(self._ask_host)
        self.out.clicked.connect(self._take_off)
        self.take.clicked.connect(self._put_on)

    def _lay_out(self) -> None:
        self.up.setToolTip(_("Alt and the arrow up"))
        self.down.setToolTip(_("Alt and the arrow down"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        moving = (self.up, self.down, self.place, self.free)
        column.addLayout(make_bar(moving, (self.host, self.take, self.out)))


def _label(guest: Guest) -> str:
    """A guest to be chosen: name and organisation tell those of one name apart."""
    return " · ".join(filter(None, (guest.words, guest.affiliation or guest.organisation)))
