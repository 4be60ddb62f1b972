"""View chips, filter chips and the search in this list; together they make one query."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from t20desk.db.fields import Field, Kind
from t20desk.db.types import Choice, Choices, Country, YesNo
from t20desk.i18n import _
from t20desk.searching import Operator, write_test
from t20desk.ui.check_list import CheckList
from t20desk.ui.key_words import with_key
from t20desk.ui.page import make_button

CHIPS_SHOWN: Final = 4
TYPING_PAUSE: Final = 10
"""Milliseconds in which keys are gathered; the next key stops the search of the last one."""
LONGEST_QUERY: Final = 2000
EMPTY: Final = "-"
"""Stands for records that do not give the field."""


class FilterChip(QPushButton):
    """One field to filter by: opens a list of its values with boxes."""

    filter_changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setObjectName(f"filter_{field.name}")
        self.setAccessibleName(_("Filter: {label}").format(label=field.say()))
        self._list = CheckList(partial(_filter_values, field), field.say())
        self._menu = self._list.make_menu(self)
        self._menu.addAction(_("Show all"), self.clear)
        self._list.ticked.connect(self._on_tick)
        self.clicked.connect(self._open)
        self._describe()

    def clear(self) -> None:
        """Filter by this field no more."""
        self.choose(())

    def choose(self, codes: Iterable[str]) -> None:
        """Filter by these values."""
        self._list.choose(codes)
        self._on_tick()

    def chosen(self) -> list[str]:
        """The codes chosen."""
        return self._list.chosen()

    def query(self) -> str:
        """What this chip adds to the search, in the search language."""
        operator: Operator = "has" if isinstance(self.field.type, Choices) else "is"
        tests = [
            write_test(self.field.name, *(("empty", "") if code == EMPTY else (operator, code)))
            for code in self.chosen()
        ]
        return "".join(tests) if len(tests) < 2 else f"({' or '.join(tests)})"

    def _on_tick(self) -> None:
        self._describe()
        self.filter_changed.emit()

    def _describe(self) -> None:
        labels = self._list.chosen_labels()
        text = self.field.say()
        if labels:
            more = f" +{len(labels) - 1}" if len(labels) > 1 else ""
            text = f"{text}: {labels[0]}{more}"
        self.setText(text.replace("&", "&&"))
        self.setChecked(bool(labels))

    def _open(self) -> None:
        self.setChecked(bool(self.chosen()))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))


class FilterBar(QWidget):
    """The line above a list."""

    query_changed = Signal()

    def __init__(self, kind: Kind, fields: Sequence[Field]) -> None:
        super().__init__()
        self.chips = {one.name: FilterChip(one) for one in fields if can_filter(one)}
        self.search = QLineEdit()
        self.search.setObjectName("listSearch")
        self.search.setMaxLength(LONGEST_QUERY)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(with_key(_("In this list"), "find_here"))
        self.search.setAccessibleName(_("Search in this list"))
        self.search.setMinimumWidth(170)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(TYPING_PAUSE)
        self._wait.timeout.connect(self.query_changed)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self._lay_out()

    def query(self) -> str:
        """The search of all chips and the typed words together."""
        parts = [chip.query() for chip in self.chips.values()]
        typed = self.search.text().strip()
        if typed and any(parts) and " or " in typed.lower():
            typed = f"({typed})"
        return " ".join(filter(None, [*parts, typed]))

    def show_query(self, text: str) -> None:
        """Put a query into the line, chips off."""
        for chip in self.chips.values():
            chip.blockSignals(True)
            chip.clear()
            chip.blockSignals(False)
        self.search.setText(text)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        further = QMenu(self)
        for number, chip in enumerate(self.chips.values()):
            chip.filter_changed.connect(self.query_changed)
            row.addWidget(chip)
            if number >= CHIPS_SHOWN:
                chip.hide()
                further.addAction(chip.field.say(), partial(_show_chip, chip))
        if not further.isEmpty():
            more = make_button(_("+ filter"), "flat", "moreFilters")
            more.setMenu(further)
            row.addWidget(more)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        self.search.setMaximumWidth(340)


def can_filter(field: Field) -> bool:
    """Whether a field has few enough values to be chosen from a list."""
    return isinstance(field.type, Choice | Choices | Country | YesNo) and not field.hidden


def _filter_values(field: Field) -> list[tuple[str, str]]:
    kind = field.type
    if isinstance(kind, YesNo):
        return [("yes", kind.format(1)), ("no", kind.format(0)), (EMPTY, _("not given"))]
    several = isinstance(kind, Choices)
    found = [(code, kind.format(f" {code} " if several else code)) for code, _m in kind.choices()]
    if isinstance(kind, Country):
        found.sort(key=lambda pair: pair[1].casefold())
    return [*found, (EMPTY, _("not given"))]


def _show_chip(chip: FilterChip) -> None:
    chip.show()
    chip.click()
