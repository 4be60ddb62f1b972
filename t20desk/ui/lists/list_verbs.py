"""What can be done with the rows of a list: copied, pasted, set, replaced, merged, deleted."""

from typing import TYPE_CHECKING

from t20desk.ui.desk import Desk

if TYPE_CHECKING:
    from t20desk.ui.lists.list_page import ListPage


class ListVerbs:
    """The verbs that change rows of a list, or copy them; the page says which are meant."""

    def __init__(self, page: "ListPage", desk: Desk) -> None:
        self._page = page
        self._desk = desk

    def copy_cells(self) -> None:
        """Copy what is selected as a block for a spreadsheet."""
        self._page.edits.blocks.copy()

    def paste_cells(self) -> None:
        """Paste a block from a spreadsheet at the cursor."""
        self._page.edits.blocks.paste()

    def paste_records(self) -> None:
        """Paste a block from a spreadsheet as new records, from the column of the cursor on."""
        self._page.edits.blocks.paste(anew=True)

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        self._page.edits.blocks.clear()

    def fill_down(self) -> None:
        """Put the top cells of the selection into those below."""
        self._page.edits.blocks.fill_down()

    def replace_text(self) -> None:
        """Find and replace text in the list or in what is selected."""
        from t20desk.ui.tables.replace_dialog import Places, replace_text

        table = self._page.table
        table.records.wait_whole()
        shown = table.column_order()
        selected = table.selected_ids() if table.count_selected() > 1 else ()
        chosen = self._page.edits.blocks.chosen_columns() if selected else []
        chosen = chosen if len(chosen) < len(shown) else []
        places = Places(selected, table.records.ids, shown, chosen)
        replace_text(self._page, self._desk, self._page.kind, places)

    def delete_records(self) -> None:
        """Delete what is selected, after showing what goes along."""
        from t20desk.ui.tables.bulk_edits import delete_records

        delete_records(self._page, self._desk, self._page.kind, self._page.picked_ids())

    def set_field(self) -> None:
        """Set one field of all selected records."""
        from t20desk.ui.tables.bulk_edits import set_field

        page, table = self._page, self._page.table
        begin = table.column_here() if table.records.editing else ""
        set_field(page, self._desk, page.kind, page.picked_ids(), begin)

    def merge_records(self) -> None:
        """Put the two chosen records side by side and make one of them."""
        from t20desk.merging import choose_keeper
        from t20desk.ui.doubles.merge_dialog import merge_two

        page = self._page
        one, other = page.chosen_ids()
        ends = choose_keeper(self._desk.db, page.kind.name, one, other)
        merge_two(page, self._desk, page.kind.name, ends)
