"""What was deleted and is not back yet, with the way to bring it back."""

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.history.operations import list_people
from t20desk.db.history.trash import Deleted, TrashWish, list_deleted, plan_restore, read_deleted
from t20desk.i18n import _, ngettext, say_number, tell_value
from t20desk.listing.telling import stand_for
from t20desk.ui.desk import Desk
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.history.history_filter import fill_box
from t20desk.ui.history.undoing import UndoSteps
from t20desk.ui.jobs import Job
from t20desk.ui.looks.cell_texts import told_text
from t20desk.ui.looks.empty_page import EmptyPage
from t20desk.ui.looks.table_looks import fit_column, make_paged_table
from t20desk.ui.looks.words import time_text
from t20desk.ui.page import Page, make_bar, make_button, make_column, make_label
from t20desk.ui.places import Place
from t20desk.ui.tables.paged_model import PagedModel, Role
from t20desk.wording import Titles, name_record, read_linked_titles

TYPING_PAUSE = 200
TIMES = 3
"""The column that says when."""
WIDTHS = {0: 240, 1: 130, 2: 0, TIMES: 170, 4: 120}
MOST_CELLS = 4
"""So many cells tell what a deleted record was."""
NUMBERED = ("whole", "number", "money", "yes_no", "date", "datetime")
"""The types of field whose values say nothing alone."""


class Shown(NamedTuple):
    """A deleted record and its words."""

    deleted: Deleted
    title: str
    kind: str
    contents: str


def make_trash_model(desk: Desk) -> PagedModel[Shown]:
    """One line for each deleted record."""
    heads = [_("Record"), _("Kind"), _("Contents"), _("Deleted"), _("By whom")]
    return PagedModel(desk, heads, _answer_deleted)


def _answer_deleted(found: Shown, column: int, role: int) -> Any:
    if role not in (Role.DisplayRole, Role.ToolTipRole):
        return None
    one = found.deleted
    texts = (found.title, found.kind, found.contents, time_text(one.time), one.user)
    return texts[column]


class TrashPage(Page):
    """Finds deleted records and restores one, several or all that are listed."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._reading: Job | None = None
        self._steps = UndoSteps(desk, self)
        self.model = make_trash_model(desk)
        self.table = make_paged_table(self.model, "trashTable", _("Deleted records"), WIDTHS)
        self.text = QLineEdit()
        leave_undo(self.text, applied=desk.applied)
        self.kind = QComboBox()
        self.person = QComboBox()
        self.count = make_label(look="quiet", name="trashCount")
        self.body = QStackedWidget()
        self.empty = EmptyPage(_("Nothing is listed."))
        self.restore = make_button(_("Restore what is chosen …"), "main", "restoreChosen")
        self.restore_all = make_button(_("Restore all that is listed …"), "", "restoreAll")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(TYPING_PAUSE)
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self.refresh(frozenset())
        self.table.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.isVisible() or not kinds:
            self._read()

    def title(self) -> str:
        return _("Trash")

    def help_text(self) -> str:
        return _(
            "Deleted records stay here until they are restored. Choose one or several and restore "
            "them; what was deleted along with them, and links to them, come back too. What cannot "
            "come back is named with the reason before anything is written."
        )

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        column.addLayout(make_bar([make_label(_("Trash"), "title")], [self.count]))
        column.addLayout(self._make_filter())
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)
        column.addWidget(self.body, 1)
        column.addLayout(make_bar([], [self.restore_all, self.restore]))
        self.restore.setEnabled(False)

    def _make_filter(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.text.setObjectName("trashSearch")
        self.text.setPlaceholderText(_("Words of the deleted record"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(280)
        self.text.setMaxLength(200)
        boxes = (
            (self.kind, "trashKind", _("Kind of record")),
            (self.person, "trashPerson", _("By whom")),
        )
        self.text.setAccessibleName(_("Search in the trash"))
        row.addWidget(self.text, 1)
        for box, name, spoken in boxes:
            box.setObjectName(name)
            box.setAccessibleName(spoken)
            box.setMaximumWidth(220)
            row.addWidget(box)
        row.addStretch(1)
        kinds = [(one.name, _(one.plural)) for one in self._desk.kinds.values()]
        fill_box(self.kind, [("", _("All kinds")), *sorted(kinds, key=lambda pair: pair[1])])
        fill_box(self.person, [("", _("Everybody"))])
        return row

    def _connect(self) -> None:
        self._wait.timeout.connect(self._read)
        self.text.textChanged.connect(lambda _text: self._wait.start())
        for box in (self.kind, self.person):
            box.activated.connect(lambda _at: self._read())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _old: self._on_choice())
        self.table.activated.connect(lambda _cell: self._restore(self.chosen()))
        self.model.modelReset.connect(self._on_choice)
        self.model.rows_arrived.connect(self._fit_columns)
        self.restore.clicked.connect(lambda: self._restore(self.chosen()))
        self.restore_all.clicked.connect(lambda: self._restore(self.model.keys))

    # --- slots --------------------------------------------------------------------------------

    def _fit_columns(self) -> None:
        """Short texts leave their room to what the records held."""
        for column, width in WIDTHS.items():
            if width:
                fit_column(self.table, column, widest=None if column == TIMES else width)

    def chosen(self) -> "array[int]":
        """The entries that are chosen."""
        rows = sorted(one.row() for one in self.table.selectionModel().selectedRows())
        return array("q", (self.model.keys[row] for row in rows))

    def _read(self) -> None:
        wish = TrashWish(
            str(self.kind.currentData() or ""),
            str(self.person.currentData() or ""),
            self.text.text(),
        )
        if self._reading is not None:
            self._reading.cancel()
        db = self._desk.db
        self._reading = self._desk.jobs.read_whole(
            lambda: (list_people(db), list_deleted(db, wish)),
            lambda found: self._take(wish, *found),
        )

    def _take(self, wish: TrashWish, people: list[str], numbers: "array[int]") -> None:
        fill_box(self.person, [("", _("Everybody")), *((one, one) for one in people)])
        words = ngettext("{number} deleted record", "{number} deleted records", len(numbers))
        self.count.setText(words.format(number=say_number(len(numbers))))
        db = self._desk.db
        if numbers != self.model.keys:
            self.model.show_keys(numbers, lambda keys: describe_deleted(db, keys))
        self.empty.explain(_say_empty(wish))
        self.body.setCurrentIndex(0 if numbers else 1)
        self.restore_all.setEnabled(bool(numbers))
        if numbers and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)

    def _on_choice(self) -> None:
        self.restore.setEnabled(self.table.selectionModel().hasSelection())

    def _restore(self, numbers: "array[int]") -> None:
        self._steps.show_plan(plan_restore, (numbers,))


def _say_empty(wish: TrashWish) -> str:
    """Why nothing is listed."""
    if wish != TrashWish():
        return _("No deleted record fits what is asked for above; take a part of it away.")
    return _("Nothing is in the trash. What you delete can be restored here.")


def describe_deleted(database: Database, numbers: Sequence[int]) -> dict[int, Shown]:
    """Some entries of the trash in words."""
    entries = read_deleted(database, numbers)
    titles = read_linked_titles(
        database, [(one.kind, one.id, (one.cells,)) for one in entries.values()]
    )
    found: dict[int, Shown] = {}
    for number, one in entries.items():
        kind = database.kinds[one.kind]
        title = name_record(titles, kind, one.cells) or _(kind.label)
        of = str(one.cells.get("kind", ""))
        texts = (_tell_cell(database, titles, field, one, of) for field in _list_told(kind, one))
        found[number] = Shown(one, title, _(kind.label), " · ".join(filter(None, texts)))
    return found


def _list_told(kind: Kind, one: Deleted) -> list[Field]:
    """The fields that tell what a deleted record was, beside its title."""
    titled = {path.split(".")[0] for path in kind.title}
    filled = (field for field in kind.written if one.cells.get(field.name) is not None)
    return [
        field for field in filled if not field.hidden and not {field.name, field.group} & titled
    ][:MOST_CELLS]


def _tell_cell(database: Database, titles: Titles, field: Field, one: Deleted, kind: str) -> str:
    """A cell in words; a day or a number says what it is of."""
    field, value = stand_for(database.kinds, field, one.cells[field.name], one.cells)
    if field.target:
        return titles.get((field.target, value), "") if isinstance(value, int) else ""
    text = told_text(database.kinds, field, value, kind)
    return tell_value(field.say(), text) if field.type.name in NUMBERED else text
