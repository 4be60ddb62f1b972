"""What can be done with a list and with what is selected in it: the verbs of its page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from t20desk.db.fields import Kind
from t20desk.i18n import _, say_number
from t20desk.listing import Listing
from t20desk.ui.lists.contact_verbs import ContactPage
from t20desk.ui.places import record_place

if TYPE_CHECKING:
    from t20desk.ui.desk import Desk
    from t20desk.ui.lists.beside_list import BesideList
    from t20desk.ui.lists.clock_bar import ClockBar
    from t20desk.ui.lists.filter_answers import FilterAnswers
    from t20desk.ui.lists.filter_bar import FilterBar
    from t20desk.ui.lists.list_foot import ListFoot
    from t20desk.ui.lists.list_shape import ListShape
    from t20desk.ui.lists.view_bar import ViewBar
    from t20desk.ui.tables.record_table import RecordTable
    from t20desk.ui.tables.table_edits import TableEdits


class ListVerbs(ContactPage):
    """The verbs of a list; the page itself says what they work on."""

    _desk: "Desk"
    kind: Kind
    table: "RecordTable"
    edits: "TableEdits"
    shape: "ListShape"
    filters: "FilterBar"
    answers: "FilterAnswers"
    views: "ViewBar"
    clock: "ClockBar"
    beside: "BesideList"
    foot: "ListFoot"

    def find_here(self) -> None:
        """Put the cursor into the search of this list."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def build_search(self) -> None:
        """Build conditions within conditions, and search for them."""
        from t20desk.ui.lists.condition_builder import build_conditions

        asked = self.filters.query()
        tree = build_conditions(self, self._desk.kinds, self.kind, asked, self.answers.offer)
        if tree is not None:
            self.filters.show_tree(tree)

    def select_all(self) -> None:
        """Select every row, or all text of the line that has the cursor."""
        if self.filters.search.hasFocus():
            self.filters.search.selectAll()
        else:
            self.table.selectAll()

    def open_record(self) -> None:
        """Open the record the cursor is on."""
        record_id = self.table.current_id()
        if record_id is not None:
            self._open(record_id)

    def _open(self, record_id: int) -> None:
        listing = self.table.records.listing
        if listing.as_known is not None:
            from t20desk.ui.records.known_record import show_known

            show_known(self, self._desk, listing, record_id, lambda: self._open_present(record_id))
            return
        self._open_present(record_id)

    def _open_present(self, record_id: int) -> None:
        self._desk.walked[self.kind.name] = self.table.records.ids
        self.place_requested.emit(record_place(self.kind.name, record_id))

    def merge_records(self) -> None:
        """Put the two chosen records side by side and make one of them."""
        from t20desk.merging import choose_keeper
        from t20desk.ui.doubles.merge_dialog import merge_two

        one, other = self.chosen_ids()
        ends = choose_keeper(self._desk.db, self.kind.name, one, other)
        merge_two(self, self._desk, self.kind.name, ends)

    def new_record(self) -> None:
        """Open the form of a new record of this kind."""
        self.place_requested.emit(record_place(self.kind.name, None))

    def copy_cells(self) -> None:
        """Copy what is selected as a block for a spreadsheet."""
        self.edits.blocks.copy()

    def paste_cells(self) -> None:
        """Paste a block from a spreadsheet at the cursor."""
        self.edits.blocks.paste()

    def paste_records(self) -> None:
        """Paste a block from a spreadsheet as new records, from the column of the cursor on."""
        self.edits.blocks.paste(anew=True)

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        self.edits.blocks.clear()

    def fill_down(self) -> None:
        """Put the top cells of the selection into those below."""
        self.edits.blocks.fill_down()

    def replace_text(self) -> None:
        """Find and replace text in the list or in what is selected."""
        from t20desk.ui.tables.replace_dialog import Places, replace_text

        table = self.table
        table.records.wait_whole()
        shown = table.column_order()
        selected = table.selected_ids() if table.count_selected() > 1 else ()
        chosen = self.edits.blocks.chosen_columns() if selected else []
        chosen = chosen if len(chosen) < len(shown) else []
        places = Places(selected, table.records.ids, shown, chosen)
        replace_text(self, self._desk, self.kind, places)

    def delete_records(self) -> None:
        """Delete what is selected, after showing what goes along."""
        from t20desk.ui.tables.bulk_edits import delete_records

        delete_records(self, self._desk, self.kind, self.picked_ids())

    def set_field(self) -> None:
        """Set one field of all selected records."""
        from t20desk.ui.tables.bulk_edits import set_field

        begin = self.table.column_here() if self.table.records.editing else ""
        set_field(self, self._desk, self.kind, self.picked_ids(), begin)

    def picked_ids(self) -> Sequence[int]:
        """The records that were chosen one by one, else the one the cursor is on."""
        self.table.records.wait_whole()
        here = self.table.current_id()
        return self.table.selected_ids() or ([here] if here is not None else [])

    def chosen_ids(self) -> Sequence[int]:
        """What is selected, else the whole list."""
        self.table.records.wait_whole()
        return self.table.selected_ids() or self.table.records.ids

    def export_list(self, chosen: bool = False) -> None:
        """Write the list to a file, or what is selected: asked unless it is said already."""
        from t20desk.ui.lists.exports import export_listing

        if (rows := self._ask_rows(chosen)) is not None:
            export_listing(self, self._desk, self.listing_shown(), *rows)

    def export_return(self, chosen: bool = False) -> None:
        """Write the list, or what is selected, as a workbook to be edited and merged back."""
        from t20desk.ui.lists.exports import export_return

        if (rows := self._ask_rows(chosen)) is not None:
            export_return(self, self._desk, self.listing_shown(), *rows)

    def export_filled(self) -> None:
        """Write the list, or what is selected, into a workbook that has its headings already."""
        from t20desk.ui.lists.exports import export_filled

        if (rows := self._ask_rows()) is not None:
            export_filled(self, self._desk, self.listing_shown(), *rows)

    def _ask_rows(self, chosen: bool = False) -> tuple[int, Sequence[int] | None] | None:
        """How many rows leave, and which where it is not the whole list; None for not at all.

        The cursor alone selects nothing; of several rows that are selected it is asked whether
        they are meant, unless they are `chosen` by the button that counts them.
        """
        self.table.records.wait_whole()
        total, count = len(self.table.records.ids), self.table.count_selected()
        if not 1 < count < total:
            return total, None
        way = 0 if chosen else self._ask_which_rows(count, total)
        if way is None:
            return None
        return (total, None) if way else (count, self.table.selected_ids())

    def _ask_which_rows(self, count: int, total: int) -> int | None:
        from t20desk.ui.dialogs import ask_which

        counts = {"chosen": say_number(count), "total": say_number(total)}
        return ask_which(
            self,
            _("{chosen} of {total} rows are selected. Which are meant?").format(**counts),
            _("The {chosen} selected").format(**counts),
            _("All {total}").format(**counts),
        )

    def write_template(self) -> None:
        """Write the empty workbook of this kind of record that is handed out."""
        from t20desk.ui.lists.exports import export_template

        export_template(self, self._desk, self.kind)

    def choose_clock(self) -> None:
        """Choose the day the list is for, or on which it was known so."""
        self.clock.ask(self.table.records.listing)

    def choose_columns(self) -> None:
        """Choose which columns the table shows."""
        self.shape.choose_columns()

    def open_column(self) -> None:
        """Offer what can be done with the column of the cursor."""
        self.shape.open_column()

    def sort_list(self) -> None:
        """Choose by which columns the list is sorted."""
        self.shape.choose_sort()

    def colour_rows(self) -> None:
        """Choose which rows are coloured."""
        self.shape.choose_colours()

    def toggle_card(self) -> None:
        """Show the card of the record beside the list, or put it away."""
        self.beside.toggle()

    def toggle_totals(self) -> None:
        """Show the line of totals or take it away."""
        self.shape.toggle_totals()

    def print_page(self, chosen: bool = False) -> None:
        """Print the list as it is shown, or what is selected."""
        from t20desk.ui.papers.print_preview import print_listing

        if (rows := self._ask_rows(chosen)) is not None:
            print_listing(self, self._desk, self.listing_shown(), rows[1])

    def listing_shown(self) -> Listing:
        """The listing as it stands, columns in the order they were dragged to."""
        return self.shape.listing()

    def save_view(self) -> None:
        """Save what is shown as a view under a name."""
        self.views.verbs.save_view()

    def update_view(self) -> None:
        """Let the view that is on show from now on what is shown."""
        self.views.verbs.update_view()

    def rename_view(self) -> None:
        """Give the view that is on another name."""
        self.views.verbs.rename_view()

    def move_view_forward(self) -> None:
        """Put the view that is on before the one before it."""
        self.views.verbs.move_view_forward()

    def move_view_back(self) -> None:
        """Put the view that is on behind the next one."""
        self.views.verbs.move_view_back()

    def delete_view(self) -> None:
        """Delete the view that is on; undo brings it back."""
        self.views.verbs.delete_view()
