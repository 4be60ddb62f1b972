"""The line above the history: whose changes, by which door, of what, when, with which words."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from t20desk.db.fields import Kinds
from t20desk.db.history.operations import Wish
from t20desk.db.types import Date, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, restyle
from t20desk.wording import say_door

TYPING_PAUSE: Final = 200
PERIODS: Final = (
    ("", N_("Any time")),
    ("today", N_("Today")),
    ("week", N_("Last 7 days")),
    ("month", N_("Last 30 days")),
    ("year", N_("This year")),
    ("between", N_("From … to …")),
)


class HistoryFilter(QWidget):
    """What of the history is wanted; `wish_changed` when that is something else."""

    wish_changed = Signal()

    def __init__(self, kinds: Kinds, applied: SignalInstance) -> None:
        super().__init__()
        self.text = _make_line("historySearch", _("Search in the history"), 200)
        self.text.setPlaceholderText(_("Words, names, fields …"))
        self.person = _make_box("historyPerson", _("Person"))
        self.door = _make_box("historyDoor", _("How it was done"))
        self.kind = _make_box("historyKind", _("Kind of record"))
        self.period = _make_box("historyPeriod", _("Period"))
        self.since = _make_line("historySince", _("From"), 110)
        self.until = _make_line("historyUntil", _("To"), 110)
        for line in (self.text, self.since, self.until):
            leave_undo(line, applied=applied)
        self.mine = _make_chip(_("Only mine"), "historyMine")
        self.imports = _make_chip(_("Only imports"), "historyImports")
        self.everything = make_button(_("Show all"), "flat", "historyAll")
        self._always_imports = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(TYPING_PAUSE)
        self._fill_fixed(kinds)
        self._lay_out()
        self._connect()

    def show_choices(self, people: list[str], doors: list[str]) -> None:
        """Fill the boxes with who and what there is; what is chosen stays so."""
        fill_box(self.person, [("", _("Everybody")), *((one, one) for one in people)])
        fill_box(self.door, [("", _("Any way")), *((one, say_door(one)) for one in doors)])

    def read_wish(self, me: str) -> Wish:
        """What is asked for; raises UserError for a day that is none."""
        since, until = self._read_period()
        return Wish(
            user=me if self.mine.isChecked() else str(self.person.currentData() or ""),
            door=str(self.door.currentData() or ""),
            kind=str(self.kind.currentData() or ""),
            since=since,
            until=until,
            only_imports=self.imports.isChecked(),
        )

    def is_sifting(self) -> bool:
        """Whether anything is asked for that leaves changes out."""
        boxes = (self.person, self.door, self.kind, self.period)
        chips = [self.mine] if self._always_imports else [self.mine, self.imports]
        return (
            bool(self.text.text().strip())
            or any(box.currentIndex() > 0 for box in boxes)
            or any(chip.isChecked() for chip in chips)
        )

    def show_only_imports(self) -> None:
        """Ask for imports only, for good."""
        self._always_imports = True
        self.imports.setChecked(True)
        self.imports.hide()

    def clear(self) -> None:
        """Ask for everything again."""
        self.blockSignals(True)
        for box in (self.person, self.door, self.kind, self.period):
            box.setCurrentIndex(0)
        self.mine.setChecked(False)
        self.imports.setChecked(self._always_imports)
        self.text.clear()
        self._wait.stop()
        self._show_days()
        self.blockSignals(False)
        self.wish_changed.emit()

    def _read_period(self) -> tuple[str, str]:
        period, today = self.period.currentData(), date.today()
        if period == "between":
            return _read_day(self.since), _read_day(self.until)
        begins = {
            "today": today,
            "week": today - timedelta(days=6),
            "month": today - timedelta(days=29),
            "year": today.replace(month=1, day=1),
        }
        return (begins[period].isoformat(), "") if period in begins else ("", "")

    def _fill_fixed(self, known: Kinds) -> None:
        self.show_choices([], [])
        kinds = [(one.name, _(one.plural)) for one in known.values()]
        fill_box(self.kind, [("", _("All kinds")), *sorted(kinds, key=lambda pair: pair[1])])
        fill_box(self.period, [(name, _(label)) for name, label in PERIODS])
        self._show_days()

    def _lay_out(self) -> None:
        row = FlowLayout(8)
        self.setLayout(row)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        boxes = (self.person, self.door, self.kind, self.period)
        for widget in (self.text, *boxes, self.since, self.until, self.mine, self.imports):
            row.addWidget(widget)
        row.addWidget(self.everything)
        self.everything.hide()

    def _connect(self) -> None:
        self._wait.timeout.connect(self.wish_changed)
        self.text.textChanged.connect(lambda _text: self._wait.start())
        for box in (self.person, self.door, self.kind):
            box.activated.connect(lambda _at: self.wish_changed.emit())
        self.period.activated.connect(lambda _at: self._on_period())
        for line in (self.since, self.until):
            line.editingFinished.connect(self.wish_changed)
        for chip in (self.mine, self.imports):
            chip.clicked.connect(lambda _on: self.wish_changed.emit())

        self.wish_changed.connect(lambda: self.everything.setVisible(self.is_sifting()))
        self.everything.clicked.connect(self._show_everything)

    def _show_everything(self) -> None:
        self.text.setFocus()  # before the button goes, which has the keys
        self.clear()

    def _on_period(self) -> None:
        self._show_days()
        self.wish_changed.emit()

    def _show_days(self) -> None:
        for line in (self.since, self.until):
            line.setVisible(self.period.currentData() == "between")


def _read_day(line: QLineEdit) -> str:
    text = line.text().strip()
    restyle(line, problem=False)
    if not text:
        return ""
    try:
        return str(Date().store(text, typed_reading()))
    except UserError:
        restyle(line, problem=True)
        raise


def _make_line(name: str, spoken: str, width: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(spoken)
    line.setPlaceholderText(spoken)
    line.setClearButtonEnabled(width > 150)
    line.setMaxLength(200)
    line.setFixedWidth(width)
    return line


def _make_box(name: str, spoken: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    set_tip(box, spoken)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(170)
    return box


def _make_chip(text: str, name: str) -> QPushButton:
    chip = make_button(text, "chip", name)
    chip.setCheckable(True)
    return chip


def fill_box(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Offer other values with their words; what is chosen stays so where it is still there."""
    chosen = box.currentData()
    box.clear()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
