"""Guests at the door: the one marked in large letters, and all who fit what is typed."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout

from t20desk.checking_in.arrivals import Arrival
from t20desk.checking_in.signing import say_time
from t20desk.db.fields import Kinds
from t20desk.db.types import Country
from t20desk.i18n import N_, _
from t20desk.ui.looks.tips import answer_tip
from t20desk.ui.page import make_label, restyle
from t20desk.ui.tables.line_model import Index, LineModel

HEADINGS: Final = (N_("Name"), N_("Organisation"), N_("Presence"))
ROW_PIXELS: Final = 32
PRESENCE_PIXELS: Final = 150


class ArrivalModel(LineModel[Arrival]):
    """The guests who fit what is typed."""

    headings = HEADINGS

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self._presence = kinds["participation"].fields["presence"].type

    def find_row(self, key: int | None) -> int:
        """The row of a guest, else -1."""
        return next((row for row, one in enumerate(self.lines) if one.id == key), -1)

    def _say(self, one: Arrival, column: int) -> str:
        if column == 0:
            return "  ".join(filter(None, (one.name, one.original_name)))
        if column == 1:
            return one.organisation
        told = self._presence.format(one.cells["presence"])
        return f"{told} {say_time(one.cells['presence_at'])}".strip() if told else ""

    # --- Qt's own names -----------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return answer_tip(role, self._say(self.lines[index.row()], index.column()))


class ArrivalTable(QTableView):
    """The guests who fit, one of them marked."""

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self.guests = ArrivalModel(kinds)
        self.setObjectName("checkInGuests")
        self.setAccessibleName(_("Guests"))
        self.setModel(self.guests)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(2, PRESENCE_PIXELS)

    def marked(self) -> Arrival | None:
        """The guest who is marked."""
        row = self.currentIndex().row()
        return self.guests.lines[row] if 0 <= row < len(self.guests.lines) else None

    def mark(self, row: int) -> None:
        """Mark the guest of a row, if there is one."""
        if 0 <= row < len(self.guests.lines):
            self.setCurrentIndex(self.guests.index(row, 0))

    def mark_again(self, guest: Arrival) -> None:
        """Mark a guest who was marked before the guests were listed anew."""
        self.mark(self.guests.find_row(guest.id))

    def mark_next(self, step: int) -> None:
        """Mark the guest so many rows further."""
        self.mark(max(self.currentIndex().row() + step, 0))


class ArrivalCard(QFrame):
    """The guest who stands at the door, to be read from where the guest stands."""

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self._fields = kinds["participation"].fields
        self.setProperty("look", "card")
        self.setObjectName("arrivalCard")
        self.name = make_label(look="huge", wrap=True, name="arrivalName")
        self.second = make_label(look="second", wrap=True, name="arrivalSecond")
        self.place = make_label(wrap=True, name="arrivalPlace")
        self.more = make_label(look="quiet", wrap=True, name="arrivalMore")
        self.state = make_label(look="heading", wrap=True, name="arrivalState")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(3)
        for label in (self.name, self.second, self.place, self.more, self.state):
            column.addWidget(label)
        column.addStretch(1)
        self.show_guest(None)

    def show_guest(self, guest: Arrival | None, typed: str = "") -> None:
        """Show a guest, or what to do while nobody is marked or fits what is typed."""
        if guest is None and typed:
            text = _("Nobody here fits “{text}”.").format(text=typed)
            self._say(text, "", "", _("Enter says whose badge it is elsewhere."), "")
            return
        if guest is None:
            self._say(_("Who is at the door?"), "", "", _("Scan a badge, or type a name."), "")
            return
        place = ", ".join(filter(None, (guest.organisation, Country().format(guest.country))))
        self._say(guest.name, guest.original_name, place, self._say_more(guest), "")
        came = guest.has_come
        if came:
            text = _("Came, noted at {time}").format(time=say_time(guest.cells["presence_at"]))
            self.state.setText(text.strip())
        restyle(self.state, look="good" if came else "heading")
        self.state.setVisible(came)

    def _say_more(self, guest: Arrival) -> str:
        cells = guest.cells
        told = [self._fields[name].type.format(cells[name]) for name in ("roles", "answer")]
        counted = (name for name in ("seat", "badge", "companions") if cells[name])
        told += [f"{self._fields[name].say()} {cells[name]}" for name in counted]
        return " · ".join(filter(None, told))

    def _say(self, *texts: str) -> None:
        labels = (self.name, self.second, self.place, self.more, self.state)
        for label, text in zip(labels, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
