"""Where the days of a painted month are, and the bars in them."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from t20desk.ui.events.month_layout import DAYS, Segment

HEADING: Final = 28
NUMBER: Final = 26
"""Pixels for the names of the days, and for the number of a day."""
LANE: Final = 22
GAP: Final = 2
LOW: Final = 84
"""Days that are not higher than this have lower bars."""


class MonthFrame(NamedTuple):
    """The room of a month of some weeks."""

    width: int
    height: int
    weeks: int

    def cell(self, at: int) -> QRectF:
        """The room of a day, counted from the first that is shown."""
        width, height = self.width / DAYS, (self.height - HEADING) / self.weeks
        week, column = divmod(at, DAYS)
        return QRectF(column * width, HEADING + week * height, width, height)

    def lane(self) -> tuple[int, int]:
        """Where the first bar of a day begins, and how high bars are, by the room there is."""
        return (NUMBER, LANE) if self.cell(0).height() >= LOW else (NUMBER - 5, LANE - 4)

    def lanes(self) -> int:
        """How many bars there is room for in a day; what is left is said beside its number."""
        top, height = self.lane()
        return max(int((self.cell(0).height() - top - 1) // (height + GAP)), 1)

    def bar(self, one: Segment) -> QRectF:
        """The room of a bar; where it goes on in another week it touches the edge."""
        first, last = (self.cell(one.week * DAYS + at) for at in (one.left, one.right))
        begin, height = self.lane()
        left = first.left() + (4 if one.begins else 0)
        right = last.right() - (4 if one.ends else 0)
        return QRectF(left, first.top() + begin + one.lane * (height + GAP), right - left, height)

    def number(self, at: int) -> QRectF:
        """The room of the number of a day."""
        room, (begin, _height) = self.cell(at), self.lane()
        return QRectF(room.left() + 6, room.top() + 2, 24, begin - 4)

    def rest(self, at: int) -> QRectF:
        """The room beside the number, for how many events there is no room."""
        room = self.cell(at)
        return QRectF(room.left() + 34, room.top() + 3, int(room.width() - 42), NUMBER - 5)

    def find_day(self, point: QPointF) -> int | None:
        """Which day is at a point, counted from the first that is shown."""
        if point.y() < HEADING:
            return None
        column = int(point.x() * DAYS / max(self.width, 1))
        week = int((point.y() - HEADING) * self.weeks / max(self.height - HEADING, 1))
        is_inside = 0 <= column < DAYS and 0 <= week < self.weeks
        return week * DAYS + column if is_inside else None
