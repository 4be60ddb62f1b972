"""One window for one file: a second start raises the first one.

Qt's network part is brought where it is needed: once a window stands, or another one is there.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDir, QObject, QTimer, Signal

from t20desk.db.locating import is_server, without_password
from t20desk.errors import UserError
from t20desk.ui.jobs import AFTER_FIRST_ROWS

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE: Final = 4000
"""Milliseconds in which a window that is asked to come forward must answer; then it hangs."""


class Doorbell(QObject):
    """Tells the window of a database that somebody opened the same one again."""

    rung = Signal()

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self.name = door_name(address)
        self._server: QLocalServer | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._listen)
        # No second start is as quick as that.
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
        if not server.listen(self.name):
            QLocalServer.removeServer(self.name)
            server.listen(self.name)
        server.newConnection.connect(self._answer)
        self._server = server

    def _answer(self) -> None:
        if self._server is not None:
            while self._server.hasPendingConnections():
                _reply(self._server.nextPendingConnection())
        self.rung.emit()


def _reply(caller: "QLocalSocket") -> None:
    """Say that somebody is at home: the caller need not open a window of its own."""
    caller.disconnected.connect(caller.deleteLater)
    caller.write(b"here\n")
    caller.disconnectFromServer()


def ring_other(address: str) -> bool:
    """Whether another window has this database open; it is asked to come forward.

    One that hangs does not answer, nor one that is just being closed: they are as good as none.
    """
    name = door_name(address)
    if os.name == "posix" and not Path(QDir.tempPath(), name).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(300):
        return False
    socket.write(b"raise\n")
    answered = bool(socket.bytesAvailable()) or socket.waitForReadyRead(PATIENCE)
    socket.abort()
    return answered


def door_name(address: str) -> str:
    """The name under which the window of a database can be called."""
    key = address
    if not is_server(address):
        key = str(Path(address).absolute().resolve())
    else:
        with suppress(UserError):  # what is no address is refused where it is opened
            key = without_password(address)
    return f"t20desk-{sha256(key.encode()).hexdigest()[:24]}"
