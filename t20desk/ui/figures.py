"""Figures that lead somewhere: a number, its word, and the list behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from t20desk.db.database import Database
from t20desk.i18n import _
from t20desk.listing import Listing, count_rows
from t20desk.searching import write_test
from t20desk.ui.page import make_label
from t20desk.ui.places import Place, list_place


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its word, and where a click leads."""

    number: int
    label: str
    place: Place | None = None
    note: str = ""


class FigureButton(QPushButton):
    """One figure to click on."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.setProperty("look", "figure")
        self.setAccessibleName(f"{figure.number} {figure.label}")
        self.setToolTip(figure.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(0)
        for label in (make_label(str(figure.number), "big"), make_label(figure.label, "quiet")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self.setMinimumHeight(column.sizeHint().height())
        self.setMinimumWidth(column.sizeHint().width())
        self.setEnabled(True)


class FigureRow(QWidget):
    """Figures side by side."""

    place_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 6)
        self._row.setSpacing(10)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for figure in figures:
            self._row.addWidget(self._make_button(figure))
        self._row.addStretch(1)

    def _make_button(self, figure: Figure) -> FigureButton:
        button = FigureButton(figure)
        if figure.place is not None:
            button.clicked.connect(lambda: self.place_requested.emit(figure.place))
        return button


def read_figures(db: Database, event_id: int) -> list[Figure]:
    """The figures of an event."""
    here = write_test("event", "is", str(event_id))
    wanted = (
        (_("guests"), ""),
        (_("accepted"), write_test("answer", "is", "accepted")),
        (_("declined"), write_test("answer", "is", "declined")),
        (_("open"), write_test("answer", "is", "invited")),
        (_("came"), write_test("presence", "is", "came")),
    )
    return [
        Figure(
            count_rows(db, Listing("participation", f"{here} {test}".strip(), "all")),
            label,
            list_place("participation", f"{here} {test}".strip(), "all"),
        )
        for label, test in wanted
    ]
