"""Files dropped on a widget, as the system does it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from t20desk.ui.tables.clipboard import make_data


def mime_of(*paths: Path) -> QMimeData:
    """Files as they are dropped or lie on the clipboard."""
    mime = make_data()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop_over(widget: QWidget, mime: QMimeData) -> bool:
    """Drop on a window of the system, where a widget is shown; Qt looks who takes it."""
    window = widget.window()
    assert window.childAt(widget.mapTo(window, QPoint(5, 5))) is widget
    return drop(window.windowHandle(), mime, widget.mapTo(window, QPoint(5, 5)))


def drop(widget: QObject, mime: QMimeData, at: QPoint | None = None) -> bool:
    """Drop as the system does: first it asks, then it drops."""
    at = at or QPoint(5, 5)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(at, copy, mime, buttons, keys)
    QApplication.sendEvent(widget, entering)
    if not entering.isAccepted():
        return False
    dropping = QDropEvent(QPointF(at), copy, mime, buttons, keys)
    QApplication.sendEvent(widget, dropping)
    return dropping.isAccepted()
