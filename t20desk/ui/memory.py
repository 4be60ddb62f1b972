"""What stays on this computer between two starts: window, columns, recent files."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from t20desk.db.locating import place_name, without_password
from t20desk.errors import UserError
from t20desk.paths import data_folder
from t20desk.settings import put_aside
from t20desk.ui.screens import find_room, fit_screen

RECENT_FILES = 8


class Memory:
    """A small ini file; one that cannot be read is put aside as `.bak`."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_folder() / "window.ini"
        _drop_empty_lock(self._path)
        if self._path.exists() and not _is_ini(self._path):
            put_aside(self._path)
        self._store = QSettings(str(self._path), QSettings.Format.IniFormat)
        if self._store.status() != QSettings.Status.NoError:
            put_aside(self._path)
            self._store = QSettings(str(self._path), QSettings.Format.IniFormat)

    def recent_files(self) -> list[str]:
        """Addresses of the databases opened last, newest first; missing ones too.

        A password that an earlier version kept is left out, and so is what is no address.
        """
        value = self._store.value("recent_files", [])
        files = [value] if isinstance(value, str) else value
        known: list[str] = []
        for one in files if isinstance(files, list) else ():
            with suppress(UserError):
                place_name(str(one))
                known.append(without_password(str(one)))
        return known[:RECENT_FILES]

    def remember_file(self, address: str) -> None:
        """Put an address at the top of the recent ones; a password is not kept."""
        known = dict.fromkeys([without_password(address), *self.recent_files()])
        self._store.setValue("recent_files", list(known)[:RECENT_FILES])

    def remember_window(self, window: QWidget) -> None:
        """Keep size and place of a window."""
        self._store.setValue("geometry", window.saveGeometry())

    def restore_window(self, window: QWidget) -> None:
        """Put a window where it was, but never off the screens there are now, nor beyond one."""
        kept = self._store.value("geometry")
        if isinstance(kept, QByteArray):
            window.restoreGeometry(kept)
        elif fit_screen(window):
            window.move(find_room(window).topLeft())
        middle = window.frameGeometry().center()
        if QGuiApplication.screenAt(middle) is None:
            window.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())

    def text(self, key: str) -> str:
        """A small value by key; "" where there is none."""
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def keep_text(self, key: str, value: str) -> None:
        """Keep a small value by key."""
        self._store.setValue(key, value)

    def save(self) -> None:
        """Write to the disk now."""
        self._store.sync()


def _drop_empty_lock(path: Path) -> None:
    """Drop the lock of a program that was killed before it wrote its number into it.

    Qt cannot know whose it is and would wait half a minute for it at every start.
    """
    lock = path.with_name(path.name + ".lock")
    with suppress(OSError):
        if lock.stat().st_size == 0:
            lock.unlink()


def _is_ini(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return all(line.startswith(("[", ";")) or "=" in line for line in lines)
