"""Changes planned by hand: a few at once, many in a child process; then previewed and applied."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtWidgets import QWidget

from t20desk.db.change import Change
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.jobs import Job
from t20desk.ui.previews.plan_child import Asked, plan_in_child
from t20desk.ui.previews.planned_change import ChangeIndex
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.previews.preview_panel import EVERYTHING, Counted, Words
from t20desk.ui.previews.refusals import describe_refusal

if TYPE_CHECKING:
    from t20desk.editing.pasting import Note, Planned

Shown = Callable[["Planned", ChangeIndex], None]
FEW_CELLS: Final = 400
"""So many cells are planned while the window waits, which nobody notices."""
MANY_CELLS: Final = 30_000
"""So many cells are planned on the reading lane where each takes next to no time."""
FEW_WRITTEN: Final = 2_000
"""So many cells are written while the window waits."""


class Telling(NamedTuple):
    """What is said of a planned change: on its button, of what hinders it, when it is written."""

    words: Words
    told: Callable[[str], None]
    done: Callable[[Change], None] | None = None
    kind: str = ""
    """Of new records only those of the kind are counted, not what is written along with them."""


def make_plan(desk: Desk, asked: Asked, done: Shown, failed: Callable[[str], None]) -> Job | None:
    """Plan with a function of the middle floor; a large plan is made in a child process.

    `done` gets the plan and the index of its change, which is never made while the window waits.
    """
    if asked.cells <= FEW_CELLS:
        try:
            planned = asked.plan(desk.db, *asked.arguments)
        except UserError as error:
            failed(error.message)
        else:
            done(planned, ChangeIndex(planned.change))
        return None

    def fail(error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        failed(error.message)

    def plan_here() -> tuple["Planned", ChangeIndex]:
        planned = asked.plan(desk.db, *asked.arguments)
        return planned, ChangeIndex(planned.change)

    if asked.is_light and asked.cells <= MANY_CELLS:
        return desk.jobs.read_whole(plan_here, lambda found: done(*found), fail)
    wanted = (desk.address, language(), asked.plan, asked.arguments)
    return desk.jobs.compute(
        plan_in_child,
        wanted,
        lambda found: done(found.planned, found.packed.open()),
        fail,
        _("Making the preview"),
    )


def preview_planned(
    parent: QWidget,
    desk: Desk,
    planned: "Planned",
    index: ChangeIndex,
    telling: Telling,
) -> None:
    """Show what touches more than one cell, with what cannot be taken; then apply it."""
    sentences = say_notes(planned)
    change: Change = planned.change
    if change.is_empty:
        told = "\n".join(sentences[:3]) or _("Nothing changes: everything is so already.")
        telling.told(told)
        return
    total = 0
    if _has_more(change, 1) or sentences:
        is_new = index.count(telling.kind, "new") > 0
        counted = Counted(telling.kind) if is_new else EVERYTHING
        dialog = PreviewDialog(parent, desk, change, telling.words, index, counted)
        dialog.panel.show_sentences(sentences)
        if not run_dialog(dialog):
            return
        change, total = dialog.panel.pick_change(), dialog.panel.count_chosen()
    apply_planned(desk, change, telling.told, total, telling.done)


def apply_planned(
    desk: Desk,
    change: Change,
    told: Callable[[str], None],
    total: int = 0,
    done: Callable[[Change], None] | None = None,
) -> None:
    """Apply a change; one of many rows in turn, with progress in the status line."""

    def note(applied: Any) -> None:
        if applied.is_refused:
            told("\n".join(describe_refusal(desk.kinds, applied)[:5]))
        elif done is not None:
            done(change)

    def fail(error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        told(error.message)

    if _has_more(change, FEW_WRITTEN):
        desk.apply_large(change, _("Writing the changes"), note, fail, total)
        return
    try:
        note(desk.apply(change))
    except UserError as error:
        told(error.message)


def _has_more(change: Change, cells: int) -> bool:
    """Whether a change touches more cells than this; a large one is not read to its end."""
    found = 0
    for batch in change.batches:
        found += len(batch.rows) * len(batch.columns)
        if found > cells:
            return True
    return False


def say_notes(planned: "Planned") -> list[str]:
    """What was left out, and what is wrong with which cell, one sentence each."""
    said = list(planned.remarks)
    if planned.notes:
        words = ngettext(
            "{number} cell cannot be taken and stays as it is.",
            "{number} cells cannot be taken and stay as they are.",
            len(planned.notes),
        )
        said.append(words.format(number=len(planned.notes)))
    said.extend(_say_note(one) for one in planned.notes)
    return said


def _say_note(note: "Note") -> str:
    if not note.row:
        return note.message
    return _("Row {row}: {message}").format(row=note.row, message=note.message)
