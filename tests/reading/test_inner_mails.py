"""Files that a mail hides: packed into a winmail.dat, or in a mail within a mail."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from t20desk.attachments.mail_source import read_mail
from tests.mails import SENT
from tests.outlook_mail import make_msg
from tests.winmail import make_winmail

OFFICE = [("Office", "office@example.org")]
MING = ("林明", "ming@example.org")


def write_packed(path: Path, packed: bytes, name: str = "winmail.dat") -> Path:
    mail = EmailMessage()
    mail["From"] = "Ming <ming@example.org>"
    mail["Subject"] = "List"
    mail.set_content("See the list.")
    mail.add_attachment(packed, maintype="application", subtype="ms-tnef", filename=name)
    path.write_bytes(bytes(mail))
    return path


def files_of(path: Path) -> list[tuple[str, object]]:
    return [(one.name, one.source) for one in read_mail(path).files]


def open_inner(path: Path) -> EmailMessage:
    """The mail that is the only file of another one."""
    ((name, data),) = files_of(path)
    assert name.endswith(".eml")
    assert isinstance(data, bytes)
    found = message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def inner_files(mail: EmailMessage) -> list[tuple[str | None, object]]:
    return [(one.get_filename(), one.get_content()) for one in mail.iter_attachments()]


def test_what_outlook_packed_comes_out_under_its_own_names(tmp_path: Path) -> None:
    packed = make_winmail({"名单.pdf": b"%PDF list", "Gäste.xlsx": b"PK"})
    path = write_packed(tmp_path / "a.eml", packed)
    assert files_of(path) == [("名单.pdf", b"%PDF list"), ("Gäste.xlsx", b"PK")]
    assert read_mail(path).text == "See the list."


@pytest.mark.parametrize("packed", [b"", b"\0", make_winmail({}), make_winmail({"a": b"1"})[:60]])
def test_what_cannot_be_unpacked_stays_as_it_came(tmp_path: Path, packed: bytes) -> None:
    assert files_of(write_packed(tmp_path / "a.eml", packed)) == [("winmail.dat", packed)]


def test_a_mail_within_what_outlook_packed_becomes_a_file(tmp_path: Path) -> None:
    packed = make_winmail({}, make_winmail({"a.txt": b"one"}, subject="Größe"))
    mail = open_inner(write_packed(tmp_path / "a.eml", packed))
    assert mail["subject"] == "Größe"
    assert inner_files(mail) == [("a.txt", b"one")]


def test_a_mail_within_a_mail_of_outlook_becomes_a_file_that_opens_everywhere(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.msg"
    inner = ("回复: / Liste", "Dear all,\r\nsee below.", {"名单.pdf": b"%PDF list"})
    path.write_bytes(make_msg("Forwarded", "See within.", MING, OFFICE, {}, SENT, inner))
    mail = open_inner(path)
    assert mail["subject"] == "回复: / Liste"
    assert "ming@example.org" in mail["from"]
    assert "office@example.org" in mail["to"]
    assert mail["date"].datetime == SENT
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == ["Dear all,", "see below."]
    assert inner_files(mail) == [("名单.pdf", b"%PDF list")]
    kept = tmp_path / "inner.eml"
    kept.write_bytes(files_of(path)[0][1])  # type: ignore[arg-type]
    assert read_mail(kept).subject == "回复: / Liste"
