"""The yardsticks: a bare window that imports sqlalchemy.orm, a bare table over a list in memory."""

import json
import sys
import time
from typing import Any

import sqlalchemy.orm  # noqa: F401 - part of the yardstick
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

COLUMNS = 9


class ListModel(QAbstractTableModel):
    """Rows of texts in a list."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = [tuple(f"Sample {row} {at}" for at in range(COLUMNS)) for row in range(rows)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


class BareWindow(QMainWindow):
    """A window that says when it was first painted."""

    painted = 0.0

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if not self.painted:
            QTimer.singleShot(0, self._note)

    def _note(self) -> None:
        self.painted = time.monotonic()
        QApplication.quit()


def start_window(app: QApplication) -> dict[str, Any]:
    """When a bare window was painted."""
    window = BareWindow()
    window.resize(1280, 800)
    window.show()
    app.exec()
    return {"painted": window.painted, "used": time.process_time()}


def measure_table(rows: int) -> dict[str, Any]:
    """Jumps and the longest gap while a bare table is scrolled."""
    from window_watch import Heartbeat, Watch, jump_about, rest, scroll_pages, used_each

    window, table = QMainWindow(), QTableView()
    model = ListModel(rows)
    table.setModel(model)
    table.verticalHeader().setDefaultSectionSize(34)
    window.setCentralWidget(table)
    window.resize(1280, 800)
    window.show()
    watch, heart = Watch(table), Heartbeat()
    watch.wait(lambda: True)
    rest(300)
    jumps = used_each(lambda: jump_about(table, watch, lambda: True, 200))
    heart.begin()
    scroll_pages(table, 8)
    return {"jump": jumps, "gaps": heart.end()}


def main() -> None:
    app = QApplication([])
    rows = int(sys.argv[1])
    print(json.dumps(measure_table(rows) if rows else start_window(app)))


if __name__ == "__main__":
    main()
