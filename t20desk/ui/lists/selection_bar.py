"""The bar below a list: how much is selected, and what can be done with it."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from t20desk.i18n import _, ngettext, say_number
from t20desk.kind_ways import LETTER_KINDS, NOTED_KINDS, may_invite, ways_of
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label

if TYPE_CHECKING:
    from t20desk.ui.lists.list_page import ListPage

GAP: Final = 4
FIXED: Final = 14 + 8 + 8 + 3 * GAP
"""Pixels beside the widgets: the margins, and the gaps that are always there."""


class Verb(NamedTuple):
    """A button: its words, what it does, and whether it is there only while reading or editing."""

    text: str
    act: Callable[[], None]
    mode: str = ""
    in_past: bool = False
    """Whether it can be done in a list of an earlier day, where nothing can be changed."""


class SelectionBar(QFrame):
    """Shown once several rows are selected; verbs without room stand in a menu at the end."""

    def __init__(self, verbs: Iterable[Verb], clear: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("selectionBar")
        self.setProperty("look", "bar")
        self.count = make_label(name="selectedCount")
        self._verbs = tuple(verbs)
        self._buttons: list[tuple[QPushButton, Verb]] = []
        self._offered: list[QPushButton] = []
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(GAP)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self.count)
        row.addSpacing(8)
        self.more = make_button(_("More"), "flat", "moreVerbs")
        menu = QMenu(self.more)
        menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(menu)
        row.addWidget(self.more)
        row.addStretch(1)
        self.away = make_button("✕", "flat", "clearSelection")
        self.away.setAccessibleName(_("Clear selection"))
        set_tip(self.away, _("Clear selection"))
        self.away.clicked.connect(lambda _on=False: clear())
        row.addWidget(self.away)

    def show_selection(self, count: int, editing: bool, past: bool = False) -> None:
        """Say how many rows are selected, and offer what can be done now."""
        if count > 1 and not self._buttons:
            self._make_buttons()
        words = ngettext("{number} selected", "{number} selected", count)
        self.count.setText(words.format(number=say_number(count)))
        now = "editing" if editing else "reading"
        self._offered = [
            button
            for button, verb in self._buttons
            if verb.mode in ("", now) and (verb.in_past or not past)
        ]
        self._fit()
        self.setVisible(count > 1)

    def _make_buttons(self) -> None:
        """Made when several rows are first chosen, which a start need not wait for."""
        for place, verb in enumerate(self._verbs, self._row.indexOf(self.more)):
            button = make_button(verb.text, "flat")
            button.clicked.connect(lambda _on=False, act=verb.act: act())
            self._buttons.append((button, verb))
            self._row.insertWidget(place, button)

    def _fit(self) -> None:
        """Show as many verbs as there is room for, the rest in the menu."""
        fixed = self.count.sizeHint().width() + self.away.sizeHint().width() + FIXED
        widths = [button.sizeHint().width() + GAP for button in self._offered]
        room = self.width() - fixed
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + GAP
        fitting = list(takewhile(lambda used: used <= room, accumulate(widths)))
        for button, _verb in self._buttons:
            button.setVisible(button in self._offered[: len(fitting)])
        self.more.setVisible(len(fitting) < len(self._offered))

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for button in self._offered:
            if button.isHidden():
                menu.addAction(button.text(), button.click)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def make_selection_bar(page: "ListPage") -> SelectionBar:
    """What can be done with the rows chosen in a list."""
    verbs, output, kind = page.verbs, page.output, page.kind

    def ask(words: str, name: str, is_offered: bool) -> list[Verb]:
        return [Verb(words, partial(page.verb_wanted.emit, name), "reading")] if is_offered else []

    offered = [
        Verb(_("Fill down"), verbs.fill_down, "editing"),
        Verb(_("Clear cells"), verbs.clear_cells, "editing"),
        *ask(_("Mail addresses …"), "copy_addresses", bool(ways_of(kind))),
        *ask(_("Letters …"), "write_letters", kind.name in LETTER_KINDS),
        *ask(_("Invite …"), "invite_people", may_invite(kind)),
        Verb(_("Set a field …"), verbs.set_field),
        Verb(_("Export …"), partial(output.export_list, True), "reading", in_past=True),
        Verb(_("Print …"), partial(output.print_page, True), "reading", in_past=True),
        *ask(_("Contact note …"), "write_note", kind.name in NOTED_KINDS),
        Verb(_("Open"), page.opening.open_record, "reading", in_past=True),
        Verb(_("Find and replace …"), verbs.replace_text),
        Verb(_("Export to edit …"), partial(output.export_return, True), "reading"),
        Verb(_("Delete …"), verbs.delete_records),
    ]
    return SelectionBar(offered, page.table.clearSelection)
