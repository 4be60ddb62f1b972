"""The files from outside that wait on this computer until somebody deals with them."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from t20desk.paths import data_folder
from t20desk.ui.memory import Memory

MOST = 200
FOLDER = "in-tray"


def tray_folder() -> Path:
    """Where pasted tables wait, beside the settings of this computer."""
    folder = data_folder() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Tray(QObject):
    """Paths, the newest first; they are remembered for each database."""

    changed = Signal()

    def __init__(self, memory: Memory, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._name = f"tray_{sha256(address.encode()).hexdigest()[:16]}"

    def paths(self) -> list[Path]:
        """What waits; a file that is gone waits no more."""
        kept = self._memory.text(self._name).splitlines()
        return [path for path in map(Path, kept) if path.exists()]

    def add(self, paths: Iterable[Path]) -> None:
        """Let files wait; one that waits already comes to the front."""
        fresh = list(dict.fromkeys(path.absolute() for path in paths))
        self._keep([*fresh, *(path for path in self.paths() if path not in fresh)])

    def remove(self, path: Path) -> None:
        """Let a file wait no more; the file stays, unless it was pasted here."""
        left = [one for one in self.paths() if one != path.absolute()]
        if len(left) < len(self.paths()):
            self._keep(left)
        if path.parent == data_folder() / FOLDER:
            path.unlink(missing_ok=True)

    def _keep(self, paths: list[Path]) -> None:
        self._memory.keep_text(self._name, "\n".join(map(str, paths[:MOST])))
        self.changed.emit()
