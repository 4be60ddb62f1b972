"""Figures that lead somewhere: a number, its word, and the list behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from t20desk.db.database import Database
from t20desk.events.effective import find_branch
from t20desk.events.figure_searches import FIGURE_SEARCHES
from t20desk.events.figures import roll_up
from t20desk.events.outcomes import search_branch
from t20desk.events.questions import columns_asked
from t20desk.i18n import _, say_number
from t20desk.ui.looks.flow import FlowLayout, empty_layout
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.looks.walked_lines import WalkedButton
from t20desk.ui.page import make_label
from t20desk.ui.places import Place, list_place

MOST_LOW = 6
"""So many figures have room in a line of a small window."""
MOST_HIGH = 8
"""More figures than these stand in lines too."""
LOW = 600
"""Figures on a page lower than this stand in lines."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its word, and where a click leads."""

    number: int
    label: str
    place: Place | None = None
    note: str = ""
    is_main: bool = False
    """Shown on a low page too, where there are many."""


class FigureButton(WalkedButton):
    """One figure to click on."""

    def __init__(self, figure: Figure, low: bool = False) -> None:
        """`low`: number and word stand in one line."""
        super().__init__()
        self.setProperty("look", "figure low" if low else "figure")
        written = say_number(figure.number)
        self.setAccessibleName(f"{written} {figure.label}")
        set_tip(self, figure.note)
        way = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        inside = QBoxLayout(way, self)
        inside.setContentsMargins(*((11, 3, 11, 3) if low else (12, 8, 12, 8)))
        inside.setSpacing(6 if low else 0)
        number = make_label(written, "heading" if low else "big")
        for label in (number, make_label(figure.label, "quiet")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(label)
        self.setMinimumHeight(inside.sizeHint().height())
        self.setMinimumWidth(inside.sizeHint().width())


class FigureRow(QWidget):
    """Figures side by side."""

    place_requested = Signal(object)

    def __init__(self, keeps_room: bool = False) -> None:
        """`keeps_room`: what is below stays in its place when the figures come."""
        super().__init__()
        self._figures: Sequence[Figure] = ()
        self._is_low = False
        self._keeps_room = keeps_room
        self._row = FlowLayout(8)
        self.setLayout(self._row)
        self._keep_room()

    def use_height(self, height: int) -> None:
        """Take less room on a low page."""
        if (height < LOW) != self._is_low:
            self._is_low = height < LOW
            self._keep_room()
            self._lay_out(self._figures)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures; the same ones stay, so that nothing flickers at each change."""
        if figures != self._figures:
            self._figures = figures
            self._keep_room()
            self._lay_out(figures)

    def shown(self) -> Sequence[Figure]:
        """The figures, also those for which a low page has no room."""
        return self._figures

    def _lay_out(self, figures: Sequence[Figure]) -> None:
        if self._is_low and len(figures) > MOST_LOW:
            figures = [one for one in figures if one.is_main]
        is_low = self._is_low or len(figures) > MOST_HIGH
        empty_layout(self._row)
        for figure in figures:
            self._row.addWidget(self._make_button(figure, is_low))

    def _keep_room(self) -> None:
        if self._keeps_room:
            one = FigureButton(Figure(0, ""), self._is_low)
            self.setMinimumHeight(0 if self._figures else one.minimumHeight())
            one.deleteLater()

    def _make_button(self, figure: Figure, is_low: bool) -> FigureButton:
        button = FigureButton(figure, is_low)
        button.is_walked = True
        if figure.place is not None:
            button.clicked.connect(lambda: self.place_requested.emit(figure.place))
        return button


def read_figures(db: Database, event_id: int) -> list[Figure]:
    """The figures of an event and everything below it; a click shows who is behind a number."""
    sums = roll_up(db, event_id)
    branch = find_branch(db, event_id)
    here = search_branch(branch)
    asked = columns_asked(db, branch) if here else ()

    def behind(name: str) -> Place | None:
        search = f"{here} {FIGURE_SEARCHES[name]}".strip()
        place = list_place("participation", search, "all")
        return replace(place, columns=asked) if here else None

    guests = _("guests with all parts") if len(branch) > 1 else _("guests")
    figures = [
        Figure(sums.guests, guests, behind("guests")),
        Figure(sums.organisations, _("organisations"), behind("organisations")),
        Figure(sums.guests_of_honour, _("guests of honour"), behind("guests_of_honour")),
        Figure(sums.invited, _("invited"), behind("invited"), is_main=True),
        Figure(sums.answered, _("answered"), behind("answered"), is_main=True),
        Figure(sums.accepted, _("accepted"), behind("accepted"), is_main=True),
        Figure(sums.came, _("came"), behind("came"), is_main=True),
        Figure(sums.declined, _("said no"), behind("declined")),
        Figure(sums.names_owed, _("names owed"), behind("names_owed"), is_main=True),
        Figure(sums.companions, _("companions"), behind("companions")),
    ]
    if sums.free is not None:
        word = _("places free") if sums.free >= 0 else _("more than places")
        figures.append(Figure(abs(sums.free), word, is_main=True))
    always = (guests, _("organisations"), _("places free"))
    return [one for one in figures if one.number or one.label in always]
