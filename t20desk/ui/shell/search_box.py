"""The one search box: records of all kinds while typing; a leading `>` lists commands."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from t20desk.i18n import _
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.looks.entries import add_entry
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.key_words import with_key
from t20desk.ui.looks.noted_lines import HEADING, NOTE, ROW, SECOND, NotedDelegate
from t20desk.ui.page import offer_clearing

MOST_ANSWERS = 60
MOST_ROWS = 14
LONGEST_QUERY = 1000


class Answer(NamedTuple):
    """One line of the list: its text, what choosing it means, and a note at its right end.

    `facts` stand below the text and tell a record from others that are called like it.
    """

    text: str
    icon: str
    chosen: Any
    note: str = ""
    is_heading: bool = False
    facts: str = ""


Ask = Callable[[str, Callable[[Sequence[Answer]], None]], None]


class SearchBox(QLineEdit):
    """A line that asks while one types and shows the answers below itself."""

    chosen = Signal(object)

    def __init__(self, ask: Ask, holder: QWidget) -> None:
        super().__init__()
        self._ask = ask
        self._holder = holder
        self.setObjectName("searchBox")
        self.setMaxLength(LONGEST_QUERY)
        offer_clearing(self)
        leave_undo(self)
        self.setPlaceholderText(
            with_key(_("Search people, organisations, events, phone …"), "find_everywhere")
        )
        self.setAccessibleName(_("Search everything"))
        self._answered: str | None = None
        """What the answers that are shown were asked for."""
        self._enters = False
        """Whether Enter was pressed before the answers were there."""
        self._came_from: QWidget | None = None
        """What had the cursor before the key of the search was pressed."""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(60)
        self._wait.timeout.connect(self._search)
        self.textEdited.connect(self._on_edit)
        self.installEventFilter(self)

    @cached_property
    def answers(self) -> QListWidget:
        """The list below the line, made when it is first needed."""
        answers = QListWidget(self._holder)
        answers.setObjectName("searchAnswers")
        answers.setAccessibleName(_("Answers"))
        answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        answers.setItemDelegate(NotedDelegate(answers))
        answers.setIconSize(QSize(18, 18))
        answers.hide()
        answers.itemClicked.connect(self._choose)
        return answers

    def _on_edit(self, _text: str) -> None:
        self._enters = False
        self._wait.start()

    def begin(self) -> None:
        """Let a search be typed: what stands here is selected, and offered what it finds."""
        before = QApplication.focusWidget()
        if before is not self:
            self._came_from = before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.offer()

    def offer(self) -> None:
        """Show what the text finds; an empty line offers what was opened last."""
        self._search()

    def _search(self) -> None:
        self._wait.stop()
        text = self.text().strip()
        self._ask(text, partial(self._show, text))

    def _show(self, asked: str, found: Sequence[Answer]) -> None:
        if asked != self.text().strip() or not self.hasFocus():
            return
        self._answered = asked
        self.answers.clear()
        for one in found[:MOST_ANSWERS]:
            self._add(one)
        if not found:
            words = _("Nothing found. Try fewer letters, or > for commands.")
            if asked.startswith(">"):
                words = _(
                    "No command of this page is called that; others come with a list or a record."
                )
            if not asked:
                words = _("Type a name, a place or digits of a number, or > for commands.")
            self._add(Answer(words, "", None))
        self._move(1, from_row=-1)
        self._place_answers()
        if self._enters:
            self._enters = False
            self._choose(self.answers.currentItem())

    def _add(self, one: Answer) -> None:
        add_entry(self.answers, one.text, one.chosen, icon(one.icon) if one.icon else None)
        item = self.answers.item(self.answers.count() - 1)
        item.setData(NOTE, one.note)
        item.setData(SECOND, one.facts)
        if one.facts:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.text}, {one.facts}")
        item.setData(HEADING, one.is_heading)
        if one.chosen is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _move(self, step: int, from_row: int | None = None) -> None:
        """To the next line that can be chosen, round the end to the beginning."""
        count = self.answers.count()
        row = self.answers.currentRow() if from_row is None else from_row
        for _time in range(count):
            row = (row + step) % count
            if self.answers.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.answers.setCurrentRow(row)
                return
        self.answers.setCurrentRow(-1)

    def _place_answers(self) -> None:
        corner = self.mapTo(self._holder, QPoint(0, self.height() + 4))
        rows = (self.answers.sizeHintForRow(row) for row in range(self.answers.count()))
        height = min(sum(rows), ROW * MOST_ROWS) + 18
        width = max(self.width(), 420)
        left = min(corner.x(), self._holder.width() - width - 8)
        self.answers.setGeometry(max(left, 0), corner.y(), width, height)
        self.answers.raise_()
        self.answers.show()

    def _choose(self, item: QListWidgetItem | None) -> None:
        chosen = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if chosen is None:
            return
        self.answers.hide()
        self.clear()
        self._go_back()
        self.chosen.emit(chosen)

    def _go_back(self) -> None:
        """Put the cursor back to where it was, so that hands and commands go on there."""
        before, self._came_from = self._came_from, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and not self.text():
            QTimer.singleShot(0, self.offer)
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(150, self._hide_when_left)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return False

    def _enter(self) -> None:
        """Choose the line the cursor is on; answers to an earlier text are not taken for it."""
        if not self.answers.isVisible() and not self.text().strip():
            return
        if self.answers.isVisible() and self._answered == self.text().strip():
            self._choose(self.answers.currentItem())
            return
        self._enters = True
        self._search()

    def _hide_when_left(self) -> None:
        if self.hasFocus():
            return
        self.answers.hide()
        # Text that is left behind would look like a filter of the page; another window or the
        # menu of the line itself does not leave it.
        if self.isActiveWindow() and QApplication.activePopupWidget() is None:
            self.clear()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.answers.hide()
            self.clear()
            self._go_back()
            return True
        if key == Qt.Key.Key_Down and not self.answers.isVisible():
            self.offer()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.answers.isVisible():
            self._move(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        return False
