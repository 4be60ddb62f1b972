"""The verified copy made on closing, and the bar that says when there is none."""

from hashlib import sha256

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.page import make_button
from t20desk.ui.shell.notice_bar import NoticeBar


class CopyBar(NoticeBar):
    """Says that the last copy failed, and offers to make it now."""

    def __init__(self, desk: Desk) -> None:
        self.again = make_button(_("Make a copy now"), "", "copyAgain")
        self.away = make_button(_("Hide"), "flat", "copyHide")
        super().__init__("copy", self.again, self.away)
        self._desk = desk
        self.again.clicked.connect(self._make_copy)
        self.away.clicked.connect(self.hide)
        self._tell(desk.memory.text(_key(desk)) if desk.is_open else "")

    def _tell(self, reason: str) -> None:
        words = _("No copy was made when this file was closed last. {reason}")
        self.say(words.format(reason=reason) if reason else "")

    def _make_copy(self) -> None:
        from t20desk.backing_up import back_up

        self.again.setEnabled(False)
        self._desk.jobs.write(
            lambda: back_up(self._desk.db, reason="closing"),
            lambda _copy: self._on_copy(),
            self._on_failure,
            _("Making a copy"),
        )

    def _on_copy(self) -> None:
        self._desk.memory.keep_text(_key(self._desk), "")
        self.again.setEnabled(True)
        self.hide()
        self._desk.tell(_("The copy is made."))

    def _on_failure(self, error: Exception) -> None:
        self.again.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._tell(error.message)


def copy_on_closing(desk: Desk) -> None:
    """Copy a database that was changed; a copy that fails is told at the next opening."""
    if not desk.has_changes:
        return
    from t20desk.backing_up import back_up

    reason = ""
    try:
        back_up(desk.db, reason="closing")
    except UserError as error:
        reason = error.message
    desk.memory.keep_text(_key(desk), reason)


def _key(desk: Desk) -> str:
    return f"no_copy/{sha256(desk.address.encode()).hexdigest()[:16]}"
