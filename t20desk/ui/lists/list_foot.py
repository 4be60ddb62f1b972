"""The foot of a list: how many rows there are, how it is shaped, the switch for typing."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from t20desk.i18n import _, ngettext, tell_value
from t20desk.listing import Listing, column_label
from t20desk.ui.desk import Desk
from t20desk.ui.lists.list_shape import ListShape
from t20desk.ui.looks.key_words import with_key
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label
from t20desk.ui.tables.column_paths import known_paths


class ListFoot(QWidget):
    """Says what is shown and opens what changes it."""

    def __init__(self, desk: Desk, shape: ListShape) -> None:
        super().__init__()
        self._desk = desk
        self._shape = shape
        self._words: dict[QLabel | QPushButton, tuple[str, str]] = {}
        """What each of them says, and in short where there is little room."""
        self._more = ""
        self.count = make_label(look="quiet", name="countLine")
        self.group = self._make_button("groupList")
        self.sort = self._make_button("sortList")
        self.colours = self._make_button("colourRows")
        self.totals = self._make_button("totalsSwitch")
        self.totals.setText(_("Totals"))
        self.card = self._make_button("cardSwitch")
        self.card.setText(_("Card"))
        self.card.setToolTip(with_key(_("Record card beside the list"), "toggle_card"))
        self.edit_switch = make_button("", "chip", "editSwitch")
        self.edit_switch.setCheckable(True)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.count, 1)
        for button in (self.group, self.sort, self.colours, self.totals, self.card):
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self.edit_switch)
        self.name_switch(False)
        self.group.clicked.connect(self.group_list)
        self.sort.clicked.connect(shape.sort_list)
        self.colours.clicked.connect(shape.colour_rows)
        self.totals.clicked.connect(shape.toggle_totals)

    def show_shape(self, listing: Listing) -> None:
        """Say how the list is shaped."""
        label = self._name_column(listing, listing.group) if listing.group else ""
        groups = _("Groups: {column}").format(column=label) if label else ""
        self._say(self.group, _("Groups"), groups.replace("&", "&&"))
        self._say(self.sort, _("Sort"), self._tell_sort(listing).replace("&", "&&"))
        rules = len(listing.colours)
        coloured = ngettext("Colours: {number} rule", "Colours: {number} rules", rules)
        self._say(self.colours, _("Colours"), coloured.format(number=rules) if rules else "")

    def _tell_sort(self, listing: Listing) -> str:
        """By what a hand sorted the list: that column may lie out of sight."""
        count = len(listing.sort)
        if count == 1:
            label = self._name_column(listing, listing.sort[0])
            return tell_value(_("Sort"), label) if label else ""
        sorts = ngettext("Sort: {number} column", "Sort: {number} columns", count)
        return sorts.format(number=count) if count else ""

    def _name_column(self, listing: Listing, path: str) -> str:
        """The heading of a column; empty where its field went meanwhile."""
        kinds = self._desk.kinds
        known = known_paths(kinds, kinds[listing.kind], [path.removeprefix("-")])
        return column_label(kinds, listing.kind, known[0]) if known else ""

    def show_count(self, kind: str, count: str, more: str = "") -> None:
        """Say how many rows of a kind there are; `more` where there is room for it."""
        self._words[self.count] = (f"{kind} · {count}", count)
        self._more = more
        self._fit()

    def show_list(self, on: bool) -> None:
        """Offer what shapes a list, or only say how many rows there are."""
        for button in (self.group, self.sort, self.colours, self.totals, self.card):
            button.setVisible(on)
        self.edit_switch.setVisible(on)

    def group_list(self) -> None:
        """Offer the columns by which the list can be grouped."""
        menu = self._shape.group_menu()
        menu.popup(self.group.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def name_switch(self, on: bool) -> None:
        """Say whether one types in the table."""
        words = _("Editing") if on else _("Edit in table")
        self.edit_switch.setToolTip(with_key(words, "edit_table"))
        self._words[self.edit_switch] = (with_key(words, "edit_table"), words)
        self._fit()

    def _say(self, button: QPushButton, words: str, more: str) -> None:
        """Name a button; what it is set to stands in it, or as a dot where there is little room."""
        set_tip(button, more.replace("&&", "&"))
        self._words[button] = (more or words, f"{words} •" if more else words)
        self._fit()

    def _fit(self) -> None:
        """Say all where there is room for it, else in short."""
        for widget, (whole, _short) in self._words.items():
            widget.setText(whole)
        if self._more:
            whole = self._words[self.count][0]
            self.count.setText(f"{whole} · {self._more}")
            if self._row.sizeHint().width() > self.width():
                self.count.setText(whole)
        if self._row.sizeHint().width() > self.width():
            for widget, (_whole, short) in self._words.items():
                widget.setText(short)

    def _make_button(self, name: str) -> QPushButton:
        return make_button("", "flat", name)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
