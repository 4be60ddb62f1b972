"""Bars painted by us: the same on screen and in the pictures that are saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath

from t20desk.charts import Bar, Chart
from t20desk.i18n import tell_value
from t20desk.printing.fonts import ensure_application, paper_font

PICTURES: Final = (".png", ".svg")
"""The endings of the files that a chart can be saved as."""
GAP: Final = 12.0
MOST_LABEL: Final = 0.42
"""The part of the width that the words may take at most."""
THICKNESS: Final = 14.0
_WIDTH: Final = 960
_MARGIN: Final = 32.0
_ROW: Final = 28.0
_SHARPNESS: Final = 2
"""So many dots of a PNG stand for one of its width, so that it stays sharp in a document."""
_DOTS_A_METRE: Final = round(96 * _SHARPNESS / 0.0254)

Write = Callable[[QPainter, QPointF, str], None]


class ChartLook(NamedTuple):
    """The colours of a chart."""

    ground: QColor
    ink: QColor
    quiet: QColor
    bar: QColor
    line: QColor


PAPER: Final = ("#ffffff", "#1a2330", "#5d6876", "#0b6b66", "#d5dbe2")
"""A saved picture goes into a letter or onto a slide: it is light, whatever the window is."""


class BarScale(NamedTuple):
    """How a row is shared: words, bar, number; and which numbers lie at the ends of the bar."""

    label_width: float
    number_width: float
    lowest: float
    highest: float

    def place(self, number: float, left: float, width: float) -> float:
        """Where a number lies on a scale that begins at `left`."""
        return left + (number - self.lowest) / (self.highest - self.lowest) * width


def measure_bars(chart: Chart, font: QFont, width: float) -> BarScale:
    """How the rows of a chart share a width."""
    metrics = QFontMetricsF(font)
    labels = max((metrics.horizontalAdvance(bar.label) for bar in chart.bars), default=0.0)
    numbers = max((metrics.horizontalAdvance(bar.text) for bar in chart.bars), default=0.0)
    return BarScale(min(labels + 2, width * MOST_LABEL), numbers + 2, chart.lowest, chart.highest)


def paint_bar(
    painter: QPainter, room: QRectF, bar: Bar, scale: BarScale, look: ChartLook, write: Write
) -> None:
    """Paint one row: the words, a bar from nothing to its number, and the number behind it."""
    metrics = QFontMetricsF(painter.font())
    base = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
    words = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, scale.label_width)
    painter.setPen(look.ink)
    write(painter, QPointF(room.left(), base), words)
    left = room.left() + scale.label_width + GAP
    width = max(room.right() - left - 2 * (scale.number_width + GAP / 2), 1.0)
    if scale.lowest < 0:
        left += scale.number_width + GAP / 2
    else:
        width += scale.number_width + GAP / 2
    zero, end = scale.place(0, left, width), scale.place(bar.number, left, width)
    painter.fillRect(QRectF(zero - 0.5, room.top(), 1, room.height()), look.line)
    drawn = QRectF(min(zero, end), room.center().y() - THICKNESS / 2, abs(end - zero), THICKNESS)
    painter.fillRect(drawn, look.bar)
    is_left = bar.number < 0
    size = metrics.horizontalAdvance(bar.text)
    painter.setPen(look.ink if bar.number else look.quiet)
    write(painter, QPointF(end - size - GAP / 2 if is_left else end + GAP / 2, base), bar.text)


def write_plainly(painter: QPainter, at: QPointF, text: str) -> None:
    """Write letters with the font of the painter."""
    painter.drawText(at, text)


def write_outlines(painter: QPainter, at: QPointF, text: str) -> None:
    """Write letters as drawn shapes, which show alike where our fonts are not at hand."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # strokes of one sign may overlap
    path.addText(at, painter.font(), text)
    painter.fillPath(path, painter.pen().color())


def write_picture(chart: Chart, target: Path) -> None:
    """Save a chart as PNG or SVG; only a whole file replaces the target."""
    from t20desk.exporting.placing import place_file

    ensure_application()
    made = _make_svg(chart) if target.suffix.lower() == ".svg" else _make_png(chart)
    with place_file(target) as draft:
        draft.write_bytes(made)


def _make_png(chart: Chart) -> bytes:
    image = QImage(_measure(chart) * _SHARPNESS, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(_DOTS_A_METRE)
    image.setDotsPerMeterY(_DOTS_A_METRE)
    painter = QPainter(image)
    painter.scale(_SHARPNESS, _SHARPNESS)
    _paint_picture(painter, chart)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def _make_svg(chart: Chart) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    size = _measure(chart)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
    drawing.setTitle(chart.title)
    drawing.setDescription("\n".join(tell_value(bar.label, bar.text) for bar in chart.bars))
    painter = QPainter(drawing)
    _paint_picture(painter, chart)
    painter.end()
    return bytes(kept.data())


def _measure(chart: Chart) -> QSize:
    head = 66.0 + (20.0 if chart.left_out else 0.0)
    return QSize(_WIDTH, round(2 * _MARGIN + head + _ROW * max(len(chart.bars), 1)))


def _paint_picture(painter: QPainter, chart: Chart) -> None:
    """Title, what is counted and for which day, then the bars."""
    look = ChartLook(*map(QColor, PAPER))
    size = _measure(chart)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), look.ground)
    width = _WIDTH - 2 * _MARGIN
    y = _MARGIN + 16
    for text, font, colour, step in (
        (chart.title, paper_font(20, bold=True), look.ink, 26.0),
        (chart.subtitle, paper_font(13), look.quiet, 20.0),
        (chart.left_out, paper_font(13), look.quiet, 0.0),
    ):
        painter.setFont(font)
        painter.setPen(colour)
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        write_outlines(painter, QPointF(_MARGIN, y), cut)
        y += step
    font = paper_font(14)
    scale = measure_bars(chart, font, width)
    painter.setFont(font)
    top = size.height() - _MARGIN - _ROW * len(chart.bars)
    for place, bar in enumerate(chart.bars):
        room = QRectF(_MARGIN, top + place * _ROW, width, _ROW)
        paint_bar(painter, room, bar, scale, look, write_outlines)
