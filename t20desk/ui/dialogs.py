"""Message boxes in plain text; a question is asked only before what cannot be undone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from t20desk.errors import Cancelled, UserError
from t20desk.i18n import _
from t20desk.ui.looks.tab_order import tab_to_main_first
from t20desk.ui.page import make_button, make_label
from t20desk.ui.screens import fit_screen

INPUT_WIDTH = 420
FEW_CHOICES = 12
"""So many are seen at one glance; of more, one is found by typing."""
FOLDER = "folder"
"""The property of the application, which all windows share, that holds where files were last."""


def run_dialog(dialog: QDialog) -> bool:
    """Show a dialog until it is answered, no larger than the screen; whether it was accepted.

    It goes as soon as the window has its turn again, so what was answered is to be read at once;
    closed alone it would stay as long as the window.
    """
    fit_screen(dialog)
    tab_to_main_first(dialog)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    if isValid(dialog):  # else it went with the page around it
        dialog.deleteLater()
    return accepted


def show_problem(parent: QWidget | None, sentence: str) -> None:
    """One sentence: what, where, what next."""
    run_dialog(_message_box(parent, sentence, QMessageBox.Icon.Warning))


def tell_error(parent: QWidget, error: Exception) -> None:
    """A sentence for the user; anything else is our mistake."""
    if not isinstance(error, UserError):
        raise error
    show_problem(parent, error.message)


def show_notice(parent: QWidget | None, sentence: str) -> None:
    """Something the user asked to be told."""
    run_dialog(_message_box(parent, sentence, QMessageBox.Icon.Information))


def ask_before(parent: QWidget | None, question: str, button: str) -> bool:
    """Ask before something harmful; the button says what it does, Cancel is the default."""
    box = _message_box(parent, question, QMessageBox.Icon.Question)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Cancel).setText(_("Cancel"))
    harmful = box.addButton(button, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    run_dialog(box)
    return box.clickedButton() is harmful


def offer_step(parent: QWidget | None, sentence: str, button: str) -> bool:
    """Say something and offer what may be done next; whether that was taken."""
    box = _message_box(parent, sentence, QMessageBox.Icon.Information)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.button(QMessageBox.StandardButton.Close).setText(_("Close"))
    step = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(step)
    run_dialog(box)
    return box.clickedButton() is step


def ask_which(parent: QWidget | None, question: str, *ways: str) -> int | None:
    """Which way is meant, counted from 0; the first is the usual one, and Cancel gives None."""
    box = _message_box(parent, question, QMessageBox.Icon.Question)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Cancel).setText(_("Cancel"))
    # By these roles Cancel stands at an end on every system, and not between the ways.
    roles = [QMessageBox.ButtonRole.YesRole] + [QMessageBox.ButtonRole.NoRole] * len(ways)
    buttons = [box.addButton(*one) for one in zip(ways, roles, strict=False)]
    box.setDefaultButton(buttons[0])
    run_dialog(box)
    clicked = box.clickedButton()
    return next((at for at, one in enumerate(buttons) if one is clicked), None)


def ask_to_save(parent: QWidget | None, question: str) -> str:
    """Save, discard or stay: the answer is one of these three words."""
    box = _message_box(parent, question, QMessageBox.Icon.Question)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)
    stay = box.addButton(_("Stay here"), QMessageBox.ButtonRole.RejectRole)
    discard = box.addButton(_("Discard what I typed"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    run_dialog(box)
    return "discard" if box.clickedButton() is discard else "stay"


class UpdateWait:
    """A bar that comes up once there is something to wait for; Cancel raises Cancelled."""

    def __init__(self, parent: QWidget | None, sentence: str) -> None:
        self._parent = parent
        self._sentence = sentence
        self._bar: QProgressDialog | None = None

    def tell(self, done: int, total: int) -> None:
        """How many of how many are done."""
        if self._bar is None:
            self._bar = QProgressDialog("", _("Cancel"), 0, total, self._parent)
            self._bar.setLabel(make_label(self._sentence))
            self._bar.setWindowTitle("t20desk")
            self._bar.setWindowModality(Qt.WindowModality.ApplicationModal)
            self._bar.setMinimumDuration(0)
        self._bar.setValue(min(done, total - 1))
        QApplication.processEvents()
        if self._bar.wasCanceled():
            raise Cancelled

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar.deleteLater()


def ask_text(parent: QWidget | None, title: str, label: str, text: str = "") -> str:
    """A line of text; empty where nothing was taken."""
    asked = _input_dialog(parent, title, label)
    asked.setTextValue(text)
    return _take_input(asked).strip()


def ask_secret(parent: QWidget | None, title: str, label: str) -> str:
    """A line of text that is not shown; empty where nothing was taken."""
    asked = _input_dialog(parent, title, label)
    asked.setTextEchoMode(QLineEdit.EchoMode.Password)
    return _take_input(asked)


def ask_choice(
    parent: QWidget | None, title: str, label: str, choices: Sequence[str], usual: int = 0
) -> int | None:
    """The place of what was chosen; None where nothing was taken.

    Of many, any part of a text finds it: somebody's family name behind the given one.
    """
    asked = _input_dialog(parent, title, label)
    asked.setComboBoxItems(choices)
    asked.setTextValue(choices[usual])
    if len(choices) > FEW_CHOICES:
        _find_by_any_part(asked, choices)
    found = _match_choice(choices, _take_input(asked))
    return None if found is None else choices.index(found)


def _find_by_any_part(asked: QInputDialog, choices: Sequence[str]) -> None:
    asked.setComboBoxEditable(True)
    box, accept = asked.findChild(QComboBox), asked.findChild(QDialogButtonBox)
    if box is None or accept is None:
        return
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    if (offers := box.completer()) is not None:
        offers.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        offers.setFilterMode(Qt.MatchFlag.MatchContains)
    button = accept.button(QDialogButtonBox.StandardButton.Ok)
    box.editTextChanged.connect(
        lambda text: button.setEnabled(_match_choice(choices, text) is not None)
    )
    if (line := box.lineEdit()) is not None:
        line.selectAll()


def _match_choice(choices: Sequence[str], text: str) -> str | None:
    """The choice that a text is, or the only one that it is a part of."""
    if text in choices:
        return text
    part = text.strip().casefold()
    found = [one for one in choices if part in one.casefold()] if part else []
    return found[0] if len(found) == 1 else None


def _input_dialog(parent: QWidget | None, title: str, label: str) -> QInputDialog:
    asked = QInputDialog(parent)
    asked.setWindowTitle(title)
    asked.setLabelText(label)
    asked.setOkButtonText(asked.okButtonText())  # makes the layout, which comes late otherwise
    if (layout := asked.layout()) is not None:
        layout.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
    asked.setMinimumWidth(INPUT_WIDTH)
    for one in asked.findChildren(QLabel):
        one.setTextFormat(Qt.TextFormat.PlainText)
    return asked


def _take_input(asked: QInputDialog) -> str:
    return asked.textValue() if run_dialog(asked) else ""


def choose_file(parent: QWidget | None, title: str, filters: str) -> Path | None:
    """A file that exists, or nothing."""
    name, _filter = QFileDialog.getOpenFileName(parent, title, str(usual_folder()), filters)
    return _note_chosen(name)


def choose_files(parent: QWidget | None, title: str, filters: str = "") -> list[Path]:
    """Files that exist, or none."""
    names, _filter = QFileDialog.getOpenFileNames(parent, title, str(usual_folder()), filters)
    return [path for path in map(_note_chosen, names) if path is not None]


def choose_target(parent: QWidget | None, title: str, suggestion: str, filters: str) -> Path | None:
    """A file to write; the system asks before one is replaced."""
    begin = str(usual_folder() / suggestion)
    name, _filter = QFileDialog.getSaveFileName(parent, title, begin, filters)
    return _note_chosen(name)


def choose_folder(parent: QWidget | None, title: str, begin: str = "") -> Path | None:
    """A folder that exists, or nothing; looked for from one to begin with where it is named."""
    name = QFileDialog.getExistingDirectory(parent, title, begin or str(usual_folder()))
    if name:
        note_folder(Path(name))
    return Path(name) if name else None


def usual_folder() -> Path:
    """Where files are looked for and put first: where the last one was, else the documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    app = QApplication.instance()
    last = app.property(FOLDER) if app is not None else None
    folders = (*([Path(last)] if last else []), Path(documents), Path.home())
    return next((folder for folder in folders if folder.is_dir()), Path())


def note_folder(folder: Path) -> None:
    """Files are chosen from this folder from now on."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(FOLDER, str(folder))


def _note_chosen(name: str) -> Path | None:
    if not name:
        return None
    note_folder(Path(name).parent)
    return Path(name)


class AskingDialog(QDialog):
    """A dialog that asks: a title, a column of what is asked, and the two answers below it."""

    def __init__(self, parent: QWidget | None, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 16, 18, 16)
        self.column.setSpacing(10)

    def add_answers(self, words: str) -> QPushButton:
        """Put Cancel and the button that takes what was chosen below all else."""
        return add_answers(self, self.column, words)


def add_answers(dialog: QDialog, column: QVBoxLayout, words: str) -> QPushButton:
    """Put Cancel and the button that takes what was chosen below a dialog."""
    row = QHBoxLayout()
    row.addStretch(1)
    cancel, take = make_button(_("Cancel")), make_button(words, "main", "takeAnswer")
    take.setDefault(True)
    set_answer_keys(take)
    cancel.clicked.connect(dialog.reject)
    take.clicked.connect(dialog.accept)
    row.addWidget(cancel)
    row.addWidget(take)
    column.addLayout(row)
    return take


def set_answer_keys(take: QPushButton) -> None:
    """Let a dialog be taken from any of its fields, as a mail is sent: Enter may begin a new line.

    Once for each button: two of the same keys would answer none.
    """
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(key), take).activated.connect(take.click)


def set_save_keys(save: QPushButton) -> None:
    """Let a dialog that saves be saved by the keys of a form too."""
    save.setShortcut("Ctrl+S")
    set_answer_keys(save)


def _message_box(parent: QWidget | None, sentence: str, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("t20desk")
    box.setText(sentence)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    return box
