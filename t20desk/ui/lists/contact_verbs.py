"""What can be done with the people behind records: note, mail addresses, postal addresses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from t20desk.db.fields import Kind
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext, say_number
from t20desk.kind_ways import CALENDAR_KINDS, LETTER_KINDS, may_invite, ways_of
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog, show_problem
from t20desk.ui.page import Page
from t20desk.ui.places import Place

if TYPE_CHECKING:
    from t20desk.addresses.postal import Blocks

MANY: Final = 2_000
"""The addresses of more records than this are collected with a word in the status line."""


class ContactPage(Page):
    """A page that shows records of a kind, one or many of them chosen."""

    kind: Kind
    _desk: Desk

    def chosen_ids(self) -> Sequence[int]:
        """The records to act on."""
        return ()

    def picked_ids(self) -> Sequence[int]:
        """The records that were chosen one by one."""
        return self.chosen_ids()

    def contact_words(self) -> set[str]:
        """Words of the state: whether mail and letters can reach what is shown."""
        words = {"reachable"} if ways_of(self.kind) else set()
        words |= {"invitable"} if may_invite(self.kind) else set()
        words |= {"confirmable"} if self.kind.name == "member" else set()
        words |= {"datable"} if self.kind.name in CALENDAR_KINDS else set()
        words |= {"lettered"} if self.kind.name in LETTER_KINDS else set()
        return words | ({"postal"} if self.kind.name in ("member", "person") else set())

    def write_note(self) -> None:
        """Write down a call, mail or visit with each of the chosen records."""
        from t20desk.ui.records.quick_note import write_note

        ids = self.picked_ids()
        titles = read_titles(self._desk.db, self.kind.name, ids[:1])
        write_note(self, self._desk, self.kind.name, ids, "".join(titles.values()))

    def invite_people(self) -> None:
        """Ask the chosen people or organisations to an event."""
        from t20desk.ui.events.invite_dialog import invite_chosen

        invite_chosen(self, self._desk, self.kind.name, self.chosen_ids())

    def ask_confirmation(self) -> None:
        """Write the workbooks in which the chosen organisations confirm their data."""
        from t20desk.ui.confirmations.send_dialog import send_round

        send_round(self, self._desk, list(self.chosen_ids()))

    def export_calendar(self) -> None:
        """Write the chosen events with all within them, or the events of those chosen."""
        from t20desk.ui.lists.exports import export_calendar

        ids, kind = self.chosen_ids(), self.kind
        titles = read_titles(self._desk.db, kind.name, ids) if len(ids) == 1 else {}
        name = "".join(titles.values()) or _(kind.plural)
        export_calendar(self, self._desk, kind.name, ids, name)

    def copy_addresses(self) -> None:
        """Copy the mail addresses, or open a draft to them."""
        from t20desk.ui.lists.mail_addresses import MailAddresses

        run_dialog(MailAddresses(self, self._desk, self.kind, self.chosen_ids()))

    def write_letters(self) -> None:
        """Write to the chosen guests, people or organisations: choose the text, see the letters."""
        from t20desk.printing.letter_rounds import check_count

        chosen = self.chosen_ids()
        try:
            check_count(len(chosen))
        except UserError as error:
            show_problem(self, error.message)
            return
        ids = ",".join(str(key) for key in chosen)
        values = (("kind", self.kind.name), ("ids", ids))
        self.place_requested.emit(Place("papers", tab="letters", values=values))

    def copy_postal(self) -> None:
        """Copy the postal addresses as their countries write them, a blank line between."""
        from t20desk.addresses.postal import list_blocks

        kind, ids = self.kind.name, self.chosen_ids()
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

            run_dialog(LackingDialog(self, unwilling, lacking))
