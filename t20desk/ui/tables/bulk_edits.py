"""What is done to several records at once: set a field, delete."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QWidget,
)

from t20desk.db.change import Applied
from t20desk.db.fields import Field, Kind
from t20desk.db.rules.reasons import say_missing
from t20desk.db.types import Stored, typed_reading
from t20desk.editing import plan_deletion, plan_edit
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext, say_number
from t20desk.members import can_write
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog, run_dialog, show_problem, tell_error
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.forms.field_form import form_fields
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import Notice, make_label
from t20desk.ui.previews.preview import PreviewDialog, preview_and_apply, say_change
from t20desk.ui.previews.preview_panel import EVERYTHING, Counted, PreviewPanel
from t20desk.ui.previews.refusals import describe_refusal
from t20desk.ui.tables.bulk_child import BulkWish, PlannedBulk, plan_bulk

MANY = 2_000
"""More records than this are planned in a child process."""
GOING = Counted(verbs=("removed",))
"""What the button of a deletion counts; records that only lose a link to what goes stay."""
Words = Callable[[int], str]


def delete_records(parent: QWidget, desk: Desk, kind: Kind, ids: Sequence[int]) -> bool:
    """Show what goes along and what stays, then delete; True if it was done before this returns."""
    if len(ids) > MANY:
        wish = BulkWish(desk.address, language(), kind.name, array("q", ids))
        _plan_many(parent, desk, wish, _("Planning the deletion"), _say_deletion, GOING)
        return False
    try:
        planned = plan_deletion(desk.db, kind.name, ids)
        tell = partial(_tell_kept, kept=planned.kept, reasons=planned.reasons)
        say = _say_deletion
        return bool(ids) and preview_and_apply(parent, desk, planned.change, say, tell, GOING)
    except UserError as error:
        show_problem(parent, error.message)
        return False


def _say_deletion(number: int) -> str:
    words = ngettext("Delete {number} record", "Delete {number} records", number)
    return words.format(number=say_number(number))


def _tell_kept(panel: PreviewPanel, kept: int, reasons: Sequence[str]) -> None:
    """Say how many of the records chosen stay while the others go, and what they are needed for."""
    if kept:
        words = ngettext("{number} stays", "{number} stay", kept).format(number=say_number(kept))
        panel.summary.setText(f"{panel.summary.text()} · {words}")
        panel.show_sentences(reasons)


def set_field(parent: QWidget, desk: Desk, kind: Kind, ids: Sequence[int], begin: str = "") -> None:
    """Ask for a field, beginning with one of a name, and a value; show and apply it to all."""
    dialog = SetFieldDialog(parent, desk, kind, len(ids))
    dialog.begin_with(begin)
    if not ids or not run_dialog(dialog):
        return
    name, value = dialog.field().name, dialog.value
    if len(ids) > MANY:
        wish = BulkWish(desk.address, language(), kind.name, array("q", ids), name, value)
        _plan_many(parent, desk, wish, _("Planning the change"), say_change)
        return
    try:
        edits = {key: {name: value} for key in ids}
        preview_and_apply(parent, desk, plan_edit(desk.db, kind.name, edits))
    except UserError as error:
        show_problem(parent, error.message)


def _plan_many(
    parent: QWidget,
    desk: Desk,
    wish: BulkWish,
    label: str,
    words: Words,
    counted: Counted = EVERYTHING,
) -> None:
    """Plan in a child with progress and Cancel, show it, and apply it in turn."""

    def show(planned: PlannedBulk) -> None:
        index = planned.packed.open()
        total = index.counts().total
        if not total:
            desk.tell(_("Nothing has to be changed; all of these records are so already."))
            return
        dialog = PreviewDialog(parent, desk, index.change, words, index, counted)
        _tell_kept(dialog.panel, planned.kept, planned.reasons)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(_apply_many, parent, desk, dialog.panel, words, total))
        dialog.open()

    desk.jobs.compute(plan_bulk, (wish,), show, partial(tell_error, parent), label)


def _apply_many(parent: QWidget, desk: Desk, panel: PreviewPanel, words: Words, total: int) -> None:
    def say(applied: Applied) -> None:
        if applied.is_refused:
            sentences = describe_refusal(desk.kinds, applied)
            show_problem(parent, "\n".join(sentences[:5]))

    label, failed = words(panel.count_chosen()), partial(tell_error, parent)
    desk.apply_large(panel.pick_change(), label, say, failed, total)


class SetFieldDialog(AskingDialog):
    """Asks which field is to be set, and to what."""

    def __init__(self, parent: QWidget, desk: Desk, kind: Kind, count: int) -> None:
        super().__init__(parent, _("Set a field"), 440)
        self._desk = desk
        self._kind = kind
        self._fields = [one for one in form_fields(kind) if can_write(one) and not one.unique]
        self.value: Stored = None
        self.box = QComboBox()
        self.box.setAccessibleName(_("Field"))
        self.box.addItems([one.say() for one in self._fields])
        self.notice = Notice()
        self._form = QFormLayout()
        self._form.addRow(_("&Field"), self.box)
        self._editor = self._make_editor()
        self._form.addRow(_("&Value"), self._editor)
        column = self.column
        words = ngettext("For {number} record", "For {number} records", count)
        column.addWidget(make_label(words.format(number=say_number(count)), "heading"))
        column.addLayout(self._form)
        column.addWidget(self.notice)
        self.add_answers(_("Show preview"))
        self.box.currentIndexChanged.connect(self._change_field)

    def field(self) -> Field:
        """The field chosen."""
        return self._fields[self.box.currentIndex()]

    def begin_with(self, name: str) -> None:
        """Choose a field, if it is one that can be set, and lead on to its value."""
        names = [one.name for one in self._fields]
        if name in names:
            self.box.setCurrentIndex(names.index(name))
            self._editor.setFocus()

    def accept(self) -> None:
        """Take the value if it can be stored."""
        parsed = self.field().type.parse(self._editor.typed(), typed_reading())
        if parsed.severity in ("error", "doubt"):
            self.notice.say(parsed.message)
            return
        if parsed.value is None and self.field().required:
            self.notice.say(say_missing(self._kind, (self.field().name,)))
            return
        self.value = parsed.value
        super().accept()

    def _make_editor(self) -> Any:
        return make_editor(self.field(), self._desk)

    def _change_field(self) -> None:
        self._form.removeRow(1)
        self._editor = self._make_editor()
        self._form.addRow(_("&Value"), self._editor)
        tab_as_laid_out(self)
