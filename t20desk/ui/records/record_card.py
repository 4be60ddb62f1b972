"""The card of a record beside a list: what matters of it, to be read, with a jump to its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.i18n import _
from t20desk.listing import Linked, Listing, read_rows, read_title
from t20desk.overview import Overview, read_overview
from t20desk.ui.desk import Desk
from t20desk.ui.forms.field_form import form_fields
from t20desk.ui.forms.form_cards import FIRST, FURTHER
from t20desk.ui.jobs import Job
from t20desk.ui.looks.cell_texts import cell_text
from t20desk.ui.looks.cut_button import LineButton
from t20desk.ui.looks.figures import Figure, FigureRow, read_figures
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import record_place
from t20desk.ui.records.record_words import form_columns, say_facts, say_second_name, say_status
from t20desk.ui.records.time_line import TimeLine

LABELS = 118
"""The width of the labels, so that the values of all parts stand below each other."""
MOST_PEOPLE = 6
"""So many people of an organisation are named; the page has them all."""


@dataclass(slots=True)
class Glance:
    """What the card shows of a record."""

    name: str
    cells: dict[str, Any]
    overview: Overview = field(default_factory=Overview)
    figures: list[Figure] = field(default_factory=list)


def read_glance(db: Database, listing: Listing, key: int) -> Glance | None:
    """Read the card of a record, as known on the day of its listing; nothing if it is gone."""
    kind = db.kinds[listing.kind]
    whole = replace(listing, view="all", search="", columns=form_columns(kind))
    found = read_rows(db, whole, [key]).get(key)
    if found is None:
        return None
    cells = dict(zip(whole.columns, found, strict=True))
    glance = Glance(read_title(db, kind.name, key), cells)
    if listing.as_known is None:
        today = listing.on or date.today().isoformat()
        glance.overview = read_overview(db, kind.name, key, today)
        if kind.name == "event":
            glance.figures = read_figures(db, key)
    return glance


class RecordCard(QFrame):
    """Shows one record of a kind after the other."""

    place_requested = Signal(object)
    away_wanted = Signal()

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._reading: Job | None = None
        self.record_id: int | None = None
        self.setProperty("look", "card")
        self.setObjectName("recordCard")
        self.setAccessibleName(_("Record card"))
        self.name = make_label(look="heading", wrap=True, name="cardName")
        self.second = make_label(look="quiet", wrap=True)
        self.status = make_label(look="tag", name="cardStatus")
        self.facts = make_label(look="quiet", wrap=True)
        self.open = make_button(_("Open page"), "flat", "cardOpen")
        self.away = _make_cross()
        self.inside = QWidget()
        self.area = ScrollArea()
        self._lay_out()
        self.open.clicked.connect(self._open_page)
        self.away.clicked.connect(self.away_wanted)
        self.show_nothing()

    def show_record(self, listing: Listing, record_id: int) -> None:
        """Read a record in the reading lane and show it; one asked for before is given up."""
        self.give_up()
        self._reading = self._desk.read(
            lambda: read_glance(self._desk.db, listing, record_id),
            lambda found: self._take(record_id, found),
        )

    def give_up(self) -> None:
        """Wait no longer for a record."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def show_nothing(self) -> None:
        """No record is chosen."""
        self.give_up()
        self.record_id = None
        self._show_head(_("No record is chosen."), "", "", "")
        self.open.hide()
        self._fill([])

    # --- inside -------------------------------------------------------------------------------

    def _take(self, record_id: int, found: Glance | None) -> None:
        if found is None:
            self.show_nothing()
            return
        is_other, self.record_id = record_id != self.record_id, record_id
        cells = found.cells
        second = say_second_name(self._kind, cells, found.name)
        self._show_head(
            found.name, second, say_status(self._kind, cells), say_facts(self._kind, cells)
        )
        self.open.show()
        scrolled = 0 if is_other else self.area.verticalScrollBar().value()
        self._fill(self._make_parts(found))
        self.area.verticalScrollBar().setValue(scrolled)

    def _show_head(self, name: str, second: str, status: str, facts: str) -> None:
        for label, text in (
            (self.name, name),
            (self.second, second),
            (self.status, status),
            (self.facts, facts),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def _make_parts(self, found: Glance) -> list[QWidget]:
        parts: list[QWidget] = []
        if found.figures:
            figures = FigureRow()
            figures.show_figures(found.figures)
            figures.place_requested.connect(self.place_requested)
            parts.append(figures)
        notices = found.overview.notices
        parts.extend(make_label(f"⚠ {notice.text}", "doubt", wrap=True) for notice in notices)
        if found.overview.people:
            parts.append(self._make_people(found.overview.people))
        parts.extend(self._make_section(*one) for one in list_filled(self._kind, found.cells))
        lately = TimeLine(self._desk.kinds, bare=True)
        lately.show_points(found.overview.points)
        lately.place_requested.connect(self.place_requested)
        parts.append(lately)
        return parts

    def _make_people(self, people: list[tuple[Linked, str]]) -> QWidget:
        other = "person" if self._kind.name == "member" else "member"
        part, grid = _make_part(_("People") if other == "person" else _("Posts"))
        for linked, position in people[:MOST_PEOPLE]:
            words = " · ".join(filter(None, (linked.text, position)))
            self._add_jump(grid, other, linked.id, words)
        left = len(people) - MOST_PEOPLE
        if left > 0:
            more = make_label(_("and {number} more").format(number=left), "quiet")
            more.setContentsMargins(7, 0, 0, 0)
            grid.addWidget(more, grid.rowCount(), 0, 1, 2)
        return part

    def _make_section(self, section: str, lines: list[tuple[Field, Any]]) -> QWidget:
        part, grid = _make_part(_(section))
        grid.setColumnStretch(1, 1)
        for one, cell in lines:
            row = grid.rowCount()
            label = make_label(one.say(), "quiet", wrap=True)
            label.setContentsMargins(0, 5, 0, 0)
            label.setFixedWidth(LABELS)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(cell, Linked) and one.target:
                self._add_jump(grid, one.target, cell.id, cell.text, row)
                continue
            words = make_label(cell_text(one, cell), wrap=True, name=f"card_{one.name}")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setContentsMargins(7, 5, 0, 2)
            words.setMinimumWidth(40)
            grid.addWidget(words, row, 1)
        return part

    def _add_jump(
        self, grid: QGridLayout, kind: str, key: int, words: str, row: int | None = None
    ) -> None:
        jump = LineButton(words)
        place = record_place(kind, key)
        jump.clicked.connect(lambda: self.place_requested.emit(place))
        if row is None:
            grid.addWidget(jump, grid.rowCount(), 0, 1, 2)
        else:
            grid.addWidget(jump, row, 1)

    def _fill(self, parts: list[QWidget]) -> None:
        inside = QWidget()
        inside.setObjectName("cards")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 4, 10, 12)
        column.setSpacing(12)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.area.setWidget(inside)
        self.inside = inside

    def _open_page(self) -> None:
        if self.record_id is not None:
            self.place_requested.emit(record_place(self._kind.name, self.record_id))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.name, 1)
        top.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 8, 6)
        head.setSpacing(4)
        head.addLayout(top)
        head.addWidget(self.second)
        head.addWidget(self.status, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.area, 1)


def list_filled(kind: Kind, cells: Mapping[str, Any]) -> list[tuple[str, list[tuple[Field, Any]]]]:
    """The filled fields that the head does not say, by section, those read most first."""
    sections: dict[str, list[tuple[Field, Any]]] = {}
    said = {path.split(".")[0] for path in kind.title} | {"original_name"}
    for one in form_fields(kind):
        cell = cells.get(one.name)
        if (one.group or one.name) not in said and cell not in (None, "") and cell_text(one, cell):
            sections.setdefault(one.section or FURTHER, []).append((one, cell))
    order = sorted(sections, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    named = {FURTHER: kind.label} if order[:1] == [FURTHER] else {}
    return [(named.get(name, name), sections[name]) for name in order]


def _make_part(heading: str) -> tuple[QWidget, QGridLayout]:
    part = QWidget()
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(0)
    title: QLabel = make_label(heading, "heading")
    title.setContentsMargins(0, 0, 0, 2)
    set_tip(title, heading)
    grid.addWidget(title, 0, 0, 1, 2)
    return part, grid


def _make_cross() -> QToolButton:
    cross = QToolButton()
    cross.setObjectName("cardAway")
    cross.setIcon(icon("mdi6.close"))
    cross.setIconSize(QSize(16, 16))
    cross.setToolTip(_("Put the card away"))
    cross.setAccessibleName(_("Put the card away"))
    cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return cross
