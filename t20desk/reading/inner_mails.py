"""Mails within mails, and what Outlook packs into a winmail.dat, as files of their own."""

import struct
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, parseaddr
from io import BytesIO
from typing import Any, Final

from oxmsg import Message
from oxmsg.attachment import Attachment
from oxmsg.properties import Properties
from oxmsg.recipient import Recipient
from oxmsg.storage import Storage

from t20desk.reading.page_text import strip_marks

DEEPEST: Final = 5
"""So deep mails lie within mails; one below that is left out."""
SUBJECT: Final = 0x8004
_INNER_HEAD: Final = 24
_INNER: Final = "__substg1.0_3701000D"
_BROKEN: Final = (ValueError, TypeError, LookupError, AttributeError, AssertionError, struct.error)
"""What readers raise for files that are not as they ought to be."""

File = tuple[str, bytes]
Person = tuple[str, str]


class InnerMessage(Message):
    """A mail within another one, whose properties begin earlier."""

    @property
    def properties(self) -> Properties:
        """What is known of it."""
        return Properties(self._storage, properties_header_offset=_INNER_HEAD)


def load_outlook(data: bytes) -> tuple[Message, Storage]:
    """A mail of Outlook, and the folder within the file that holds it; raises ValueError."""
    from olefile import OleFileIO

    with OleFileIO(BytesIO(data)) as file:
        root = Storage.from_ole(file)
    return Message(root), root


def say_outlook(mail: Message, root: Storage) -> tuple[list[Person], str]:
    """The people of a mail of Outlook, the sender first, and its text."""
    people = [parseaddr(mail.sender or "")]
    for storage in root.iter_recipient_storages():
        one = Recipient(storage)
        people.append((one.name or "", one.email_address or ""))
    return people, mail.body or strip_marks(mail.html_body or "")


def list_outlook(root: Storage, depth: int = 0) -> Iterator[File]:
    """The files of a mail of Outlook; a mail among them is written as others write mails."""
    for storage in root.iter_attachment_storages():
        one = Attachment(storage)
        inner = next((part for part in storage.storages if part.name == _INNER), None)
        if inner is None:
            if one.attached_by_value:
                yield one.file_name or "", one.file_bytes or b""
        elif depth < DEEPEST:
            mail = InnerMessage(inner)
            people, text = say_outlook(mail, inner)
            files = list(list_outlook(inner, depth + 1))
            yield write_mail(mail.subject, people, mail.sent_date, text, files)


def unpack_files(name: str, data: bytes) -> list[File]:
    """The files in a winmail.dat; itself too where not all of it can be read, or nothing is."""
    from tnefparse import TNEF

    try:
        found = list(_list_packed(TNEF(data, do_checksum=False)))
    except _BROKEN:
        found = []
    whole = [one for one in found if all(one)]
    return whole if whole and whole == found else [*whole, (name, data)]


def _list_packed(packed: Any, depth: int = 0) -> Iterator[File]:
    for one in packed.attachments:
        inner = getattr(one, "embed", None)
        if inner is None:
            yield _text_of(one.long_filename(), packed.codepage), bytes(one.data or b"")
        elif depth < DEEPEST:
            subject = next((part.data for part in inner.msgprops if part.name == SUBJECT), "")
            page = _text_of(inner.htmlbody or "", inner.codepage)
            text = _text_of(inner.body or "", inner.codepage) or strip_marks(page)
            yield write_mail(subject, [], None, text, list(_list_packed(inner, depth + 1)))


def _text_of(text: str | bytes, page: str | None) -> str:
    """A text that may still be bytes in the page that the mail names."""
    plain = text.decode(page or "cp1252", "replace") if isinstance(text, bytes) else text
    return plain.strip("\0")


def write_mail(
    subject: str,
    people: Sequence[Person],
    when: datetime | None,
    text: str,
    files: Sequence[File],
) -> File:
    """A mail as a file that every program for mails opens."""
    mail = EmailMessage(SMTP)
    title = " ".join(subject.split())
    mail["Subject"] = title
    written = [formataddr(one) for one in people if "@" in one[1]]
    for name, value in (("From", written[:1]), ("To", written[1:])):
        if value:
            mail[name] = ", ".join(value)
    if when is not None:
        mail["Date"] = when
    mail.set_content(text.replace("\r\n", "\n"))
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return f"{title.replace('/', '-')[:80] or 'mail'}.eml", mail.as_bytes()
