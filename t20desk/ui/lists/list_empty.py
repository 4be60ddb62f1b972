"""What stands where a list has no rows: what it is for, and the next step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import Place, record_place


class EmptyList(QWidget):
    """Offers the first record or an import."""

    place_requested = Signal(object)

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.title = make_label(look="heading")
        self.text = make_label(look="quiet", wrap=True)
        self.new = make_button(_("New: {kind}").format(kind=_(kind.label)), "main", "emptyNew")
        self.sheet = make_button(_("Import a spreadsheet …"), "", "emptyImport")
        self.new.clicked.connect(lambda: self.place_requested.emit(record_place(kind.name, None)))
        self.sheet.clicked.connect(lambda: self.place_requested.emit(Place("import", kind.name)))
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.new)
        row.addWidget(self.sheet)
        row.addStretch(1)
        column.addSpacing(10)
        column.addLayout(row)
        column.addStretch(3)

    def explain(self, is_sifted: bool, is_past: bool = False) -> None:
        """Say why nothing is here: what is searched for, or that nothing was entered yet."""
        for button in (self.new, self.sheet):
            button.setHidden(is_past)
        if is_sifted:
            self.title.setText(_("Nothing here matches the search."))
            self.text.setText(_("Take a filter away, or look in another view."))
        elif is_past:
            self.title.setText(_("Nothing was entered here by that day."))
            self.text.setText(_("Choose a later day, or go back to today above."))
        else:
            self.title.setText(_("Nothing is entered here yet."))
            self.text.setText(_("Begin with the first one, or bring your list from Excel."))


class ListBody(QStackedWidget):
    """The rows of a list with their totals, or what stands there while it has none."""

    def __init__(self, kind: Kind, table: QWidget, totals: QWidget) -> None:
        super().__init__()
        self.empty = EmptyList(kind)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(table, 1)
        column.addWidget(totals)
        self.addWidget(rows)
        self.addWidget(self.empty)

    def show_count(self, shown: int, total: int, is_past: bool) -> None:
        """Show rows where some are shown of all there are, else why there is none."""
        self.setCurrentIndex(0 if shown else 1)
        self.empty.explain(is_sifted=bool(total), is_past=is_past)
