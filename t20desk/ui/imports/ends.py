"""Where taking files in begins and where it ends: a place for a file, and what was done with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from t20desk.i18n import _
from t20desk.ui.dialogs import choose_file, choose_files
from t20desk.ui.imports.pasted_tables import has_table, keep_table
from t20desk.ui.looks.dropping import copied_data, file_paths
from t20desk.ui.looks.sign import Sign
from t20desk.ui.page import make_button, make_label


class BeginStep(QWidget):
    """An empty page that says what can be put here, and asks for a file."""

    given = Signal(object)
    """The path of a file."""

    def __init__(
        self, door: str, title: str, heading: str, words: str, files: str, *others: QWidget
    ) -> None:
        super().__init__()
        self._title, self._files = title, files
        self.choose = make_button(_("Choose a file …"), "main", f"{door}Choose")
        self.choose.clicked.connect(self._choose_file)
        drawing = Sign(48, "mdi6.file-import-outline")
        self.heading = make_label(heading, "heading", wrap=True, name=f"{door}Begin")
        self._asked = heading
        self.words = make_label(words, "quiet", wrap=True)
        _put_in_the_middle(self, (drawing, self.heading, self.words), (*others, self.choose))

    def ask(self, heading: str) -> None:
        """Ask for a file in these words."""
        self._asked = heading
        self.show_reading("")

    def show_reading(self, name: str) -> None:
        """Say that a file is read; without its name ask for one again."""
        self.heading.setText(say_reading(name) if name else self._asked)
        self.words.setVisible(not name)

    def _choose_file(self) -> None:
        chosen = choose_file(self, self._title, self._files)
        if chosen is not None:
            self.given.emit(chosen)


class PasteStep(BeginStep):
    """A begin that takes copied cells too, and several files at once."""

    refused = Signal(str)
    several = Signal(object)
    """The paths of files that were chosen or copied together."""

    def __init__(self, door: str, title: str, heading: str, words: str, files: str) -> None:
        self.paste = make_button(_("Paste a table"), "", f"{door}Paste")
        super().__init__(door, title, heading, words, files, self.paste)
        self.paste.clicked.connect(self.paste_table)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.paste_table)

    def paste_table(self) -> None:
        """Take the cells that were copied, or the files."""
        mime = copied_data()
        paths = file_paths(mime)
        if paths:
            self._hand_over(paths)
        elif has_table(mime):
            self.given.emit(keep_table(mime))
        else:
            sentence = _("There is no table on the clipboard; copy some cells in Excel first.")
            self.refused.emit(sentence)

    def _choose_file(self) -> None:
        self._hand_over(choose_files(self, self._title, self._files))

    def _hand_over(self, paths: Sequence[Path]) -> None:
        if len(paths) > 1:
            self.several.emit(paths)
        elif paths:
            self.given.emit(paths[0])


class EndStep(QWidget):
    """What was taken, and what may come next."""

    def __init__(self, door: str, again: str, undo: str, undone: str) -> None:
        super().__init__()
        self._said, self._undone = "", undone
        self.result = make_label(look="heading", wrap=True, name=f"{door}Result")
        self.show_list = make_button(_("Show the list"), "main", f"{door}Show")
        self.again = make_button(again, "", f"{door}Again")
        self.take_back = make_button(undo, "", f"{door}Undo")
        _put_in_the_middle(self, (self.result,), (self.take_back, self.again, self.show_list))

    def show_result(self, said: str) -> None:
        """Say what was done; it may be undone."""
        self._said = said
        self.show_undone(False)

    def show_undone(self, is_undone: bool) -> None:
        """Say that it was taken back, or once more what was done where it is in force again."""
        self.result.setText(self._undone if is_undone else self._said)
        self.take_back.setEnabled(not is_undone)


def say_reading(name: str) -> str:
    """What is read."""
    return _("Reading {file} …").format(file=name)


def _put_in_the_middle(
    page: QWidget, labels: tuple[QLabel, ...], buttons: tuple[QWidget, ...]
) -> None:
    column = QVBoxLayout(page)
    column.addStretch(2)
    for label in labels:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    column.addSpacing(12)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(3)
