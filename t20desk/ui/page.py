"""What every page of the window has: a place, a state, and a word when the data changed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from t20desk.ui.places import Place
from t20desk.ui.screens import find_room

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
"""What is held with a key that is pressed alone."""


class Page(QWidget):
    """One thing the window can show."""

    place_requested = Signal(object)
    state_changed = Signal()
    menu_requested = Signal(object)
    verb_wanted = Signal(str)
    """A verb of the window, by its name."""

    def doers(self) -> tuple[object, ...]:
        """Those who have verbs beside the page itself, in the order they are asked."""
        return ()

    def find_verb(self, name: str) -> Callable[..., Any] | None:
        """The method that does a verb here."""
        ways = (getattr(one, name, None) for one in (self, *self.doers()))
        return next(filter(None, ways), None)

    def show_place(self, place: Place) -> None:
        """Show what the place says."""

    def place_shown(self) -> Place | None:
        """Where the page is now, if that differs from where it was sent."""
        return None

    def words_of_state(self) -> set[str]:
        """Words of the state that actions may need."""
        return set()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Records of these kinds changed."""

    def can_leave(self) -> bool:
        """Whether the page may be left; a page that holds typed values asks or saves."""
        return True

    def refresh_page(self) -> None:
        """Read everything again."""
        self.refresh(frozenset())

    def take_settings(self) -> None:
        """A setting changed."""

    def title(self) -> str:
        """What the page shows, for the window's title."""
        return ""

    def help_text(self) -> str:
        """What can be done on this page."""
        return ""


def make_label(text: str = "", look: str = "", wrap: bool = False, name: str = "") -> QLabel:
    """A label in plain text; `look` names its style, `name` is what tests know it by."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if look:
        label.setProperty("look", look)
    if name:
        label.setObjectName(name)
    return label


class Notice(QLabel):
    """A sentence that says what is wrong; out of sight while nothing is."""

    def __init__(self, name: str = "", look: str = "problem") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", look)
        self.setObjectName(name)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or none."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self._make_room()

    def _make_room(self) -> None:
        """Let a dialog grow where the sentence would take the room of others, and they be cut."""
        dialog = self.window()
        layout = dialog.layout() if isinstance(dialog, QDialog) else None
        if layout is None or self.isHidden() or not dialog.isVisible():
            return
        layout.activate()
        width = dialog.width()
        lowest = layout.totalMinimumHeightForWidth(width)
        if (height := min(lowest, find_room(dialog).height())) > dialog.height():
            dialog.resize(width, height)


class PushButton(QPushButton):
    """A button that Enter presses too, in a dialog that has another default as well."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and event.modifiers() in PLAIN:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


class Chip(PushButton):
    """A button that keeps room for the bold words of one that is chosen."""

    def sizeHint(self) -> QSize:
        # Its style writes them bold, but asks for the room of the others.
        hint, bold = super().sizeHint(), QFont(self.font())
        bold.setBold(True)
        plain = self.fontMetrics().horizontalAdvance(self.text())
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - plain
        return QSize(hint.width() + max(more, 0), hint.height())


def make_button(text: str, look: str = "", name: str = "") -> QPushButton:
    """A push button; `look` names its style, `name` is what tests and style know it by."""
    button = Chip(text) if look == "chip" else PushButton(text)
    if look:
        button.setProperty("look", look)
    if name:
        button.setObjectName(name)
    return button


def offer_clearing(line: QLineEdit) -> None:
    """Let a line be cleared by a sign in it, which is drawn once something stands there."""
    once = Qt.ConnectionType.SingleShotConnection
    line.textChanged.connect(lambda: line.setClearButtonEnabled(True), once)


def make_number() -> QSpinBox:
    """A field for a number; its text stands as far from the edge as that of other fields."""
    number = QSpinBox()
    number.lineEdit().setTextMargins(8, 0, 0, 0)
    return number


def make_column(page: QWidget) -> QVBoxLayout:
    """The column in which a page lays out what it shows."""
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 14, 20, 12)
    column.setSpacing(10)
    return column


def make_bar(left: Sequence[QWidget], right: Sequence[QWidget] = ()) -> QHBoxLayout:
    """Widgets side by side, some at the left and the others at the right."""
    row = QHBoxLayout()
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row


def make_card() -> QFrame:
    """A framed part of a page."""
    card = QFrame()
    card.setProperty("look", "card")
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return card


def restyle(widget: QWidget, **properties: Any) -> None:
    """Set properties the style sheet asks for, and dress the widget anew where one is another."""
    if all((widget.property(name) or False) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
