"""Likely doubles of a kind: how sure, which two, and why; merged, or noted as two."""

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from t20desk.db.database import Database
from t20desk.doubles.decided import plan_no_doubles, sift_pairs
from t20desk.doubles.differing import Difference, read_differences
from t20desk.doubles.finding import Pair, say_reasons
from t20desk.doubles.rules import SCHEMES
from t20desk.editing.pasting import Planned
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext
from t20desk.listing import read_titles
from t20desk.merging import choose_keeper
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.doubles.doubles_child import LOOKING, Wish, find_in_child, plan_pairs
from t20desk.ui.doubles.merge_dialog import merge_two
from t20desk.ui.jobs import Job
from t20desk.ui.looks.empty_page import EmptyPage
from t20desk.ui.looks.table_looks import make_paged_table
from t20desk.ui.page import Page, make_bar, make_button, make_column, make_label
from t20desk.ui.places import Place, record_place
from t20desk.ui.previews.plan_child import Asked
from t20desk.ui.previews.planned_change import ChangeIndex
from t20desk.ui.previews.plans import apply_planned, make_plan, say_notes
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.previews.preview_panel import Counted
from t20desk.ui.tables.paged_model import PagedModel, Role

SCORE, ONE, OTHER, DIFFERS, REASONS = range(5)
WIDTHS = {SCORE: 90, ONE: 180, OTHER: 180, DIFFERS: 0, REASONS: 0}
CELLS = 60
"""About so many cells a merge touches."""


class Shown(NamedTuple):
    """A pair and its words."""

    pair: Pair
    one: str
    other: str
    differs: list[Difference]
    reasons: list[str]


def _answer(found: Shown, column: int, role: int) -> Any:
    if role == Role.TextAlignmentRole and column == SCORE:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
        return None
    is_short = role == Role.DisplayRole
    differs = [one.say_values() if is_short else one.say() for one in found.differs]
    told = ([f"{found.pair.score:.0%}"], [found.one], [found.other], differs, found.reasons)
    return ("\n" if role == Role.ToolTipRole else " · ").join(told[column])


class DoublesPage(Page):
    """Looks for doubles in a child process and works through them."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._asked = 0
        self.pairs: list[Pair] = []
        self.shown: list[Pair] = []
        heads = [_("How sure"), _("Record"), _("Other record"), _("What differs"), _("Why")]
        self.model: PagedModel[Shown] = PagedModel(desk, heads, _answer)
        self.table = make_paged_table(self.model, "doublesTable", _("Likely doubles"), WIDTHS)
        self.kind = QComboBox()
        self.count = make_label(look="quiet", name="doublesCount")
        self.empty = make_label(look="quiet", wrap=True, name="doublesEmpty")
        self.nothing = EmptyPage(_("No likely doubles were found."))
        self.nothing.explain(_("“Rules …” shows what counts; other kinds are chosen above."))
        self.again = make_button(_("Look again"), "", "doublesAgain")
        self.stop = make_button(_("Stop looking"), "", "doublesStop")
        self.rules = make_button(_("Rules …"), "", "doublesRules")
        self.open_one = make_button(_("Open"), "", "doublesOpen")
        self.apart = make_button(_("No double"), "", "doublesApart")
        self.merge = make_button(_("Merge …"), "main", "doublesMerge")
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        wanted = place.kind if place.kind in SCHEMES else str(self.kind.currentData())
        is_other = wanted != self.kind.currentData()
        self.kind.setCurrentIndex(self.kind.findData(wanted))
        if is_other or not self.pairs:
            self.look()
        self.table.setFocus()

    def place_shown(self) -> Place:
        return Place("doubles", str(self.kind.currentData()))

    def refresh(self, kinds: frozenset[str]) -> None:
        if not kinds:
            self.look()
        elif self._job is None and kinds & {str(self.kind.currentData()), "no_double"}:
            self._sift()

    def title(self) -> str:
        return _("Doubles")

    def help_text(self) -> str:
        return _(
            "Two records that are likely one stand in one line, the surest first, with what "
            "differs and what speaks for it. Enter puts them side by side to be merged; several "
            "lines are merged as one change after a preview. “No double” puts a pair away until "
            "one of the two changes. The rules and their points can be seen and changed. Undo "
            "parts what was merged, at any time."
        )

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        self.kind.setObjectName("doublesKind")
        self.kind.setAccessibleName(_("Kind of record"))
        for name in SCHEMES:
            self.kind.addItem(_(self._desk.kinds[name].plural), name)
        self.kind.setCurrentIndex(self.kind.findData("person"))
        left = [make_label(_("Doubles"), "title"), self.kind]
        column.addLayout(make_bar(left, [self.count, self.stop, self.again, self.rules]))
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.empty)
        self.nothing.hide()
        column.addLayout(make_bar([], [self.open_one, self.apart, self.merge]))
        self.empty.hide()
        self.stop.hide()
        self._on_choice()

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self.look())
        self.again.clicked.connect(self.look)
        self.stop.clicked.connect(self._stop)
        self.rules.clicked.connect(self._change_rules)
        self.open_one.clicked.connect(self._open)
        self.apart.clicked.connect(self._part)
        self.merge.clicked.connect(self._merge)
        self.table.activated.connect(lambda _index: self._merge())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _old: self._on_choice())
        self.model.modelReset.connect(self._on_choice)

    # --- looking ------------------------------------------------------------------------------

    def look(self) -> None:
        """Look for doubles of the kind that is chosen."""
        self._stop()
        self._asked += 1
        asked, kind = self._asked, str(self.kind.currentData())
        self.pairs = []
        self._show([])
        self._say(_("Records are compared …"), busy=True)
        wish = Wish(self._desk.address, language(), kind, with_decided=True)
        self._job = self._desk.jobs.compute(
            find_in_child, (wish,), lambda pairs: self._take(asked, pairs), self._fail, _(LOOKING)
        )

    def _take(self, asked: int, pairs: list[Pair]) -> None:
        if asked == self._asked:
            self._job = None
            self.pairs = pairs
            # What was decided, merged or undone while records were compared counts too.
            self._sift()

    def _fail(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, UserError):
            raise error
        self._say(error.message)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._say(_("Stopped. “Look again” begins anew."))

    def _sift(self) -> None:
        """After a change the pairs that are done go, and those that an undo parted come back."""
        db, kind, pairs = self._desk.db, str(self.kind.currentData()), self.pairs
        asked = self._asked
        self._desk.read(
            lambda: sift_pairs(db, kind, pairs),
            lambda left: self._show(left) if asked == self._asked else None,
        )

    def _show(self, pairs: list[Pair]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self.shown = pairs
        db, kind = self._desk.db, str(self.kind.currentData())
        keys = array("q", range(len(pairs)))
        self.model.show_keys(keys, lambda wanted: _describe(db, kind, pairs, wanted))
        if pairs:
            self.table.selectRow(min(row, len(pairs) - 1))
        words = ngettext("{number} likely pair", "{number} likely pairs", len(pairs))
        self._say("")
        if not pairs and self.window().focusWidget() is self.table:
            # Hidden it would hand the keys to the toolbar.
            self.kind.setFocus()
        self.table.setVisible(bool(pairs))
        self.nothing.setVisible(not pairs)
        self.count.setText(words.format(number=len(pairs)))

    def _say(self, sentence: str, busy: bool = False) -> None:
        self.empty.setText(sentence)
        self.empty.setVisible(bool(sentence))
        self.stop.setVisible(busy)
        self.again.setVisible(not busy)
        if busy:
            self.count.setText("")
            self.nothing.hide()
            self.table.show()

    # --- slots --------------------------------------------------------------------------------

    def chosen(self) -> list[Pair]:
        """The pairs that are chosen."""
        rows = sorted(one.row() for one in self.table.selectionModel().selectedRows())
        return [self.shown[row] for row in rows if row < len(self.shown)]

    def _on_choice(self) -> None:
        number = len(self.chosen())
        self.open_one.setEnabled(number == 1)
        self.apart.setEnabled(number > 0)
        self.merge.setEnabled(number > 0)
        words = ngettext("Merge {number} pair …", "Merge {number} pairs …", number)
        self.merge.setText(words.format(number=number) if number > 1 else _("Merge …"))

    def _open(self) -> None:
        [pair] = self.chosen()
        self.place_requested.emit(record_place(str(self.kind.currentData()), pair.one))

    def _part(self) -> None:
        ends = [(pair.one, pair.other) for pair in self.chosen()]
        self._desk.apply(plan_no_doubles(self._desk.db, str(self.kind.currentData()), ends))
        self.table.setFocus()

    def _merge(self) -> None:
        pairs, kind = self.chosen(), str(self.kind.currentData())
        if len(pairs) == 1:
            pair = pairs[0]
            merge_two(self, self._desk, kind, choose_keeper(self._desk.db, kind, *_ends(pair)))
        elif pairs:
            asked = Asked(plan_pairs, (kind, [_ends(pair) for pair in pairs]), CELLS * len(pairs))
            make_plan(self._desk, asked, self._preview, self._say)
        self.table.setFocus()

    def _preview(self, planned: Planned, index: ChangeIndex) -> None:
        # Of each pair one record goes; a part of a merge alone would make no sense.
        going = Counted(str(self.kind.currentData()), ("removed",), is_whole=True)
        dialog = PreviewDialog(self, self._desk, planned.change, _say_merge, index, going)
        dialog.panel.show_sentences(say_notes(planned))
        if run_dialog(dialog):
            apply_planned(self._desk, planned.change, self._say, index.counts().total)

    def _change_rules(self) -> None:
        from t20desk.ui.doubles.double_rules import change_rules

        if change_rules(self, self._desk, str(self.kind.currentData())):
            self.look()


def _ends(pair: Pair) -> tuple[int, int]:
    return pair.one, pair.other


def _say_merge(number: int) -> str:
    words = ngettext("Merge {number} pair", "Merge {number} pairs", number)
    return words.format(number=number)


def _describe(
    database: Database, kind: str, pairs: Sequence[Pair], keys: Sequence[int]
) -> dict[int, Shown]:
    """Some pairs in words."""
    wanted = {key: pairs[key] for key in keys}
    ids = list({end for pair in wanted.values() for end in _ends(pair)})
    titles = read_titles(database, kind, ids)
    differences = read_differences(database, kind, [_ends(pair) for pair in wanted.values()])
    return {
        key: Shown(
            pair,
            titles.get(pair.one, ""),
            titles.get(pair.other, ""),
            differences[_ends(pair)],
            say_reasons(kind, pair),
        )
        for key, pair in wanted.items()
    }
