"""A mail that is noted already: known again, and linked to a further record instead of doubled."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from t20desk.attachments.keeping import Incoming
from t20desk.db.change import Change, Label
from t20desk.db.contents import describe_content
from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.editing import plan_edit
from t20desk.i18n import N_, _
from t20desk.listing import Linked, Listing, list_ids, read_rows
from t20desk.reading.mail_source import Mail
from t20desk.searching import write_test

LINKED: Final = N_("Mail that was noted already linked here too: {title}")
OWNERS: Final = ("person", "member", "event")
LONGEST: Final = 250


@dataclass(frozen=True, slots=True)
class NotedMail:
    """The note that a mail has already, and whom it belongs to, by kind."""

    note: int
    sign: str
    subject: str
    day: str
    owners: dict[str, Linked]

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
    columns, sign = ("subject", "noted_on", *OWNERS), sign_mail(mail)
    search = write_test("mail_sign", "is", sign)
    listing = Listing("contact_note", search, "all", ("noted_on",), columns)
    rows = read_rows(database, listing, list_ids(database, listing))
    return [_make_noted(key, sign, cells) for key, cells in rows.items()]


def _make_noted(key: int, sign: str, cells: Sequence[Any]) -> NotedMail:
    subject, day, *links = cells
    owners = {kind: cell for kind, cell in zip(OWNERS, links, strict=True) if cell is not None}
    return NotedMail(key, sign, str(subject), str(day), owners)


def plan_link(database: Database, noted: NotedMail, kind: str, owner: int) -> Change:
    """Plan that the note of a mail belongs to a record too."""
    change = plan_edit(database, "contact_note", {noted.note: {kind: owner}})
    label = Label(LINKED, {"kind": "contact_note", "id": str(noted.note)})
    return replace(change, label=label)
