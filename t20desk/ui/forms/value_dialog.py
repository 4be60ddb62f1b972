"""Asking for one value of a field, in the editor that a form has for it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from t20desk.db.fields import Field
from t20desk.db.types import typed_reading
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import Notice, make_label


class ValueDialog(AskingDialog):
    """What a text means; `value` and `words` are filled once it is taken."""

    def __init__(self, parent: QWidget, desk: Desk, field: Field, text: str) -> None:
        super().__init__(parent, field.say(), 420)
        self.value = ""
        self.words = ""
        self._field = field
        self.editor: Any = make_editor(field, desk)
        self.notice = Notice("valueNotice")
        column = self.column
        label = make_label(_("“{text}” means").format(text=text), "heading", wrap=True)
        set_buddy(label, self.editor)
        column.addWidget(label)
        column.addWidget(self.editor)
        column.addWidget(self.notice)
        self.add_answers(_("Take it"))
        self.editor.setFocus()

    # --- Qt's own names -----------------------------------------------------------------------

    def accept(self) -> None:
        typed = self.editor.typed()
        parsed = self._field.type.parse(typed, typed_reading())
        if parsed.severity in ("error", "doubt"):
            self.notice.say(parsed.message)
            return
        self.value = "" if parsed.value is None else str(parsed.value).strip()
        self.words = self._say(typed, parsed.value)
        super().accept()

    def _say(self, typed: object, value: Any) -> str:
        if self._field.target:
            return str(self.editor.text())
        return self._field.type.format(value) or str(typed)
