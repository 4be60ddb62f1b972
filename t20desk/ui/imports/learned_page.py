"""What imports have learned: the layouts of senders, and what texts in their columns mean."""

from PySide6.QtWidgets import QTabWidget

from t20desk.i18n import _
from t20desk.importing.learning import LEARNED, PROFILE
from t20desk.ui.desk import Desk
from t20desk.ui.imports.known_layouts import KnownLayouts
from t20desk.ui.imports.taught_values import TaughtValues
from t20desk.ui.page import Page, make_column, make_label
from t20desk.ui.places import Place


class LearnedPage(Page):
    """Two lists; whatever is changed here is a change like any other and can be undone."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.layouts = KnownLayouts(desk)
        self.values = TaughtValues(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.layouts, _("Layouts"))
        self.tabs.addTab(self.values, _("What texts mean"))
        column = make_column(self)
        column.addWidget(make_label(self.title(), "title"))
        column.addWidget(make_label(self.help_text(), "quiet", wrap=True))
        column.addWidget(self.tabs, 1)

    def show_place(self, place: Place) -> None:
        self.refresh(frozenset())
        self.layouts.entries.setFocus()

    def place_shown(self) -> Place:
        return Place("learned")

    def refresh(self, kinds: frozenset[str]) -> None:
        if not kinds or PROFILE in kinds:
            self.layouts.read()
        if not kinds or LEARNED in kinds:
            self.values.read()

    def title(self) -> str:
        return _("What imports know")

    def help_text(self) -> str:
        return _(
            "Imports remember how a sender lays out a sheet and what you said of unknown texts. "
            "Correct or forget it here; an import that is undone takes back what it taught."
        )
