"""The third step of an import, shown only where something is to be asked: once for each column."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Field, Kind
from t20desk.db.types import typed_reading
from t20desk.i18n import _, ngettext
from t20desk.importing.likeness import list_values
from t20desk.importing.questions import answer_question
from t20desk.importing.values import ImportOptions, Proposal, Question
from t20desk.ui.desk import Desk
from t20desk.ui.imports.import_lines import field_at
from t20desk.ui.page import make_button, make_card, make_label
from t20desk.ui.records.value_dialog import ValueDialog

OTHER: Final = "other"
FEW_VALUES: Final = 12
SURE_VALUE: Final = 75
SURE_RECORD: Final = 88
APART: Final = 5
"""So sure a proposal is chosen beforehand; it is seen here before anything is done with it."""


class AnswerBox(QComboBox):
    """The possible answers to one question."""

    def __init__(self, desk: Desk, question: Question, field: Field | None) -> None:
        super().__init__()
        self.question = question
        self._desk = desk
        self._field = field
        self._shown = 0
        self.setObjectName("importAnswer")
        self.setAccessibleName(_say_spoken(question))
        self.setMinimumWidth(340)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for proposal in question.proposals:
            self.addItem(proposal.words, proposal.answer)
        if question.proposals:
            self.insertSeparator(self.count())
        for proposal in (*question.answers, *self._list_others()):
            self.addItem(proposal.words, proposal.answer)
        if question.sort == "value":
            self.addItem(_("another value …"), OTHER)
        self.choose(self._first_answer())
        self.activated.connect(self._on_activated)

    def _list_others(self) -> Sequence[Proposal]:
        if self.question.sort != "value" or self._field is None or self._field.target:
            return ()
        values = list_values(self._field.type)
        offered = {one.answer for one in self.question.proposals}
        fresh = [one for one in values if one.answer not in offered]
        return fresh if len(values) <= FEW_VALUES else ()

    def _first_answer(self) -> str:
        """The surest proposal, the manner of the language in use, else the first answer."""
        question = self.question
        sure = SURE_RECORD if self._field and self._field.target else SURE_VALUE
        if question.proposals and question.proposals[0].score >= sure and self.is_clear():
            return question.proposals[0].answer
        usual = typed_reading()
        for answer in (usual.date_order, usual.decimal):
            if answer and any(one.answer == answer for one in question.answers):
                return answer
        return question.answers[0].answer if question.answers else ""

    def is_clear(self) -> bool:
        """Whether one proposal is likelier than all others; what could be two is never guessed."""
        scores = [one.score for one in self.question.proposals]
        return bool(scores) and (len(scores) == 1 or scores[0] - scores[1] >= APART)

    def choose(self, answer: str) -> None:
        """Choose an answer, where it is among those offered."""
        at = self.findData(answer)
        if at >= 0:
            self.setCurrentIndex(at)
            self._shown = at

    def answer(self) -> str:
        """What is chosen."""
        return str(self.currentData() or "")

    def _on_activated(self) -> None:
        if self.currentData() != OTHER or self._field is None:
            self._shown = self.currentIndex()
            return
        dialog = ValueDialog(self, self._desk, self._field, self.question.text)
        taken = dialog.exec() == ValueDialog.DialogCode.Accepted
        if taken and dialog.value:
            if self.findData(dialog.value) < 0:
                self.insertItem(0, dialog.words, dialog.value)
            self._shown = self.findData(dialog.value)
        self.setCurrentIndex(self._shown)
        dialog.deleteLater()


class QuestionsStep(QWidget):
    """Cards, one for each column that something is to be asked about."""

    answered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.boxes: list[AnswerBox] = []
        self.back = make_button(_("Columns"), "", "importBackToColumns")
        self.go_on = make_button(_("Show preview"), "main", "importAnswered")
        self._inside = QWidget()
        self._inside.setObjectName("cards")
        self._cards = QVBoxLayout(self._inside)
        self._cards.setContentsMargins(0, 0, 10, 0)
        self._cards.setSpacing(12)
        self._lay_out()
        self.go_on.clicked.connect(self.answered)

    def show_questions(self, kind: Kind, questions: Sequence[Question]) -> None:
        """Show what is to be asked, column by column."""
        while self._cards.count():
            item = self._cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.boxes = []
        for group in _group(questions):
            self._cards.addWidget(self._make_card(kind, group))
        self._cards.addStretch(1)

    def give_answers(self, options: ImportOptions) -> ImportOptions:
        """The options with what was answered."""
        for box in self.boxes:
            options = answer_question(options, box.question, box.answer())
        return options

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = _(
            "Some cells can be meant in more than one way. What you say here counts for the whole "
            "column, and texts are remembered for the next sheet."
        )
        column.addWidget(make_label(words, "quiet", wrap=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addLayout(foot)

    def _make_card(self, kind: Kind, group: Sequence[Question]) -> QFrame:
        card = make_card()
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 12, 18, 14)
        first = group[0]
        field = field_at(kind, self._desk.kinds, first.field)
        head = QHBoxLayout()
        head.addWidget(make_label(_say_column(first, field), "heading"))
        head.addStretch(1)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(16)
        boxes = [self._add_row(grid, at, one, field) for at, one in enumerate(group)]
        self._add_shortcuts(head, [box for box in boxes if box.question.sort == "value"])
        column.addLayout(head)
        column.addLayout(grid)
        return card

    def _add_row(
        self, grid: QGridLayout, at: int, question: Question, field: Field | None
    ) -> AnswerBox:
        box = AnswerBox(self._desk, question, field)
        label = make_label(_say_question(question), wrap=True)
        label.setBuddy(box)
        grid.addWidget(label, at, 0)
        grid.addWidget(make_label(_say_cells(question), "quiet"), at, 1)
        grid.addWidget(box, at, 2)
        self.boxes.append(box)
        return box

    def _add_shortcuts(self, head: QHBoxLayout, boxes: Sequence[AnswerBox]) -> None:
        """Answers for all unknown texts of a column at once."""
        if len(boxes) < 2:
            return
        for answer, words, name in (
            ("", _("Take all proposals"), "importTakeAll"),
            ("create", _("Make all"), "importMakeAll"),
            ("nothing", _("Leave all out"), "importLeaveAll"),
        ):
            offered = [box for box in boxes if box.question.proposals or answer]
            if any(box.findData(answer) >= 0 for box in offered):
                button = make_button(words, "flat", name)
                button.clicked.connect(lambda _on=False, answer=answer: _choose_all(boxes, answer))
                head.addWidget(button)


def _choose_all(boxes: Iterable[AnswerBox], answer: str) -> None:
    for box in boxes:
        if answer:
            box.choose(answer)
        elif box.is_clear():
            box.choose(box.question.proposals[0].answer)


def _group(questions: Sequence[Question]) -> list[list[Question]]:
    found: dict[tuple[str, str], list[Question]] = {}
    for one in questions:
        found.setdefault((one.field, one.letter), []).append(one)
    return list(found.values())


def _say_column(question: Question, field: Field | None) -> str:
    if question.sort == "merged":
        return _("Merged cells in column {column}").format(column=question.letter)
    if question.sort == "hidden" or field is None:
        return _("Hidden rows")
    if not question.heading:
        return field.say()
    words = _("Column {letter} “{heading}” → {field}")
    return words.format(letter=question.letter, heading=question.heading, field=field.say())


def _say_question(question: Question) -> str:
    examples = ", ".join(question.examples)
    said = {
        "dates": _("How are these dates written? {examples}"),
        "decimal": _("How are these numbers written? {examples}"),
        "blank": _("All filled cells say yes. What does a blank cell say?"),
        "placeholder": _("What does “{text}” mean?"),
        "value": "{text}",
        "merged": _("Cells were merged downwards, so that only the first row has a value."),
        "hidden": _("Rows that Excel hides"),
    }[question.sort]
    return said.format(examples=examples, text=question.text)


def _say_spoken(question: Question) -> str:
    """The question for those who hear it, with its column."""
    return f"{question.heading or question.letter}: {_say_question(question)}".lstrip(": ")


def _say_cells(question: Question) -> str:
    """In how many cells a text stands, or how many rows are meant."""
    number = question.cells
    if not number:
        return ""
    if question.sort == "hidden":
        return ngettext("{number} row", "{number} rows", number).format(number=number)
    return ngettext("in {number} cell", "in {number} cells", number).format(number=number)
