"""The possible answers to one question about a sheet, and the question in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QComboBox

from t20desk.db.fields import Field
from t20desk.db.types import typed_reading
from t20desk.i18n import _, tell_place
from t20desk.importing.likeness import list_values
from t20desk.importing.values import Proposal, Question
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.forms.value_dialog import ValueDialog

OTHER: Final = "other"
FEW_VALUES: Final = 12
SURE_VALUE: Final = 75
SURE_RECORD: Final = 88
"""So sure a proposal is chosen beforehand; it is seen here before anything is done with it."""
APART: Final = 5


class AnswerBox(QComboBox):
    """The possible answers to one question."""

    def __init__(self, desk: Desk, question: Question, field: Field | None) -> None:
        super().__init__()
        self.question = question
        self._desk = desk
        self._field = field
        self._shown = 0
        self.looked_up = ""
        """The words of an answer that was looked up among all values."""
        self.setObjectName("importAnswer")
        self.setAccessibleName(say_spoken(question))
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
        self.choose(first_answer(question, field))
        self.activated.connect(self._on_activated)

    def _list_others(self) -> Sequence[Proposal]:
        if self.question.sort != "value" or self._field is None or self._field.target:
            return ()
        values = list_values(self._field.type)
        offered = {one.answer for one in self.question.proposals}
        fresh = [one for one in values if one.answer not in offered]
        return fresh if len(values) <= FEW_VALUES else ()

    def choose(self, answer: str) -> None:
        """Choose an answer, where it is among those offered."""
        at = self.findData(answer)
        if at >= 0:
            self.setCurrentIndex(at)
            self._shown = at

    def offer(self, answer: str, words: str) -> None:
        """Choose an answer, also one that was looked up before."""
        if self.findData(answer) < 0:
            self.insertItem(0, words, answer)
        self.looked_up = words
        self.choose(answer)

    def answer(self) -> str:
        """What is chosen."""
        return str(self.currentData() or "")

    def _on_activated(self) -> None:
        if self.currentData() != OTHER or self._field is None:
            self._shown = self.currentIndex()
            return
        dialog = ValueDialog(self, self._desk, self._field, self.question.text)
        if run_dialog(dialog) and dialog.value:
            self.offer(dialog.value, dialog.words)
        self.setCurrentIndex(self._shown)


def first_answer(question: Question, field: Field | None) -> str:
    """The surest proposal, the manner of the language in use, else the first answer."""
    is_few = field is None or (not field.target and len(list_values(field.type)) <= FEW_VALUES)
    sure = SURE_VALUE if is_few else SURE_RECORD
    if question.proposals and question.proposals[0].score >= sure and is_clear(question):
        return question.proposals[0].answer
    usual = typed_reading()
    for answer in (usual.date_order, usual.decimal):
        if answer and any(one.answer == answer for one in question.answers):
            return answer
    return question.answers[0].answer if question.answers else ""


def is_clear(question: Question) -> bool:
    """Whether one proposal is likelier than all others; what could be two is never guessed."""
    scores = [one.score for one in question.proposals]
    return bool(scores) and (len(scores) == 1 or scores[0] - scores[1] >= APART)


def say_question(question: Question) -> str:
    """What is asked."""
    examples = ", ".join(question.examples)
    said = {
        "dates": _("How are these dates written? {examples}"),
        "decimal": _("How are these numbers written? {examples}"),
        "names": _("Do these names begin with the family name? {examples}"),
        "blank": _("All filled cells say yes. What does a blank cell say?"),
        "placeholder": _("What does “{text}” mean?"),
        "value": "{text}",
        "merged": _("Cells were merged downwards, so that only the first row has a value."),
        "hidden": _("Rows that Excel hides"),
    }[question.sort]
    return said.format(examples=examples, text=question.text)


def say_spoken(question: Question) -> str:
    """The question for those who hear it, with its column."""
    column, said = question.heading or question.letter, say_question(question)
    return tell_place(column, said) if column else said
