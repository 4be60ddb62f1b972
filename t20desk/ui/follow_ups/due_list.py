"""The follow-ups one below the other, each with its record; what is overdue stands out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from t20desk.db.database import Database
from t20desk.db.fields import Kinds
from t20desk.db.types import Date
from t20desk.follow_ups import FollowUp, count_follow_ups, list_follow_ups, list_responsible
from t20desk.i18n import _, ngettext
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.tips import set_column_tip

ROLE = Qt.ItemDataRole.UserRole


@dataclass(slots=True)
class Due:
    """What the page of follow-ups shows, read at once."""

    items: list[FollowUp] = field(default_factory=list)
    total: int = 0
    mine: int = 0
    all: int = 0
    people: list[str] = field(default_factory=list)

    def say_count(self) -> str:
        """How many there are, and how many of them are overdue."""
        shown = len(self.items)
        if shown < self.total:
            return _("{shown} of {total}").format(shown=shown, total=self.total)
        overdue = sum(one.is_overdue(date.today()) for one in self.items)
        text = ngettext("{number} follow-up", "{number} follow-ups", shown).format(number=shown)
        return f"{text} · " + _("{number} overdue").format(number=overdue) if overdue else text


def read_due_list(db: Database, until: date | None, whose: str, me: str) -> Due:
    """The follow-ups until a day, and the numbers on the chips."""
    return Due(
        list_follow_ups(db, until, whose),
        count_follow_ups(db, until, whose),
        count_follow_ups(db, until, me),
        count_follow_ups(db, until),
        list_responsible(db),
    )


class DueTable(QTreeWidget):
    """A line for each follow-up; several can be chosen."""

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self._kinds = kinds
        self.setObjectName("files")
        self.setAccessibleName(_("Follow-ups"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHeaderLabels(
            [_("Due"), _("What"), _("About"), _("Kind"), _("Responsible in the office")]
        )
        head = self.header()
        head.setStretchLastSection(False)
        for column in range(5):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_items(self, items: Sequence[FollowUp], next_row: int | None) -> None:
        """Show other follow-ups; what was chosen stays so, else the next row is."""
        chosen = {(one.kind, one.id) for one in self.chosen()}
        self.clear()
        for one in items:
            item = self._make_item(one)
            self.addTopLevelItem(item)
            item.setSelected((one.kind, one.id) in chosen)
        if items and not self.selectedItems():
            row = self._items()[min(next_row or 0, len(items) - 1)]
            if next_row is None:
                self.setCurrentItem(row, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
            else:
                self.setCurrentItem(row)

    def listed(self) -> list[FollowUp]:
        """All follow-ups in their order."""
        return [item.data(0, ROLE) for item in self._items()]

    def chosen(self) -> list[FollowUp]:
        """Those that are selected."""
        return [item.data(0, ROLE) for item in self._items() if item.isSelected()]

    def meant(self) -> list[FollowUp]:
        """Those that are selected, else the one that the cursor is on."""
        one = self.current()
        return self.chosen() or ([] if one is None else [one])

    def first_chosen(self) -> int:
        """The row of the first one that is selected."""
        return next((row for row, item in enumerate(self._items()) if item.isSelected()), 0)

    def current(self) -> FollowUp | None:
        """The one that the cursor is on."""
        item = self.currentItem()
        return None if item is None else item.data(0, ROLE)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _make_item(self, one: FollowUp) -> QTreeWidgetItem:
        day = Date().format(one.due)
        overdue = one.is_overdue(date.today())
        due = _("{day}, overdue").format(day=day) if overdue else day
        kind = self._kinds[one.kind]
        item = QTreeWidgetItem([due, one.title, one.about, _(kind.label), one.responsible])
        item.setData(0, ROLE, one)
        item.setIcon(0, icon("mdi6.alert-circle-outline" if overdue else kind.icon))
        for column, text in ((1, one.text or one.title), (2, one.about)):
            set_column_tip(item, column, " ".join(text.split())[:300])
        if overdue:
            font = item.font(0)
            font.setBold(True)
            item.setFont(0, font)
        return item
