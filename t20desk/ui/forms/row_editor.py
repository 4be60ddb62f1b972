"""The editor of a field in a form: as wide as its card, and for a text as high as that is long."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QSizePolicy

from t20desk.db.fields import Field
from t20desk.db.types import Choices
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.forms.link_editor import LinkEditor
from t20desk.ui.page import make_label

LOWEST_TEXT: Final = 34
HIGHEST_TEXT: Final = 190


def make_row_editor(field: Field, desk: Desk, is_written: bool, calm: bool) -> Any:
    """The editor of a field, or what shows its value where nobody writes it."""
    editor: Any = _make_reading(field)
    if is_written:
        # Several choices stand in one line where the form is to read like text.
        editor = make_editor(field, desk, in_table=calm and isinstance(field.type, Choices))
        _fit(editor, calm)
    if isinstance(editor, LinkEditor):
        editor.offer_new()
        if calm:
            editor.lead_on()
    editor.setProperty("calm", calm)
    if field.help:
        editor.setToolTip(_(field.help))
    return editor


class _GrowingText(QObject):
    """Keeps a text as high as its lines, whatever makes them more or fewer."""

    def __init__(self, text: QPlainTextEdit) -> None:
        super().__init__(text)
        self._text = text
        text.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        text.installEventFilter(self)

    def _fit(self) -> None:
        text = self._text
        lines = max(int(text.document().size().height()), 1)
        height = lines * text.fontMetrics().lineSpacing() + 24
        text.setFixedHeight(max(LOWEST_TEXT, min(height, HIGHEST_TEXT)))

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            # Once its lines are broken anew, which comes after this event.
            QTimer.singleShot(0, self, self._fit)
        return False


def _fit(editor: Any, calm: bool) -> None:
    """Let an editor take the room of its card; a text is as high as it is long where calm."""
    policy = QSizePolicy.Policy
    if isinstance(editor, QComboBox | QPushButton):
        editor.setSizePolicy(policy.Expanding, policy.Fixed)
    elif isinstance(editor, QPlainTextEdit) and calm:
        _GrowingText(editor)


def _make_reading(field: Field) -> QLabel:
    label = make_label(wrap=True)
    label.setObjectName(field.name)
    label.setAccessibleName(field.say())
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumHeight(32)
    label.setContentsMargins(9, 0, 0, 0)
    return label
