"""Mails that are dropped on the window become contact notes."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from t20desk.db.change import Applied, Change
from t20desk.db.database import Database
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_choice, offer_step, show_notice, show_problem, tell_error
from t20desk.ui.looks.dropping import DropTarget, file_paths
from t20desk.ui.looks.words import name_some
from t20desk.ui.page import Page
from t20desk.ui.places import Place, list_place, record_place

if TYPE_CHECKING:
    from t20desk.attachments.known_mails import NotedMail
    from t20desk.attachments.mail_notes import Correspondent
    from t20desk.attachments.mail_source import Mail

ENDINGS = (".eml", ".msg")
Open = Callable[[Place], object]


def mail_paths(mime: QMimeData) -> list[Path]:
    """The mails among the files that were handed over."""
    return [path for path in file_paths(mime) if path.suffix.lower() in ENDINGS]


def take_mails(page: Page, desk: Desk) -> None:
    """Let mails be dropped on a page that shows no single record."""

    def take(mime: QMimeData) -> None:
        note_at_correspondent(page, desk, mail_paths(mime))

    DropTarget(page, take, lambda mime: bool(mail_paths(mime)))


def can_note(kind: str) -> bool:
    """Whether a mail dropped on a record of a kind becomes a note of it."""
    from t20desk.attachments.known_mails import OWNERS

    return kind in OWNERS


def note_mails(
    parent: QWidget, desk: Desk, paths: Sequence[Path], owner: tuple[str, int], open_place: Open
) -> None:
    """Note mails at a record, told by its kind and its id."""
    _Noting(parent, desk, paths, open_place, owner).go_on()


def note_at_correspondent(parent: Page, desk: Desk, paths: Sequence[Path]) -> None:
    """Note mails at the people they were exchanged with, who are found by their addresses."""
    _Noting(parent, desk, paths, parent.place_requested.emit).go_on()


class _Noting:
    """Notes mails one after the other, so that each is compared with the one before, too."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        paths: Sequence[Path],
        open_place: Open,
        owner: tuple[str, int] | None = None,
    ) -> None:
        self._parent = parent
        self._desk = desk
        self._paths = list(paths)
        self._open_place = open_place
        self._owner = owner
        self._told: list[tuple[NotedMail, str]] = []

    def go_on(self) -> None:
        """Read the next mail, if there is one; at last say which were noted already."""
        if not self._paths:
            self._tell_noted()
            return
        path = self._paths.pop(0)
        label = _("Reading {name}").format(name=path.name)
        work = partial(_read, self._desk.db, path, seek=self._owner is None)
        self._desk.jobs.write(work, self._take, self._fail, label)

    def _take(self, read: "tuple[Mail, list[Correspondent]]") -> None:
        mail, found = read
        owner = self._owner or self._choose(mail, found)
        if owner is None:
            self.go_on()
            return
        db, person = self._desk.db, self._desk.settings.person()
        plan = partial(_plan, db, mail, owner, person)
        self._desk.jobs.write(plan, partial(self._follow, owner[0]), self._fail)

    def _choose(self, mail: "Mail", found: "list[Correspondent]") -> tuple[str, int] | None:
        if not found:
            show_notice(self._parent, _say_nobody(mail))
            return None
        kinds = self._desk.kinds
        lines = [f"{one.text} · {_(kinds[kind].label)}" for kind, one in found]
        question = _("“{subject}” is noted at:").format(subject=mail.subject[:100])
        place = ask_choice(self._parent, _("Note a mail"), question, lines)
        return None if place is None else (found[place][0], found[place][1].id)

    def _follow(self, kind: str, planned: "Change | NotedMail") -> None:
        if isinstance(planned, Change):
            self._desk.apply_large(planned, _("Noting a mail"), self._tell, self._fail)
        else:
            self._told.append((planned, kind))
            self.go_on()

    def _tell(self, applied: Applied) -> None:
        from t20desk.ui.previews.refusals import describe_refusal

        if applied.is_refused:
            said = describe_refusal(self._desk.kinds, applied)
            show_problem(self._parent, "\n".join(said[:3]))
        self.go_on()

    def _fail(self, error: Exception) -> None:
        tell_error(self._parent, error)
        self.go_on()

    def _tell_noted(self) -> None:
        if not self._told:
            return
        (first, kind), *others = self._told
        sentence, place = first.tell(kind), record_place("contact_note", first.note)
        if others:
            number = len(self._told)
            sentence = _("{number} of these mails are noted already; they are not noted twice.")
            sentence = sentence.format(number=number)
            tests = dict.fromkeys(f"({one.search})" for one, _kind in self._told)
            place = list_place("contact_note", " or ".join(tests), view="all")
        button = _("Show the notes") if others else _("Open the note")
        if offer_step(self._parent, sentence, button):
            self._open_place(place)


def _read(db: Database, path: Path, seek: bool) -> "tuple[Mail, list[Correspondent]]":
    """A mail, and who has its addresses where that is to be asked."""
    from t20desk.attachments.mail_notes import find_correspondents
    from t20desk.attachments.mail_source import read_mail

    mail = read_mail(path)
    return mail, find_correspondents(db, mail) if seek else []


def _plan(db: Database, mail: "Mail", owner: tuple[str, int], person: str) -> "Change | NotedMail":
    from t20desk.attachments.mail_notes import plan_mail

    return plan_mail(db, mail, *owner, person)


def _say_nobody(mail: "Mail") -> str:
    text = _(
        "Nobody here has one of the addresses of this mail ({names}); drop it on the record "
        "it belongs to."
    )
    return text.format(names=name_some([address for _name, address in mail.people]))
