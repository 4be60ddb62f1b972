"""A code on paper that a scanner reads like typing it."""

from typing import Final

import segno
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from t20desk.printing.sheets import MM

SIDE: Final = 15 * MM
"""How wide a code is, without the white around it."""


def paint_code(painter: QPainter, text: str, right_top: QPointF) -> None:
    """Paint a text as a QR code whose upper right corner is at a point."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
    module = SIDE / len(rows)
    left = right_top.x() - SIDE
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("black"))
    for line, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                # One bar for neighbours, so that no hair shows between them.
                at = QRectF(left + start * module, right_top.y() + line * module,
                            (end - start) * module, module * 1.02)  # fmt: skip
                painter.drawRect(at)
            start = end
    painter.restore()
