"""One window for one file: a second start raises the first one.

Qt's network part is brought where it is needed: once a window stands, or another one is there.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDir, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

AFTER_FIRST_ROWS: Final = 150
"""Milliseconds before the bell can ring: the rows come first, and no second start is as quick."""


class Doorbell(QObject):
    """Tells the window of a database that somebody opened the same one again."""

    rung = Signal()

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = door_name(address)
        self._server: QLocalServer | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._listen)
        self._soon.start(AFTER_FIRST_ROWS)

    def close(self) -> None:
        """Listen no more, nor begin to while this waits to be deleted."""
        self._soon.stop()
        if self._server is not None:
            self._server.close()
        self.deleteLater()

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)
            server.listen(self._name)
        server.newConnection.connect(self._answer)
        self._server = server

    def _answer(self) -> None:
        if self._server is not None:
            while self._server.hasPendingConnections():
                self._server.nextPendingConnection().deleteLater()
        self.rung.emit()


def ring_other(address: str) -> bool:
    """Whether another window has this database open; it is asked to come forward."""
    name = door_name(address)
    if os.name == "posix" and not Path(QDir.tempPath(), name).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(300):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(500)
    socket.disconnectFromServer()
    return True


def door_name(address: str) -> str:
    """The name under which the window of a database can be called."""
    key = address if "://" in address else str(Path(address).absolute().resolve())
    return f"t20desk-{sha256(key.encode()).hexdigest()[:24]}"
