"""The questions an event asks its guests: those there are, one that others ask, a new one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.db.fields import LANGUAGE_WORDS
from t20desk.db.models.choices import OWN_TYPES
from t20desk.events.asking import plan_dropping, plan_known, plan_question
from t20desk.events.questions import count_answers, list_asked, list_known
from t20desk.i18n import _, ngettext
from t20desk.own_fields import NewField
from t20desk.ui.desk import Desk
from t20desk.ui.looks.entries import add_entry
from t20desk.ui.own_fields.own_field_form import label_order
from t20desk.ui.page import Notice, make_button, make_label

TYPES = ("text", "yes_no", "choice", "choices", "number", "date", "long_text")
LOW = 120


class QuestionsDialog(QDialog):
    """Each press of a button is one change."""

    def __init__(self, parent: QWidget, desk: Desk, event: int, title: str) -> None:
        super().__init__(parent)
        self._desk = desk
        self._event = event
        self.setWindowTitle(_("Questions to guests"))
        self.resize(620, 520)
        self.asked = QListWidget()
        self.asked.setObjectName("questionsAsked")
        self.asked.setAccessibleName(_("Questions to guests"))
        self.asked.setMaximumHeight(LOW)
        self.known = QComboBox()
        self.known.setObjectName("questionKnown")
        self.known.setAccessibleName(_("Ask again what was asked before"))
        self.labels = {code: QLineEdit() for code in label_order()}
        self.type = QComboBox()
        self.type.setObjectName("questionType")
        self.type.setAccessibleName(_("Type"))
        self.options = QPlainTextEdit()
        self.options.setAccessibleName(_("Values, one a line"))
        self.options.setMaximumHeight(80)
        self.options.setTabChangesFocus(True)
        self.add = make_button(_("Ask"), "main", "questionAdd")
        self.again = make_button(_("Ask again"), "", "questionAgain")
        self.drop = make_button(_("Ask no more"), "flat", "questionDrop")
        self.notice = Notice("questionNotice")
        self.told = make_label(look="quiet", wrap=True, name="questionTold")
        self._lay_out(title)
        self.read()

    def read(self) -> None:
        """Show what is asked now, and what could be asked again."""
        self.asked.clear()
        for one in list_asked(self._desk.db, self._event):
            words = one.field.say()
            if one.event != self._event:
                words = _("{question} (from the event above)").format(question=words)
            add_entry(self.asked, words, one.field.name)
        self.known.clear()
        for field in list_known(self._desk.db, self._event):
            self.known.addItem(field.say(), field.name)
        self.again.setVisible(self.known.count() > 0)
        self.known.setVisible(self.known.count() > 0)
        self._show_parts()

    def add_question(self) -> None:
        """Ask what was typed."""
        labels = {code: line.text() for code, line in self.labels.items()}
        options = self.options.toPlainText().splitlines() if self._has_options() else ()
        new = NewField(
            "participation", labels, str(self.type.currentData()), options, in_lists=False
        )
        if self._apply(lambda: plan_question(self._desk.db, self._event, new)):
            for line in self.labels.values():
                line.clear()
            self.options.clear()
            next(iter(self.labels.values())).setFocus()

    def ask_again(self) -> None:
        """Ask what another event asked."""
        name = str(self.known.currentData() or "")
        if name:
            self._apply(lambda: plan_known(self._desk.db, self._event, name))

    def drop_question(self) -> None:
        """Take the question at the cursor out; its answers stay."""
        item = self.asked.currentItem()
        if item is not None:
            name, label = str(item.data(Qt.ItemDataRole.UserRole)), item.text()
            if self._apply(lambda: plan_dropping(self._desk.db, self._event, name)):
                self._say_kept(name, label)

    def _say_kept(self, name: str, label: str) -> None:
        """Say what becomes of the answers to a question that is asked no more."""
        number = count_answers(self._desk.db, self._event, name)
        if number:
            words = ngettext(
                "“{label}” is asked no more; its {number} answer is kept and comes back when you "
                "ask it again.",
                "“{label}” is asked no more; its {number} answers are kept and come back when you "
                "ask it again.",
                number,
            )
            self.told.setText(words.format(label=label, number=number))
            self.told.show()

    def _apply(self, plan: Callable[[], Change]) -> bool:
        self.told.hide()
        hindered = self._desk.attempt(plan)
        self.notice.say(hindered)
        if not hindered:
            self.read()
        return not hindered

    def _has_options(self) -> bool:
        return self.type.currentData() in ("choice", "choices")

    def _show_parts(self) -> None:
        self._form.setRowVisible(self.options, self._has_options())
        self.drop.setEnabled(self.asked.currentItem() is not None)

    def _lay_out(self, title: str) -> None:
        types = dict(OWN_TYPES)
        for code in TYPES:
            self.type.addItem(_(types[code]), code)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(make_label(title, "heading", wrap=True))
        words = _("Each question is a column of the guests: in the list, in exports and imports.")
        column.addWidget(make_label(words, "quiet", wrap=True))
        column.addWidget(self.asked)
        column.addLayout(_row(self.drop, None))
        column.addLayout(_row(self.known, self.again))
        self._form = QFormLayout()
        self._form.setVerticalSpacing(8)
        for code, line in self.labels.items():
            label = _("Label ({language})").format(language=_(LANGUAGE_WORDS[code]))
            line.setAccessibleName(label)
            line.setObjectName(f"questionLabel_{code}")
            line.returnPressed.connect(self.add_question)
            self._form.addRow(label, line)
        self._form.addRow(_("Type"), self.type)
        self._form.addRow(_("Values, one a line"), self.options)
        column.addLayout(self._form)
        column.addWidget(self.notice)
        column.addWidget(self.told)
        self.told.hide()
        column.addStretch(1)
        close = make_button(_("Close"), "", "questionsClose")
        column.addLayout(_row(None, close, self.add))
        self.type.currentIndexChanged.connect(lambda _at: self._show_parts())
        self.asked.currentRowChanged.connect(lambda _at: self._show_parts())
        for button, act in (
            (self.add, self.add_question),
            (self.again, self.ask_again),
            (self.drop, self.drop_question),
            (close, self.accept),
        ):
            button.clicked.connect(act)
        next(iter(self.labels.values())).setFocus()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; nothing stands for the room between."""
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, int(isinstance(widget, QComboBox)))
    return row
