"""How wide the columns of a list are: from what its first rows hold, cut to the room there is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics

from t20desk.db.fields import Field, Kinds
from t20desk.db.types import Choice, Choices, Countries, Email, Languages, Link, LongText, Text, Url
from t20desk.printing.column_widths import Need, share_widths
from t20desk.ui.desk import Desk

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

WIDEST: Final = 320
NARROWEST: Final = 52
TITLE_WIDTH: Final = 240
"""The name of a record stays readable, whatever stands beside it."""
CELL_MARGINS: Final = 28
HEADING_MARGINS: Final = 24
"""Pixels beside the text: padding of the style, and a little air."""
CUT: Final = (Text, LongText, Link, Choices, Countries, Languages, Email, Url)
"""Types that may be cut to what is usual; half a date says nothing."""
LITTLE: Final = 0.04
"""What lacks of the room so far is taken from the widest column: nobody scrolls for so little."""
FIRST: Final = 50
"""So many rows say how wide the columns are."""


class ColumnWidths(QObject):
    """Gives the columns of a table their widths, and remembers those the user chose."""

    def __init__(self, desk: Desk, table: "RecordTable") -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._needs: list[Need] = []
        self._longest: list[int] = []
        """What the longest text of each column would need."""
        self._measured = 0
        """How many rows there were when their texts were measured."""
        self._fitting = False
        table.heading.sectionResized.connect(self._keep_width)
        table.records.rows_arrived.connect(self._fit_first)
        table.records.marked.connect(self._widen)

    def measure_anew(self) -> None:
        """Other columns: widths from the headings; the first rows follow."""
        self._needs, self._measured = [], 0
        self.fit()

    def fit(self) -> None:
        """Widths the user chose, else from the first rows and the room there is."""
        table, records = self._table, self._table.records
        if not self._needs or (not self._measured and records.ids):
            self._measure()
        fitted = fit_columns(self._needs, table.viewport().width(), self._longest)
        self._fitting = True
        for column, (one, width) in enumerate(zip(records.fields, fitted, strict=True)):
            kept = self._desk.memory.text(self._width_key(one.name))
            table.setColumnWidth(column, int(kept) if kept.isdecimal() else width)
        self._fitting = False

    def _fit_first(self) -> None:
        """Measure the first rows, and anew while a short list grows."""
        count = len(self._table.records.ids)
        if self._measured < min(count, FIRST):
            self._needs, self._measured = [], 0
            self.fit()
        elif count <= FIRST:
            self._widen()

    def _widen(self) -> None:
        """Give a short list room for what was written meanwhile; no column becomes narrower."""
        before = self._needs
        self._measure()
        if len(before) == len(self._needs):
            self._needs = [
                Need(max(old.least, new.least), max(old.liked, new.liked), new.elastic)
                for old, new in zip(before, self._needs, strict=True)
            ]
        if self._needs != before:
            self.fit()

    def _measure(self) -> None:
        records = self._table.records
        rows = range(min(len(records.ids), FIRST))
        there = [row for row in rows if records.cells_of(row) is not None]
        self._measured = len(records.ids) if there else 0
        titles = find_titles(self._desk.kinds, records.fields)
        texts = [
            [records.looks.text_at(row, column) for row in there if one.type.is_typed]
            for column, one in enumerate(records.fields)
        ]
        font = self._table.font()
        self._needs = [
            column_need(one, self._say_heading(column), texts[column], font, titles[column])
            for column, one in enumerate(records.fields)
        ]
        self._longest = [longest_width(one, font) for one in texts]

    def _say_heading(self, column: int) -> str:
        """The words of a heading, with the arrow of a list that comes sorted by it."""
        words = str(self._table.records.headerData(column, Qt.Orientation.Horizontal))
        return f"{words} {self._table.heading.say_sort(column)}".rstrip()

    def _width_key(self, name: str) -> str:
        return f"widths/{self._table.records.listing.kind}.{name}"

    def _keep_width(self, column: int, _old: int, new: int) -> None:
        fields = self._table.records.fields
        if not self._fitting and self._table.isVisible() and column < len(fields):
            self._desk.memory.keep_text(self._width_key(fields[column].name), str(new))


def find_titles(kinds: Kinds, fields: Sequence[Field]) -> list[bool]:
    """Which columns say what a row is about: guests and posts begin with whom they link."""
    found = [one.name in kinds[one.kind].title for one in fields]
    return found if any(found) else [place == 0 for place in range(len(found))]


def column_need(
    field: Field, heading: str, texts: Sequence[str], font: QFont, is_title: bool = False
) -> Need:
    """What a column needs at least and would like, in pixels.

    It likes to show nineteen of twenty texts whole. A text longer than usual for its type may be
    cut to that, but never the heading.
    """
    metrics, bold = QFontMetrics(font), QFont(font)
    bold.setBold(True)
    head = QFontMetrics(bold).horizontalAdvance(heading) + HEADING_MARGINS
    usual = int(field.type.width * metrics.averageCharWidth() * 0.7)
    wide = {text: metrics.horizontalAdvance(text) for text in set(texts)}
    widths = sorted(wide[text] for text in texts if text)
    content = widths[int(len(widths) * 0.95)] if widths else 0
    if isinstance(field.type, Choice):
        # What may be chosen later is to fit too, as long as it is nothing long.
        labels = (metrics.horizontalAdvance(label) for _code, label in field.type.choices())
        content = max([content, *(width for width in labels if width <= usual)])
    liked = min(max(content + CELL_MARGINS, head, NARROWEST), max(WIDEST, head))
    kept = TITLE_WIDTH if is_title else usual
    if not isinstance(field.type, CUT):
        return Need(float(liked), float(liked))
    return Need(float(min(liked, max(head, kept))), float(liked))


def longest_width(texts: Sequence[str], font: QFont) -> int:
    """What the longest of the texts needs to be shown whole."""
    metrics = QFontMetrics(font)
    return max((metrics.horizontalAdvance(text) for text in set(texts)), default=0) + CELL_MARGINS


def fit_columns(needs: Sequence[Need], room: int, longest: Sequence[int] = ()) -> list[int]:
    """A width for each column: what it likes, cut where that makes all of them fit.

    Room that is left goes to the columns of which the `longest` text would be cut.
    """
    liked = [int(need.liked) for need in needs]
    if sum(liked) <= room:
        return _give_rest(liked, longest, room - sum(liked))
    lacking = sum(int(need.least) for need in needs) - room
    if lacking >= 0:
        widths = [int(need.least) for need in needs]
        if lacking <= room * LITTLE:
            widths[widths.index(max(widths))] -= lacking
        return widths
    return [int(width) for width in share_widths(needs, room)]


def _give_rest(widths: list[int], longest: Sequence[int], rest: int) -> list[int]:
    """Widen what is cut: who lacks least first, and nobody more than it lacks."""
    given = list(widths)
    lacking = sorted(
        (wanted - width, column)
        for column, (width, wanted) in enumerate(zip(widths, longest, strict=False))
        if wanted > width
    )
    for place, (lack, column) in enumerate(lacking):
        part = min(lack, rest // (len(lacking) - place))
        given[column] += part
        rest -= part
    return given
