"""Tabs that are never cut: those without room stand in a menu at the end of the row."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QTabWidget, QToolButton, QWidget

from t20desk.i18n import _
from t20desk.ui.looks.counted_bar import CountedBar
from t20desk.ui.looks.tab_order import first_stop

GAP = 12
STEPS = {"Ctrl+Tab": 1, "Ctrl+Shift+Tab": -1}


class FittingTabs(QTabWidget):
    """A row of tabs with a menu for the rest; the tab shown always stands in the row.

    A tab that is switched off stands in neither.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bar = CountedBar()
        self._bar.setObjectName("tabRow")
        self.setTabBar(self._bar)
        # The keys would stay with the row of tabs if they are there, and a scan at a door be lost.
        self._bar.clicked.connect(self.focus_shown)
        self.more = QToolButton()
        self.more.setObjectName("moreTabs")
        self.more.setText(_("More") + " ▾")
        self.more.setAccessibleName(_("More tabs"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._fill_menu)
        self.setCornerWidget(self.more)
        self.more.hide()
        self.setDocumentMode(True)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self.fit_row)
        # Not at once: tabs cannot be hidden while Qt is still changing to another one.
        self.currentChanged.connect(lambda _index: self._fit_soon.start())
        for key, step in STEPS.items():
            # Tables in a tab would take the key for themselves.
            QShortcut(QKeySequence(key), self).activated.connect(partial(self.step_on, step))

    def step_on(self, step: int) -> None:
        """Show the next tab, or the one before; behind the last comes the first."""
        useful = [index for index in range(self.count()) if self.isTabEnabled(index)]
        if self.currentIndex() in useful:
            self.setCurrentIndex(useful[(useful.index(self.currentIndex()) + step) % len(useful)])
            self.focus_shown()

    def focus_shown(self) -> None:
        """Put the cursor where the tab shown is read."""
        shown = self.currentWidget()
        takes_keys = shown.focusPolicy() != Qt.FocusPolicy.NoFocus
        (shown if takes_keys else first_stop(shown) or self).setFocus()

    def add_counted(self, shown: QWidget, label: str, digits: int = 2) -> Callable[[int], None]:
        """Add a tab that keeps room for a count; what is given writes the count into it."""
        place = self.addTab(shown, label)
        self._bar.expect_count(place, digits)
        return lambda count: self.name_tab(place, f"{label} {count or ''}".strip())

    def name_tab(self, index: int, text: str) -> None:
        """Give a tab another text, and the row another look."""
        if self.tabText(index) != text:
            self.setTabText(index, text.replace("&", "&&"))
            self.fit_row()

    def fit_row(self) -> None:
        """Show as many tabs as there is room for."""
        if not self.count():
            return
        useful = [index for index in range(self.count()) if self.isTabEnabled(index)]
        left = self._left_over({index: self._bar.tabSizeHint(index).width() for index in useful})
        wanted = {index: index in useful and index not in left for index in range(self.count())}
        changed = [index for index, on in wanted.items() if self.isTabVisible(index) != on]
        # Qt lays out the whole row for each. Those that come are first, the one shown before all:
        # Qt leaves a current tab that is hidden as soon as another appears.
        for index in sorted(changed, key=lambda at: (not wanted[at], at != self.currentIndex())):
            self.setTabVisible(index, wanted[index])
        self.more.setVisible(bool(left))

    def _left_over(self, widths: dict[int, int]) -> list[int]:
        if sum(widths.values()) <= self.width():
            return []
        shown = widths.get(self.currentIndex(), 0)
        room = self.width() - self.more.sizeHint().width() - GAP - shown
        left: list[int] = []
        for index, width in widths.items():
            if index == self.currentIndex():
                continue
            room -= width
            if room < 0:
                left.append(index)
        return left

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for index in range(self.count()):
            if self.isTabEnabled(index) and not self.isTabVisible(index):
                menu.addAction(self.tabText(index), partial(self.setCurrentIndex, index))

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_row()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit_row()
