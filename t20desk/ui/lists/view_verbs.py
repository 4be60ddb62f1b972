"""What can be done with the saved views of a list: made, kept as shown, renamed, moved, deleted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from t20desk.db.change import Change
from t20desk.db.fields import Kind
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing import Listing, find_view
from t20desk.listing.saved_views import view_id
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_text, show_problem

if TYPE_CHECKING:
    from t20desk.ui.lists.view_bar import ViewBar


class ViewVerbs(QObject):
    """Each verb is for the view that is on; what stands in its way is said."""

    saved = Signal()
    """What was searched is part of a view now."""

    def __init__(
        self, bar: "ViewBar", desk: Desk, kind: Kind, shown: Callable[[], Listing]
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._desk = desk
        self._kind = kind
        self._shown = shown

    def save_view(self) -> None:
        """Save what is shown as a new view."""
        from t20desk.editing.view_plans import plan_view

        name = ask_text(self._bar.window(), _("Save as view"), _("Name"))
        if name and self._write(lambda: plan_view(self._desk.db, name, self._shown())):
            self.saved.emit()
            self._bar.open_view(find_view(self._desk.db, self._kind.name, name).name)

    def update_view(self) -> None:
        """Let the view that is on show from now on what is shown."""
        from t20desk.editing.view_plans import plan_update

        view = self._bar.find_current()
        if view is not None:
            key = view_id(view)
            if self._write(lambda: plan_update(self._desk.db, key, self._shown())):
                self.saved.emit()
                self._bar.open_view(view.name)

    def rename_view(self) -> None:
        """Give the view that is on another name."""
        from t20desk.editing.view_plans import plan_name

        view = self._bar.find_current()
        if view is None:
            return
        name = ask_text(self._bar.window(), _("Rename view"), _("Name"), view.label)
        if name:
            self._write(lambda: plan_name(self._desk.db, view, self._kind.name, name))

    def move_view_forward(self) -> None:
        """Put the view that is on before the one before it."""
        self._move(-1)

    def move_view_back(self) -> None:
        """Put the view that is on behind the next one."""
        self._move(1)

    def _move(self, step: int) -> None:
        from t20desk.editing.view_plans import plan_move

        view = self._bar.find_current()
        if view is not None:
            self._write(lambda: plan_move(self._desk.db, view, self._kind.name, step))

    def delete_view(self) -> None:
        """Delete the view that is on; its records stay."""
        from t20desk.editing import plan_delete

        view = self._bar.find_current()
        if view is not None:
            key = view_id(view)
            self._write(lambda: plan_delete(self._desk.db, "view", [key]))
            self._bar.open_first()

    def _write(self, plan: Callable[[], Change]) -> bool:
        """Whether it was written; what stood in the way is said."""
        problem = ""
        try:
            applied = self._desk.apply(plan())
            if applied.is_refused:
                from t20desk.ui.previews.refusals import describe_refusal

                sentences = describe_refusal(self._desk.kinds, applied)
                problem = "\n".join(sentences[:5])
        except UserError as error:
            problem = error.message
        self._bar.refresh()
        if problem:
            show_problem(self._bar, problem)
        return not problem
