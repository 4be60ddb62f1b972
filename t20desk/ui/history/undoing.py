"""Undo and redo: planned from the journal, applied like any change."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from t20desk.errors import UserError
from t20desk.i18n import N_, _, language
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import show_problem
from t20desk.ui.jobs import AFTER_FIRST_ROWS, Job

if TYPE_CHECKING:
    from t20desk.db.change import Applied, Change
    from t20desk.db.history.undoing import Part, Undoing
    from t20desk.ui.previews.planned_change import ChangeIndex

NOTHING_OWN = N_(
    "There is nothing of your own to undo; what others did is taken back on the page History."
)

NOTHING_AGAIN = N_("There is nothing to redo.")


class Work(NamedTuple):
    """A function that plans, what it gets besides the database, and of how many records."""

    plan: "Callable[..., Undoing]"
    arguments: tuple[Any, ...]
    size: int


class UndoSteps(QObject):
    """Knows whether there is something to undo or redo, and does it."""

    state_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self.deeds: dict[str, str] = {}
        """What would be undone and redone, in words, as far as there is something."""
        self._passed: set[int] = set()
        """Steps that stay as they are, as was said; the keys go on to those before them."""
        self._word = ""
        """Which key is at work, `undo` or `redo`, if any."""
        self._pressed: list[str] = []
        """Keys that came while a step was at work; each has its turn once it is done."""
        self._is_known = True
        """Whether nothing was begun since it was looked what can be undone."""
        self._busy = False
        self._is_long = False
        """Whether the step at work is so large that no other is begun blindly after it."""
        self._job: Job | None = None
        desk.jobs.finished.connect(self._on_finished)
        if desk.is_open:
            QTimer.singleShot(AFTER_FIRST_ROWS, self, self.look)

    def words_of_state(self) -> set[str]:
        """`undo` and `redo`, as far as possible now; both until the step of a key is done.

        While a large one is, `taking_back`, which says why neither can be.
        """
        if self._is_long:
            return {"taking_back"}
        return set(self.deeds) if self._is_known else {"undo", "redo"}

    def look(self) -> None:
        """Look again what can be undone: what others did is taken back on purpose only."""
        self._desk.read(self._find_deeds, self._note)

    def undo(self, sequence: int | None = None) -> None:
        """Take the latest own change back, or the one of that number."""
        if sequence is not None:
            self._take_back(lambda: sequence)
        else:
            self._press("undo")

    def take_back(self, sequence: int, part: "Part | None" = None) -> None:
        """Show what taking back an operation, or a part of it, would do, and do it if wanted."""
        self._take_back(lambda: sequence, part, shown=True)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._press("redo")

    def show_plan(self, plan: "Callable[..., Undoing]", arguments: tuple[Any, ...]) -> None:
        """Show what a plan would bring back, and do it if wanted."""
        size = sum(len(one) for one in arguments if isinstance(one, Sequence))
        self._plan(lambda: Work(plan, arguments, size), shown=True)

    def _press(self, word: str) -> None:
        """Begin the step of a key, or after the one at work: whoever types fast means each."""
        if self._is_long:
            return
        self._is_known = False
        if self._busy:
            self._pressed.append(word)
        else:
            self._take_back(lambda: self._find_latest(word), word=word)

    def _find_latest(self, word: str) -> int | None:
        """The step a key is for."""
        from t20desk.db.history.reading import latest_redoable, latest_undoable

        find = latest_redoable if word == "redo" else latest_undoable
        return find(self._desk.db, self._desk.db.user, self._passed)

    def _find_deeds(self) -> dict[str, str]:
        from t20desk.wording import say_deed

        latest = {word: self._find_latest(word) for word in ("undo", "redo")}
        return {word: say_deed(self._desk.db, at) for word, at in latest.items() if at is not None}

    def _take_back(
        self,
        find: "Callable[[], int | None]",
        part: "Part | None" = None,
        shown: bool = False,
        word: str = "",
    ) -> None:
        from t20desk.db.history.reading import find_operation
        from t20desk.db.history.undoing import plan_undo

        def look() -> Work | None:
            sequence = find()
            if sequence is None:
                return None
            size = find_operation(self._desk.db, sequence).counts.total
            return Work(plan_undo, (sequence, part), size)

        self._plan(look, shown, word)

    def _plan(self, look: "Callable[[], Work | None]", shown: bool, word: str = "") -> None:
        """Plan in turn with writing; what is large goes on in a child process."""
        if self._busy:
            return
        self._word = word
        self._set_busy(True)

        from t20desk.ui.history.undo_child import MANY

        def plan() -> "Undoing | Work | None":
            work = look()
            if work is None or work.size > MANY:
                return work
            return work.plan(self._desk.db, *work.arguments)

        self._desk.jobs.write(plan, lambda found: self._on_found(found, shown), self._on_failure)

    def _on_found(self, found: "Undoing | Work | None", shown: bool) -> None:
        if found is None:
            self._set_busy(False)
            nothing = NOTHING_AGAIN if self._word == "redo" else NOTHING_OWN
            self._desk.tell(_(nothing))
            return
        if not isinstance(found, Work):
            self._on_plan(found, None, shown)
            return
        self._is_long = True
        self._pressed.clear()
        self.state_changed.emit()
        from t20desk.ui.history.undo_child import UndoWish, plan_back

        wish = UndoWish(self._desk.address, language(), found.plan, found.arguments)
        self._job = self._desk.jobs.compute(
            plan_back,
            (wish,),
            lambda planned: self._on_plan(planned.undoing, planned.planned.open(), shown),
            self._on_failure,
            _("Looking what can be taken back"),
        )

    def _on_plan(self, undoing: "Undoing", index: "ChangeIndex | None", shown: bool) -> None:
        if undoing.change.is_empty and self._word:
            self._pass_over(undoing)
        elif undoing.kept or undoing.refused or (shown and not undoing.change.is_empty):
            self._set_busy(False)
            self._show_plan(undoing, index)
        elif undoing.change.is_empty:
            self._set_busy(False)
            show_problem(self._window, _("There is nothing left of this change to take back."))
        else:
            self._apply(undoing.change, index)

    def _pass_over(self, undoing: "Undoing") -> None:
        """Say that a step stays as it is, and which one the key is for now."""
        from t20desk.wording import say_deed

        step, word = undoing.operation.sequence, self._word
        self._passed.add(step)

        def tell(found: tuple[str, dict[str, str]]) -> None:
            kept, deeds = found
            self._set_busy(False)
            self._note(deeds)
            sentence = say_passed(word, kept, deeds.get(word))
            if undoing.kept or undoing.refused:
                self._show_plan(undoing, None, sentence)
            else:
                show_problem(self._window, sentence)

        self._desk.jobs.read(
            lambda: (say_deed(self._desk.db, step), self._find_deeds()), tell, self._on_failure
        )

    def _apply(self, change: "Change", index: "ChangeIndex | None") -> None:
        self._set_busy(True)
        total = index.counts().total if index is not None and change is index.change else 0
        self._job = self._desk.apply_large(
            change, _("Undoing"), self._on_applied, self._on_failure, total
        )

    def _on_finished(self, job: Job) -> None:
        """One that was given up says nothing more; what can be undone is to be had again."""
        if job is self._job and job.cancelled.is_set():
            self._set_busy(False)

    def _on_applied(self, applied: "Applied") -> None:
        from t20desk.ui.previews.refusals import describe_refusal

        pressed = self._pressed.copy()
        self._set_busy(False)
        if applied.is_refused:
            kinds = self._desk.kinds
            sentences = describe_refusal(kinds, applied)
            show_problem(self._window, "\n".join(sentences[:5]))
            return
        for word in pressed:
            self._press(word)

    def _show_plan(
        self, undoing: "Undoing", index: "ChangeIndex | None", summary: str = ""
    ) -> None:
        from t20desk.ui.previews.undo_preview import preview_undo

        chosen = preview_undo(self._window, self._desk, undoing, index, summary)
        if chosen is not None:
            self._apply(chosen, index)

    def _on_failure(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, UserError):
            raise error
        show_problem(self._window, error.message)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if not busy:
            self._is_long = False
            # Where a step ends otherwise than meant, those typed after it wait for another key.
            self._pressed.clear()
            self.look()
        self.state_changed.emit()

    def _note(self, deeds: dict[str, str]) -> None:
        self.deeds = deeds
        self._is_known = not self._busy
        self.state_changed.emit()


def say_passed(word: str, kept: str, before: str | None) -> str:
    """What a key leaves as it is, and what it is for when it is pressed again."""
    if word == "redo":
        alone = _("“{kept}” is not done again, since all of it was changed later.")
        going_on = _(
            "“{kept}” is not done again, since all of it was changed later; "
            "the next redo is for “{before}”."
        )
    else:
        alone = _(
            "“{kept}” stays as it is, since all of it was changed later; "
            "there is no earlier step of yours to undo."
        )
        going_on = _(
            "“{kept}” stays as it is, since all of it was changed later; "
            "the next undo is for “{before}”."
        )
    return (alone if before is None else going_on).format(kept=kept, before=before)
