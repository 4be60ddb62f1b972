"""The one preview of a change: counts on top, rows with coloured and signed cells, one button."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change, Conflict, Problem
from t20desk.db.fields import Kinds
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext, say_number
from t20desk.ui.desk import Desk
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.pair_cells import PairDelegate
from t20desk.ui.looks.words import field_text, value_text
from t20desk.ui.page import make_button, make_label
from t20desk.ui.previews.planned_change import VERBS, ChangeIndex
from t20desk.ui.previews.preview_choice import ChangeChoice
from t20desk.ui.previews.preview_model import SIGNS, WORDS, PreviewModel
from t20desk.ui.tables.table_looks import fit_columns, make_paged_table
from t20desk.wording import read_names

if TYPE_CHECKING:
    from t20desk.db.history.undoing import Left, Undoing

TITLE_WIDTH = 190
"""The titles of the records arrive later than the columns are measured."""
Words = Callable[[int], str]
"""The words of the button for a number of records."""
MOST_SENTENCES = 500
SENTENCES_HEIGHT = 140


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
        self._counted = ""
        self._index: ChangeIndex | None = None
        self._listed: tuple[object, ...] = ()
        self.model = PreviewModel(desk)
        self.table = self._make_table()
        self.sentences = QListWidget()
        self.sentences.setAccessibleName(_("What to look at"))
        self.sentences.setObjectName("previewSentences")
        self.sentences.setWordWrap(True)
        self.apply = make_button(words(0), "main", "previewApply")
        self.cancel = make_button(_("Cancel"), "", "previewCancel")
        self.summary = make_label(look="heading", wrap=True, name="previewSummary")
        self._kinds = FlowLayout(6)
        self._verbs = QHBoxLayout()
        self._kind = ""
        self._chips: dict[str, QPushButton] = {}
        self._lay_out()
        self.model.ticked.connect(self._on_tick)
        self.model.named.connect(self._fit_named)
        self.apply.clicked.connect(self.press)
        self.cancel.clicked.connect(self.rejected)

    def show_change(
        self,
        change: Change,
        summary: str = "",
        counted: str = "",
        index: ChangeIndex | None = None,
    ) -> None:
        """Show what a change would do; unless it is too large, rows and cells may be left out.

        The button counts the records of the kind `counted`, else all. A child process that planned
        the change gives its `index` along.
        """
        self._counted = counted
        self._index, self._is_locked = index or ChangeIndex(change), False
        counts = self._index.counts()
        self.summary.setText(summary or _say_counts(counts.new, counts.changed, counts.removed))
        choice = ChangeChoice(self._desk.kinds, change, counts.total)
        self.model.choice = choice if choice.is_open else None
        for button in self._tick_buttons:
            button.setVisible(self.model.choice is not None and counts.total > 1)
        self._fill_kinds(list(self._index.places))
        self._on_tick()

    def pick_change(self) -> Change:
        """The change as it is ticked."""
        assert self._index is not None
        return self.model.choice.pick() if self.model.choice else self._index.change

    def count_chosen(self) -> int:
        """How many records of the change are ticked."""
        if self._index is None:
            return 0
        kinds = [self._counted] if self._counted else list(self._index.places)
        total = sum(self._index.count(kind, verb) for kind in kinds for verb in VERBS)
        choice = self.model.choice
        return total - (sum(map(choice.count_left, kinds)) if choice else 0)

    def leave_all(self) -> None:
        """Tick nothing of any kind, so that one chooses what is taken."""
        assert self._index is not None
        if self.model.choice is not None:
            self.model.choice.leave_all()
            self._show_kind(self._kind)
            self._on_tick()

    def lock(self) -> None:
        """Show the change, but let nobody apply it."""
        self._is_locked = True
        self._on_tick()

    def press(self) -> None:
        """Say that the change is wanted as it is ticked."""
        self.accepted.emit()

    def _on_tick(self) -> None:
        left = self._index is None or not self._index.counts().total
        if self.model.choice is not None:
            left = not self.model.choice.takes_any()
        self.apply.setText(self._words(self.count_chosen()))
        self.apply.setEnabled(not left and not self._is_locked)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """List what stands in the way or deserves a look."""
        self.sentences.clear()
        self.sentences.addItems(list(sentences)[:MOST_SENTENCES])
        self.sentences.setVisible(bool(sentences))
        lines = self.sentences.sizeHintForRow(0) * self.sentences.count()
        self.sentences.setMaximumHeight(min(SENTENCES_HEIGHT, lines + 14))

    def _make_table(self) -> QTableView:
        table = make_paged_table(self.model, "previewTable", _("What will be changed"))
        table.setItemDelegate(PairDelegate(table))
        return table

    def _lay_out(self) -> None:
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.summary)
        self.head = QWidget()
        chips = QHBoxLayout(self.head)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.addLayout(self._kinds, 1)
        chips.addLayout(self._verbs)
        self._tick_buttons = (
            make_button(_("Tick all"), "flat", "previewAll"),
            make_button(_("Tick none"), "flat", "previewNone"),
        )
        for button, on in zip(self._tick_buttons, (True, False), strict=True):
            button.clicked.connect(lambda _checked=False, on=on: self.model.tick_all(on))
            chips.addWidget(button)
        column.addWidget(self.head)
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

    def _fill_kinds(self, kinds: list[str]) -> None:
        empty_layout(self._kinds)
        group = QButtonGroup(self)
        for name in kinds:
            button = make_button(_(self._desk.kinds[name].plural), "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=name: self._show_kind(name))
            group.addButton(button)
            if len(kinds) > 1:
                self._kinds.addWidget(button)
            button.setChecked(name == kinds[0])
        self._kind = kinds[0] if kinds else ""
        if kinds:
            self._show_kind(kinds[0])
        else:
            self.model.clear()

    def _show_kind(self, name: str) -> None:
        assert self._index is not None
        self._kind = name
        self._fill_verbs(name)
        self._show_rows()

    def _fill_verbs(self, name: str) -> None:
        """The chips of what happens to records of a kind."""
        assert self._index is not None
        empty_layout(self._verbs)
        self._chips = {}
        for verb in VERBS:
            if count := self._index.count(name, verb):
                chip = make_button(
                    f"{SIGNS[verb]} {say_number(count)} {_(WORDS[verb])}", "chip", f"verb_{verb}"
                )
                chip.setCheckable(True)
                chip.setChecked(True)
                chip.clicked.connect(self._show_rows)
                self._verbs.addWidget(chip)
                self._chips[verb] = chip

    def verbs_shown(self) -> tuple[str, ...]:
        """What happens to the records that are listed."""
        return tuple(verb for verb, chip in self._chips.items() if chip.isChecked())

    def _show_rows(self) -> None:
        if self._index is None or not self._kind:
            return
        self._is_fitted, self._listed = False, self._wanted()
        self.model.show(self._index, self._kind, self.verbs_shown())
        self._fit()

    def _wanted(self) -> tuple[object, ...]:
        """What the table is to list: it is shown once as long as that stays the same."""
        return self._index, self._kind, self.verbs_shown()

    def _fit(self) -> None:
        """Give the columns their widths; those of links once more when their names are there."""
        fit_columns(self.table, 70, 440)
        self.table.setColumnHidden(1, self.verbs_shown() == ("new",) and not self.model.is_named())
        self.table.setColumnWidth(1, max(TITLE_WIDTH, self.table.columnWidth(1)))

    def _fit_named(self) -> None:
        if not self._is_fitted:
            self._is_fitted = True
            self._fit()


class PreviewDialog(QDialog):
    """The preview of a change in a window of its own."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        change: Change,
        words: Words,
        index: ChangeIndex | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Preview"))
        self.resize(900, 540)
        self.panel = PreviewPanel(desk, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.addWidget(self.panel)
        self.panel.show_change(change, index=index)
        self.panel.accepted.connect(self.accept)
        self.panel.rejected.connect(self.reject)
        # Enter takes what is shown, the arrows look through it.
        self.panel.apply.setDefault(True)
        self.panel.table.setFocus()


def preview_and_apply(
    parent: QWidget | None,
    desk: Desk,
    change: Change,
    words: Words | None = None,
) -> bool:
    """Show a change before it is applied; True if it was."""
    if change.is_empty:
        return False
    dialog = PreviewDialog(parent, desk, change, words or say_change)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    applied = desk.apply(dialog.panel.pick_change())
    if applied.is_refused:
        sentences = describe_refusal(desk.kinds, applied.problems, applied.conflicts)
        raise UserError("\n".join(sentences[:5]))
    return True


def say_change(number: int) -> str:
    """The words of a button that changes records."""
    words = ngettext("Change {number} record", "Change {number} records", number)
    return words.format(number=say_number(number))


def preview_undo(
    parent: QWidget | None, desk: Desk, undoing: "Undoing", index: ChangeIndex | None = None
) -> Change | None:
    """Show an undo before it is done; what is wanted of it, or nothing."""
    index = index or ChangeIndex(undoing.change)
    counts = index.counts()
    say = say_restore if counts.new == counts.total else say_undo
    dialog = PreviewDialog(parent, desk, undoing.change, say, index=index)
    dialog.panel.summary.setText(_sum_up_undo(undoing, index))
    dialog.panel.show_sentences(_say_left(desk, undoing))
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return undoing.cut_to(dialog.panel.pick_change()) if accepted else None


def _sum_up_undo(undoing: "Undoing", index: ChangeIndex) -> str:
    """How many records are taken back, kept as they are, and refused."""
    counts = index.counts()
    kept = len({(one.kind, one.id) for one in undoing.kept})
    refused = len({(one.kind, one.id) for one in undoing.refused})
    is_coming = counts.new == counts.total
    counted = (
        (counts.total, _("{number} restored") if is_coming else _("{number} taken back")),
        (kept, ngettext("{number} is kept", "{number} are kept", kept)),
        (refused, _("{number} that cannot come back")),
    )
    return " · ".join(text.format(number=say_number(number)) for number, text in counted if number)


def _say_left(desk: Desk, undoing: "Undoing") -> list[str]:
    """What is not taken back, each with its record and the reason."""
    kept, refused = _("kept: {record} – {reason}"), _("cannot come back: {record} – {reason}")
    found = [(refused, one) for one in undoing.refused] + [(kept, one) for one in undoing.kept]
    left = found[:MOST_SENTENCES]
    names = read_names(desk.db, list({(one.kind, one.id) for _words, one in left}))
    return [
        words.format(record=_say_record(desk, one, names), reason=one.reason) for words, one in left
    ]


def _say_record(desk: Desk, one: "Left", names: Mapping[tuple[str, int], str]) -> str:
    """A record that stays as it is, or a cell of it."""
    title = names.get((one.kind, one.id), "…")
    kind, field = _(desk.kinds[one.kind].label), field_text(desk.kinds, one.kind, one.field)
    words = _("{kind} “{title}”, {field}") if field else _("{kind} “{title}”")
    return words.format(kind=kind, title=title, field=field)


def say_undo(number: int) -> str:
    """The words of a button that takes changes of records back."""
    words = ngettext("Take back {number} record", "Take back {number} records", number)
    return words.format(number=say_number(number))


def say_restore(number: int) -> str:
    """The words of a button that brings deleted records back."""
    return ngettext("Restore {number} record", "Restore {number} records", number).format(
        number=number
    )


def describe_refusal(
    kinds: Kinds, problems: Sequence[Problem], conflicts: Sequence[Conflict]
) -> list[str]:
    """Why nothing was written, one sentence each."""
    said = [problem.message for problem in problems]
    for one in conflicts:
        if one.field is None:
            said.append(_("A record was changed or deleted meanwhile; read the list again."))
        else:
            said.append(
                _("{field} was changed meanwhile from “{base}” to “{mine}”; look again.").format(
                    field=field_text(kinds, one.kind, one.field),
                    base=value_text(kinds, one.kind, one.field, one.base),
                    mine=value_text(kinds, one.kind, one.field, one.mine),
                )
            )
    return said


def _say_counts(new: int, changed: int, removed: int) -> str:
    parts = [
        (new, ngettext("{number} record is new", "{number} records are new", new)),
        (changed, ngettext("{number} will be changed", "{number} will be changed", changed)),
        (removed, ngettext("{number} will be deleted", "{number} will be deleted", removed)),
    ]
    return " · ".join(text.format(number=say_number(number)) for number, text in parts if number)


def empty_layout(layout: QLayout) -> None:
    """Take all widgets out of a line."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
