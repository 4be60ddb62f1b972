"""What one event of a series says, given to the later ones or to all others."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from t20desk.errors import UserError
from t20desk.events.series import REACHES, TIMES, find_differences, find_reached, plan_for_series
from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog, run_dialog, show_problem
from t20desk.ui.looks.check_list import CheckList
from t20desk.ui.page import make_label
from t20desk.ui.previews.preview import preview_and_apply, show_oddities


def change_series(parent: QWidget, desk: Desk, event: int) -> None:
    """Ask what others of the series get, and show it before it is written."""
    try:
        dialog = SeriesDialog(parent, desk, event)
        if run_dialog(dialog):
            change = plan_for_series(desk.db, event, dialog.parts.chosen(), dialog.reach())
            preview_and_apply(
                parent.window(), desk, change, prepare=partial(show_oddities, desk, change)
            )
    except UserError as error:
        show_problem(parent, error.message)


class SeriesDialog(AskingDialog):
    """To which events, and a tick for each part in which they are not as this one."""

    def __init__(self, parent: QWidget, desk: Desk, event: int) -> None:
        super().__init__(parent, _("Apply to the series"))
        self._desk, self._event = desk, event
        self.to = QComboBox()
        counts = {word: len(find_reached(desk.db, event, word)) for word in REACHES}
        for word, label in REACHES.items():
            self.to.addItem(f"{_(label)}  ·  {counts[word]}", word)
        self.to.setCurrentIndex(next((at for at, n in enumerate(counts.values()) if n), 0))
        self.to.setAccessibleName(_("Given to"))
        self.parts = CheckList(lambda: (), _("What they get"))
        self.notice = make_label(look="quiet", wrap=True, name="seriesNotice")
        column = self.column
        form = QFormLayout()
        form.addRow(_("Given to"), self.to)
        column.addLayout(form)
        column.addWidget(make_label(_("What they get"), "heading"))
        column.addWidget(self.parts, 1)
        column.addWidget(self.notice)
        stays = _("Programme, guests and papers stay as they are at each of them.")
        column.addWidget(make_label(stays, "quiet", wrap=True, name="seriesStays"))
        self.take = self.add_answers(_("Show preview"))
        self.to.activated.connect(lambda _row: self._offer_parts())
        self.parts.ticked.connect(self._check)
        self._offer_parts()

    def reach(self) -> str:
        """To which events of the series it goes."""
        return str(self.to.currentData())

    def _offer_parts(self) -> None:
        """List in what the events differ; a single difference is meant."""
        found = find_differences(self._desk.db, self._event, self.reach())
        fields = self._desk.kinds["event"].fields
        words = {TIMES: _("Time of day and length"), "title": _("Title")}
        self.parts.clear()
        self.parts.add_values((one, words.get(one) or fields[one].say()) for one in found)
        if len(found) == 1:
            self.parts.choose(found)
        self._check()

    def _check(self) -> None:
        count = self.parts.count()
        text = ngettext(
            "They differ in {number} part; each keeps its day.",
            "They differ in {number} parts; each keeps its day.",
            count,
        )
        same = _("They say all of this already; change this event first.")
        self.notice.setText(text.format(number=count) if count else same)
        self.take.setEnabled(bool(self.parts.chosen()))
