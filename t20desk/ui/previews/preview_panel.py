"""The one preview of a change: counts on top, rows with coloured and signed cells, one button."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.i18n import _, ngettext, say_number
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import set_answer_keys
from t20desk.ui.looks.dragged_widths import DraggedWidths
from t20desk.ui.looks.pair_cells import PairDelegate
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.looks.table_looks import fit_columns, make_paged_table
from t20desk.ui.page import PLAIN, make_button, make_label
from t20desk.ui.previews.kind_chips import KindChips
from t20desk.ui.previews.planned_change import VERBS, ChangeIndex
from t20desk.ui.previews.preview_choice import ChangeChoice
from t20desk.ui.previews.preview_model import SIGNS, WORDS, PreviewModel

TITLE_WIDTH = 190
"""The titles of the records arrive later than the columns are measured."""
Words = Callable[[int], str]
"""The words of the button for a number of records."""


class Counted(NamedTuple):
    """What the button counts: the records of a kind, where there are any, else all.

    Those of some kinds are left out where there are others.
    """

    kind: str = ""
    verbs: Sequence[str] = VERBS
    is_whole: bool = False
    """Whether nothing may be left out, since no part would make sense alone."""
    besides: Collection[str] = ()


EVERYTHING = Counted()
MOST_SENTENCES = 500
SENTENCES_HEIGHT = 140
SENTENCE_GAP = 4
TALLEST = (1 << 24) - 1
"""No limit, as Qt says it."""


class PreviewPanel(QWidget):
    """Shows a change; says when it is wanted."""

    accepted = Signal()
    rejected = Signal()

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self._is_locked = False
        self._is_fitted = False
        self._counted = EVERYTHING
        self._total: int | None = None
        self._index: ChangeIndex | None = None
        self._summary = ""
        self._listed: tuple[object, ...] = ()
        self.model = PreviewModel(desk)
        self.table = self._make_table()
        self.sentences = QListWidget()
        self.sentences.setAccessibleName(_("What to look at"))
        self.sentences.setObjectName("previewSentences")
        self.sentences.setWordWrap(True)
        self.sentences.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.apply = make_button(words(0), "main", "previewApply")
        set_answer_keys(self.apply)
        self.cancel = make_button(_("Cancel"), "", "previewCancel")
        self.summary = make_label(look="heading", wrap=True, name="previewSummary")
        self.chips = KindChips(desk, SIGNS, WORDS)
        self._widths = DraggedWidths(self.table, lambda: self.chips.kind)
        self._lay_out()
        self.chips.chosen.connect(self._show_rows)
        self.model.ticked.connect(self._on_tick)
        self.model.named.connect(self._fit_named)
        self.apply.clicked.connect(self.press)
        self.cancel.clicked.connect(self.rejected)

    def show_change(
        self,
        change: Change,
        summary: str = "",
        counted: Counted = EVERYTHING,
        index: ChangeIndex | None = None,
        total: int | None = None,
    ) -> None:
        """Show what a change would do; unless it is too large, rows and cells may be left out.

        The button counts what is `counted`; `total` says how many it is about where it
        writes others in their stead, as periods of a member. A child process that planned the
        change gives its `index` along.
        """
        self._counted, self._total = counted, total
        self._index, self._is_locked = index or ChangeIndex(change), False
        counts = self._index.counts()
        self._summary = summary
        choice = ChangeChoice(self._desk.kinds, change, counts.total)
        self.model.choice = choice if choice.is_open and not counted.is_whole else None
        for button in self._tick_buttons:
            button.setVisible(self.model.choice is not None and counts.total > 1)
        self.chips.show_counts(self._order_kinds(self._index.by_kind()))
        tab_as_laid_out(self)
        self._on_tick()

    def _order_kinds(self, counts: Mapping[str, dict[str, int]]) -> dict[str, dict[str, int]]:
        """What is counted first, what hangs on other records after them, what was learned last."""
        kinds, first = self._desk.kinds, self._counted.kind

        def place(name: str) -> tuple[bool, bool, bool]:
            links = kinds[name].links
            hangs = any(one.when_gone == "along" and one.target in counts for one in links)
            return name != first, kinds[name].inside, hangs

        return {name: counts[name] for name in sorted(counts, key=place)}

    def pick_change(self) -> Change:
        """The change as it is ticked."""
        assert self._index is not None
        return self.model.choice.pick() if self.model.choice else self._index.change

    def count_chosen(self) -> int:
        """How many records of the change are ticked."""
        if self._index is None:
            return 0
        total = self._total
        if total is None:
            counts = product(self._kinds(), self._counted.verbs)
            total = sum(self._index.count(kind, verb) for kind, verb in counts)
        return total - self._count_left()

    def _count_left(self) -> int:
        """How many of the records that are counted are not ticked."""
        choice, verbs = self.model.choice, self._counted.verbs
        if choice is None:
            return 0
        if self._total is not None:
            return len(choice.left_records(self._counted.kind))
        return sum(choice.count_left(one, verbs) for one in self._kinds())

    def _kinds(self) -> Sequence[str]:
        """The kinds whose records are counted."""
        places = self._index.places if self._index is not None else {}
        if self._counted.kind in places:
            return [self._counted.kind]
        return [one for one in places if one not in self._counted.besides] or list(places)

    def takes_any(self) -> bool:
        """Whether the change, as it is ticked, writes anything."""
        if self.model.choice is not None:
            return self.model.choice.takes_any()
        return self._index is not None and bool(self._index.counts().total)

    def leave_all(self) -> None:
        """Tick nothing of any kind, so that one chooses what is taken."""
        assert self._index is not None
        if self.model.choice is not None:
            self.model.choice.leave_all()
            self._show_rows()
            self._on_tick()

    def lock(self) -> None:
        """Show the change, but let nobody apply it."""
        self._is_locked = True
        self._on_tick()

    def wait(self) -> None:
        """Say instead of what was shown that the change is being planned."""
        self.lock()
        self.summary.setText(_("Making the preview"))

    def press(self) -> None:
        """Say that the change is wanted as it is ticked."""
        self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the table takes what is shown; a key that is held down took a step before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in PLAIN:
            if self.apply.isEnabled() and not event.isAutoRepeat():
                self.press()
            return
        super().keyPressEvent(event)

    def _on_tick(self) -> None:
        self.apply.setText(self._words(self.count_chosen()))
        self.apply.setEnabled(self.takes_any() and not self._is_locked)
        if not self._is_locked:
            left = self._count_left() if self._summary else 0
            words = ngettext("{number} left out", "{number} left out", left)
            more = [words.format(number=say_number(left))] if left else []
            self.summary.setText(" · ".join([self._summary or self._say_ticked(), *more]))

    def _say_ticked(self) -> str:
        """What happens to how many records, as they are ticked."""
        choice, kinds = self.model.choice, self._kinds()
        counts: list[tuple[int, int]] = []
        for verb in VERBS:
            whole = sum(self._index.count(one, verb) for one in kinds) if self._index else 0
            left = sum(choice.count_left(one, (verb,)) for one in kinds) if choice else 0
            counts.append((whole, whole - left))
        return _say_counts(*(taken if whole else None for whole, taken in counts))

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """List what stands in the way or deserves a look."""
        self.sentences.clear()
        self.sentences.addItems(list(sentences)[:MOST_SENTENCES])
        self.sentences.setVisible(bool(sentences))
        self._fit_sentences()

    def show_sentences_alone(self) -> None:
        """Nothing of the change is left: only the sentences stand there, and a way out."""
        self.body.hide()
        self.chips.hide()
        self.apply.hide()
        self.cancel.setText(_("Close"))
        self.sentences.setMaximumHeight(TALLEST)
        self.column.setStretchFactor(self.sentences, 1)

    def _fit_sentences(self) -> None:
        """As high as the sentences are at this width, up to a few of them."""
        width = self.sentences.viewport().width() - 10
        room, wraps = QRect(0, 0, width, SENTENCES_HEIGHT), Qt.TextFlag.TextWordWrap
        texts = (self.sentences.item(row).text() for row in range(min(self.sentences.count(), 20)))
        measure = self.sentences.fontMetrics().boundingRect
        lines = sum(measure(room, wraps, text).height() + SENTENCE_GAP for text in texts)
        height = min(SENTENCES_HEIGHT, lines + 14)
        if self.body.isHidden():
            self.sentences.setMinimumHeight(height)
        else:
            self.sentences.setFixedHeight(height)

    def _make_table(self) -> QTableView:
        table = make_paged_table(self.model, "previewTable", _("What will be changed"))
        table.setItemDelegate(PairDelegate(table))
        return table

    def _lay_out(self) -> None:
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.summary)
        self._tick_buttons = (
            make_button(_("Tick all"), "flat", "previewAll"),
            make_button(_("Tick none"), "flat", "previewNone"),
        )
        for button, on in zip(self._tick_buttons, (True, False), strict=True):
            button.clicked.connect(lambda _checked=False, on=on: self.model.tick_all(on))
            self.chips.row.addWidget(button)
        column.addWidget(self.chips)
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        column.addWidget(self.body, 1)
        self.sentences.hide()
        column.addWidget(self.sentences)
        foot = self.foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.apply)
        column.addLayout(foot)

    def verbs_shown(self) -> tuple[str, ...]:
        """What happens to the records that are listed."""
        return self.chips.verbs()

    def _show_rows(self) -> None:
        if self._index is None or not self.chips.kind:
            self.model.clear()
            return
        self._is_fitted, self._listed = False, self._wanted()
        self.model.show(self._index, self.chips.kind, self.verbs_shown())
        self._fit()

    def _wanted(self) -> tuple[object, ...]:
        """What the table is to list: it is shown once as long as that stays the same."""
        return self._index, self.chips.kind, self.verbs_shown()

    def _fit(self) -> None:
        """Give the columns their widths; those of links once more when their names are there."""
        self._widths.fit(self._fit_all)

    def _fit_all(self) -> None:
        fit_columns(self.table, 70, 440)
        self.table.setColumnHidden(1, self.verbs_shown() == ("new",) and not self.model.is_named())
        self.table.setColumnWidth(1, max(TITLE_WIDTH, self.table.columnWidth(1) - self._lacking()))

    def _lacking(self) -> int:
        """How much of what happens to the records does not fit beside their names."""
        columns = range(self.table.model().columnCount())
        return max(sum(map(self.table.columnWidth, columns)) - self.table.viewport().width(), 0)

    def _fit_named(self) -> None:
        if not self._is_fitted:
            self._is_fitted = True
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sentences()


def _say_counts(new: int | None, changed: int | None, removed: int | None) -> str:
    """The counts in words; none for what the change does not do at all."""
    parts: list[tuple[int, str]] = []
    if new is not None:
        parts.append((new, ngettext("{number} record is new", "{number} records are new", new)))
    if changed is not None:
        words = ngettext("{number} will be changed", "{number} will be changed", changed)
        parts.append((changed, words))
    if removed is not None:
        words = ngettext("{number} will be deleted", "{number} will be deleted", removed)
        parts.append((removed, words))
    return " · ".join(text.format(number=say_number(number)) for number, text in parts)
