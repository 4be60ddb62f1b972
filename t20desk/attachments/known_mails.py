"""A mail that is noted already: known again, and linked to a further record instead of doubled."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from t20desk.attachments.keeping import Incoming
from t20desk.attachments.mail_source import Mail
from t20desk.db.change import Change, Label
from t20desk.db.contents import describe_content
from t20desk.db.database import Database
from t20desk.db.types import Date, Stored
from t20desk.editing import plan_edit
from t20desk.i18n import N_, _
from t20desk.listing import Linked, Listing, list_ids, read_rows
from t20desk.searching import write_test

LINKED: Final = N_("Mail that was noted already linked here too: {title}")
OWNERS: Final = ("person", "member", "event")
LONGEST: Final = 250
LONGEST_SUBJECT: Final = 200


@dataclass(frozen=True, slots=True)
class NotedMail:
    """The note that a mail has already, and whom it belongs to, by kind."""

    note: int
    sign: str
    subject: str
    day: str
    owners: dict[str, Linked]
    is_signed: bool = True
    """Whether the note holds the sign; one that was made before signs were kept does not."""

    @property
    def search(self) -> str:
        """What finds the note, as far as mails can be told from one another."""
        if self.is_signed:
            return write_test("mail_sign", "is", self.sign)
        return (
            f"{write_test('noted_on', 'is', self.day)} {write_test('subject', 'is', self.subject)}"
        )

    def tell(self, kind: str) -> str:
        """The sentence for somebody who brings the mail to a record of a kind again."""
        text = _("“{subject}” is noted at {title} already, on {day}; it is not noted twice.")
        title, day = self.owners[kind].text, Date().format(self.day)
        return text.format(subject=self.subject, title=title, day=day)


def sign_mail(mail: Mail) -> str:
    """What tells a mail from all others: its Message-ID, else a hash of what it says."""
    known = mail.message_id.strip().strip("<>").strip()
    if known and len(known) <= LONGEST:
        return known
    said: list[object] = [known] if known else _list_contents(mail)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _list_contents(mail: Mail) -> list[object]:
    """What a mail says; a line break or a blank more is no other mail."""
    addresses = sorted({address.lower() for _name, address in mail.people})
    words = " ".join(mail.text.split())
    return [mail.subject.strip(), mail.when, addresses, words, sorted(map(_sign_file, mail.files))]


def _sign_file(one: Incoming) -> tuple[str, str]:
    return one.name, describe_content(one.source).hash


def list_noted(database: Database, mail: Mail) -> list[NotedMail]:
    """The notes of a mail; there are several where it is noted at two records of one kind."""
    sign = sign_mail(mail)
    signed = _read_notes(database, write_test("mail_sign", "is", sign))
    found = [_make_noted(key, sign, cells) for key, cells in signed.items()]
    for key, cells in _read_unsigned(database, mail).items():
        if _says_same(mail, str(cells[0]), str(cells[2] or "")):
            found.append(replace(_make_noted(key, sign, cells), is_signed=False))
    return found


def _read_unsigned(database: Database, mail: Mail) -> dict[int, Sequence[Any]]:
    """The notes of mails of the same day that were made before signs were kept."""
    tests = ("mail_sign:", write_test("kind", "is", "mail"))
    day = mail.when[:10]
    return _read_notes(database, *tests, write_test("noted_on", "is", day)) if day else {}


def _read_notes(database: Database, *tests: str) -> dict[int, Sequence[Any]]:
    columns = ("subject", "noted_on", "text", *OWNERS)
    listing = Listing("contact_note", " ".join(tests), "all", ("noted_on",), columns)
    return dict(read_rows(database, listing, list_ids(database, listing)))


def _says_same(mail: Mail, subject: str, text: str) -> bool:
    """Whether a note reads like a mail, below the lines that say who wrote it to whom."""
    kept, said = " ".join(text.split()), " ".join(mail.text.split())
    addresses = [address for _name, address in mail.people]
    is_same_text = kept.endswith(said) if said else all(map(kept.__contains__, addresses))
    return is_same_text and subject.split() == mail.subject[:LONGEST_SUBJECT].split()


def _make_noted(key: int, sign: str, cells: Sequence[Any]) -> NotedMail:
    subject, day, _text, *links = cells
    owners = {kind: cell for kind, cell in zip(OWNERS, links, strict=True) if cell is not None}
    return NotedMail(key, sign, str(subject), str(day), owners)


def plan_link(database: Database, noted: NotedMail, kind: str, owner: int) -> Change:
    """Plan that the note of a mail belongs to a record too."""
    values: dict[str, Stored] = {kind: owner}
    if not noted.is_signed:
        values["mail_sign"] = noted.sign
    change = plan_edit(database, "contact_note", {noted.note: values})
    label = Label(LINKED, {"kind": "contact_note", "id": str(noted.note)})
    return replace(change, label=label)
