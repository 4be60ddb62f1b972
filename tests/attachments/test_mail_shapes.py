"""Mails as programs of all countries and ages write them."""

import base64
from pathlib import Path

import pytest

from t20desk.attachments.mail_source import Mail, read_mail

HEAD = b"From: a@example.org\nSubject: Shape\nMIME-Version: 1.0\n"
CALENDAR = b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"


def read(tmp_path: Path, data: bytes) -> Mail:
    path = tmp_path / "mail.eml"
    path.write_bytes(data)
    return read_mail(path)


def make_parts(kind: str, *parts: bytes, mark: str = "Y") -> bytes:
    edge = f"--{mark}".encode()
    body = b"".join(edge + b"\n" + part + b"\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary={mark}\n\n".encode() + body + edge + b"--\n"


def make_picture(size: int) -> bytes:
    data = base64.encodebytes(b"x" * size)
    return b"Content-Type: image/png; name=shot.png\nContent-Transfer-Encoding: base64\n\n" + data


TEXT = b"Content-Type: text/plain; charset=utf-8\n\nCome along\n"
PAGE = b"Content-Type: text/html\n\n<p>Come along</p>\n"


@pytest.mark.parametrize("page", ["utf-8", "gb18030"])
def test_chinese_letters_that_no_header_announces_are_read(tmp_path: Path, page: str) -> None:
    text = "From: 张伟 <zw@example.cn>\nSubject: 会议通知\n\n您好，会议改到周五举行。"
    mail = read(tmp_path, text.encode(page))
    assert (mail.subject, mail.people) == ("会议通知", [("张伟", "zw@example.cn")])
    assert mail.text == "您好，会议改到周五举行。"


def test_umlauts_that_no_header_announces_are_read(tmp_path: Path) -> None:
    text = "From: Jörg <j@example.de>\nSubject: Größe\n\nÄpfel für alle"
    mail = read(tmp_path, text.encode("cp1252"))
    assert (mail.subject, mail.people[0][0], mail.text) == ("Größe", "Jörg", "Äpfel für alle")


def test_a_rare_character_is_read_where_the_narrow_page_is_told(tmp_path: Path) -> None:
    head = b"From: a@example.org\nContent-Type: text/plain; charset=gb2312\n\n"
    assert read(tmp_path, head + "朱镕基".encode("gb18030")).text == "朱镕基"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_mail_that_an_editor_saved_is_read(tmp_path: Path, mark: str) -> None:
    text = "From: a@example.org\nSubject: Größe\n\nÄpfel"
    mail = read(tmp_path, text.encode(mark))
    assert (mail.subject, mail.text) == ("Größe", "Äpfel")


@pytest.mark.parametrize(
    "body",
    [
        make_parts("alternative", TEXT, PAGE, b"Content-Type: text/calendar\n\n" + CALENDAR),
        b"Content-Type: text/calendar; method=REQUEST\n\n" + CALENDAR,
    ],
    ids=["beside the text", "alone"],
)
def test_an_invitation_of_a_calendar_is_kept_as_a_file(tmp_path: Path, body: bytes) -> None:
    mail = read(tmp_path, HEAD + body)
    assert [one.name for one in mail.files] == ["invitation.ics"]
    assert mail.text in ("Come along", "")


def test_a_mail_within_a_mail_is_kept_whole_under_its_subject(tmp_path: Path) -> None:
    inner = HEAD.replace(b"Shape", b"Inner: a/b") + make_parts("mixed", TEXT, PAGE, mark="Z")
    outer = make_parts("mixed", TEXT, b"Content-Type: message/rfc822\n\n" + inner)
    mail = read(tmp_path, HEAD + outer)
    (kept,) = mail.files
    assert kept.name == "Inner: a-b.eml"
    assert read(tmp_path, bytes(kept.source)).subject == "Inner: a/b"  # type: ignore[arg-type]


def test_texts_in_several_pieces_are_one_text(tmp_path: Path) -> None:
    mail = read(tmp_path, HEAD + make_parts("mixed", TEXT, make_picture(50), TEXT))
    assert mail.text == "Come along\n\nCome along"
    assert [one.name for one in mail.files] == ["shot.png"]


@pytest.mark.parametrize(("size", "kept"), [(500, []), (40_000, ["shot.png"])])
def test_a_picture_in_the_text_is_kept_but_no_sign_of_a_signature(
    tmp_path: Path, size: int, kept: list[str]
) -> None:
    shown = make_parts("related", PAGE, make_picture(size), mark="R")
    mail = read(tmp_path, HEAD + make_parts("mixed", shown, TEXT))
    assert [one.name for one in mail.files] == kept


def test_a_mail_that_is_nothing_but_a_file_keeps_the_file(tmp_path: Path) -> None:
    mail = read(tmp_path, HEAD + b"Content-Type: application/pdf; name=x.pdf\n\n%PDF")
    assert [(one.name, one.source) for one in mail.files] == [("x.pdf", b"%PDF")]


def test_a_file_name_in_chinese_letters_as_they_are_is_read(tmp_path: Path) -> None:
    part = "Content-Type: application/pdf\nContent-Disposition: attachment; filename="
    file = f'{part}"报告.pdf"\n\n%PDF'.encode("gb18030")
    mail = read(tmp_path, HEAD + make_parts("mixed", TEXT, file))
    assert [one.name for one in mail.files] == ["报告.pdf"]


@pytest.mark.parametrize(
    "head",
    [
        b'From: <>\nTo: undisclosed-recipients:;\nCc: @@@, "a\nDate: gestern\nSubject: x\n',
        b'From: "Doe, John" <john@example.org\nTo: [a@b.de]\nMessage-ID: <[x]>\nSubject: x\n',
        b'From: a@b.de\nSubject: x\nContent-Type: text/plain; charset="x-\xff"\n',
        b"From: a@b.de\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n",
    ],
    ids=["no addresses", "open brackets", "unknown page", "no boundary"],
)
def test_a_mail_with_faults_is_read_as_far_as_it_goes(tmp_path: Path, head: bytes) -> None:
    mail = read(tmp_path, head + b"\nText that matters")
    assert (mail.subject, mail.text) == ("x", "Text that matters")
