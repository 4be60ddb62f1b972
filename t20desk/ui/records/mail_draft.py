"""Drafts of mails, opened in the mail program of this computer."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from t20desk.addresses.mail import draft_link
from t20desk.errors import UserError
from t20desk.i18n import _


def open_draft(addresses: Sequence[str]) -> str:
    """Open a draft to some addresses; the sentence that says what is in the way, if anything is."""
    try:
        link = draft_link(addresses)
    except UserError as error:
        return error.message
    if QDesktopServices.openUrl(QUrl(link)):
        return ""
    return _("This computer has no mail program set up; copy the addresses instead.")
