"""A mail in the reading child: .eml by the standard library, .msg of Outlook by python-oxmsg."""

import base64
import codecs
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from typing import Final

from t20desk.i18n import N_
from t20desk.reading.mail_parts import read_parts
from t20desk.reading.mail_texts import charset_of, guess_page, read_headers
from t20desk.reading.rows import RefusedError

MOST_BYTES: Final = 60_000_000
MOST_TEXT: Final = 100_000
MOST_FILES: Final = 100
LONGEST_ID: Final = 2_000
PEOPLE: Final = ("from", "to", "cc")
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")

TOO_LARGE = N_("{file} is larger than 60 MB; attach it as a file instead.")
NO_MAIL = N_("{file} is not a mail that can be read; attach it as a file instead.")

Said = dict[str, object]


def read_mail(path: Path) -> Iterator[Said]:
    """What a mail says, then its files one by one."""
    if path.stat().st_size > MOST_BYTES:
        raise RefusedError(TOO_LARGE)
    data = path.read_bytes()
    yield from _read_outlook(data) if data.startswith(_OLE) else _read_internet(data)
    yield {"ended": {}}


def _read_internet(data: bytes) -> Iterator[Said]:
    data = _plain_bytes(data)
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    told = charset_of(mail) or guess_page(data)
    headers = {name: read_headers(mail, name, told) for name in (*PEOPLE, "subject", "date")}
    if not (headers["from"] or headers["to"] or headers["subject"]):
        raise RefusedError(NO_MAIL)
    people = [
        (str(one.display_name), str(one.addr_spec))
        for name in PEOPLE
        for header in headers[name]
        for one in getattr(header, "addresses", ())
    ]
    when = next((getattr(one, "datetime", None) for one in headers["date"]), None)
    text, files = read_parts(mail)
    subject = " ".join(map(str, headers["subject"][:1])).strip()
    known = " ".join(map(str, read_headers(mail, "message-id")[:1]))
    yield _say_mail(subject, when, people, text, known)
    for name, content in files[:MOST_FILES]:
        yield _say_file(name, content)


def _plain_bytes(data: bytes) -> bytes:
    """A mail that an editor saved in a Unicode of its own, as mails are sent."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _read_outlook(data: bytes) -> Iterator[Said]:
    from oxmsg.domain.constants import PID_INTERNET_MESSAGE_ID

    from t20desk.reading.inner_mails import list_outlook, load_outlook, say_outlook

    mail, root = load_outlook(data)
    people, text = say_outlook(mail, root)
    known = mail.properties.str_prop_value(PID_INTERNET_MESSAGE_ID) or ""
    yield _say_mail(mail.subject, mail.sent_date, people, text, known)
    for name, content in islice(list_outlook(root), MOST_FILES):
        yield _say_file(name, content)


def _say_mail(
    subject: str,
    when: datetime | None,
    people: list[tuple[str, str]],
    text: str,
    message_id: str,
) -> Said:
    known = [[name, address] for name, address in people if "@" in address]
    day = when.strftime("%Y-%m-%dT%H:%M") if when is not None else ""
    clean = text.replace("\r\n", "\n").strip()[:MOST_TEXT]
    said = {"subject": subject, "when": day, "people": known[:500], "text": clean}
    return {"mail": {**said, "message_id": message_id.strip()[:LONGEST_ID]}}


def _say_file(name: str, data: bytes) -> Said:
    return {"file": {"name": name, "data": base64.b64encode(data).decode()}}
