"""A chart as a picture: sharp, in both scripts, and readable where our fonts are not at hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from t20desk.charts import Bar, Chart
from t20desk.errors import UserError
from t20desk.printing.bar_chart import PAPER, write_picture

BARS = (Bar("Germany", 5, "5", 0), Bar("中国", 6, "6", 1), Bar("Brazil", -2, "-2", 2))
CHART = Chart("Members 成员", "As of today", "members", BARS)


def count_of(image: QImage, colour: str) -> int:
    """How many dots of a line down the middle have a colour."""
    wanted = QColor(colour)
    return sum(image.pixelColor(x, y) == wanted for y in range(0, image.height(), 3)
               for x in range(0, image.width(), 7))  # fmt: skip


def render(file: Path) -> QImage:
    if file.suffix == ".png":
        return QImage(str(file))
    drawing = QSvgRenderer(str(file))
    image = QImage(drawing.viewBox().size() * 2, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawing.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def test_png_and_svg_show_the_same_bars(tmp_path: Path) -> None:
    images = []
    for name in ("chart.png", "chart.svg"):
        write_picture(CHART, tmp_path / name)
        images.append(render(tmp_path / name))
    png, svg = images
    assert png.size() == svg.size()
    assert count_of(png, PAPER[3]) == pytest.approx(count_of(svg, PAPER[3]), rel=0.05)


def test_an_svg_needs_no_font_and_says_its_figures(tmp_path: Path) -> None:
    write_picture(CHART, tmp_path / "chart.svg")
    drawing = (tmp_path / "chart.svg").read_text("utf-8")
    assert "<text" not in drawing
    assert "中国: 6" in drawing


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder"):
        write_picture(CHART, tmp_path / "nowhere" / "chart.png")
