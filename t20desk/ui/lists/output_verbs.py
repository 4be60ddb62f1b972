"""How a list leaves the program: exported, printed, or as a workbook to be filled in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from t20desk.i18n import _, say_number
from t20desk.ui.desk import Desk

if TYPE_CHECKING:
    from t20desk.ui.lists.list_page import ListPage


class OutputVerbs:
    """The verbs that write a list or what is selected in it; which is meant is asked.

    Unless the rows are `chosen` already, by the button that counts them.
    """

    def __init__(self, page: "ListPage", desk: Desk) -> None:
        self._page = page
        self._desk = desk

    def export_list(self, chosen: bool = False) -> None:
        """Write the list to a file, or what is selected."""
        from t20desk.ui.lists.exports import export_listing

        if (rows := self._ask_rows(chosen)) is not None:
            export_listing(self._page, self._desk, self._page.listing_shown(), *rows)

    def export_return(self, chosen: bool = False) -> None:
        """Write the list, or what is selected, as a workbook to be edited and merged back."""
        from t20desk.ui.lists.exports import export_return

        if (rows := self._ask_rows(chosen)) is not None:
            export_return(self._page, self._desk, self._page.listing_shown(), *rows)

    def export_filled(self) -> None:
        """Write the list, or what is selected, into a workbook that has its headings already."""
        from t20desk.ui.lists.exports import export_filled

        if (rows := self._ask_rows()) is not None:
            export_filled(self._page, self._desk, self._page.listing_shown(), *rows)

    def write_template(self) -> None:
        """Write the empty workbook of this kind of record that is handed out."""
        from t20desk.ui.lists.exports import export_template

        export_template(self._page, self._desk, self._page.kind)

    def print_page(self, chosen: bool = False) -> None:
        """Print the list as it is shown, or what is selected."""
        from t20desk.ui.papers.print_preview import print_listing

        if (rows := self._ask_rows(chosen)) is not None:
            print_listing(self._page, self._desk, self._page.listing_shown(), rows[1])

    def _ask_rows(self, chosen: bool = False) -> tuple[int, Sequence[int] | None] | None:
        """How many rows leave, and which where it is not the whole list; None for not at all.

        The cursor alone selects nothing.
        """
        table = self._page.table
        table.records.wait_whole()
        total, count = len(table.records.ids), table.count_selected()
        if not 1 < count < total:
            return total, None
        way = 0 if chosen else self._ask_which_rows(count, total)
        if way is None:
            return None
        return (total, None) if way else (count, table.selected_ids())

    def _ask_which_rows(self, count: int, total: int) -> int | None:
        from t20desk.ui.dialogs import ask_which

        counts = {"chosen": say_number(count), "total": say_number(total)}
        return ask_which(
            self._page,
            _("{chosen} of {total} rows are selected. Which are meant?").format(**counts),
            _("The {chosen} selected").format(**counts),
            _("All {total}").format(**counts),
        )
