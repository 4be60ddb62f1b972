"""One record as it was known on a day, to be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Field
from t20desk.i18n import _
from t20desk.listing import Listing, read_rows, read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.looks.cell_texts import cell_text
from t20desk.ui.page import make_button, make_label


class KnownRecord(QDialog):
    """The filled fields of a record on a day; it may be gone by now."""

    def __init__(self, parent: QWidget, listing: Listing, lines: list[tuple[Field, str]]) -> None:
        super().__init__(parent)
        self.wants_present = False
        self.setWindowTitle(listing.say_clock())
        self.resize(620, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.addWidget(make_label(listing.say_clock(), "quiet"))
        inside = QWidget()
        form = QFormLayout(inside)
        form.setHorizontalSpacing(18)
        for one, text in lines:
            words = make_label(text, wrap=True, name=f"known_{one.name}")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(make_label(one.say(), "quiet"), words)
        area = QScrollArea()
        area.setObjectName("knownFields")
        area.setAccessibleName(listing.say_clock())
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        self.present = make_button(_("Open as it is today"), "", "openPresent")
        close = make_button(_("Close"), "main", "closeKnown")
        self.present.clicked.connect(self._open_present)
        close.clicked.connect(self.reject)
        foot.addStretch(1)
        foot.addWidget(self.present)
        foot.addWidget(close)
        column.addLayout(foot)

    def _open_present(self) -> None:
        self.wants_present = True
        self.accept()


def show_known(
    parent: QWidget, desk: Desk, listing: Listing, record: int, go: Callable[[], None]
) -> None:
    """Show a record of a listing of an earlier day; `go` opens that of today."""
    kind = desk.kinds[listing.kind]
    fields = [one for one in kind.fields.values() if not one.hidden and not one.language]
    columns = tuple(one.name for one in fields)
    whole = Listing(listing.kind, view="all", columns=columns, as_known=listing.as_known)
    cells = read_rows(desk.db, whole, [record]).get(record, ())
    texts = [cell_text(one, cell) for one, cell in zip(fields, cells, strict=False)]
    lines = [(one, text) for one, text in zip(fields, texts, strict=False) if text]
    dialog = KnownRecord(parent, whole, lines)
    dialog.present.setEnabled(bool(read_titles(desk.db, listing.kind, [record])))
    run_dialog(dialog)
    if dialog.wants_present:
        go()
