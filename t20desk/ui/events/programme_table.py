"""The programme of an event day by day, edited in place; clashes are told at the row."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from t20desk.events.clashes import Clash, find_clashes
from t20desk.events.programme import COLUMNS, list_programme, propose_item
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.events.speaker_line import SpeakerLine
from t20desk.ui.events.timetable_view import TimetableView
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import make_label
from t20desk.ui.records.related import Related
from t20desk.ui.records.related_table import RelatedTable
from t20desk.ui.tables.cell_looks import CellMarks
from t20desk.ui.tables.cell_watch import CellWatch

TOUCHING = {"programme_item", "speaker", "event", "person"}


class ProgrammeTable(RelatedTable):
    """Items by day and time, parallel ones by track; below them who speaks in the item chosen."""

    def __init__(self, desk: Desk, described: Related) -> None:
        self._branch: Sequence[int] = ()
        super().__init__(desk, described)
        self.clashes: list[Clash] = []
        self._marks = CellMarks(self.table.records)
        self._typed = ""
        self.warning = make_label(look="problem", wrap=True, name="programmeClashes")
        self.speakers = SpeakerLine(desk)
        # Below the table, so that no row goes away under the mouse when they come.
        self.column.addWidget(self.speakers)
        self.column.addWidget(self.warning)
        self.head.removeWidget(self.heading)
        self.heading.hide()
        self.head.insertStretch(0, 1)
        self.warning.hide()
        self.speakers.hide()
        self.shapes = ChipRow([("list", _("List")), ("timetable", _("Timetable"))])
        self.timetable = TimetableView(desk)
        self._lay_out_shapes()
        tab_as_laid_out(self)
        self.timetable.days_offered.connect(partial(tab_as_laid_out, self))
        self.table.selection_changed.connect(self._show_speakers)
        self.speakers.told.connect(self.notice.say)
        self.speakers.odd.connect(self._warn_typed)
        self.watch = CellWatch(desk, self.table, self._warn_typed)

    def show_record(self, record_id: int, name: str) -> None:
        """Show the programme of an event."""
        if record_id != self._owner:
            self._branch = ()
            self.show_shape("list")
            self.speakers.show_item(None, "")
        self._owner, self._owner_name, self._guests = record_id, name, None
        self._list_anew()

    def show_branch(self, ids: Sequence[int], guests: int) -> None:
        """Show the programmes of the events within this one too."""
        self._branch = list(ids)
        self._list_anew()

    def show_shape(self, name: str) -> None:
        """Show the items as rows of a list, or drawn as a timetable."""
        is_drawn = name == "timetable"
        self.shapes.choose(name)
        self.table.setVisible(not is_drawn)
        self.timetable.setVisible(is_drawn)
        self.timetable.bar.setVisible(is_drawn)
        self.speakers.setVisible(not is_drawn and self.table.current_id() is not None)
        if is_drawn:
            self._draw()
            self.timetable.setFocus()

    def _lay_out_shapes(self) -> None:
        self.head.insertWidget(0, self.timetable.bar)
        self.head.insertWidget(self.head.indexOf(self.new), self.shapes)
        self.timetable.bar.hide()
        self.column.addWidget(self.timetable, 1)
        self.timetable.hide()
        self.shapes.choose("list")
        self.shapes.chosen.connect(self.show_shape)
        self.timetable.item_opened.connect(self._edit)

    def _draw(self) -> None:
        if self._owner is not None and not self.timetable.isHidden():
            self.timetable.show_events(list(self._branch) or [self._owner])

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if these kinds show here, and look for clashes anew."""
        super().refresh(kinds)
        if self._owner is not None and kinds & TOUCHING:
            self._look_for_clashes()
            self.speakers.refresh()
            self._draw()

    def _list_anew(self) -> None:
        if self._owner is None:
            return
        listing = list_programme(self._owner, self._branch)
        if listing != self.table.records.listing:
            self.table.show_listing(listing)
        self._look_for_clashes()
        self._draw()

    def _columns(self) -> tuple[str, ...]:
        return COLUMNS[:-1]

    def _look_for_clashes(self) -> None:
        owner, db = self._owner, self._desk.db
        events = list(self._branch) or [owner or 0]
        self._desk.read(lambda: find_clashes(db, events), partial(self._take_clashes, owner))

    def _take_clashes(self, owner: int | None, found: list[Clash]) -> None:
        if owner != self._owner:
            return
        self.clashes = found
        self._mark()

    def _mark(self) -> None:
        """Mark the cells that clash, and say one of the sentences above the table."""
        self._marks.show([(one.item, one.field, one.message) for one in self.clashes])
        self._warn()

    def _warn(self) -> None:
        """Say what is wrong with the item at the cursor, else with the first one that clashes."""
        at = self.table.current_id()
        told = [one.message for one in self.clashes if one.item == at]
        told = told or [one.message for one in self.clashes]
        told[:0] = filter(None, [self._typed])
        self.warning.setText(told[0] if told else "")
        self.warning.setVisible(bool(told))

    def _warn_typed(self, sentence: str) -> None:
        """Say what is wrong with what is being typed, before anything else."""
        self._typed = sentence
        self._warn()

    def _on_ids(self) -> None:
        super()._on_ids()
        self._mark()
        self._show_speakers()

    def _say_count(self) -> str:
        return ""

    def _show_speakers(self) -> None:
        item = self.table.current_id()
        records = self.table.records
        cells = None if item is None else records.cells_of(records.row_of(item))
        names = [field.name for field in records.fields]
        title = str(cells[names.index("title")] or "") if cells and "title" in names else ""
        self.speakers.show_item(item, title)
        if not self.timetable.isHidden():
            self.speakers.hide()
        self._warn()

    def add_record(self) -> None:
        """Open the form of a new item, where the one at the cursor ended, else the last one."""
        from t20desk.ui.records.record_dialog import RecordDialog

        if self._owner is None:
            return
        records, ids = self.table.records, self.table.records.ids
        item = self.table.current_id() or (ids[-1] if ids else None)
        cells = None if item is None else records.cells_of(records.row_of(item))
        names = (one.name for one in records.fields)
        before = dict(zip(names, cells or (), strict=False))
        filled = {"event": self.linked(), **propose_item(self._desk.db, self._owner, before)}
        run_dialog(RecordDialog(self.window(), self._desk, self.kind, None, filled))

    def _add_verbs(self, menu: QMenu, record_id: int) -> None:
        menu.addSeparator()
        menu.addAction(_("Add a speaker …"), self.speakers.add.setFocus)
