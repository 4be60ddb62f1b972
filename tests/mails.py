"""Mails as programs save them."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from tests.outlook_mail import make_msg

SENT = datetime(2026, 3, 5, 10, 30, tzinfo=UTC)


def write_eml(path: Path, html: bool = False, message_id: str = "", body: str = "") -> Path:
    mail = EmailMessage()
    mail["From"] = "林明 <ming@example.org>"
    mail["To"] = "Office <office@example.org>"
    mail["Subject"] = "参会名单 / Gästeliste"
    mail["Date"] = SENT
    if message_id:
        mail["Message-ID"] = message_id
    if html:
        page = "<html><style>p{}</style><p>Dear all,</p><p>see <b>the list</b>.</p></html>"
        mail.set_content(page, subtype="html")
    else:
        mail.set_content(body or "Dear all,\nsee the list.")
    mail.add_attachment(b"%PDF list", maintype="application", subtype="pdf", filename="名单.pdf")
    path.write_bytes(bytes(mail))
    return path


def write_msg(path: Path, message_id: str = "") -> Path:
    people = [("Office", "office@example.org")]
    files = {"名单.pdf": b"%PDF list"}
    body = "Dear all,\r\nsee the list."
    sender = ("林明", "ming@example.org")
    path.write_bytes(
        make_msg("参会名单 / Gästeliste", body, sender, people, files, SENT, message_id=message_id)
    )
    return path
