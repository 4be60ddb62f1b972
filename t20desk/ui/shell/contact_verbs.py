"""What can be done with the people behind records: note, mail addresses, postal addresses."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from t20desk.errors import UserError
from t20desk.i18n import _, ngettext, say_number
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog, show_problem
from t20desk.ui.kind_page import KindPage
from t20desk.ui.places import Place

if TYPE_CHECKING:
    from t20desk.addresses.postal import Blocks

MANY: Final = 2_000
"""The addresses of more records than this are collected with a word in the status line."""


class ContactVerbs:
    """The verbs for the records that a page has chosen; it is above every room they lead to."""

    def __init__(self, page: KindPage, desk: Desk) -> None:
        self._page = page
        self._desk = desk
        self._kind = page.kind

    def write_note(self) -> None:
        """Write down a call, mail or visit with each of the chosen records."""
        from t20desk.ui.records.quick_note import write_note

        ids = self._page.picked_ids()
        titles = read_titles(self._desk.db, self._kind.name, ids[:1])
        write_note(self._page, self._desk, self._kind.name, ids, "".join(titles.values()))

    def invite_people(self) -> None:
        """Ask the chosen people or organisations to an event."""
        from t20desk.ui.events.invite_dialog import invite_chosen

        invite_chosen(self._page, self._desk, self._kind.name, self._page.chosen_ids())

    def ask_confirmation(self) -> None:
        """Write the workbooks in which the chosen organisations confirm their data."""
        from t20desk.ui.confirmations.send_dialog import send_round

        send_round(self._page, self._desk, list(self._page.chosen_ids()))

    def export_calendar(self) -> None:
        """Write the chosen events with all within them, or the events of those chosen."""
        from t20desk.ui.lists.exports import export_calendar

        ids, kind = self._page.chosen_ids(), self._kind
        titles = read_titles(self._desk.db, kind.name, ids) if len(ids) == 1 else {}
        name = "".join(titles.values()) or _(kind.plural)
        export_calendar(self._page, self._desk, kind.name, ids, name)

    def copy_addresses(self) -> None:
        """Copy the mail addresses, or open a draft to them."""
        from t20desk.ui.lists.mail_addresses import MailAddresses

        run_dialog(MailAddresses(self._page, self._desk, self._kind, self._page.chosen_ids()))

    def write_letters(self) -> None:
        """Write to the chosen guests, people or organisations: choose the text, see the letters."""
        from t20desk.printing.letter_rounds import check_count

        chosen = self._page.chosen_ids()
        try:
            check_count(len(chosen))
        except UserError as error:
            show_problem(self._page, error.message)
            return
        ids = ",".join(str(key) for key in chosen)
        values = (("kind", self._kind.name), ("ids", ids))
        self._page.place_requested.emit(Place("papers", tab="letters", values=values))

    def copy_postal(self) -> None:
        """Copy the postal addresses as their countries write them, a blank line between."""
        from t20desk.addresses.postal import list_blocks

        kind, ids = self._kind.name, self._page.chosen_ids()
        label = _("Collecting postal addresses") if len(ids) > MANY else ""
        self._desk.jobs.read_whole(
            lambda: list_blocks(self._desk.db, kind, ids), self._take_blocks, label=label
        )

    def _take_blocks(self, found: "Blocks") -> None:
        blocks, unwilling, lacking = found
        if blocks:
            QApplication.clipboard().setText("\n\n".join(blocks))
            text = ngettext(
                "{number} postal address copied.", "{number} postal addresses copied.", len(blocks)
            )
            self._desk.tell(text.format(number=say_number(len(blocks))))
        if unwilling or lacking:
            from t20desk.ui.lists.lacking_dialog import LackingDialog

            run_dialog(LackingDialog(self._page, unwilling, lacking))
