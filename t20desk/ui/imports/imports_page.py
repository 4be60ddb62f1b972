"""Every file that came in, what it did, and the way to take any of it back."""

from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.history.history_page import HistoryPage
from t20desk.ui.history.operation_model import Told, make_import_model
from t20desk.ui.places import Place
from t20desk.ui.tables.paged_model import PagedModel


class ImportsPage(HistoryPage):
    """The history of imports: files, layouts, counts; the records of the one chosen below."""

    widths = {0: 140, 1: 100, 2: 160, 3: 0, 4: 110, 5: 160, 6: 140}

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.filter.show_only_imports()

    def title(self) -> str:
        return _("Imports")

    def help_text(self) -> str:
        return _(
            "Every file that was taken in is listed, with who took it, how its columns were known "
            "and what it made. Choose one to see its records. It can be taken back at any time; "
            "the preview says what goes, what is kept since it was edited, and what cannot go."
        )

    def _make_model(self) -> PagedModel[Told]:
        return make_import_model(self._desk)

    def say_empty(self, is_sifted: bool) -> str:
        if is_sifted:
            return super().say_empty(is_sifted)
        return _("No file was taken in yet. Drop a spreadsheet on the window, or press Ctrl+I.")

    def _say_count(self, number: int) -> str:
        return ngettext("{number} import", "{number} imports", number).format(number=number)
