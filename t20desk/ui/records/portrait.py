"""The picture beside the name of a record, for the kinds that have one."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from t20desk.attachments.portraits import picture_field
from t20desk.db.fields import Kind
from t20desk.ui.desk import Desk
from t20desk.ui.records.picture_field import PictureField


class Portrait:
    """Holds the place of a picture at the head of a page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._row = QHBoxLayout()
        self.field: PictureField | None = None

    def lay_beside(self, *widgets: QWidget) -> QHBoxLayout:
        """The row of the picture and what stands beside it."""
        column = QVBoxLayout()
        column.setSpacing(4)
        for widget in widgets:
            column.addWidget(widget)
        self._row.setSpacing(12)
        self._row.addLayout(column, 1)
        return self._row

    def show_kind(self, kind: Kind) -> None:
        """Make a field for the picture, or none."""
        if self.field is not None:
            self.field.deleteLater()
            self.field = None
        if picture_field(kind) is not None:
            self.field = PictureField(self._desk, kind)
            self._row.insertWidget(0, self.field)

    def show_record(self, record_id: int, name: str) -> None:
        """Show the picture of a record."""
        if self.field is not None:
            self.field.show_record(record_id, name)

    def show_none(self) -> None:
        """A new record has no picture yet, and must not touch that of the record before."""
        if self.field is not None:
            self.field.forget_record()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if it may have changed."""
        if self.field is not None:
            self.field.refresh(kinds)
