"""The views of a list as chips with their counts; what is shown can be saved as another one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.db.fields import Kind
from t20desk.errors import UserError
from t20desk.i18n import _, say_number
from t20desk.listing import Listing, View, count_rows, find_view
from t20desk.listing.saved_views import view_id
from t20desk.listing.views import is_saved, list_views
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_text, show_problem
from t20desk.ui.jobs import Job
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button

LONGEST_LABEL = 180
"""Pixels; a longer name is cut on its chip and whole in its tool tip."""


class ViewBar(QWidget):
    """The views of a kind, one of them on."""

    chosen = Signal(str)
    saved = Signal()
    """What was searched is part of a view now."""

    def __init__(self, desk: Desk, kind: Kind, shown: Callable[[], Listing]) -> None:
        """`shown` gives the listing as it stands, which may be saved as a view."""
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._shown = shown
        self._counting: list[Job] = []
        self._views: dict[str, View] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._current = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.more = make_button(_("Views"), "flat", "viewMenu")
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._fill_menu)
        self._read()

    def choose(self, name: str) -> None:
        """Press the chip of a view."""
        self._current = name
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            self._fit_chips()

    def knows(self, name: str) -> bool:
        """Whether there is a view of that name by now."""
        return name in self._views

    def label_of(self, name: str) -> str:
        """What the chip of a view says, its count too."""
        return self._buttons[name].text() if name in self._buttons else ""

    def refresh(self) -> None:
        """Read the views again and count what each of them finds."""
        self._read()
        self.count()

    def _read(self) -> None:
        views = {view.name: view for view in list_views(self._desk.db, self._kind.name)}
        if list(views.items()) != list(self._views.items()):
            self._views = views
            self._show_chips()

    def save_view(self) -> None:
        """Save what is shown as a new view."""
        from t20desk.editing.view_plans import plan_view

        name = ask_text(self.window(), _("Save as view"), _("Name"))
        if name and self._write(lambda: plan_view(self._desk.db, name, self._shown())):
            self.saved.emit()
            self._open(find_view(self._desk.db, self._kind.name, name).name)

    def update_view(self) -> None:
        """Let the view that is on show from now on what is shown."""
        from t20desk.editing.view_plans import plan_update

        view = self._find_current()
        if view is not None:
            key = view_id(view)
            if self._write(lambda: plan_update(self._desk.db, key, self._shown())):
                self.saved.emit()
                self._open(self._current)

    def rename_view(self) -> None:
        """Give the view that is on another name."""
        from t20desk.editing.view_plans import plan_name

        view = self._find_current()
        if view is None:
            return
        name = ask_text(self.window(), _("Rename view"), _("Name"), view.label)
        if name:
            self._write(lambda: plan_name(self._desk.db, view, self._kind.name, name))

    def move_view(self, step: int) -> None:
        """Put the view that is on before or behind the next one of the office's own."""
        from t20desk.editing.view_plans import plan_move

        view = self._find_current()
        if view is not None:
            self._write(lambda: plan_move(self._desk.db, view, self._kind.name, step))

    def delete_view(self) -> None:
        """Delete the view that is on; its records stay."""
        from t20desk.editing import plan_delete

        view = self._find_current()
        if view is not None:
            key = view_id(view)
            self._write(lambda: plan_delete(self._desk.db, "view", [key]))
            self._open(next(iter(self._views)))

    # --- inside -------------------------------------------------------------------------------

    def _find_current(self) -> View | None:
        """The saved view that is on; where it is gone meanwhile, the usual one is opened."""
        self._read()
        view = self._views.get(self._current)
        if view is None:
            self._open(next(iter(self._views)))
        return view if view is not None and is_saved(view.name) else None

    def _show_chips(self) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.more:
                widget.deleteLater()
        self._buttons = {name: self._make_chip(view) for name, view in self._views.items()}
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.choose(self._current)

    def _make_chip(self, view: View) -> QPushButton:
        button = make_button(self._short_label(view), "chip", f"view_{view.name}")
        set_tip(button, _(view.label))
        button.setAccessibleName(_(view.label))
        button.setCheckable(True)
        button.clicked.connect(partial(self._open, view.name))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button

    def _short_label(self, view: View) -> str:
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(_(view.label), mode, LONGEST_LABEL)

    def _fit_chips(self) -> None:
        """Show the chips there is room for, the one that is on always; the menu has the rest."""
        room = self.width() - self.more.sizeHint().width() - self._row.spacing()
        widths = {
            name: button.sizeHint().width() + self._row.spacing()
            for name, button in self._buttons.items()
        }
        room -= widths.get(self._current, 0)
        for name, button in self._buttons.items():
            if name != self._current:
                room -= widths[name]
            button.setVisible(name == self._current or room >= 0)

    def _open(self, name: str, _on: bool = True) -> None:
        self.choose(name)
        self.chosen.emit(name)

    def count(self) -> None:
        """Count what each view finds on the day that is shown, and write it on its chip."""
        for job in self._counting:
            job.cancel()
        shown = self._shown()
        on, known = shown.on, shown.as_known
        self._counting = [
            self._desk.jobs.read_whole(
                partial(
                    count_rows,
                    self._desk.db,
                    Listing(self._kind.name, view=name, on=on, as_known=known),
                ),
                partial(self._show_count, name),
                self._skip_count,
            )
            for name in self._buttons
        ]

    def _skip_count(self, error: Exception) -> None:
        # A view deleted while it was counted has no count; its chip goes with the next reading.
        if not isinstance(error, UserError):
            self._desk.jobs.broke.emit(error)

    def _show_count(self, name: str, count: int) -> None:
        if name in self._buttons:
            button = self._buttons[name]
            button.setText(f"{self._short_label(self._views[name])} {say_number(count)}")
            self._fit_chips()

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for name, view in self._views.items():
            if self._buttons[name].isHidden():
                menu.addAction(_(view.label), partial(self._open, name))
        menu.addSeparator()
        menu.addAction(_("Save as view …"), self.save_view)
        if is_saved(self._current):
            menu.addAction(_("Keep what is shown in this view"), self.update_view)
            menu.addAction(_("Rename view …"), self.rename_view)
            self._offer_moves(menu)
            menu.addAction(_("Delete view"), self.delete_view)

    def _offer_moves(self, menu: QMenu) -> None:
        """The ways a saved view can be moved among the others."""
        own = [name for name in self._views if is_saved(name)]
        if self._current != own[0]:
            menu.addAction(_("Move view forward"), partial(self.move_view, -1))
        if self._current != own[-1]:
            menu.addAction(_("Move view back"), partial(self.move_view, 1))

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
        self.refresh()
        if problem:
            show_problem(self, problem)
        return not problem

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_chips()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width() * 2, super().minimumSizeHint().height())
