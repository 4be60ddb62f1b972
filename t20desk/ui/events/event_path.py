"""The path down to an event: the events above it, each a step to click on.

In a narrow window the nearest ones stay to be read, and one step of dots stands for the others.
"""

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from t20desk.ui.looks.cut_button import CutButton
from t20desk.ui.looks.flow import empty_layout
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_label
from t20desk.ui.places import record_place

ENOUGH: Final = 120
"""So many pixels of a title are enough to know an event by it."""
GAP: Final = 24
"""What the sign between two steps takes."""
DOTS: Final = "…"
DOTTED: Final = 2 * GAP
"""What the step of dots and its sign take."""


class EventPath(QWidget):
    """The steps from the top of the tree to the event above."""

    place_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._path: list[tuple[int, str]] = []
        self._steps: list[tuple[CutButton, QWidget]] = []

    def show_path(self, path: list[tuple[int, str]]) -> None:
        """Show another path; the same one stays, so that nothing flickers at each change."""
        if path == self._path:
            return
        self._path = path
        empty_layout(self._row)
        self._steps = []
        for key, title in path:
            step, sign = self._make_step(key, title), make_label("▸", "quiet")
            self._row.addWidget(step)
            self._row.addWidget(sign)
            self._steps.append((step, sign))
        self._row.addStretch(1)
        self._use_room()
        self.updateGeometry()

    def _make_step(self, key: int, title: str) -> CutButton:
        step = CutButton(title, "step")
        step.clicked.connect(lambda: self.place_requested.emit(record_place("event", key)))
        return step

    def _use_room(self) -> None:
        """Show as many of the nearest steps as can be read; the one before them is dots."""
        titles = [title for _key, title in self._path]
        widths = [min(step.whole_width(title), ENOUGH) + GAP for (step, _sign), title in
                  zip(self._steps, titles, strict=True)]  # fmt: skip
        first = 0
        while (
            first < len(widths) - 1 and sum(widths[first:]) + bool(first) * GAP * 2 > self.width()
        ):
            first += 1
        for at, (step, sign) in enumerate(self._steps):
            is_dots = first > 0 and at == first - 1
            step.say(DOTS if is_dots else titles[at])
            if is_dots:
                step.setAccessibleName(titles[at])
                set_tip(step, " ▸ ".join(titles[:first]))
            step.setVisible(at >= first - 1)
            sign.setVisible(at >= first - 1)

    # --- Qt's own names -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        widths = (step.whole_width(title) + GAP for (step, _sign), (_key, title) in
                  zip(self._steps, self._path, strict=True))  # fmt: skip
        return QSize(sum(widths), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(ENOUGH if self._steps else 0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_room()
