"""The overview of a record: its form as readable cards, its posts, and what went on lately."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from t20desk.db.fields import Kind
from t20desk.overview import Overview
from t20desk.ui.desk import Desk
from t20desk.ui.forms.field_form import FieldForm
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.places import record_place
from t20desk.ui.records.post_table import PostTable
from t20desk.ui.records.related import Related
from t20desk.ui.records.time_line import TimeLine

TWO_COLUMNS = 900
THREE_COLUMNS = 1380
"""From these widths on the cards stand in two and in three columns."""
POSTS = {"member": "person", "person": "member"}
"""The kinds that hold posts, and the kind at the other end."""


class RecordSheet(ScrollArea):
    """One scrolling sheet for a kind of record."""

    place_requested = Signal(object)

    def __init__(self, desk: Desk, kind: Kind, is_new: bool) -> None:
        super().__init__()
        self.is_new = is_new
        self.form = FieldForm(kind, desk, folds=True, is_new=is_new)
        self.form.setObjectName("cards")
        self.form.followed.connect(lambda to: self.place_requested.emit(record_place(*to)))
        self.lately = TimeLine(desk.kinds)
        self.lately.place_requested.connect(self.place_requested)
        self._is_small = len(self.form.cards.cards) == 1
        """A record of one card has what went on beside it, where there is room."""
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.posts: PostTable | None = None
        if kind.name in POSTS:
            noun = desk.kinds[POSTS[kind.name]].label
            described = Related("affiliation", kind.name, POSTS[kind.name], noun)
            self.posts = PostTable(desk, described, compact=True)
            self.posts.place_requested.connect(self.place_requested)
        self._lay_out()

    def show_record(self, record_id: int, name: str) -> None:
        """Show the posts of another record."""
        if self.posts is not None:
            self.posts.show()
            self.posts.show_record(record_id, name)

    def show_glance(self, found: Overview) -> None:
        """Show what went on."""
        self.lately.show_points(found.points)

    def hide_surroundings(self) -> None:
        """A record that is not saved has no posts and no past."""
        self.lately.hide()
        if self.posts is not None:
            self.posts.hide()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again what these kinds touch."""
        if self.posts is not None:
            self.posts.refresh(kinds)

    def use_width(self, width: int) -> None:
        """Put the cards into as many columns as there is room for."""
        self.form.use_columns(1 + (width >= TWO_COLUMNS) + (width >= THREE_COLUMNS))
        beside = self._is_small and width >= TWO_COLUMNS
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(way)

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setObjectName("cards")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 10, 8, 10)
        self._parts.setSpacing(14)
        inside.addLayout(self._parts)
        for part, share in ((self.form, 3), (self.posts, 0), (self.lately, 2)):
            if part is not None:
                self._parts.addWidget(part, share)
        if self._is_small:
            for part in (self.form, self.lately):
                self._parts.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        inside.addStretch(1)
        self.setWidget(holder)

    def _edit_first(self) -> None:
        """Put the cursor into the uppermost value in sight."""
        rows = self.form.rows.values()
        editors = [one.editor for one in rows if one.is_written and one.editor.isVisible()]
        corners = {one: one.mapTo(self.viewport(), QPoint()) for one in editors}
        below = [one for one in editors if corners[one].y() >= 0]
        if below:
            first = min(below, key=lambda one: (corners[one].y(), corners[one].x()))
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.hasFocus():
            self._edit_first()
        else:
            super().keyPressEvent(event)
