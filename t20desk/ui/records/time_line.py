"""Lately: notes, events, connections and changes of a record in one line of time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from t20desk.db.fields import Kinds
from t20desk.db.types import PartialDate
from t20desk.i18n import _
from t20desk.overview import Point
from t20desk.ui.looks.cut_button import LineButton
from t20desk.ui.looks.flow import LineLabel
from t20desk.ui.looks.sign import Sign
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.looks.words import time_text
from t20desk.ui.page import make_button, make_card, make_label
from t20desk.ui.places import record_place

FEW = 6
"""So many points are shown before one asks for more."""


class TimeLine(QFrame):
    """A card with a line for each point, newest first."""

    place_requested = Signal(object)

    def __init__(self, kinds: Kinds, bare: bool = False) -> None:
        """`bare`: it stands within a card already."""
        super().__init__()
        self._kinds = kinds
        self._points: Sequence[Point] = ()
        self.setProperty("look", "" if bare else "card")
        self.setSizePolicy(make_card().sizePolicy())
        self._grid_holder = QWidget()
        self.more = make_button(_("Show more"), "flat", "moreLately")
        self.more.clicked.connect(lambda: self._fill(len(self._points)))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*((0, 0, 0, 0) if bare else (18, 12, 12, 12)))
        column.setSpacing(4)
        column.addWidget(make_label(_("Lately"), "heading"))
        column.addWidget(self._grid_holder)
        column.addWidget(self.more)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show another line of time."""
        self._points = points
        self._fill(FEW)
        if self.parentWidget() is not None or not points:
            # One that has no place yet would open as a window, before which menus close.
            self.setVisible(bool(points))

    def _fill(self, number: int) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(2, 1)
        for row, point in enumerate(self._points[:number]):
            grid.addWidget(make_label(_say_day(point), "quiet"), row, 0)
            grid.addWidget(self._make_sign(point), row, 1)
            grid.addWidget(self._make_line(point), row, 2)
        self._column.replaceWidget(self._grid_holder, holder)
        self._grid_holder.deleteLater()
        self._grid_holder = holder
        self.more.setVisible(len(self._points) > number)

    def _make_sign(self, point: Point) -> QLabel:
        kind = self._kinds.get(point.kind)
        picture = kind.icon if kind else "mdi6.pencil-outline"
        sign = Sign(16, picture, QPalette.ColorRole.PlaceholderText)
        word = _(kind.label) if kind else _("Change")
        set_tip(sign, word)
        sign.setAccessibleName(word)
        return sign

    def _make_line(self, point: Point) -> QWidget:
        if point.record is None:
            label = LineLabel(point.text)
            label.setContentsMargins(7, 6, 0, 6)
            label.setMinimumWidth(60)
            return label
        line = LineButton(point.text)
        line.is_walked = True
        place = record_place(*point.record)
        line.clicked.connect(lambda: self.place_requested.emit(place))
        return line


def _say_day(point: Point) -> str:
    if point.kind == "change":
        return time_text(point.day)
    return PartialDate().format(point.day[:10])
