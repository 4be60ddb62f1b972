"""Where an import begins and where it ends: a place to drop a file, and what was done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from t20desk.i18n import _
from t20desk.ui.dialogs import choose_file
from t20desk.ui.imports.import_words import FILES
from t20desk.ui.looks.icons import icon
from t20desk.ui.page import make_button, make_label
from t20desk.ui.shell.dropping import copied_data, file_paths
from t20desk.ui.tables.pasted_tables import has_table, keep_table


class BeginStep(QWidget):
    """An empty page that says what can be put here."""

    given = Signal(object)
    """The path of a file."""
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.choose = make_button(_("Choose a file …"), "main", "importChoose")
        self.paste = make_button(_("Paste a table"), "", "importPaste")
        drawing = QLabel()
        drawing.setPixmap(
            icon("mdi6.file-import-outline", QPalette.ColorRole.Accent).pixmap(QSize(48, 48))
        )
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (
            drawing,
            make_label(_("Drop a file here, or choose one."), "heading"),
            make_label(
                _("Excel, LibreOffice, CSV, a table from a web page, or cells you copied."), "quiet"
            ),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(12)
        column.addLayout(_put_in_the_middle(self.paste, self.choose))
        column.addStretch(3)
        self.choose.clicked.connect(self._choose_file)
        self.paste.clicked.connect(self.paste_table)

    def paste_table(self) -> None:
        """Take the cells that were copied, or the files."""
        mime = copied_data()
        if paths := file_paths(mime):
            self.given.emit(paths[0])
        elif has_table(mime):
            self.given.emit(keep_table(mime))
        else:
            sentence = _("There is no table on the clipboard; copy some cells in Excel first.")
            self.refused.emit(sentence)

    def _choose_file(self) -> None:
        tables = _("Tables")
        chosen = choose_file(self, _("Import a spreadsheet"), f"{tables} ({FILES})")
        if chosen is not None:
            self.given.emit(chosen)


class EndStep(QWidget):
    """What was imported, and what may come next."""

    def __init__(self) -> None:
        super().__init__()
        self.result = make_label(look="heading", wrap=True, name="importResult")
        self.result.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_list = make_button(_("Show the list"), "main", "importShow")
        self.again = make_button(_("Import another file"), "", "importAgain")
        self.take_back = make_button(_("Undo the import"), "", "importUndo")
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.result)
        column.addSpacing(12)
        column.addLayout(_put_in_the_middle(self.take_back, self.again, self.show_list))
        column.addStretch(3)


def _put_in_the_middle(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
