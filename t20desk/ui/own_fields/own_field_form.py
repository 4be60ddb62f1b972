"""The form of one field: its labels; of an own one also type, values and where it is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.field_settings import declared_labels
from t20desk.db.fields import LANGUAGE_WORDS, Field
from t20desk.db.models.choices import OWN_TYPES
from t20desk.db.models.own import EXTENDED
from t20desk.field_settings import plan_labels
from t20desk.i18n import LANGUAGES, _, language, tell_value
from t20desk.own_fields import NewField, OwnField, plan_field, plan_settings
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.own_fields.option_list import OptionList
from t20desk.ui.page import make_button, make_card, make_label


class OwnFieldForm(QWidget):
    """Shows an own field, the empty form of a new one, or the labels of one of the program."""

    saved = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: OwnField | None = None
        self._declared: Field | None = None
        self.is_dirty = False
        self.labels = {code: self._make_line(f"ownLabel_{code}") for code in label_order()}
        self.type = self._make_box("ownType", _("Type"), OWN_TYPES)
        self.target = self._make_box("ownTarget", _("Links to"), EXTENDED)
        self.settled = make_label(wrap=True, name="ownSettled")
        self.options = OptionList()
        self.help = self._make_line("ownHelp")
        self.in_lists = QCheckBox(_("Shown in lists"))
        self.in_lists.setObjectName("ownInLists")
        self.save = make_button(_("Save"), "main", "ownSave")
        self._lay_out()
        self.type.currentIndexChanged.connect(self._show_parts)
        self.in_lists.toggled.connect(self._on_edit)
        self.options.rows.edited.connect(self._on_edit)
        self.save.clicked.connect(self.saved)

    def show_field(self, one: OwnField | None) -> None:
        """Show a field; None for a new one."""
        self._shown, self._declared = one, None
        words = dict(one.field.words) if one else {}
        for code, line in self.labels.items():
            line.setText(words.get(code, ""))
            line.setPlaceholderText("")
        self.type.setCurrentIndex(max(0, self.type.findData(one.type if one else "text")))
        target = one.field.target if one else "member"
        self.target.setCurrentIndex(max(0, self.target.findData(target)))
        self.settled.setText(self._say_settled())
        self.help.setText(one.field.help if one else "")
        self.in_lists.setChecked(one is None or one.field.listed)
        self.options.rows.clear()
        for code, label in one.options if one else ():
            self.options.rows.add(label, code)
        self.is_dirty = False
        self._show_parts()
        self.edited.emit()

    def show_declared(self, one: Field) -> None:
        """Show what a field of the program is called; an empty line stands for its own label."""
        self._shown, self._declared = None, one
        declared = declared_labels(one.kind, one.name)
        for code, line in self.labels.items():
            label = one.say(code)
            line.setText("" if label == declared[code] else label)
            line.setPlaceholderText(declared[code])
        self.is_dirty = False
        self._show_parts()
        self.edited.emit()

    def plan(self, database: Database, kind: str) -> Change:
        """The change that writes what the form says; raises UserError for what cannot be."""
        labels = {code: line.text() for code, line in self.labels.items()}
        if self._declared is not None:
            return plan_labels(database, kind, self._declared.name, labels)
        if self._shown is None:
            texts = [label for _code, label in self.options.rows.read()]
            new = NewField(
                kind, labels, str(self.type.currentData()), texts,
                str(self.target.currentData()) if self.type.currentData() == "link" else None,
                self.help.text(), self.in_lists.isChecked(),
            )  # fmt: skip
            return plan_field(database, new)
        return plan_settings(
            database, self._shown, labels, self.help.text(), self.in_lists.isChecked(),
            self.options.rows.read(),
        )  # fmt: skip

    def focus_field(self, name: str | None) -> None:
        """Put the cursor where a sentence points to."""
        first: QWidget = next(iter(self.labels.values()))
        widget = self.options.rows if name == "options" else first
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside -------------------------------------------------------------------------------

    def _make_line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.textEdited.connect(self._on_edit)
        leave_undo(line)
        line.returnPressed.connect(self.saved)
        return line

    def _make_box(self, name: str, spoken: str, values: tuple[tuple[str, str], ...]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(spoken)
        for code, label in values:
            box.addItem(_(label), code)
        box.activated.connect(self._on_edit)
        return box

    def _lay_out(self) -> None:
        card = make_card()
        form = self._form = QFormLayout(card)
        form.setContentsMargins(18, 14, 18, 16)
        form.setSpacing(10)
        for code, line in self.labels.items():
            words = _("Label ({language})").format(language=_(LANGUAGE_WORDS[code]))
            line.setAccessibleName(words)
            form.addRow(make_label(words), line)
        form.addRow(make_label(_("Type")), self.type)
        form.addRow(make_label(_("Type")), self.settled)
        form.addRow(make_label(_("Links to")), self.target)
        form.addRow(make_label(_("Values")), self.options)
        self.help.setAccessibleName(_("Explanation"))
        form.addRow(make_label(_("Explanation")), self.help)
        form.addRow("", self.in_lists)
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch(1)
        form.addRow("", foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _show_parts(self) -> None:
        type_ = self.type.currentData() if self._declared is None else None
        is_new = self._shown is None
        self._form.setRowVisible(self.target, is_new and type_ == "link")
        self._form.setRowVisible(self.settled, not is_new)
        self._form.setRowVisible(self.options, type_ in ("choice", "choices"))
        self._form.setRowVisible(self.type, is_new and type_ is not None)
        for widget in (self.help, self.in_lists):
            self._form.setRowVisible(widget, type_ is not None)

    def _say_settled(self) -> str:
        """Of which type a field was made: nothing is left to be chosen there."""
        words = self.type.currentText()
        if self.type.currentData() == "link":
            words = tell_value(words, self.target.currentText())
        text = _("{type} – stays as it is; a new field may have another type.")
        return text.format(type=words)

    def _on_edit(self, *_args: object) -> None:
        self.is_dirty = True
        self.edited.emit()


def label_order() -> list[str]:
    """The languages of the labels, the window's first."""
    first = language()
    return [first, *(code for code in LANGUAGES if code != first)]
