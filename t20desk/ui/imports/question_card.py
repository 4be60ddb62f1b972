"""The card of a column with questions: all its texts are found and answered, some at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from t20desk.db.fields import Field
from t20desk.db.keys import fold
from t20desk.i18n import _, ngettext, say_number
from t20desk.importing.values import Question
from t20desk.ui.desk import Desk
from t20desk.ui.imports.answer_box import AnswerBox, first_answer, is_clear, say_question
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import make_button, make_card, make_label

PAGE: Final = 40
"""So many texts of a column stand there at once; a box for each of thousands would take minutes."""
WAIT: Final = 150


class Said(NamedTuple):
    """What was answered, and its words where it was looked up among all values."""

    answer: str
    words: str = ""


def name_question(one: Question) -> tuple[str, ...]:
    """By what a question is known when it is asked again."""
    return one.sort, one.field, one.letter, fold(one.text)


class QuestionCard:
    """What is asked about one column; `frame` is what is seen of it."""

    def __init__(
        self,
        desk: Desk,
        group: Sequence[Question],
        field: Field | None,
        said: Mapping[tuple[str, ...], Said],
    ) -> None:
        self.boxes: list[AnswerBox] = []
        """The answers that are seen."""
        self.frame: QFrame = make_card()
        self._desk = desk
        self._group = group
        self._field = field
        known = [said.get(name_question(one)) for one in group]
        self._answers = [
            before.answer if before else first_answer(one, field)
            for one, before in zip(group, known, strict=True)
        ]
        self._folded = [fold(one.text) for one in group]
        self._looked_up = {at: one.words for at, one in enumerate(known) if one and one.words}
        """The words of answers that were looked up among all values."""
        self._shown: list[int] = []
        self._grid = QGridLayout()
        self.find = QLineEdit()
        self.more = make_button("", "flat", "importMoreTexts")
        self.count = make_label(look="quiet", name="importTextCount")
        self._timer = QTimer(self.frame)
        self._lay_out()
        self._show(PAGE)

    def give_answers(self) -> Iterable[tuple[Question, str]]:
        """Every question with its answer, whether it is seen or not."""
        self._keep()
        return zip(self._group, self._answers, strict=True)

    def list_said(self) -> Iterator[tuple[tuple[str, ...], Said]]:
        """Every answer by what its question is known by, to be given again."""
        for at, (one, answer) in enumerate(self.give_answers()):
            yield name_question(one), Said(answer, self._looked_up.get(at, ""))

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(18, 12, 18, 14)
        head = QHBoxLayout()
        head.addWidget(make_label(_say_column(self._group[0], self._field), "heading"))
        head.addStretch(1)
        self._add_shortcuts(head)
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(16)
        column.addLayout(head)
        self.find.setObjectName("importFindText")
        self.find.setPlaceholderText(_("Find one of these texts"))
        self.find.setAccessibleName(_("Find one of these texts"))
        self.find.setClearButtonEnabled(True)
        column.addWidget(self.find)
        column.addLayout(self._grid)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.more)
        column.addLayout(foot)
        self.find.setVisible(len(self._group) > PAGE)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(lambda: self._show(PAGE))
        self.find.textChanged.connect(lambda _text: self._timer.start())
        self.more.clicked.connect(self._show_more)

    def _add_shortcuts(self, head: QHBoxLayout) -> None:
        """Answers for all unknown texts of a column at once."""
        values = [one for one in self._group if one.sort == "value"]
        if len(values) < 2:
            return
        for answer, words, name in (
            ("", _("Take all proposals"), "importTakeAll"),
            ("create", _("Make the others"), "importMakeAll"),
            ("nothing", _("Leave all out"), "importLeaveAll"),
        ):
            if any(_offers(one, answer) for one in values):
                button = make_button(words, "flat", name)
                button.clicked.connect(lambda _on=False, answer=answer: self.choose_all(answer))
                head.addWidget(button)

    # --- texts --------------------------------------------------------------------------------

    def choose_all(self, answer: str) -> None:
        """Give one answer to all unknown texts, or take what is proposed where that is clear.

        Nothing is made for a text that means a record already, by what was chosen or for sure.
        """
        self._keep()
        for at, one in enumerate(self._group):
            if one.sort != "value" or not _offers(one, answer):
                continue
            if answer == "create":
                self._answers[at] = self._known_or_made(at)
            elif answer or is_clear(one):
                self._answers[at] = answer or one.proposals[0].answer
        for at, box in zip(self._shown, self.boxes, strict=True):
            box.choose(self._answers[at])

    def _known_or_made(self, at: int) -> str:
        """The record that a text means; "create" where it is none that is there."""
        open_answers = {one.answer for one in self._group[at].answers}
        if self._answers[at] not in open_answers or self._answers[at] == "create":
            return self._answers[at]
        first = first_answer(self._group[at], self._field)
        return "create" if first in open_answers else first

    def _show_more(self) -> None:
        first = len(self._shown)
        self._show(first + PAGE)
        self.boxes[first].setFocus()

    def _show(self, most: int) -> None:
        """Show the first texts that hold what is looked for, each with its answer."""
        self._keep()
        words = fold(self.find.text())
        found = [at for at, text in enumerate(self._folded) if words in text]
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._shown, self.boxes = found[:most], []
        for row, at in enumerate(self._shown):
            self._add_row(row, at)
        tab_as_laid_out(self.frame)
        left = len(found) - len(self._shown)
        words = ngettext("Show {number} more", "Show {number} more", min(left, PAGE))
        self.more.setText(words.format(number=min(left, PAGE)))
        self.more.setVisible(left > 0)
        told = _("{shown} of {number} texts are shown; those that stand in most cells come first.")
        self.count.setText(told.format(shown=len(self._shown), number=len(found)))
        self.count.setVisible(left > 0)

    def _keep(self) -> None:
        for at, box in zip(self._shown, self.boxes, strict=True):
            self._answers[at] = box.answer()
            if box.looked_up:
                self._looked_up[at] = box.looked_up

    def _add_row(self, row: int, at: int) -> None:
        question = self._group[at]
        box = AnswerBox(self._desk, question, self._field)
        if at in self._looked_up:
            box.offer(self._answers[at], self._looked_up[at])
        box.choose(self._answers[at])
        label = make_label(say_question(question), wrap=True)
        set_buddy(label, box)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(make_label(_say_cells(question), "quiet"), row, 1)
        self._grid.addWidget(box, row, 2)
        self.boxes.append(box)


def _offers(question: Question, answer: str) -> bool:
    """Whether a question can be answered so; without an answer, whether something is proposed."""
    if not answer:
        return bool(question.proposals)
    return any(one.answer == answer for one in question.answers)


def _say_column(question: Question, field: Field | None) -> str:
    if question.sort == "merged":
        return _("Merged cells in column {column}").format(column=question.letter)
    if question.sort == "hidden" or field is None:
        return _("Hidden rows")
    if not question.heading:
        return field.say()
    words = _("Column {letter} “{heading}” → {field}")
    return words.format(letter=question.letter, heading=question.heading, field=field.say())


def _say_cells(question: Question) -> str:
    """In how many cells a text stands, how many rows are meant, or which name it is like."""
    number = question.cells
    if not number and question.proposals:
        return _("is like {name}").format(name=question.proposals[0].words)
    if not number:
        return ""
    if question.sort == "hidden":
        return ngettext("{number} row", "{number} rows", number).format(number=number)
    return ngettext("in {number} cell", "in {number} cells", number).format(
        number=say_number(number)
    )
