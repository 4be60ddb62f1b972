"""The rules by which doubles are found and their points, tried before they are kept."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from t20desk.doubles.decided import plan_points, read_points
from t20desk.doubles.finding import Pair
from t20desk.doubles.rules import SCHEMES, list_rules
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.doubles.doubles_child import LOOKING, Wish, find_in_child
from t20desk.ui.jobs import Job
from t20desk.ui.looks.table_looks import fill_line, make_text_table
from t20desk.ui.page import make_button, make_label, make_number

FARTHEST = 100
WIDTHS = {0: 0, 1: 120}


class RulesDialog(QDialog):
    """Points of each rule of a kind."""

    def __init__(self, parent: QWidget | None, desk: Desk, kind: str) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._job: Job | None = None
        self.setWindowTitle(_("Rules for doubles: {kind}").format(kind=_(desk.kinds[kind].plural)))
        self.resize(620, 640)
        heads = [_("What is found"), _("Points")]
        self.table = make_text_table(heads, "ruleTable", _("Rules for doubles"), WIDTHS)
        self.boxes: dict[str, QSpinBox] = {}
        self.said = make_label(look="quiet", wrap=True, name="rulesSaid")
        self.usual = make_button(_("As delivered"), "flat", "rulesUsual")
        self.attempt = make_button(_("Try"), "", "rulesTry")
        self.keep = make_button(_("Save"), "main", "rulesKeep")
        self._lay_out()
        self.show_points(read_points(desk.db, kind))

    def show_points(self, points: dict[str, int]) -> None:
        """Show points in the boxes."""
        for name, box in self.boxes.items():
            box.setValue(points[name])

    def read_points(self) -> dict[str, int]:
        """The points as they stand in the boxes."""
        return {name: box.value() for name, box in self.boxes.items()}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        words = _("The points of all that is found are added. What speaks against a pair counts "
                  "below zero.")  # fmt: skip
        column.addWidget(make_label(words, "quiet", wrap=True))
        self._fill()
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        foot = QHBoxLayout()
        cancel = make_button(_("Cancel"), "", "rulesCancel")
        foot.addWidget(self.usual)
        foot.addStretch(1)
        for button in (self.attempt, cancel, self.keep):
            foot.addWidget(button)
        column.addLayout(foot)
        self.usual.clicked.connect(lambda: self.show_points(SCHEMES[self._kind].points()))
        self.attempt.clicked.connect(self._try)
        self.keep.clicked.connect(self._keep)
        cancel.clicked.connect(self.reject)

    def _fill(self) -> None:
        rules = list_rules(self._kind)
        self.table.setRowCount(len(rules))
        for row, rule in enumerate(rules):
            label = _(rule.label)
            fill_line(self.table, row, (label, ""))
            box = make_number()
            box.setRange(-FARTHEST, FARTHEST)
            box.setAccessibleName(label)
            box.setObjectName(f"points_{rule.name}")
            box.valueChanged.connect(lambda _points: self._forget())
            self.table.setCellWidget(row, 1, box)
            self.boxes[rule.name] = box

    def _try(self) -> None:
        """Look with these points, without keeping them."""
        self.attempt.setEnabled(False)
        self.said.setText(_("Records are compared …"))
        wish = Wish(self._desk.address, language(), self._kind, self.read_points())
        self._job = self._desk.jobs.compute(
            find_in_child, (wish,), self._show_attempt, self._fail, _(LOOKING)
        )

    def _forget(self) -> None:
        """What other points found, or are about to find, says nothing of these."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.attempt.setEnabled(True)
        self.said.setText("")

    def _show_attempt(self, pairs: list[Pair]) -> None:
        self._job = None
        self.attempt.setEnabled(True)
        words = ngettext(
            "With these points {number} pair would be shown.",
            "With these points {number} pairs would be shown.",
            len(pairs),
        )
        self.said.setText(words.format(number=len(pairs)))

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.attempt.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.said.setText(error.message)

    def _keep(self) -> None:
        change = plan_points(self._desk.db, self._kind, self.read_points())
        if not change.is_empty and self._desk.apply(change).is_refused:
            self.said.setText(_("Somebody changed the rules meanwhile; open them again."))
            return
        self.accept()

    def done(self, answer: int) -> None:
        if self._job is not None:
            self._job.cancel()
        super().done(answer)


def change_rules(parent: QWidget, desk: Desk, kind: str) -> bool:
    """Let the rules of a kind be changed; whether they were kept."""
    return run_dialog(RulesDialog(parent, desk, kind))
