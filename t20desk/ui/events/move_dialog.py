"""Moving events within another one: which, said at once where it cannot be, then one change."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QFormLayout, QWidget

from t20desk.db.types import typed_reading
from t20desk.errors import UserError
from t20desk.events.event_trees import plan_move
from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog, run_dialog
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.page import Notice, make_label
from t20desk.ui.previews.refusals import describe_refusal


class Target(NamedTuple):
    """Where events are moved to; nothing is the top of the tree."""

    above: int | None


def move_events(
    parent: QWidget, desk: Desk, ids: Sequence[int], told: Callable[[str], None]
) -> None:
    """Ask for the event above, and move events there; what refuses it is told."""
    dialog = MoveDialog(parent, desk, ids)
    if run_dialog(dialog):
        told(move_to(desk, ids, dialog.target.above))


def move_to(desk: Desk, ids: Sequence[int], above: int | None) -> str:
    """Move events within another one as one change; what refuses it in a sentence."""
    try:
        change = plan_move(desk.db, ids, above)
        applied = desk.apply(change)
    except UserError as error:
        return error.message
    return " ".join(describe_refusal(desk.kinds, applied)[:3])


class MoveDialog(AskingDialog):
    """The event that others are to be within; an empty line is the top of the tree."""

    def __init__(self, parent: QWidget, desk: Desk, ids: Sequence[int]) -> None:
        super().__init__(parent, _("Move events"))
        self._desk = desk
        self._ids = ids
        self._field = desk.kinds["event"].fields["parent"]
        self.target = Target(None)
        self.editor = make_editor(self._field, desk)
        self.notice = Notice("moveNotice")
        column = self.column
        words = ngettext(
            "{number} event is to be within another one, with everything within it.",
            "{number} events are to be within another one, with everything within them.",
            len(ids),
        )
        column.addWidget(make_label(words.format(number=len(ids)), wrap=True))
        form = QFormLayout()
        form.addRow(self._field.say(), self.editor)
        column.addLayout(form)
        hint = _("Leave it empty to put them at the top of the tree.")
        column.addWidget(make_label(hint, "quiet", wrap=True))
        column.addWidget(self.notice)
        self.take = self.add_answers(_("Move"))
        self.editor.edited.connect(self._check)

    def _check(self) -> None:
        """Say at once what is in the way."""
        self._say("")
        typed = self.editor.typed()
        if typed is None or isinstance(typed, int):
            self._read(typed)

    def _read(self, above: int | None) -> bool:
        try:
            plan_move(self._desk.db, self._ids, above)
        except UserError as error:
            self._say(error.message)
            return False
        self.target = Target(above)
        return True

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence)
        self.take.setEnabled(not sentence)

    def accept(self) -> None:
        """Take the event above if it can be so."""
        parsed = self._field.type.parse(self.editor.typed(), typed_reading())
        if parsed.severity in ("error", "doubt"):
            self._say(parsed.message)
        elif self._read(None if parsed.value is None else int(str(parsed.value))):
            super().accept()
