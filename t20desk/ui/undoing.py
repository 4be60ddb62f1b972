"""Undo and redo: planned from the journal, applied like any change."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import show_problem

if TYPE_CHECKING:
    from t20desk.db.change import Change
    from t20desk.db.journal import Applied
    from t20desk.db.undoing import Part, Undoing


class UndoSteps(QObject):
    """Knows whether there is something to undo or redo, and does it."""

    state_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._words: set[str] = set()
        self._busy = False
        if desk.is_open:
            self.look()

    def words_of_state(self) -> set[str]:
        """`undo` and `redo`, as far as possible now."""
        return set() if self._busy else self._words

    def look(self) -> None:
        """Look again what can be undone."""
        from t20desk.db.history import latest_redoable, latest_undoable

        def find() -> set[str]:
            undo = {"undo"} if latest_undoable(self._desk.db) is not None else set()
            redo = {"redo"} if latest_redoable(self._desk.db) is not None else set()
            return undo | redo

        self._desk.read(find, self._note)

    def undo(self, sequence: int | None = None) -> None:
        """Take the latest change back, or the one of that number."""
        from t20desk.db.undoing import plan_undo

        self._plan(lambda: plan_undo(self._desk.db, sequence))

    def take_back(self, sequence: int, part: "Part | None" = None) -> None:
        """Show what taking back an operation, or a part of it, would do, and do it if wanted."""
        from t20desk.db.undoing import plan_undo

        self.show_plan(lambda: plan_undo(self._desk.db, sequence, part))

    def redo(self) -> None:
        """Do again what was taken back last."""
        from t20desk.db.undoing import plan_redo

        self._plan(lambda: plan_redo(self._desk.db))

    def show_plan(self, plan: "Callable[[], Undoing]") -> None:
        """Show what a plan would bring back, and do it if wanted."""
        self._plan(plan, shown=True)

    def _plan(self, plan: "Callable[[], Undoing]", shown: bool = False) -> None:
        if self._busy:
            return
        self._set_busy(True)
        self._desk.jobs.write(plan, lambda done: self._on_plan(done, shown), self._on_failure)

    def _on_plan(self, undoing: "Undoing", shown: bool) -> None:
        if undoing.kept or undoing.refused or (shown and not undoing.change.is_empty):
            self._set_busy(False)
            self._show_plan(undoing)
        elif undoing.change.is_empty:
            self._set_busy(False)
            show_problem(self._window, _("There is nothing left of this change to take back."))
        else:
            self._apply(undoing.change)

    def _apply(self, change: "Change") -> None:
        self._set_busy(True)
        self._desk.apply_large(change, _("Undoing"), self._on_applied, self._on_failure)

    def _on_applied(self, applied: "Applied") -> None:
        from t20desk.ui.preview import describe_refusal

        self._set_busy(False)
        if applied.is_refused:
            kinds = self._desk.kinds
            sentences = describe_refusal(kinds, applied.problems, applied.conflicts)
            show_problem(self._window, "\n".join(sentences[:5]))

    def _show_plan(self, undoing: "Undoing") -> None:
        from t20desk.ui.preview import preview_undo

        chosen = preview_undo(self._window, self._desk, undoing)
        if chosen is not None:
            self._apply(chosen)

    def _on_failure(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, UserError):
            raise error
        show_problem(self._window, error.message)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.state_changed.emit()

    def _note(self, words: set[str]) -> None:
        self._words = words
        self.state_changed.emit()
