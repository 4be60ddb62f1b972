"""Mails that are dropped on the window become contact notes."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.journal import Applied
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_choice, show_notice, show_problem, tell_error
from t20desk.ui.looks.words import name_some
from t20desk.ui.shell.dropping import DropTarget, file_paths

if TYPE_CHECKING:
    from t20desk.attachments.mail_notes import Correspondent
    from t20desk.reading.mail_source import Mail

ENDINGS = (".eml", ".msg")


def mail_paths(mime: QMimeData) -> list[Path]:
    """The mails among the files that were handed over."""
    return [path for path in file_paths(mime) if path.suffix.lower() in ENDINGS]


def take_mails(page: QWidget, desk: Desk) -> None:
    """Let mails be dropped on a page that shows no single record."""

    def take(mime: QMimeData) -> None:
        note_at_correspondent(page, desk, mail_paths(mime))

    DropTarget(page, take, lambda mime: bool(mail_paths(mime)))


def can_note(kind: str) -> bool:
    """Whether a mail dropped on a record of a kind becomes a note of it."""
    from t20desk.attachments.mail_notes import OWNERS

    return kind in OWNERS


def note_mails(parent: QWidget, desk: Desk, paths: Sequence[Path], kind: str, owner: int) -> None:
    """Note mails at a record."""
    person = desk.settings.person()
    for path in paths:
        desk.jobs.write(
            partial(_plan, desk.db, path, kind, owner, person),
            partial(_apply, parent, desk),
            partial(tell_error, parent),
            _("Reading {name}").format(name=path.name),
        )


def _plan(db: Database, path: Path, kind: str, owner: int, person: str) -> Change:
    from t20desk.attachments.mail_notes import plan_mail_note
    from t20desk.reading.mail_source import read_mail

    return plan_mail_note(db, read_mail(path), kind, owner, person)


def _apply(parent: QWidget, desk: Desk, change: Change) -> None:
    from t20desk.ui.previews.preview import describe_refusal

    def tell(applied: Applied) -> None:
        if applied.is_refused:
            said = describe_refusal(desk.kinds, applied.problems, applied.conflicts)
            show_problem(parent, "\n".join(said[:3]))

    desk.apply_large(change, _("Noting a mail"), tell, partial(tell_error, parent))


def note_at_correspondent(parent: QWidget, desk: Desk, paths: Sequence[Path]) -> None:
    """Note mails at the people they were exchanged with, who are found by their addresses."""
    for path in paths:
        desk.jobs.write(
            partial(_read, desk.db, path),
            partial(_choose, parent, desk),
            partial(tell_error, parent),
            _("Reading {name}").format(name=path.name),
        )


def _read(db: Database, path: Path) -> "tuple[Mail, list[Correspondent]]":
    from t20desk.attachments.mail_notes import find_correspondents
    from t20desk.reading.mail_source import read_mail

    mail = read_mail(path)
    return mail, find_correspondents(db, mail)


def _choose(parent: QWidget, desk: Desk, read: "tuple[Mail, list[Correspondent]]") -> None:
    from t20desk.attachments.mail_notes import plan_mail_note

    mail, found = read
    if not found:
        text = _(
            "Nobody here has one of the addresses of this mail ({names}); drop it on the record "
            "it belongs to."
        )
        addresses = [address for _name, address in mail.people]
        show_notice(parent, text.format(names=name_some(addresses)))
        return
    lines = [f"{one.text} · {_(desk.kinds[kind].label)}" for kind, one in found]
    question = _("“{subject}” is noted at:").format(subject=mail.subject[:100])
    place = ask_choice(parent, _("Note a mail"), question, lines)
    if place is not None:
        kind, one = found[place]
        person = desk.settings.person()
        desk.jobs.write(
            lambda: plan_mail_note(desk.db, mail, kind, one.id, person),
            partial(_apply, parent, desk),
            partial(tell_error, parent),
        )
