"""A mail becomes a contact note with its files, at the people it was exchanged with."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from t20desk.attachments.keeping import attach_batch
from t20desk.attachments.known_mails import (
    LONGEST_SUBJECT,
    NotedMail,
    list_noted,
    plan_link,
    sign_mail,
)
from t20desk.attachments.mail_source import Mail
from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Date, LongText, Stored, Text, Type
from t20desk.editing import plan_insert
from t20desk.i18n import N_, _
from t20desk.listing import Linked, Listing, list_ids, read_rows, read_titles
from t20desk.searching import write_test

NOTED: Final = N_("Mail noted: {title}")
Correspondent = tuple[str, Linked]
"""A kind, and the record that has one of the addresses of a mail."""


def find_correspondents(database: Database, mail: Mail) -> list[Correspondent]:
    """The people and organisations that have one of its addresses, the sender's first."""
    found: dict[tuple[str, int], Correspondent] = {}
    for address in dict.fromkeys(address for _name, address in mail.people):
        for kind in ("person", "member"):
            search = write_test("email", "is", address)
            ids = list_ids(database, Listing(kind, search, "all"))[:20]
            for key, title in read_titles(database, kind, ids).items():
                found.setdefault((kind, key), (kind, Linked(key, title)))
    return list(found.values())


def plan_mail(
    database: Database, mail: Mail, kind: str, owner: int, responsible: str = ""
) -> Change | NotedMail:
    """Plan noting a mail at a record; one that is noted already is linked to it, as far as it can.

    Where it is noted at this very record there is nothing to plan, and the note is told.
    """
    noted = list_noted(database, mail)
    for one in noted:
        if kind in one.owners and one.owners[kind].id == owner:
            return one
    for one in noted:
        if kind not in one.owners:
            return plan_link(database, one, kind, owner)
    return plan_mail_note(database, mail, kind, owner, responsible)


def plan_mail_note(
    database: Database, mail: Mail, kind: str, owner: int, responsible: str = ""
) -> Change:
    """Plan a note of a mail at a record, with its files, as one change."""
    values: dict[str, Stored] = {
        "kind": "mail",
        "noted_on": mail.when[:10] or date.today().isoformat(),
        "subject": _cut(Text(LONGEST_SUBJECT), mail.subject) or _("Mail without a subject"),
        "text": _cut(LongText(), f"{_say_people(mail)}\n\n{mail.text}".strip()),
        "responsible": _cut(Text(120), responsible),
        "mail_sign": sign_mail(mail),
        **_find_links(database, mail, kind, owner),
    }
    note = plan_insert(database, "contact_note", [values])
    key = note.batches[0].rows[0][0]
    batches: list[Batch] = list(note.batches)
    files, contents = attach_batch(database, "contact_note", key, mail.files)
    if files.rows:
        batches.append(files)
    label = Label(NOTED, {"kind": "contact_note", "id": str(key)})
    return Change(label, batches, contents=contents)


def _cut(type_: Type, text: str) -> Stored:
    """A stranger's text as it can be kept, shortened where it is too long."""
    return type_.store(text[: getattr(type_, "length", 200)])


def _find_links(database: Database, mail: Mail, kind: str, owner: int) -> dict[str, Stored]:
    """The record it was dropped on, and the other side where an address tells it."""
    links: dict[str, Stored] = {kind: owner}
    known = find_correspondents(database, mail)
    if kind == "member":
        staff = set(_employed(database, "member", owner, "person"))
        people = [one.id for name, one in known if name == "person" and one.id in staff]
        links |= {"person": people[0]} if people else {}
    elif kind == "person":
        employers = list(_employed(database, "person", owner, "member"))
        links |= {"member": employers[0]} if employers else {}
    else:
        for name, one in known:
            links.setdefault(name, one.id)
    return links


def _employed(database: Database, kind: str, key: int, other: str) -> Iterable[int]:
    search = f"{write_test(kind, 'is', str(key))} until:"
    listing = Listing("affiliation", search, "all", ("-main_contact",), (other,))
    rows = read_rows(database, listing, list_ids(database, listing))
    return [cells[0].id for cells in rows.values() if cells[0] is not None]


def _say_people(mail: Mail) -> str:
    written = [f"{name} <{address}>" if name else address for name, address in mail.people]
    if not written:
        return ""
    lines = [_("From: {name}").format(name=written[0])]
    if written[1:]:
        lines.append(_("To: {names}").format(names=", ".join(written[1:20])))
    if mail.when:
        day = Date().format(mail.when[:10])
        lines.append(_("Sent: {time}").format(time=f"{day} {mail.when[11:]}".strip()))
    return "\n".join(lines)
