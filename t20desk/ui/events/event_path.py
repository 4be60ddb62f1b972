"""The path down to an event: the events above it, each a step to click on, never cut off."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from t20desk.ui.looks.flow import LineButton, empty_layout
from t20desk.ui.page import make_label
from t20desk.ui.places import record_place

LEAST = 64


class PathStep(LineButton):
    """A step as wide as its title where there is room, else with dots at its end."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setProperty("look", "step")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    # --- Qt's own names -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.accessibleName()) + 22
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST, self.sizeHint().width()), super().minimumSizeHint().height())


class EventPath(QWidget):
    """The steps from the top of the tree to the event above."""

    place_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._path: list[tuple[int, str]] = []

    def show_path(self, path: list[tuple[int, str]]) -> None:
        """Show another path; the same one stays, so that nothing flickers at each change."""
        if path == self._path:
            return
        self._path = path
        empty_layout(self._row)
        for key, title in path:
            self._row.addWidget(self._make_step(key, title))
            self._row.addWidget(make_label("▸", "quiet"))
        self._row.addStretch(1)

    def _make_step(self, key: int, title: str) -> PathStep:
        step = PathStep(title)
        step.clicked.connect(lambda: self.place_requested.emit(record_place("event", key)))
        return step
