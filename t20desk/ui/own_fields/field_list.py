"""The list of the fields of a kind: the office's own in their order, those of the program below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from t20desk.db.fields import Field
from t20desk.i18n import _
from t20desk.ui.looks.entries import add_entry


class FieldList(QListWidget):
    """One field a row; a heading stands between the two parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ownFields")
        self.setAccessibleName(_("Fields"))
        self._fields: list[Field | None] = []
        """What the rows stand for; none is the heading."""

    def show_fields(self, own: Sequence[Field], declared: Sequence[Field], chosen: str) -> None:
        """List other fields, or the same anew; the first is chosen where that one is not there."""
        self._fields = [*own, None, *declared]
        with QSignalBlocker(self):
            self.clear()
            for one in self._fields:
                self._add(one)
        if self.field_named(chosen) is not None:
            self.mark(chosen)
        else:
            self.mark(own[0].name if own else "")

    def chosen(self) -> Field | None:
        """The field that is chosen."""
        row = self.currentRow()
        return self._fields[row] if 0 <= row < len(self._fields) else None

    def field_named(self, name: str) -> Field | None:
        """The field of a name, if it is listed."""
        return next((one for one in self._fields if one and one.name == name), None)

    def mark(self, name: str) -> None:
        """Choose a field, or none, without telling anybody."""
        found = self.field_named(name)
        with QSignalBlocker(self):
            self.setCurrentRow(self._fields.index(found) if found else -1)

    def _add(self, one: Field | None) -> None:
        if one is None:
            add_entry(self, _("Fields of the program"), "")
        else:
            text = _("{label} (removed)") if one.hidden else "{label}"
            add_entry(self, text.format(label=one.say()), one.name)
        item = self.item(self.count() - 1)
        if one is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            font = self.font()
            font.setBold(True)
            item.setFont(font)
        self._dress(item, one)

    def _dress(self, item: QListWidgetItem, one: Field | None) -> None:
        if one is None or one.hidden:
            item.setForeground(self.palette().placeholderText())

    # --- Qt's own names -----------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for row, one in enumerate(self._fields):
                self._dress(self.item(row), one)
