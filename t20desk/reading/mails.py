"""A mail in the reading child: .eml by the standard library, .msg of Outlook by python-oxmsg."""

import base64
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from t20desk.i18n import N_
from t20desk.reading.rows import RefusedError

MOST_BYTES: Final = 60_000_000
MOST_TEXT: Final = 100_000
MOST_FILES: Final = 100
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
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    if not (mail["from"] or mail["to"] or mail["subject"]):
        raise RefusedError(NO_MAIL)
    people = [
        (str(one.display_name), str(one.addr_spec))
        for name in ("from", "to", "cc")
        for header in mail.get_all(name, [])
        for one in getattr(header, "addresses", ())
    ]
    when = getattr(mail["date"], "datetime", None)
    body = mail.get_body(("plain", "html"))
    text = _decode(body) if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        text = strip_marks(text)
    yield _say_mail(str(mail["subject"] or ""), when, people, text)
    for number, part in enumerate(mail.iter_attachments()):
        if number < MOST_FILES:
            yield _say_file(part.get_filename() or "", _content(part))


def _decode(part: Any) -> str:
    raw = part.get_payload(decode=True) or b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8", "gb18030"):
        try:
            return str(raw.decode(encoding))
        except (LookupError, UnicodeDecodeError):
            continue
    return str(raw.decode("latin-1"))


def _content(part: Any) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return bytes(inner)
    return part.get_payload(decode=True) or b""


def _read_outlook(data: bytes) -> Iterator[Said]:
    from oxmsg import Message

    mail = Message.load(BytesIO(data))
    people = [parseaddr(mail.sender or "")]
    people += [(one.name or "", one.email_address or "") for one in mail.recipients]
    text = mail.body or strip_marks(mail.html_body or "")
    yield _say_mail(mail.subject or "", mail.sent_date, people, text)
    for one in list(mail.attachments)[:MOST_FILES]:
        if one.attached_by_value:
            yield _say_file(one.file_name or "", one.file_bytes or b"")


def _say_mail(
    subject: str, when: datetime | None, people: list[tuple[str, str]], text: str
) -> Said:
    known = [[name, address] for name, address in people if "@" in address]
    day = when.strftime("%Y-%m-%dT%H:%M") if when is not None else ""
    clean = text.replace("\r\n", "\n").strip()[:MOST_TEXT]
    said = {"subject": subject, "when": day, "people": known[:500], "text": clean}
    return {"mail": said}


def _say_file(name: str, data: bytes) -> Said:
    return {"file": {"name": name, "data": base64.b64encode(data).decode()}}


class _Text(HTMLParser):
    """Gathers what a reader would see."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "head", "title"):
            self._hidden += 1
        elif tag in ("br", "p", "div", "tr", "li", "h1", "h2", "h3"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head", "title") and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def strip_marks(html: str) -> str:
    """The text of a web page without its marks."""
    reader = _Text()
    reader.feed(html[: MOST_TEXT * 10])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
