"""What is dropped or pasted: files and pictures, taken out of what the system hands over."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from t20desk.i18n import _

if TYPE_CHECKING:
    from t20desk.attachments import Incoming

_ENDINGS: Final = ".xlsx .xlsm .xlsb .xls .ods .csv .tsv .txt .html .htm .vcf .ics .eml .msg"
TRAY_ENDINGS: Final = frozenset(_ENDINGS.split())
Drop = Callable[[QMimeData], None]
Takes = Callable[[QMimeData], bool]


def copied_data() -> QMimeData:
    """What was copied last; empty where the clipboard holds nothing at all."""
    # Qt gives nothing for an empty clipboard, whatever its declaration says.
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if data is None else data


def has_files(mime: QMimeData) -> bool:
    """Whether files of this computer, or a picture, were handed over."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def brings_files(mime: QMimeData) -> bool:
    """Whether nothing but files or a picture was copied; a spreadsheet adds a picture to cells."""
    return has_files(mime) and (mime.hasUrls() or not mime.hasText())


def file_paths(mime: QMimeData) -> list[Path]:
    """The files of this computer that were handed over."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def tray_paths(mime: QMimeData) -> list[Path]:
    """The tables and mails among the files that were handed over."""
    return [path for path in file_paths(mime) if path.suffix.lower() in TRAY_ENDINGS]


def take_mime(mime: QMimeData, without: Sequence[Path] = ()) -> "list[Incoming]":
    """The files, else the picture; raises UserError for folders and files that are not there."""
    from t20desk.attachments import Incoming, take_files

    if paths := file_paths(mime):
        return take_files([path for path in paths if path not in without])
    picture = picture_bytes(mime)
    if not picture:
        return []
    when = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    return [Incoming(_("Picture {time}").format(time=when) + ".png", picture)]


def picture_bytes(mime: QMimeData) -> bytes:
    """A picture that was handed over as such, written as PNG; nothing where there is none."""
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class DropTarget(QObject):
    """Lets files be dropped on a widget; a frame shows that it takes them."""

    def __init__(self, widget: QWidget, on_drop: Drop, takes: Takes) -> None:
        super().__init__(widget)
        self._on_drop = on_drop
        self._takes = takes
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._take_drop(event)
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._greet(event)
        return False

    def _greet(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not (has_files(event.mimeData()) and self._takes(event.mimeData())):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _take_drop(self, event: QDropEvent) -> bool:
        if not (has_files(event.mimeData()) and self._takes(event.mimeData())):
            return False
        # Copied, never moved: the sender would delete its file.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._on_drop(event.mimeData())
        return True


class FileShield(QObject):
    """Keeps files that are dropped on a window out of the fields of text that lie in it.

    Such a field would take the path of a file for what is to be typed. While files are dragged
    over the window its fields take nothing, so that Qt offers them to the page around.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._closed: list[QWidget] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            # Only the window of the system hears of a drag before Qt looks who takes it.
            watched.removeEventFilter(self)
            self._window.windowHandle().installEventFilter(self)
        elif isinstance(event, QDragEnterEvent) and watched is not self._window:
            self._open()
            if has_files(event.mimeData()):
                self._close()
        elif kind in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            QTimer.singleShot(0, self, self._open)
        return False

    def _close(self) -> None:
        for sort in (QLineEdit, QPlainTextEdit, QTextEdit):
            fields = self._window.findChildren(sort)
            self._closed.extend(one for one in fields if one.acceptDrops())
        for field in self._closed:
            field.setAcceptDrops(False)

    def _open(self) -> None:
        for field in self._closed:
            # A page, and its fields with it, may have gone meanwhile.
            if isValid(field):
                field.setAcceptDrops(True)
        self._closed.clear()
