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

from t20desk.db.fields import Kind
from t20desk.i18n import _, say_number
from t20desk.listing import Listing, View, count_rows
from t20desk.listing.views import is_saved, list_views
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job
from t20desk.ui.lists.view_verbs import ViewVerbs
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
        self.verbs = ViewVerbs(self, desk, kind, shown)
        self.verbs.saved.connect(self.saved)
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

    def open_view(self, name: str, _on: bool = True) -> None:
        """List a view, as if its chip was pressed."""
        self.choose(name)
        self.chosen.emit(name)

    def find_current(self) -> View | None:
        """The saved view that is on; where it is gone meanwhile, the usual one is opened."""
        self._read()
        view = self._views.get(self._current)
        if view is None:
            self.open_first()
        return view if view is not None and is_saved(view.name) else None

    def open_first(self) -> None:
        """List the view that a list begins with."""
        self.open_view(next(iter(self._views)))

    def _read(self) -> None:
        views = {view.name: view for view in list_views(self._desk.db, self._kind.name)}
        if list(views.items()) != list(self._views.items()):
            self._views = views
            self._show_chips()

    # --- inside -------------------------------------------------------------------------------

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
        button.clicked.connect(partial(self.open_view, view.name))
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
                # A view deleted while it was counted has no count; its chip goes with the next
                # reading.
                self._desk.jobs.pass_over,
            )
            for name in self._buttons
        ]

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
                menu.addAction(_(view.label), partial(self.open_view, name))
        menu.addSeparator()
        menu.addAction(_("Save as view …"), self.verbs.save_view)
        if is_saved(self._current):
            menu.addAction(_("Keep what is shown in this view"), self.verbs.update_view)
            menu.addAction(_("Rename view …"), self.verbs.rename_view)
            self._offer_moves(menu)
            menu.addAction(_("Delete view"), self.verbs.delete_view)

    def _offer_moves(self, menu: QMenu) -> None:
        """The ways a saved view can be moved among the others."""
        own = [name for name in self._views if is_saved(name)]
        if self._current != own[0]:
            menu.addAction(_("Move view forward"), self.verbs.move_view_forward)
        if self._current != own[-1]:
            menu.addAction(_("Move view back"), self.verbs.move_view_back)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_chips()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width() * 2, super().minimumSizeHint().height())
