"""What can be done with the guests of an event: name delegates, ask, remind, take answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from t20desk.db.change import Change
from t20desk.errors import UserError
from t20desk.guests.titles import plan_refresh
from t20desk.i18n import _
from t20desk.listing import Listing, count_rows, list_ids
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog, show_problem
from t20desk.ui.page import make_button
from t20desk.ui.places import Place
from t20desk.ui.previews.preview import preview_and_apply

if TYPE_CHECKING:
    from t20desk.ui.events.guest_table import GuestTable


class GuestVerbs(QObject):
    """Two buttons above the guests: for the guest at the cursor, and a menu for all of them."""

    def __init__(self, guests: "GuestTable", desk: Desk) -> None:
        super().__init__(guests)
        self._guests = guests
        self._desk = desk
        self.delegate = make_button(_("Name a delegate …"), "flat", "nameDelegate")
        self.delegate.hide()
        self.delegate.clicked.connect(self.name_delegate)
        guests.table.selection_changed.connect(self.grey_out)
        self.more = make_button(_("More"), "flat", "guestVerbs")
        menu = QMenu(self.more)
        for label, act in (
            (_("Search and filters"), guests.find_here),
            (_("Questions to guests …"), self.edit_questions),
            (_("Take answers from a sheet …"), self.take_answers),
            (_("Remind who has not answered …"), self.remind),
            (_("Letters …"), self.write_letters),
            (_("Titles and affiliations of today …"), self.refresh_titles),
        ):
            menu.addAction(label, act)
        self.more.setMenu(menu)

    def grey_out(self) -> None:
        """Offer a delegate only at a guest who owes one."""
        self.delegate.setVisible(self._owes_name())

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the guest at the cursor."""
        menu.addSeparator()
        if self._owes_name():
            menu.addAction(_("Name a delegate …"), self.name_delegate)
        menu.addAction(_("Titles and affiliations of today …"), self.refresh_titles)

    def name_delegate(self) -> None:
        """Ask whom the organisation of the guest at the cursor sends."""
        from t20desk.ui.events.delegate_dialog import DelegateDialog

        guests = self._guests
        guest = guests.table.current_id()
        if guest is None:
            return
        try:
            run_dialog(DelegateDialog(guests.window(), self._desk, guest))
        except UserError as error:
            guests.notice.say(error.message)
        # On to the next one; the button that was pressed may be grey by now.
        guests.table.setFocus()

    def take_answers(self) -> None:
        """Go to the import of a sheet whose answers are for the guests of this event."""
        event = self._guests.linked()
        if not event.id:
            return
        title = write_test("title", "is", event.text)
        alone = count_rows(self._desk.db, Listing("event", title, "all")) == 1
        values = (("event", event.text if alone else str(event.id)),)
        place = Place("import", "participation", event.id, values=values)
        self._guests.place_requested.emit(place)

    def write_letters(self) -> None:
        """Write to the guests: those who are selected, else the view, else who is expected."""
        chosen, event = self._guests.table.selected_ids(), self._guests.linked()
        ids = ",".join(str(key) for key in chosen) if len(chosen) > 1 else ""
        # Of all guests only those who are expected get a letter.
        view = "" if ids or self._guests.view() == "all" else self._guests.view()
        values = (
            ("kind", "participation"),
            ("view", view),
            ("ids", ids),
            ("event", str(event.id)),
        )
        self._guests.place_requested.emit(Place("papers", tab="letters", values=values))

    def edit_questions(self) -> None:
        """Show the questions of the event, and let more be asked."""
        from t20desk.ui.events.questions_dialog import QuestionsDialog

        event, window = self._guests.linked(), self._guests.window()
        if event.id:
            run_dialog(QuestionsDialog(window, self._desk, event.id, event.text))

    def refresh_titles(self) -> None:
        """Read titles and affiliations of the guests chosen anew, else of all that are shown."""
        db, table = self._desk.db, self._guests.table
        chosen = list(table.selected_ids())
        ids = chosen if len(chosen) > 1 else list(table.records.ids)
        self._desk.read(lambda: plan_refresh(db, ids), self._preview_titles)

    def remind(self) -> None:
        """Show the mail addresses of those who have not answered."""
        from t20desk.guests.reminders import OPEN
        from t20desk.ui.lists.mail_addresses import MailAddresses

        guests = self._guests
        waiting = Listing("participation", f"{guests.here_test()} {OPEN}")
        ids = list(list_ids(self._desk.db, waiting))
        if not ids:
            self._desk.tell(_("Everybody who was asked has answered."))
            return
        run_dialog(MailAddresses(guests.window(), self._desk, guests.kind, ids))

    def _preview_titles(self, change: Change) -> None:
        if change.is_empty:
            self._desk.tell(_("Titles and affiliations are as they are today."))
            return
        try:
            preview_and_apply(self._guests.window(), self._desk, change)
        except UserError as error:
            show_problem(self._guests, error.message)

    def _owes_name(self) -> bool:
        """Whether the guest at the cursor is an organisation that has named nobody."""
        records, guest = self._guests.table.records, self._guests.table.current_id()
        cells = None if guest is None else records.cells_of(records.row_of(guest))
        names = [one.name for one in records.fields]
        if cells is None or "person" not in names or "member" not in names:
            return False
        return cells[names.index("person")] is None and cells[names.index("member")] is not None
