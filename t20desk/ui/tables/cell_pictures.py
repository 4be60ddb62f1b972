"""Small pictures in the cells of a table: only those in sight are read, away from the window."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from t20desk.db.database import Database
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job

MARGIN: Final = 3
PADDING: Final = 9
KEPT: Final = 600
"""So many small pictures are kept: some screens full."""
AT_ONCE: Final = 24
"""So many are read before others may have their turn."""
PAUSE: Final = 20
"""Milliseconds in which what is painted is gathered, and what was scrolled past is forgotten."""

Sized = tuple[str, int]
"""The hash of a picture, and how many points it is high."""


class CellPictures(QObject):
    """Paints pictures by their hashes, and asks for those that are not there yet."""

    arrived = Signal()

    def __init__(self, desk: Desk, table: QWidget) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._kept: OrderedDict[Sized, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[Sized, None] = OrderedDict()
        self._job: Job | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._read)

    def kept(self) -> list[str]:
        """The hashes of the pictures that were read."""
        return [digest for digest, _height in self._kept]

    def paint(self, painter: QPainter, rect: QRect, digest: str) -> None:
        """Paint a picture into a cell; one that is on its way leaves its place empty."""
        ratio = self._table.devicePixelRatioF()
        one = digest, int((rect.height() - 2 * MARGIN - 1) * ratio)
        pixmap = self._kept.get(one)
        if pixmap is None:
            self._want(one)
            return
        self._kept.move_to_end(one)
        if pixmap.isNull():
            return
        space = rect.adjusted(PADDING, MARGIN, -PADDING, -MARGIN - 1)
        size = pixmap.size().scaled(space.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shift = QPoint(0, (space.height() - size.height()) // 2)
        painter.drawPixmap(QRect(space.topLeft() + shift, size), pixmap)

    def _want(self, one: Sized) -> None:
        self._wanted[one] = None
        self._wanted.move_to_end(one)
        is_reading = self._job is not None and not self._job.is_over
        if not is_reading and not self._wait.isActive():
            self._wait.start()

    def _read(self) -> None:
        """Read those asked for last; others are asked for again when they are painted."""
        asked = list(self._wanted)[-AT_ONCE:]
        self._wanted.clear()
        if not asked:
            return
        db = self._desk.db
        self._job = self._desk.read(lambda: read_small(db, asked), self._take)

    def _take(self, read: dict[Sized, QImage]) -> None:
        for one, image in read.items():
            self._kept[one] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()


def read_small(database: Database, asked: list[Sized]) -> dict[Sized, QImage]:
    """Pictures made small; an empty one stands for what is no picture."""
    # Lists without pictures are there sooner.
    from t20desk.attachments.portraits import read_pictures

    found = read_pictures(database, list({digest for digest, _height in asked}))
    return {one: _make_small(found[one[0]], one[1]) for one in asked}


def _make_small(data: bytes, height: int) -> QImage:
    image = QImage.fromData(data)
    if image.isNull():
        return image
    space = QSize(2 * height, height)
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(space, aspect, smooth)
