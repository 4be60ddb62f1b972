"""By which columns a list is sorted, one after the other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from t20desk.db.fields import Kind, Kinds
from t20desk.i18n import _
from t20desk.ui.dialogs import AskingDialog, run_dialog
from t20desk.ui.looks.removable_lines import LineList, RemovableLine
from t20desk.ui.page import make_label
from t20desk.ui.tables.column_paths import list_paths, say_path

Sort = tuple[str, ...]


def choose_sort(parent: QWidget, kinds: Kinds, kind: Kind, sort: Sort) -> Sort | None:
    """Ask for the order of a list; None where it stays as it is."""
    dialog = SortDialog(parent, kinds, kind, sort)
    return dialog.sort() if run_dialog(dialog) else None


class SortLine(RemovableLine):
    """One column of a sort and its direction."""

    def __init__(self, paths: Sequence[tuple[str, str]], path: str) -> None:
        super().__init__("removeSort", _("Take this column out of the sort"))
        self.field = QComboBox()
        self.field.setAccessibleName(_("Column"))
        for name, label in paths:
            self.field.addItem(say_path(label), name)
        self.field.setCurrentIndex(max(self.field.findData(path.removeprefix("-")), 0))
        self.direction = QComboBox()
        self.direction.setAccessibleName(_("Direction"))
        self.direction.addItem(_("upwards: A to Z, 1 to 9"), "")
        self.direction.addItem(_("downwards: Z to A, 9 to 1"), "-")
        self.direction.setCurrentIndex(1 if path.startswith("-") else 0)
        self.lay_out(self.field, self.direction)

    def path(self) -> str:
        """The column, behind a minus where it is sorted downwards."""
        return f"{self.direction.currentData()}{self.field.currentData()}"


class SortDialog(AskingDialog):
    """Lists the columns of a sort; the first one counts most."""

    def __init__(self, parent: QWidget, kinds: Kinds, kind: Kind, sort: Sort) -> None:
        super().__init__(parent, _("Sort"), 520)
        self._paths = list_paths(kinds, kind)
        self._lines = LineList(_("Add a column"), "addSort", self._make_next)
        self.add, self.lines = self._lines.add, self._lines.lines
        words = _("The first column counts most; the next ones order what is equal there.")
        column = self.column
        column.addWidget(make_label(words, "quiet", wrap=True))
        column.addWidget(self._lines)
        column.addStretch(1)
        self.add_answers(_("Sort"))
        for path in sort or (self._paths[0][0],):
            self._lines.add_line(SortLine(self._paths, path))

    def sort(self) -> Sort:
        """The columns chosen, none twice."""
        chosen: dict[str, str] = {}
        for line in self.lines():
            chosen.setdefault(line.path().removeprefix("-"), line.path())
        return tuple(chosen.values())

    def _make_next(self) -> SortLine:
        taken = {line.path().removeprefix("-") for line in self.lines()}
        first = self._paths[0][0]
        path = next((path for path, _label in self._paths if path not in taken), first)
        return SortLine(self._paths, path)
