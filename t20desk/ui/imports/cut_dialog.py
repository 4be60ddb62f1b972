"""Asking at which sign a column is cut, and to which fields its parts go."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from t20desk.db.fields import Kind, Kinds
from t20desk.i18n import _, tell_value
from t20desk.importing.cutting import cut_at
from t20desk.ui.dialogs import AskingDialog
from t20desk.ui.imports.import_lines import CUT, ColumnLine, list_targets, read_cut, write_cut
from t20desk.ui.page import make_label

PARTS = 4


class CutDialog(AskingDialog):
    """A sign, the fields of the parts, and what becomes of the first cells."""

    def __init__(self, parent: QWidget, kind: Kind, kinds: Kinds, line: ColumnLine) -> None:
        super().__init__(parent, _("Cut a column"), 460)
        self._line = line
        fields, sign = (
            read_cut(line.target) if line.target.startswith(CUT) else ((line.target,), "")
        )
        self.sign = QLineEdit(sign or _guess_sign(line))
        self.sign.setObjectName("cutSign")
        self.sign.setMaxLength(10)
        targets = list_targets(kind, kinds)
        self.parts = [self._make_part(targets, at, fields) for at in range(PARTS)]
        self.sample = make_label(look="quiet", wrap=True, name="cutSample")
        form = QFormLayout()
        form.addRow(_("&Sign between the parts"), self.sign)
        for at, box in enumerate(self.parts, 1):
            form.addRow(_("Part {number}").format(number=at), box)
        column = self.column
        column.addLayout(form)
        column.addWidget(self.sample)
        self.take = self.add_answers(_("Cut like this"))
        self.sign.textChanged.connect(self._show_sample)
        self._show_sample()

    def target(self) -> str:
        """What is chosen, as the target of a column."""
        fields = [str(box.currentData()) for box in self.parts if box.currentData()]
        return write_cut(dict.fromkeys(fields), self.sign.text())

    def _make_part(
        self, targets: Sequence[tuple[str, str]], at: int, fields: tuple[str, ...]
    ) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"cutPart{at}")
        box.setAccessibleName(_("Part {number}").format(number=at + 1))
        box.addItem("–", "")
        for name, label in targets:
            box.addItem(label, name)
        box.setCurrentIndex(max(box.findData(fields[at] if at < len(fields) else ""), 0))
        box.currentIndexChanged.connect(self._show_sample)
        return box

    def _show_sample(self) -> None:
        sign = self.sign.text()
        chosen = [box for box in self.parts if box.currentData()]
        self.take.setEnabled(bool(sign) and bool(chosen))
        if not (sign and chosen and self._line.examples):
            self.sample.setText("")
            return
        names = [str(at) for at, _box in enumerate(chosen)]
        parts = cut_at(sign, names)(self._line.examples[0])
        shown = (
            tell_value(box.currentText(), str(parts.get(name, "–")))
            for name, box in zip(names, chosen, strict=True)
        )
        self.sample.setText("\n".join(shown))


def _guess_sign(line: ColumnLine) -> str:
    """A sign that stands in the cells."""
    return next((sign for sign in ";/|,-" if any(sign in text for text in line.examples)), "")
