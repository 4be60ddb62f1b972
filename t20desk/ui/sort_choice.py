"""By which columns a list is sorted, one after the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from t20desk.db.fields import Kind, Kinds
from t20desk.i18n import _
from t20desk.ui.column_paths import list_paths
from t20desk.ui.dialogs import add_answers
from t20desk.ui.page import make_button, make_label

Sort = tuple[str, ...]


def choose_sort(parent: QWidget, kinds: Kinds, kind: Kind, sort: Sort) -> Sort | None:
    """Ask for the order of a list; None where it stays as it is."""
    dialog = SortDialog(parent, kinds, kind, sort)
    return dialog.sort() if dialog.exec() == QDialog.DialogCode.Accepted else None


class SortLine(QWidget):
    """One column of a sort and its direction."""

    def __init__(self, paths: Sequence[tuple[str, str]], path: str) -> None:
        super().__init__()
        self.field = QComboBox()
        self.field.setAccessibleName(_("Column"))
        for name, label in paths:
            self.field.addItem(label.replace(": ", " › "), name)
        self.field.setCurrentIndex(max(self.field.findData(path.removeprefix("-")), 0))
        self.direction = QComboBox()
        self.direction.setAccessibleName(_("Direction"))
        self.direction.addItem(_("upwards: A to Z, 1 to 9"), "")
        self.direction.addItem(_("downwards: Z to A, 9 to 1"), "-")
        self.direction.setCurrentIndex(1 if path.startswith("-") else 0)
        self.remove = make_button("✕", "flat", "removeSort")
        self.remove.setAccessibleName(_("Take this column out of the sort"))
        self.remove.setToolTip(_("Take this column out of the sort"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.direction)
        row.addWidget(self.remove)

    def path(self) -> str:
        """The column, behind a minus where it is sorted downwards."""
        return f"{self.direction.currentData()}{self.field.currentData()}"


class SortDialog(QDialog):
    """Lists the columns of a sort; the first one counts most."""

    def __init__(self, parent: QWidget, kinds: Kinds, kind: Kind, sort: Sort) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sort"))
        self.setMinimumWidth(520)
        self._paths = list_paths(kinds, kind)
        self._lines = QVBoxLayout()
        self._shown: list[SortLine] = []
        self.add = make_button("+ " + _("Add a column"), "flat", "addSort")
        self.add.clicked.connect(lambda: self._add_line(self._next_path()))
        words = _("The first column counts most; the next ones order what is equal there.")
        column = QVBoxLayout(self)
        column.addWidget(make_label(words, "quiet", wrap=True))
        column.addLayout(self._lines)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        add_answers(self, column, _("Sort"))
        for path in sort or (self._paths[0][0],):
            self._add_line(path)

    def lines(self) -> list[SortLine]:
        """The lines from top to bottom."""
        return list(self._shown)

    def sort(self) -> Sort:
        """The columns chosen, none twice."""
        chosen: dict[str, str] = {}
        for line in self.lines():
            chosen.setdefault(line.path().removeprefix("-"), line.path())
        return tuple(chosen.values())

    def _next_path(self) -> str:
        taken = {line.path().removeprefix("-") for line in self.lines()}
        return next((path for path, _label in self._paths if path not in taken), self._paths[0][0])

    def _add_line(self, path: str) -> None:
        line = SortLine(self._paths, path)
        line.remove.clicked.connect(lambda: self._drop_line(line))
        self._lines.addWidget(line)
        self._shown.append(line)

    def _drop_line(self, line: SortLine) -> None:
        self._lines.removeWidget(line)
        self._shown.remove(line)
        line.hide()
        line.deleteLater()
