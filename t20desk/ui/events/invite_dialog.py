"""Asking a whole list to an event: whom, to what, in which role; then the one preview."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from t20desk.db.database import Database
from t20desk.db.types import Date, Stored, typed_reading
from t20desk.errors import UserError
from t20desk.events.inviting import Invitation, plan_invitation, say_left_out
from t20desk.i18n import _, ngettext, say_number, tell_value
from t20desk.listing import (
    Listing,
    count_rows,
    first_ids,
    list_ids,
    plain_cell,
    read_rows,
    read_titles,
)
from t20desk.listing.views import list_views
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog, run_dialog, show_notice, show_problem
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import Notice, make_label
from t20desk.ui.previews.preview import preview_and_apply

KINDS_ASKED: Final = ("member", "person", "participation")
MOST_EVENTS: Final = 500
COMING: Final = "starts:>=today"
Ids = Callable[[Database], Sequence[int]]


def invite_chosen(parent: QWidget, desk: Desk, kind: str, ids: Sequence[int]) -> None:
    """Ask for an event, and invite some records of a list to it."""
    events = list_events(desk.db)
    if not events:
        show_notice(parent, _("There is no event yet; enter one first."))
        return
    words = ngettext("Invite {number} record", "Invite {number} records", len(ids))
    dialog = InviteDialog(parent, desk, words.format(number=say_number(len(ids))))
    dialog.offer_events(events)
    kept = array("q", ids)
    _ask(parent, desk, dialog, lambda: (dialog.chosen_event(), kind, lambda _db: kept))


def list_events(db: Database) -> list[tuple[int, str]]:
    """The events one may ask to, the next one first and those that are over last, with days."""
    coming = Listing("event", COMING, "all", ("starts",), ("starts",))
    others = Listing("event", f"-({COMING})", "all", ("-starts",), ("starts",))
    ids = first_ids(db, coming, MOST_EVENTS)
    ids += first_ids(db, others, max(MOST_EVENTS - len(ids), 0))
    titles, rows, day = read_titles(db, "event", ids), read_rows(db, coming, ids), Date()
    found = []
    for key in ids:
        starts = str(plain_cell(rows[key][0]) or "") if key in rows else ""
        words = (titles.get(key, ""), day.format(starts[:10]) if starts else "")
        found.append((key, " · ".join(filter(None, words))))
    return found


def invite_to(parent: QWidget, desk: Desk, event: int) -> None:
    """Ask for a list, and invite all of it to an event."""
    dialog = InviteDialog(parent, desk, _("Invite a whole list"))
    dialog.offer_lists(_read_lists(desk))

    def answer() -> tuple[int, str, Ids]:
        listing = dialog.chosen_list()
        return event, listing.kind, lambda db: list_ids(db, listing)

    _ask(parent, desk, dialog, answer)


def _read_lists(desk: Desk) -> list[tuple[str, Listing]]:
    """The views of people and organisations, with how many each has."""
    found = []
    for kind in KINDS_ASKED:
        for view in list_views(desk.db, kind):
            listing = Listing(kind, view=view.name)
            shown = f"{_(view.label)} ({count_rows(desk.db, listing)})"
            label = tell_value(_(desk.kinds[kind].plural), shown)
            found.append((label, listing))
    return found


class InviteDialog(AskingDialog):
    """Whom or to what, the roles they come in, and the answer they have given so far."""

    def __init__(self, parent: QWidget, desk: Desk, heading: str) -> None:
        super().__init__(parent, _("Invite"))
        self._fields = desk.kinds["participation"].fields
        self.common: dict[str, Stored] = {}
        self.box = QComboBox()
        self.box.setObjectName("inviteTarget")
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.editors: dict[str, Any] = {
            name: make_editor(self._fields[name], desk) for name in ("roles", "answer")
        }
        self.notice = Notice()
        self.form = QFormLayout()
        column = self.column
        column.addWidget(make_label(heading, "heading"))
        column.addLayout(self.form)
        column.addWidget(self.notice)
        for name, mark in (("roles", _("&Roles")), ("answer", _("&Answer"))):
            self.form.addRow(mark, self.editors[name])
        self.editors["answer"].show_value("invited")
        self.add_answers(_("Show preview"))

    def offer_events(self, events: Sequence[tuple[int, str]]) -> None:
        """Let an event be chosen."""
        for key, title in events:
            self.box.addItem(title, key)
        self._add_box(_("&Event"), _("Event"))

    def offer_lists(self, lists: Sequence[tuple[str, Listing]]) -> None:
        """Let a list be chosen."""
        for label, listing in lists:
            self.box.addItem(label, listing)
        self._add_box(_("&Whom"), _("Whom"))

    def _add_box(self, mark: str, spoken: str) -> None:
        self.box.setAccessibleName(spoken)
        self.form.insertRow(0, mark, self.box)
        tab_as_laid_out(self)
        self.box.setFocus()

    def chosen_event(self) -> int:
        """The event chosen."""
        return int(self.box.currentData())

    def chosen_list(self) -> Listing:
        """The list chosen."""
        listing: Listing = self.box.currentData()
        return listing

    def accept(self) -> None:
        """Take the roles and the answer if they can be stored."""
        for name, editor in self.editors.items():
            parsed = self._fields[name].type.parse(editor.typed(), typed_reading())
            if parsed.severity in ("error", "doubt"):
                self.notice.say(parsed.message)
                return
            self.common[name] = parsed.value
        super().accept()


def _ask(
    parent: QWidget, desk: Desk, dialog: InviteDialog, answer: Callable[[], tuple[int, str, Ids]]
) -> None:
    if not run_dialog(dialog):
        return
    (event, kind, read), common = answer(), dialog.common

    def plan() -> Invitation | UserError:
        try:
            return plan_invitation(desk.db, event, kind, read(desk.db), common)
        except UserError as error:
            return error

    desk.read(plan, partial(_show, parent, desk))


def _show(parent: QWidget, desk: Desk, planned: Invitation | UserError) -> None:
    if isinstance(planned, UserError):
        show_problem(parent, planned.message)
        return
    left_out = " ".join(say_left_out(planned))
    if not planned.invited:
        show_notice(parent, left_out or _("The list is empty; choose another one."))
        return
    try:
        if preview_and_apply(parent, desk, planned.change, words=_say_invitation) and left_out:
            show_notice(parent, left_out)
    except UserError as error:
        show_problem(parent, error.message)


def _say_invitation(number: int) -> str:
    return ngettext("Invite {number} guest", "Invite {number} guests", number).format(number=number)
