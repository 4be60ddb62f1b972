"""Drafts of mails, opened in the mail program of this computer."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from t20desk.addresses.mail import draft_link
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk


def open_draft(desk: Desk, addresses: Sequence[str]) -> str:
    """Open a draft to some addresses; the sentence that says what is in the way, if anything is.

    That it is on its way is told: mail programs take their time, and some systems do not say that
    there is none.
    """
    try:
        link = draft_link(addresses)
    except UserError as error:
        return error.message
    if QDesktopServices.openUrl(QUrl(link)):
        desk.tell(_("The draft opens in the mail program of this computer."))
        return ""
    return _("This computer has no mail program set up; copy the addresses instead.")
