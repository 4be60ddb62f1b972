"""The first step of an import: a file, its sheet and headings, with its first rows beside."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Kinds
from t20desk.i18n import N_, _
from t20desk.importing.header_rows import SEARCHED_ROWS
from t20desk.importing.headings import read_heading
from t20desk.reading.encodings import ENCODINGS, SEPARATORS
from t20desk.reading.rows import SheetRow, column_letters
from t20desk.reading.source import Source
from t20desk.ui.imports.import_words import list_kinds, make_box, make_buddy
from t20desk.ui.looks.shaded_item import ShadedItem
from t20desk.ui.looks.tint import TintDelegate
from t20desk.ui.page import make_button, make_label, make_number

SHOWN_COLUMNS = 40
SHOWN_ROWS = 14
CELL_WIDTH = 60
SIGNS = {";": N_("Semicolon"), ",": N_("Comma"), "\t": N_("Tab"), "|": N_("Stroke")}

WRITINGS = {
    "utf-8": N_("All languages (UTF-8)"),
    "utf-8-sig": N_("All languages (UTF-8)"),
    "utf-16": N_("All languages (UTF-16)"),
    "utf-16-le": N_("All languages (UTF-16)"),
    "utf-16-be": N_("All languages (UTF-16)"),
    "cp1252": N_("Western Europe (Windows)"),
    "mac_roman": N_("Western Europe (old Mac)"),
    "cp850": N_("Western Europe (DOS)"),
    "gb18030": N_("Chinese (GB 18030)"),
    "big5": N_("Chinese, traditional (Big5)"),
    "cp1250": N_("Central Europe (Windows)"),
    "cp1251": N_("Cyrillic (Windows)"),
    "cp1253": N_("Greek (Windows)"),
    "cp1254": N_("Turkish (Windows)"),
    "cp1257": N_("Baltic languages (Windows)"),
    "shift_jis": N_("Japanese (Shift JIS)"),
    "euc_kr": N_("Korean (EUC-KR)"),
}
"""The encodings in words; others are shown by their name."""


class SheetSample(QTableWidget):
    """The first rows of a sheet as they are read; the row of headings stands out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importSample")
        self.setAccessibleName(_("First rows of the sheet"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setItemDelegate(TintDelegate(self))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setResizeContentsPrecision(SHOWN_ROWS)
        self.verticalHeader().setDefaultSectionSize(30)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_rows(self, rows: Sequence[SheetRow], header: int) -> None:
        """Show rows, numbered as Excel numbers them."""
        shown = [row for row in rows if row.number >= header - 4][:SHOWN_ROWS]
        width = min(max((len(row.cells) for row in shown), default=0), SHOWN_COLUMNS)
        self.setRowCount(len(shown))
        self.setColumnCount(width)
        self.setHorizontalHeaderLabels([column_letters(place) for place in range(width)])
        self.setVerticalHeaderLabels([str(row.number) for row in shown])
        for at, row in enumerate(shown):
            for place in range(width):
                cell = row.cells[place] if place < len(row.cells) else None
                self.setItem(at, place, self._make_item(cell, row.number, header))
        self.resizeColumnsToContents()
        for place in range(width):
            self.setColumnWidth(place, max(CELL_WIDTH, min(self.columnWidth(place) + 14, 260)))

    def _make_item(self, cell: object, number: int, header: int) -> ShadedItem:
        item = ShadedItem("" if cell is None else read_heading(cell)[:120])
        if number == header:
            bold = QFont(self.font())
            bold.setBold(True)
            item.setFont(bold)
            item.meaning = "new"
        item.is_quiet = number < header
        return item


class FileStep(QWidget):
    """What is read, and how; every choice shows at once what it gives."""

    sheet_chosen = Signal()
    header_chosen = Signal()
    kind_chosen = Signal()
    manner_chosen = Signal()

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self.kind_box = make_box("importKind", _("What is it"), list_kinds(kinds))
        self.sheet_box = make_box("importSheet", _("Sheet"), [])
        self.header_row = make_number()
        self.header_row.setObjectName("importHeader")
        self.header_row.setRange(1, SEARCHED_ROWS)
        self.header_row.setAccessibleName(_("Row of the headings"))
        self.encoding = make_box("importEncoding", _("Encoding"), [])
        self.separator = make_box(
            "importSeparator",
            _("Between the cells"),
            [(sign, _(SIGNS.get(sign, sign))) for sign in SEPARATORS],
        )
        self.sample = SheetSample()
        self.remarks = make_label(look="quiet", wrap=True, name="importRemarks")
        self.back = make_button(_("Another file"), "", "importOther")
        self.go_on = make_button(_("Columns"), "main", "importColumns")
        self._encoded: list[QWidget] = []
        self._parted: list[QWidget] = []
        self._headed: list[QWidget] = []
        """What is asked only of a text, of one with a sign between cells, of one with headings."""
        self._lay_out()
        self._connect()

    def kind(self) -> str:
        """The kind of record that is chosen."""
        return str(self.kind_box.currentData())

    def choose_kind(self, name: str) -> None:
        """Choose a kind of record."""
        self.kind_box.setCurrentIndex(max(self.kind_box.findData(name), 0))

    def sheet(self) -> str:
        """The sheet that is chosen."""
        return str(self.sheet_box.currentData() or "")

    def show_source(self, source: Source, sheet: str) -> None:
        """Show what a file offers."""
        self.sheet_box.clear()
        for one in source.sheets:
            words = _("{sheet} (hidden)") if one.hidden else "{sheet}"
            self.sheet_box.addItem(words.format(sheet=one.name), one.name)
        self.sheet_box.setCurrentIndex(max(self.sheet_box.findData(sheet), 0))
        self.encoding.clear()
        for code in dict.fromkeys((source.encoding, *source.encodings, *ENCODINGS)):
            if code:
                self.encoding.addItem(_(WRITINGS.get(code, code)), code)
        at = self.separator.findData(source.separator)
        if at < 0 and source.separator:
            self.separator.addItem(source.separator, source.separator)
            at = self.separator.count() - 1
        self.separator.setCurrentIndex(at)
        for asked, widgets in (
            (bool(source.encodings), self._encoded),
            (bool(source.separator), self._parted),
            (not source.names_fields, self._headed),
        ):
            for widget in widgets:
                widget.setVisible(asked)
        self.show_remarks(source.remarks)

    def show_remarks(self, sentences: Sequence[str]) -> None:
        """Say what is to be known of a file."""
        self.remarks.setText(" ".join(sentences))
        self.remarks.setVisible(bool(sentences))

    def show_rows(self, rows: Sequence[SheetRow], header: int) -> None:
        """Show the first rows and which of them holds the headings."""
        self.header_row.blockSignals(True)
        self.header_row.setValue(header)
        self.header_row.blockSignals(False)
        self.sample.show_rows(rows, header)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        asked_of: dict[QWidget, list[QWidget]] = {
            self.encoding: self._encoded,
            self.separator: self._parted,
            self.header_row: self._headed,
        }
        for pairs in (
            ((_("What &is it"), self.kind_box), (_("&Sheet"), self.sheet_box),
             (_("Headings in ro&w"), self.header_row)),
            ((_("En&coding"), self.encoding), (_("&Between the cells"), self.separator)),
        ):  # fmt: skip
            row = QHBoxLayout()
            for text, widget in pairs:
                label = make_buddy(text, widget)
                row.addWidget(label)
                row.addWidget(widget)
                row.addSpacing(14)
                if widget in asked_of:
                    asked_of[widget].extend((label, widget))
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self.remarks)
        column.addWidget(self.sample, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.kind_box.activated.connect(self.kind_chosen)
        self.sheet_box.activated.connect(self.sheet_chosen)
        self.header_row.valueChanged.connect(lambda _value: self.header_chosen.emit())
        for box in (self.encoding, self.separator):
            box.activated.connect(self.manner_chosen)
