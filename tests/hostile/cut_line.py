"""A line to a server that can be cut in the very moment in which a change is committed."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from threading import Thread

SOCKET = ".s.PGSQL.5432"
COMMIT = b"COMMIT\0"


class CutLine:
    """Stands between the program and its server; `cut` says when the next commit loses its line.

    Before the server hears of it, or after the server did it and before the answer.
    """

    def __init__(self, server: Path, folder: Path) -> None:
        self.folder = folder
        self.cut = ""
        self.closed_for = 0
        """So many further callers are turned away after the cut."""
        self._server = str(server / SOCKET)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / SOCKET))
        self._door.listen()
        Thread(target=self._greet, daemon=True).start()

    def close(self) -> None:
        """Let nobody through any more."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _greet(self) -> None:
        with suppress(OSError):
            while True:
                caller = self._door.accept()[0]
                if not self.cut and self.closed_for:
                    self.closed_for -= 1
                    caller.close()
                    continue
                Thread(target=self._carry, args=(caller,), daemon=True).start()

    def _carry(self, caller: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        with caller, server, suppress(OSError):
            server.connect(self._server)
            while True:
                for one in select([caller, server], [], [])[0]:
                    said = one.recv(100_000)
                    if not said:
                        return
                    if one is caller and COMMIT in said and self.cut:
                        when, self.cut = self.cut, ""
                        if when == "after":
                            server.sendall(said)
                            server.recv(100_000)
                        return
                    (server if one is caller else caller).sendall(said)


@contextmanager
def stretch_line(server: Path) -> Iterator[CutLine]:
    """A line to the server whose socket lies in that folder."""
    with tempfile.TemporaryDirectory(prefix="t20desk-", dir="/tmp") as folder:
        line = CutLine(server, Path(folder))
        yield line
        line.close()
