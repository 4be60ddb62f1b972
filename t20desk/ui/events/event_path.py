"""The path down to an event: the events above it, each a step to click on, never cut off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from t20desk.ui.looks.cut_button import CutButton
from t20desk.ui.looks.flow import empty_layout
from t20desk.ui.page import make_label
from t20desk.ui.places import record_place


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

    def _make_step(self, key: int, title: str) -> CutButton:
        step = CutButton(title, "step")
        step.clicked.connect(lambda: self.place_requested.emit(record_place("event", key)))
        return step
