"""The one preview of a change in a window of its own, and what is applied when it is accepted."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from t20desk.db.change import Change
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext, say_number, tell_place
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.previews.planned_change import ChangeIndex
from t20desk.ui.previews.preview_panel import EVERYTHING, Counted, PreviewPanel, Words
from t20desk.ui.previews.refusals import describe_refusal


class PreviewDialog(QDialog):
    """The preview of a change in a window of its own."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        change: Change,
        words: Words,
        index: ChangeIndex | None = None,
        counted: Counted = EVERYTHING,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Preview"))
        self.resize(900, 540)
        self.panel = PreviewPanel(desk, words)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.addWidget(self.panel)
        self.panel.show_change(change, counted=counted, index=index)
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
    prepare: Callable[[PreviewPanel], None] | None = None,
    counted: Counted = EVERYTHING,
) -> bool:
    """Show a change before it is applied, with what `prepare` says of it; True if it was."""
    if change.is_empty:
        return False
    dialog = PreviewDialog(parent, desk, change, words or say_change, counted=counted)
    if prepare is not None:
        prepare(dialog.panel)
    if not run_dialog(dialog):
        return False
    applied = desk.apply(dialog.panel.pick_change())
    if applied.is_refused:
        sentences = describe_refusal(desk.kinds, applied)
        raise UserError("\n".join(sentences[:5]))
    return True


def show_oddities(desk: Desk, change: Change, panel: PreviewPanel) -> None:
    """Say above a preview what is odd about the records it writes, each with its name."""
    from t20desk.oddities import find_oddities

    odd = list(dict.fromkeys(find_oddities(desk.db, change)))
    titles = {
        kind: read_titles(desk.db, kind, [one.id for one in odd if one.kind == kind])
        for kind in {one.kind for one in odd}
    }
    panel.show_sentences([tell_place(titles[one.kind].get(one.id, ""), one.message) for one in odd])


def say_change(number: int) -> str:
    """The words of a button that changes records."""
    words = ngettext("Change {number} record", "Change {number} records", number)
    return words.format(number=say_number(number))
