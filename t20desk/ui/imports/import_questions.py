"""The third step of an import, shown only where something is to be asked: once for each column."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.importing.answers import answer_questions
from t20desk.importing.values import ImportOptions, Question
from t20desk.ui.desk import Desk
from t20desk.ui.imports.answer_box import AnswerBox
from t20desk.ui.imports.import_lines import field_at
from t20desk.ui.imports.question_card import QuestionCard, Said
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import make_button, make_label


class QuestionsStep(QWidget):
    """Cards, one for each column that something is to be asked about."""

    answered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.cards: list[QuestionCard] = []
        self._said: dict[tuple[str, ...], Said] = {}
        """What was answered before, also where a step was gone back in between."""
        self.back = make_button("‹ " + _("Columns"), "", "importBackToColumns")
        self.go_on = make_button(_("Show preview"), "main", "importAnswered")
        self._inside = QWidget()
        self._inside.setObjectName("cards")
        self._cards = QVBoxLayout(self._inside)
        self._cards.setContentsMargins(0, 0, 10, 0)
        self._cards.setSpacing(12)
        self._lay_out()
        self.go_on.clicked.connect(self.answered)

    def show_questions(self, kind: Kind, questions: Sequence[Question]) -> None:
        """Show what is to be asked, column by column; what was answered before stands there."""
        self.keep()
        while self._cards.count():
            item = self._cards.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.cards = []
        for group in _group(questions):
            field = field_at(kind, self._desk.kinds, group[0].field)
            self.cards.append(QuestionCard(self._desk, group, field, self._said))
            self._cards.addWidget(self.cards[-1].frame)
        self._cards.addStretch(1)
        tab_as_laid_out(self)

    def keep(self) -> None:
        """Keep what is answered."""
        self._said.update(said for card in self.cards for said in card.list_said())

    def forget(self) -> None:
        """Another sheet: nothing is answered."""
        self.cards = []
        self._said.clear()

    def give_answers(self, options: ImportOptions) -> ImportOptions:
        """The options with what was answered."""
        answered = [pair for card in self.cards for pair in card.give_answers()]
        return answer_questions(options, answered)

    @property
    def boxes(self) -> list[AnswerBox]:
        """The answers that are seen."""
        return [box for card in self.cards for box in card.boxes]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = _(
            "Some cells can be meant in more than one way. What you say here counts for the whole "
            "column, and texts are remembered for the next sheet."
        )
        column.addWidget(make_label(words, "quiet", wrap=True))
        column.addWidget(ScrollArea(self._inside), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addLayout(foot)


def _group(questions: Sequence[Question]) -> list[list[Question]]:
    found: dict[tuple[str, str], list[Question]] = {}
    for one in questions:
        found.setdefault((one.field, one.letter), []).append(one)
    return list(found.values())
