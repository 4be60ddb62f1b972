"""A note on a call, mail or visit, written down in a moment, with what is to follow."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from t20desk.db.types import Stored
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.kind_ways import NOTED_KINDS
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog, set_save_keys, show_notice
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.page import Notice, make_button, make_label
from t20desk.ui.previews.refusals import describe_refusal

FIELDS = ("kind", "noted_on", "subject", "text", "follow_up", "responsible")


class QuickNote(QDialog):
    """Writes one note for each of some records, as one change."""

    def __init__(
        self, parent: QWidget, desk: Desk, kind: str, ids: Sequence[int], title: str
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._owner = kind
        self._ids = ids
        self._fields = desk.kinds["contact_note"].fields
        self.setWindowTitle(_("Contact note"))
        self.setMinimumWidth(520)
        self.editors = {name: make_editor(self._fields[name], desk) for name in FIELDS}
        self.notice = Notice("noteNotice")
        self.save = make_button(_("Save note"), "main", "noteSave")
        self.save.setDefault(True)
        set_save_keys(self.save)
        self._lay_out(title)
        self._fill()

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        about = title if len(self._ids) == 1 else self._say_number()
        column.addWidget(make_label(about, "heading"))
        form = QFormLayout()
        for name, editor in self.editors.items():
            editor.setAccessibleName(self._fields[name].say())
            form.addRow(self._fields[name].say(), editor)
        column.addLayout(form)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = make_button(_("Cancel"))
        row.addWidget(cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        self.save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)

    def _say_number(self) -> str:
        count = len(self._ids)
        words = ngettext("For {number} record", "For {number} records", count)
        return words.format(number=count)

    def _fill(self) -> None:
        self.editors["kind"].show_value("call")
        self.editors["noted_on"].show_value(date.today().isoformat())
        self.editors["responsible"].show_value(self._desk.settings.person())
        self.editors["text"].setFocus()

    def values(self) -> dict[str, Stored]:
        """What was typed; a note without a subject takes the first line of its text."""
        from t20desk.editing import read_value

        found = {
            name: read_value(self._fields[name], editor.typed())
            for name, editor in self.editors.items()
        }
        if not found["subject"] and found["text"]:
            found["subject"] = str(found["text"]).strip().splitlines()[0][:200]
        return {name: value for name, value in found.items() if value is not None}

    def accept(self) -> None:
        """Save and close; a problem stays open and says where."""
        try:
            values = self.values()
            notes = [{**values, self._owner: key} for key in self._ids]
            applied = self._desk.apply(plan_insert(self._desk.db, "contact_note", notes))
        except UserError as error:
            self.notice.say(error.message)
            return
        if applied.is_refused:
            kinds = self._desk.kinds
            self.notice.say(" ".join(describe_refusal(kinds, applied)[:2]))
            return
        super().accept()


def write_note(parent: QWidget, desk: Desk, kind: str, ids: Sequence[int], title: str = "") -> None:
    """Open a note for some records of a kind."""
    if kind not in NOTED_KINDS:
        show_notice(parent, _("Notes are written on organisations, people and events."))
    elif ids:
        run_dialog(QuickNote(parent, desk, kind, ids, title))
