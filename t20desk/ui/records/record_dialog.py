"""A small record in a window of its own: its form, saved as one change."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.listing import Listing, read_rows
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_to_save, set_save_keys
from t20desk.ui.forms.field_form import FieldForm, form_fields
from t20desk.ui.forms.guest_questions import QuestionFilter
from t20desk.ui.forms.likeness_bar import LikenessBar
from t20desk.ui.forms.oddity_watch import FormWatch
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.page import Notice, make_button
from t20desk.ui.records.record_saving import save_form

WIDTH: Final = 560
FOOT: Final = 84
"""The pixels of the buttons and of the borders of the dialog."""


class RecordDialog(QDialog):
    """Makes a new record, or edits one."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        kind: Kind,
        record_id: int | None,
        values: Mapping[str, Any],
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._record_id = record_id
        self.saved_id: int | None = None
        """The record once it is saved."""
        title = _(kind.label) if record_id else _("New: {kind}").format(kind=_(kind.label))
        self.setWindowTitle(title)
        is_new = record_id is None
        self.form = FieldForm(kind, desk, columns=1, folds=is_new, is_new=is_new)
        self.notice = Notice()
        self.likeness = LikenessBar(desk, self.form.values.filled, "")
        self.likeness.watch(kind.name if is_new else "")
        self.save = make_button(_("Save"), "main", "dialogSave")
        self.save.setDefault(True)
        set_save_keys(self.save)
        cancel = make_button(_("Cancel"), "", "dialogCancel")
        column = QVBoxLayout(self)
        column.addWidget(ScrollArea(self.form, sideways=True), 1)
        column.addWidget(self.likeness)
        column.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        column.addLayout(foot)
        self.save.clicked.connect(self._save)
        cancel.clicked.connect(self._give_up)
        self._fill(values)
        self.questions = QuestionFilter(desk)
        self.questions.show(self.form)
        self.oddities = FormWatch(desk)
        self.form.edited.connect(self._on_edit)
        self.resize(WIDTH, self.form.sizeHint().height() + FOOT)

    def _fill(self, values: Mapping[str, Any]) -> None:
        if self._record_id is None:
            self.form.show_cells({})
            self.form.preset(values)
        else:
            names = tuple(one.name for one in form_fields(self._kind))
            listing = Listing(self._kind.name, view="all", columns=names)
            rows = read_rows(self._desk.db, listing, [self._record_id])
            cells = rows.get(self._record_id, (None,) * len(names))
            self.form.show_cells(dict(zip(names, cells, strict=True)))
        self.form.focus_first()

    def _on_edit(self) -> None:
        self.likeness.note_edit()
        self.oddities.note_edit(self.form, self._record_id)
        self.questions.show(self.form)

    def _save(self) -> None:
        saved = save_form(self._desk, self.form, self._record_id)
        if saved.done:
            self.saved_id = saved.record_id
            self.accept()
        elif saved.sentence:
            self.notice.say(saved.sentence)

    def _give_up(self) -> None:
        super().reject()

    # --- Qt's own names -----------------------------------------------------------------------

    def reject(self) -> None:
        """Escape and the cross of the window ask before they throw away what was typed."""
        question = _("What you typed here is not saved yet.")
        if not self.form.is_typed or ask_to_save(self, question) == "discard":
            self._give_up()
