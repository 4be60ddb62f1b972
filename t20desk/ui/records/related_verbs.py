"""What menus and keys do on a record page while rows of a table on it are chosen."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from t20desk.ui.records.post_table import PostTable
from t20desk.ui.records.related_table import RelatedTable
from t20desk.ui.tables.record_table import RecordTable


class RelatedVerbs(QObject):
    """The verbs for the people, guests or addresses chosen in a table that has the cursor."""

    changed = Signal()
    """Another table is at hand, or none any more."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._at_hand: RelatedTable | None = None

    def words(self) -> set[str]:
        """Words of the state: that rows which belong to the record are chosen."""
        related = self.at_hand()
        if related is None:
            return set()
        return {"selection", "editing", "changeable", *related.words_of_state()}

    def at_hand(self) -> RelatedTable | None:
        """The table that has the cursor, if rows of it are chosen."""
        widget = QApplication.focusWidget()
        if widget is None or not self._page.isAncestorOf(widget):
            return None
        while not isinstance(widget, RecordTable):
            widget = widget.parentWidget()
            if widget is None or widget is self._page:
                return None
        related = widget.parentWidget()
        chosen = isinstance(related, RelatedTable) and bool(widget.count_selected())
        return related if chosen and isinstance(related, RelatedTable) else None

    def watch(self, tables: Iterable[RelatedTable]) -> None:
        """Notice where the cursor goes and what is chosen, for the verbs work on that."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_hands)
        for related in tables:
            related.table.selection_changed.connect(self._note_hands)

    def open_record(self) -> None:
        """Open what the chosen row leads to."""
        if related := self.at_hand():
            related.open_chosen()

    def copy_cells(self) -> None:
        """Copy the chosen cells as a block for a spreadsheet."""
        self._act("copy")

    def paste_cells(self) -> None:
        """Paste a block from a spreadsheet at the cursor."""
        self._act("paste")

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        self._act("clear")

    def fill_down(self) -> None:
        """Put the top cells of the selection into those below."""
        self._act("fill")

    def set_field(self) -> None:
        """Set one field of all chosen rows."""
        if related := self.at_hand():
            related.set_field()

    def end_post(self) -> None:
        """End the chosen post today."""
        if isinstance(related := self.at_hand(), PostTable):
            related.end_post()

    def choose_main(self) -> None:
        """Make the person of the chosen post the main contact."""
        if isinstance(related := self.at_hand(), PostTable):
            related.choose_main()

    def delete_chosen(self) -> bool:
        """Delete the chosen rows, after showing what goes along; False where none are chosen."""
        related = self.at_hand()
        if related is not None:
            related.delete_chosen()
        return related is not None

    def _note_hands(self, *_moved: object) -> None:
        at_hand = self.at_hand()
        if at_hand is not self._at_hand:
            self._at_hand = at_hand
            self.changed.emit()

    def _act(self, word: str) -> None:
        if related := self.at_hand():
            related.edits.act(word)
