"""A text of the office's letters, written beside one letter as it will be."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.editing import plan_delete
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGE_NAMES, LANGUAGES, _, language
from t20desk.letters.filling import PLACEHOLDERS, check_text, write_mark
from t20desk.letters.texts import KIND, LetterText, find_text, plan_text
from t20desk.printing.letter_making import Round, write_sample
from t20desk.printing.letter_rounds import choose_round
from t20desk.printing.sheets import Paper
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import add_answers, run_dialog
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.page import Notice, make_button, make_label
from t20desk.ui.papers.paper_view import PaperView

PAUSE = 350
"""Milliseconds without a key after which the letter is laid out anew."""
MOST_READERS = 25
"""Among so many the one is looked for whose letter is shown."""
LONGEST_NAME, LONGEST_SUBJECT = 120, 300


class LetterDialog(QDialog):
    """Name, subject and text at the left, one letter at the right; a language at a time."""

    def __init__(self, parent: QWidget, desk: Desk, text: LetterText, readers: Round) -> None:
        super().__init__(parent)
        self._desk, self._text, self._readers = desk, text, readers
        self._subjects, self._texts = dict(text.subjects), dict(text.texts)
        self._tongue = readers.language or text.choose_language()
        self.kept_key = ""
        """By which the text is found once it is kept."""
        self.name, self.subject = QLineEdit(text.name), QLineEdit()
        self.shape, self.text = QComboBox(), QPlainTextEdit()
        self.tongues = ChipRow([(code, LANGUAGE_NAMES[code]) for code in LANGUAGES])
        self.insert = make_button(_("Insert"), "flat", "insertPlaceholder")
        self.remove = make_button(_("Delete this text"), "flat", "deleteText")
        self.notice, self.view = Notice("letterNotice"), PaperView()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.show_letter)
        self.setWindowTitle(_("Text of a letter"))
        self.resize(960, 540)
        self._lay_out()
        self._show_tongue(self._tongue)
        self._connect()
        self.show_letter()

    def written(self) -> LetterText:
        """The text as it is typed by now."""
        self._keep()
        return replace(
            self._text,
            name=self.name.text(),
            shape=str(self.shape.currentData()),
            subjects=self._subjects,
            texts=self._texts,
        )

    def show_letter(self) -> None:
        """Lay one letter out, or say what cannot be filled."""
        text, readers = self.written(), self._readers._replace(language=self._tongue)
        try:
            check_text(text.subjects.get(self._tongue, ""))
            check_text(text.texts.get(self._tongue, ""))
        except UserError as error:
            self.notice.say(error.message)
            return
        self.notice.say("")
        make = partial(write_sample, self._desk.db, text, readers)
        self._desk.jobs.write(make, self._show_paper, self._on_failure, _("Laying out pages"))

    def accept(self) -> None:
        """Keep the text as the office's own."""
        if self._end(lambda: plan_text(self._desk.db, self.written())):
            self.kept_key = find_text(self._desk.db, self.name.text()).key
            super().accept()

    def delete_text(self) -> None:
        """Take the office's own text away; one of the program comes back in its place."""
        own = [self._text.id] if self._text.id is not None else []
        if self._end(lambda: plan_delete(self._desk.db, KIND, own)):
            self.kept_key = find_text(self._desk.db, "").key
            super().accept()

    def _end(self, plan: Callable[[], Change]) -> bool:
        hindered = self._desk.attempt(plan)
        self.notice.say(hindered)
        return not hindered

    def _show_paper(self, paper: Paper) -> None:
        self.view.show_paper(paper)

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.notice.say(error.message)

    def _keep(self) -> None:
        self._subjects[self._tongue] = self.subject.text()
        self._texts[self._tongue] = self.text.toPlainText()

    def _change_tongue(self, tongue: str) -> None:
        self._keep()
        self._show_tongue(tongue)
        self.show_letter()

    def _show_tongue(self, tongue: str) -> None:
        self._tongue = tongue
        self.tongues.choose(tongue)
        self.subject.setText(self._subjects.get(tongue, ""))
        self.text.setPlainText(self._texts.get(tongue, ""))

    def _put_mark(self, name: str) -> None:
        """Write a placeholder where the cursor is, by its word in the language of the text."""
        mark = write_mark(name, self._tongue)
        if self.subject.hasFocus():
            self.subject.insert(mark)
        else:
            self.text.insertPlainText(mark)

    def _connect(self) -> None:
        for signal in (self.subject.textEdited, self.name.textEdited):
            signal.connect(lambda _text: self._wait.start())
        self.text.textChanged.connect(self._wait.start)
        self.shape.activated.connect(lambda _row: self.show_letter())
        self.tongues.chosen.connect(self._change_tongue)
        self.remove.clicked.connect(self.delete_text)

    def _lay_out(self) -> None:
        self.name.setMaxLength(LONGEST_NAME)
        self.subject.setMaxLength(LONGEST_SUBJECT)
        for code, word in self._desk.kinds[KIND].fields["shape"].type.choices():
            self.shape.addItem(_(word), code)
        self.shape.setCurrentIndex(max(self.shape.findData(self._text.shape), 0))
        self.text.setTabChangesFocus(True)
        menu = QMenu(self.insert)
        for name, label in sorted(PLACEHOLDERS.items(), key=lambda one: _(one[1])):
            menu.addAction(_(label), partial(self._put_mark, name))
        self.insert.setMenu(menu)
        self.remove.setVisible(self._text.id is not None)
        form = QFormLayout()
        for label, editor in (
            (_("Name"), self.name),
            (_("Kind of paper"), self.shape),
            (_("Language"), self.tongues),
            (_("Subject"), self.subject),
        ):
            editor.setAccessibleName(label)
            form.addRow(label, editor)
        self.text.setAccessibleName(_("Text"))
        left, answers = QVBoxLayout(), QVBoxLayout()
        left.addLayout(form)
        left.addWidget(self.text, 1)
        hint = _("A line whose placeholders are all empty is left out.")
        left.addWidget(make_label(hint, "quiet", wrap=True))
        verbs = QHBoxLayout()
        verbs.addWidget(self.insert)
        verbs.addStretch(1)
        verbs.addWidget(self.remove)
        left.addLayout(verbs)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self.notice)
        column.addLayout(answers)
        add_answers(self, answers, _("Save")).setShortcut("Ctrl+S")


def write_text(parent: QWidget, desk: Desk, given: Mapping[str, Any], is_new: bool) -> str:
    """Let a text be written for the readers that a paper was asked for; its key once it is kept.

    Raises UserError where the readers or the text cannot be found.
    """
    words = {name: str(given.get(name, "")) for name in ("view", "search", "ids")}
    words["guests"] = str(given.get("guests", "own"))
    kind = str(given.get("kind", "participation"))
    readers = choose_round(desk.db, kind, str(given.get("event", "")), words)
    readers = readers._replace(
        ids=readers.ids[:MOST_READERS], language=str(given.get("language", ""))
    )
    text = start_text() if is_new else find_text(desk.db, str(given.get("letter", "")))
    dialog = LetterDialog(parent.window(), desk, text, readers)
    if not run_dialog(dialog):
        return ""
    return dialog.kept_key


def start_text() -> LetterText:
    """A new text: the greeting, and the rest to be written."""
    mark = write_mark("salutation", language())
    return LetterText("", "", "letter", {}, {language(): f"{mark}\n\n"})
