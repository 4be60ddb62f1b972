"""Opening a stranger's file for an import, and finding the layout by which its sheet is known."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.importing.cells import Learned
from t20desk.importing.profiles import Recall
from t20desk.reading.rows import SheetRow
from t20desk.reading.source import Source
from t20desk.ui.desk import Desk
from t20desk.ui.imports.import_flow import (
    Draft,
    Look,
    Opening,
    look_at,
    open_file,
    recall_sheet,
    take_for_event,
)
from t20desk.ui.jobs import Job

WESTERN: Final = ("cp1252", "mac_roman")


class ImportReading(QObject):
    """Reads a file step by step away from the window; `draft` is what is known of it."""

    opened = Signal(object)
    looked = Signal(object)
    """The first rows of a sheet are there."""
    recalled = Signal(object)
    """Its row of headings and its layout are found."""
    not_opened = Signal(object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.draft: Draft | None = None
        self.for_event = ""
        """The event that the answers of a sheet are for, where it was opened for one."""

    def open(self, opening: Opening, kind: str) -> None:
        """Open a file and look at its first sheet that has known headings."""
        db = self._desk.db
        self._job = self._desk.jobs.write(
            lambda: open_file(db, opening, kind),
            partial(self._take_source, opening),
            partial(self._on_failure, opening, kind),
            _("Reading {file}").format(file=opening.path.name),
        )

    def look_at_sheet(self, sheet: str, kind: str) -> None:
        """Read the first rows of another sheet."""
        if self.draft is not None:
            db, source = self._desk.db, self.draft.source
            self._desk.jobs.write(
                lambda: look_at(db, source, sheet, kind), self._take_look, self.failed.emit
            )

    def find_layout(self, kind: str, header_row: int | None) -> None:
        """Look for the row of headings and for the layout the sheet is known by."""
        if self.draft is not None:
            db, look = self._desk.db, self.draft.look
            self._desk.jobs.write(
                lambda: recall_sheet(db, look, kind, header_row),
                partial(self._take_recall, kind),
                self.failed.emit,
            )

    def stop(self) -> None:
        """Read no further, and let go of the file."""
        if self._job is not None and not self._job.finished:
            self._job.cancel()
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self.draft is not None:
            self.draft.close()
            self.draft = None

    def _take_source(self, opening: Opening, found: tuple[Source, Look]) -> None:
        self.close()
        self.draft = Draft(opening, *found)
        self.opened.emit(self.draft)
        self.looked.emit(self.draft)

    def _on_failure(self, opening: Opening, kind: str, error: Exception) -> None:
        if isinstance(error, UserError) and (other := _find_other(opening, error)):
            # It is shown all the same, so that the right encoding can be chosen by its look.
            said = opening.said or error.message
            self.open(replace(opening, encoding=other, said=said), kind)
        else:
            self.not_opened.emit(opening, error)

    def _take_look(self, look: Look) -> None:
        if self.draft is not None:
            self.draft.look = look
            self.looked.emit(self.draft)

    def _take_recall(self, kind: str, found: tuple[SheetRow | None, Recall, Learned]) -> None:
        draft = self.draft
        if draft is None:
            return
        draft.header, draft.recall, draft.learned = found
        if self.for_event and kind == "participation":
            known = self._desk.kinds[kind]
            draft.recall = take_for_event(draft.recall, known, draft.header, self.for_event)
        self.recalled.emit(draft)


def _find_other(opening: Opening, error: UserError) -> str:
    """An encoding for a text that cannot be read in the likeliest one; the last takes any byte."""
    if error.field != "encoding" or (opening.encoding and not opening.said):
        return ""
    known = ["", *WESTERN].index(opening.encoding or "")
    return next(iter(WESTERN[known:]), "")
