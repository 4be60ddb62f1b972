"""Asking organisations to confirm their data: whom, in which round, until when; then the files."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from t20desk.confirming import Sending, check_folder, plan_sending
from t20desk.db.types import typed_reading
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGE_NAMES, _, join_list, language, ngettext, say_number
from t20desk.listing import Listing, count_rows, list_ids
from t20desk.listing.views import list_views
from t20desk.ui.confirmations.sending_child import Errand, write_in_child
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import (
    AskingDialog,
    choose_folder,
    run_dialog,
    show_notice,
    show_problem,
    tell_error,
)
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import Notice, make_button, make_label
from t20desk.ui.previews.preview import preview_and_apply

DAYS_TO_ANSWER = 28


def send_round(parent: QWidget, desk: Desk, members: Sequence[int] = ()) -> None:
    """Ask for the round and the folder, show who is asked, then write the workbooks."""
    dialog = SendDialog(parent, desk, members)
    if not run_dialog(dialog) or (planned := dialog.planned) is None:
        return
    errand = dialog.errand()
    try:
        if planned.change.is_empty or preview_and_apply(parent, desk, planned.change, words=_say):
            write_round(parent, desk, errand._replace(ids=planned.ids))
    except UserError as error:
        show_problem(parent, error.message)
        return
    if planned.answered:
        text = _("Answered already and not asked again: {names}")
        show_notice(parent, text.format(names=join_list(planned.answered)))


def write_round(parent: QWidget, desk: Desk, errand: Errand) -> None:
    """Write the workbooks of confirmations in a child process."""
    desk.jobs.compute(
        write_in_child,
        (desk.address, language(), errand),
        partial(_tell_written, desk, errand.folder),
        partial(tell_error, parent),
        _("Writing workbooks"),
    )


def _tell_written(desk: Desk, folder: Path, number: int) -> None:
    words = ngettext(
        "{number} file written into {folder}.", "{number} files written into {folder}.", number
    )
    desk.tell(words.format(number=number, folder=folder))


def _say(number: int) -> str:
    words = ngettext("Ask {number} organisation", "Ask {number} organisations", number)
    return words.format(number=number)


class SendDialog(AskingDialog):
    """Round, day, whom, language and folder."""

    def __init__(self, parent: QWidget | None, desk: Desk, members: Sequence[int] = ()) -> None:
        """Without members it asks for a list of them."""
        super().__init__(parent, _("Ask to confirm"), 560)
        self._desk = desk
        self._members = members
        self.planned: Sending | None = None
        self.round = QLineEdit(str(date.today().year))
        self.due = make_editor(desk.kinds["confirmation"].fields["due_on"], desk)
        self.whom = QComboBox()
        self.tongue = QComboBox()
        self.folder = QLineEdit()
        self.choose = make_button(_("Choose …"), "", "sendFolderChoose")
        self.drafts = QCheckBox(_("Also a draft of the mail for each, with the workbook in it"))
        self.notice = Notice("sendNotice")
        self._dress()
        self._lay_out()
        self.choose.clicked.connect(self._choose_folder)

    def errand(self) -> Errand:
        """Where and how the workbooks are written."""
        tongue = str(self.tongue.currentData() or "")
        folder = Path(self.folder.text().strip()).expanduser()
        return Errand((), folder, tongue, self.drafts.isChecked())

    def accept(self) -> None:
        """Plan it; what cannot be is said below."""
        try:
            if not self.folder.text().strip():
                raise UserError(_("No folder is chosen; choose one for the workbooks."))
            check_folder(self.errand().folder)
            field = self._desk.kinds["confirmation"].fields["due_on"]
            day = field.type.parse(self.due.typed(), typed_reading())
            if day.severity in ("error", "doubt"):
                raise UserError(day.message)
            ids = self._members or list_ids(self._desk.db, self.whom.currentData())
            self.planned = plan_sending(self._desk.db, ids, self.round.text(), str(day.value or ""))
        except UserError as error:
            self.notice.say(error.message)
            return
        super().accept()

    # --- inside -------------------------------------------------------------------------------

    def _dress(self) -> None:
        for name, widget, spoken in (
            ("sendRound", self.round, _("Round")),
            ("sendDue", self.due, _("Due on")),
            ("sendWhom", self.whom, _("Whom")),
            ("sendTongue", self.tongue, _("Language")),
            ("sendFolder", self.folder, _("Folder")),
            ("sendDrafts", self.drafts, self.drafts.text()),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(spoken)
        self.due.show_value((date.today() + timedelta(days=DAYS_TO_ANSWER)).isoformat())
        self.tongue.addItem(_("that of each organisation"), "")
        for code, name in LANGUAGE_NAMES.items():
            self.tongue.addItem(name, code)
        for view in () if self._members else list_views(self._desk.db, "member"):
            listing = Listing("member", view=view.name)
            number = count_rows(self._desk.db, listing)
            self.whom.addItem(f"{_(view.label)} ({number})", listing)

    def _lay_out(self) -> None:
        column = self.column
        words = ngettext(
            "Ask {number} organisation to confirm its data",
            "Ask {number} organisations to confirm their data",
            len(self._members),
        )
        heading = words.format(number=say_number(len(self._members))) if self._members else ""
        column.addWidget(make_label(heading or _("Ask members to confirm their data"), "heading"))
        text = _(
            "Each gets a workbook with its own data, protected but for what it knows better than "
            "you do. Mail it; when it comes back, drop it on the window."
        )
        column.addWidget(make_label(text, "quiet", wrap=True))
        form = QFormLayout()
        form.addRow(_("&Round"), self.round)
        form.addRow(_("&Due on"), self.due)
        if not self._members:
            form.addRow(_("&Whom"), self.whom)
        form.addRow(_("&Language"), self.tongue)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        label = make_label(_("&Folder"))
        set_buddy(label, self.folder)
        form.addRow(label, place)
        form.addRow("", self.drafts)
        column.addLayout(form)
        column.addWidget(self.notice)
        self.add_answers(_("Show preview"))

    def _choose_folder(self) -> None:
        title = _("Folder for the workbooks")
        chosen = choose_folder(self, title, self.folder.text())
        if chosen:
            self.folder.setText(str(chosen))
