"""Duplicating a record as a start: the new name, what comes along, and who is called so already."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from t20desk.db.fields import Kind
from t20desk.db.types import Stored
from t20desk.editing import read_value
from t20desk.editing.duplicating import (
    Part,
    find_alike,
    list_parts,
    plan_duplicate,
    read_start,
    title_fields,
)
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog, run_dialog, show_problem
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.page import make_label
from t20desk.ui.previews.plans import apply_planned

PAUSE: Final = 150


def duplicate_record(
    parent: QWidget, desk: Desk, kind_name: str, key: int, done: Callable[[int], object]
) -> None:
    """Ask what the copy is called and what comes along, make it, and open it."""
    kind = desk.kinds[kind_name]
    try:
        dialog = DuplicateDialog(parent, desk, kind, key)
    except UserError as error:
        show_problem(parent, error.message)
        return
    if not run_dialog(dialog):
        return
    values, parts = dialog.values, dialog.chosen_parts()
    problems: list[str] = []
    change = plan_duplicate(desk.db, kind.name, key, values, parts)
    apply_planned(desk, change, problems.append)
    if problems:
        show_problem(parent, "\n".join(problems))
    else:
        done(change.batches[0].rows[0][0])


class DuplicateDialog(AskingDialog):
    """The name of the copy, and a tick for each thing that belongs to the record."""

    def __init__(self, parent: QWidget, desk: Desk, kind: Kind, key: int) -> None:
        super().__init__(parent, _("Duplicate: {kind}").format(kind=_(kind.label)), 460)
        self._desk = desk
        self._kind = kind
        self._fields = title_fields(kind)
        self.values: dict[str, Stored] = {}
        self._editors: dict[str, Any] = {one.name: make_editor(one, desk) for one in self._fields}
        self._parts: dict[Part, QCheckBox] = {}
        self.notice = make_label(look="quiet", wrap=True, name="duplicateNotice")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._look_for_alike)
        self._lay_out(list_parts(desk.db, kind.name, key))
        self._fill(read_start(desk.db, kind.name, key))
        self._look_for_alike()

    def chosen_parts(self) -> list[Part]:
        """What comes along."""
        return [part for part, box in self._parts.items() if box.isChecked()]

    def _lay_out(self, parts: list[Part]) -> None:
        column = self.column
        words = _("The copy begins with everything this record holds.")
        column.addWidget(make_label(words, wrap=True))
        form = QFormLayout()
        for one in self._fields:
            editor = self._editors[one.name]
            form.addRow(one.say(), editor)
            editor.edited.connect(self._wait.start)
        column.addLayout(form)
        # The sentence comes later than the size of the window.
        self.notice.setMinimumHeight(2 * self.notice.fontMetrics().lineSpacing())
        self.notice.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.notice)
        if parts:
            column.addWidget(make_label(_("What comes along"), "heading"))
        for part in parts:
            kind = self._desk.kinds[part.kind]
            text = f"{_(kind.plural)}  ·  {part.count}"
            if sum(one.kind == part.kind for one in parts) > 1:
                text += f"  ({kind.fields[part.link].say()})"
            box = QCheckBox(text)
            box.setObjectName(f"part_{part.kind}_{part.link}")
            box.setChecked(part.is_usual)
            self._parts[part] = box
            column.addWidget(box)
        column.addStretch(1)
        self.add_answers(_("Duplicate"))

    def _fill(self, start: dict[str, Stored]) -> None:
        for one in self._fields:
            self._editors[one.name].show_value(start.get(one.name))
        if self._fields:
            self._editors[self._fields[0].name].offer_text()

    def _read(self) -> dict[str, Stored]:
        return {one.name: read_value(one, self._editors[one.name].typed()) for one in self._fields}

    def _look_for_alike(self) -> None:
        """Say who is called so already."""
        words = " ".join(str(editor.typed() or "") for editor in self._editors.values())
        db, kind = self._desk.db, self._kind.name
        self._desk.read(lambda: find_alike(db, kind, words), self._tell_alike)

    def _tell_alike(self, found: dict[int, str]) -> None:
        words = _("A record called “{title}” exists already; give the copy a name of its own.")
        title = next(iter(found.values()), "")
        self.notice.setText(words.format(title=title) if found else "")

    def accept(self) -> None:
        try:
            self.values = self._read()
        except UserError as error:
            self.notice.setText(error.message)
            return
        super().accept()

    def done(self, result: int) -> None:
        self._wait.stop()
        super().done(result)
