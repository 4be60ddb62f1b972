"""The preview of an undo: what is taken back, what is kept, and what cannot come back."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from t20desk.db.change import Change, Counts
from t20desk.db.history.steps import Left
from t20desk.db.history.trash import RESTORED, RESTORED_MANY
from t20desk.db.history.undoing import Undoing
from t20desk.i18n import _, ngettext, say_number
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.looks.words import field_text
from t20desk.ui.previews.planned_change import ChangeIndex
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.previews.preview_panel import EVERYTHING, MOST_SENTENCES, Counted
from t20desk.wording import read_names

COMING = Counted(verbs=("new",))


def preview_undo(
    parent: QWidget | None,
    desk: Desk,
    undoing: Undoing,
    index: ChangeIndex | None = None,
    summary: str = "",
) -> Change | None:
    """Show an undo before it is done; what is wanted of it, or nothing."""
    index = index or ChangeIndex(undoing.change)
    counts = index.counts()
    is_coming = _is_coming(undoing, counts)
    say, counted = (say_restore, COMING) if is_coming else (say_undo, EVERYTHING)
    dialog = PreviewDialog(parent, desk, undoing.change, say, index, counted)
    dialog.panel.summary.setText(summary or _sum_up_undo(undoing, index))
    dialog.panel.show_sentences(_say_left(desk, undoing))
    if not counts.total:
        dialog.panel.show_sentences_alone()
        dialog.resize(640, 240)
    return undoing.cut_to(dialog.panel.pick_change()) if run_dialog(dialog) else None


def _is_coming(undoing: Undoing, counts: Counts) -> bool:
    """Whether deleted records come back; others may only be linked to them again."""
    return counts.new == counts.total or undoing.change.label.message in (RESTORED, RESTORED_MANY)


def _sum_up_undo(undoing: Undoing, index: ChangeIndex) -> str:
    """How many records are taken back, kept as they are, and refused."""
    counts = index.counts()
    kept = len({(one.kind, one.id) for one in undoing.kept})
    refused = len({(one.kind, one.id) for one in undoing.refused})
    is_coming = _is_coming(undoing, counts)
    counted = (
        (counts.new, _("{number} restored"))
        if is_coming
        else (counts.total, _("{number} taken back")),
        (kept, ngettext("{number} is kept", "{number} are kept", kept)),
        (refused, _("{number} that cannot come back")),
    )
    return " · ".join(text.format(number=say_number(number)) for number, text in counted if number)


def _say_left(desk: Desk, undoing: Undoing) -> list[str]:
    """What is not taken back, each with its record and the reason."""
    kept, refused = _("kept: {record} – {reason}"), _("cannot come back: {record} – {reason}")
    found = [(refused, one) for one in undoing.refused] + [(kept, one) for one in undoing.kept]
    left = found[:MOST_SENTENCES]
    names = read_names(desk.db, list({(one.kind, one.id) for _words, one in left}))
    return [
        words.format(record=_say_record(desk, one, names), reason=one.reason) for words, one in left
    ]


def _say_record(desk: Desk, one: Left, names: Mapping[tuple[str, int], str]) -> str:
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
