"""The file of an import until its columns are known: opened, a sheet of it shown, recalled."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from t20desk.db.fields import Kind, Kinds
from t20desk.i18n import _
from t20desk.importing.described import say_heading_along
from t20desk.reading.rows import SheetRow
from t20desk.reading.source import LargeFileError
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_before
from t20desk.ui.imports.ends import say_reading
from t20desk.ui.imports.import_file import FileStep
from t20desk.ui.imports.import_flow import Draft, Opening
from t20desk.ui.imports.import_lines import read_lines
from t20desk.ui.imports.import_reading import ImportReading
from t20desk.ui.imports.import_way import ColumnsStep
from t20desk.ui.page import make_label


class ChosenFile(QObject):
    """Shows in two steps of the wizard what is read of a file, and reads it anew as they say."""

    forgotten = Signal()
    """Another file or sheet is read: what was decided and answered was not of it."""
    looked = Signal()
    recalled = Signal()
    """The file was opened to be planned at once, and its layout is known."""
    opening = Signal(str)
    """A file of that name is read; without a name none is any more."""
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, reading: ImportReading, file: FileStep, columns: ColumnsStep
    ) -> None:
        super().__init__(file)
        self._desk = desk
        self._reading = reading
        self._file = file
        self._columns = columns
        self._is_hasty = False
        self._must_focus = False
        self.name = make_label(look="quiet")
        file.kind_chosen.connect(self._recall)
        file.header_chosen.connect(self._recall)
        file.sheet_chosen.connect(self._read_sheet)
        file.manner_chosen.connect(self._read_again)
        reading.opened.connect(self._show_source)
        reading.looked.connect(self._show_look)
        reading.recalled.connect(self._show_recall)
        reading.not_opened.connect(self._on_open_failure)

    def open_path(self, path: Path, at_once: bool = False) -> None:
        """Open a stranger's file; `at_once` it is to be planned where its layout is known."""
        self._must_focus = True
        self._is_hasty = at_once
        self._open(Opening(path))

    def close(self) -> None:
        """Let go of the file."""
        self._reading.close()
        self.name.setText("")

    def kind(self) -> Kind:
        """What the rows of the file are."""
        return self._desk.kinds[self._file.kind()]

    def _open(self, opening: Opening) -> None:
        self.said.emit("")
        self.name.setText(say_reading(opening.path.name))
        self.opening.emit(opening.path.name)
        self._reading.open(opening, self._file.kind())

    def _on_open_failure(self, opening: Opening, error: Exception) -> None:
        self.opening.emit("")
        draft, encoding = self._reading.draft, self._file.encoding
        self.name.setText(draft.source.name if draft else "")
        if draft:
            encoding.setCurrentIndex(encoding.findData(draft.source.encoding))
        if isinstance(error, LargeFileError):
            if ask_before(self._file.window(), str(error), _("Read it all the same")):
                self._open(replace(opening, large=True))
        else:
            self.failed.emit(error)

    def _show_source(self, draft: Draft) -> None:
        self.forgotten.emit()
        self.name.setText(draft.source.name)
        self._file.show_source(draft.source, draft.look.sheet)

    def _read_sheet(self) -> None:
        self.forgotten.emit()
        self._reading.look_at_sheet(self._file.sheet(), self._file.kind())

    def _read_again(self) -> None:
        """Read the text anew in another encoding, or with another sign between the cells."""
        if draft := self._reading.draft:
            chosen = self._file.encoding.currentData(), self._file.separator.currentData()
            opening = replace(draft.opening, encoding=chosen[0], separator=chosen[1], said="")
            self._open(opening)

    def _show_look(self, draft: Draft) -> None:
        self._file.go_on.setEnabled(False)
        if draft.look.kind and not self._reading.for_event:
            self._file.choose_kind(draft.look.kind)
        self.looked.emit()
        empty = _("This sheet is empty; choose another sheet or another file.")
        self.said.emit(draft.opening.said if draft.look.rows else empty)
        self._reading.find_layout(self._file.kind(), None)

    def _recall(self) -> None:
        self._reading.find_layout(self._file.kind(), self._file.header_row.value())

    def _show_recall(self, draft: Draft) -> None:
        file, columns, kind, kinds = self._file, self._columns, self.kind(), self._desk.kinds
        header, options, rows = draft.header, draft.recall.options, draft.look.rows
        lines = read_lines(kind, kinds, rows, header, options) if header else []
        if draft.source.names_fields:
            rows = [_say_headings(kind, kinds, row) if row is header else row for row in rows]
            said = [say_heading_along(kind, kinds, line.heading) for line in lines]
            lines = [replace(line, said=text) for line, text in zip(lines, said, strict=True)]
        file.show_rows(rows, header.number if header else 1)
        known = draft.recall.profile
        columns.show_columns(kind, kinds, lines, options, draft.learned)
        is_left = known is not None and bool(known.left_of)
        name = known.name if known and not is_left else draft.opening.path.stem[:60]
        file.show_remarks([*draft.recall.sentences()[:is_left], *draft.source.remarks])
        columns.show_recall(name, draft.recall.sentences())
        file.go_on.setEnabled(bool(lines))
        if self._must_focus and lines:
            file.go_on.setFocus()
            self._must_focus = False
        is_hasty, self._is_hasty = self._is_hasty, False
        if is_hasty and known is not None:
            self.recalled.emit()


def _say_headings(kind: Kind, kinds: Kinds, row: SheetRow) -> SheetRow:
    return row._replace(
        cells=[say_heading_along(kind, kinds, str(cell or "")) for cell in row.cells]
    )
