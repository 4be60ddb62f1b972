"""The files of the record that a page shows: their tab, and what is dropped on the page."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from t20desk.attachments import can_attach
from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.looks.dropping import DropTarget
from t20desk.ui.looks.fitting_tabs import FittingTabs
from t20desk.ui.records.attachments_tab import AttachmentsTab


class Tabs(Protocol):
    """The tabs of a page with files."""

    files: AttachmentsTab | None

    def show_taken(self, mime: QMimeData) -> None:
        """Show where what is dropped goes."""


class Shown(Protocol):
    """What a page with files has."""

    record_id: int | None

    @property
    def tabs(self) -> "Tabs":
        """The tabs of the page."""


def add_files_tab(desk: Desk, kind: Kind, tabs: FittingTabs) -> AttachmentsTab | None:
    """A tab for the files of a kind's records, if they can have any."""
    if not can_attach(kind, desk.kinds["attachment"]):
        return None
    tab = AttachmentsTab(desk, kind.name)
    tab.counted.connect(tabs.add_counted(tab, _("Files"), 1))
    return tab


def take_drops(page: Shown) -> None:
    """Let files be dropped anywhere on the page of a record that is saved."""
    assert isinstance(page, QWidget)
    takes = lambda _mime: page.record_id is not None and page.tabs.files is not None  # noqa: E731
    DropTarget(page, partial(take_files, page), takes)


def take_files(page: Shown, mime: QMimeData) -> None:
    """Take what was dropped or pasted on the page, and show where it went."""
    if page.tabs.files is not None:
        page.tabs.show_taken(mime)
        page.tabs.files.take_mime(mime)
