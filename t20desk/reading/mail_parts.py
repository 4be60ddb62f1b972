"""What a mail consists of: the text somebody reads, and every file that comes with it."""

import mimetypes
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any, Final

from t20desk.reading.mail_texts import charset_of, decode_text, mend, read_headers
from t20desk.reading.page_text import strip_marks

SIGN_BYTES: Final = 20_000
"""Smaller pictures within a text are signs of a signature."""
DEEPEST: Final = 30

File = tuple[str, bytes]


def read_parts(mail: EmailMessage) -> tuple[str, list[File]]:
    """The text of a mail, and its files with their names."""
    body = _find_body(mail)
    told = charset_of(mail) or (charset_of(body) if body is not None else "")
    texts: list[str] = [_read_text(body)] if body is not None else []
    files: list[File] = []
    for part, around in _leaves(mail):
        if part is body or _is_alternative(part, around):
            continue
        name = _read_name(part, told)
        if not name and _is_text(part) and part.get_content_disposition() != "attachment":
            texts.append(_read_text(part))
            continue
        data = _read_content(part)
        if _is_packed(part, name):
            files.extend(_unpack(name, data))
        elif (data or name) and not _is_sign(part, around, data):
            files.append((name or _make_name(part), data))
    return "\n\n".join(filter(None, (text.strip() for text in texts))), files


def _find_body(mail: EmailMessage) -> Any:
    try:
        return mail.get_body(("plain", "html"))
    except (LookupError, ValueError, AttributeError):
        return None


def _leaves(part: Any, around: str = "", depth: int = 0) -> Iterator[tuple[Any, str]]:
    """The parts that are not made of others, and what each is a part of; no mail within."""
    if part.get_content_maintype() != "multipart" or depth > DEEPEST:
        yield part, around
    elif not part.is_multipart():
        yield part, "multipart"  # its boundary is missing: what it holds is read as text
    else:
        for inner in part.get_payload():
            yield from _leaves(inner, part.get_content_subtype(), depth + 1)


def _is_text(part: Any) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") or (
        part.get_content_maintype() == "multipart"
    )


def _is_alternative(part: Any, around: str) -> bool:
    """Whether a part says again what the text says."""
    return (
        around == "alternative"
        and part.get_content_maintype() == "text"
        and part.get_content_subtype() != "calendar"
    ) or part.get_content_type() in ("message/delivery-status", "message/external-body")


def _is_sign(part: Any, around: str, data: bytes) -> bool:
    is_picture = around == "related" and part.get_content_maintype() == "image"
    return is_picture and len(data) < SIGN_BYTES and part.get_content_disposition() != "attachment"


def _is_packed(part: Any, name: str) -> bool:
    """Whether Outlook packed files into a part that other programs cannot open."""
    return "ms-tnef" in part.get_content_subtype() or name.lower() == "winmail.dat"


def _unpack(name: str, data: bytes) -> list[File]:
    from t20desk.reading.inner_mails import unpack_files

    return unpack_files(name or "winmail.dat", data)


def _read_text(part: Any) -> str:
    text = decode_text(part.get_payload(decode=True) or _raw_payload(part), charset_of(part))
    return strip_marks(text) if part.get_content_subtype() == "html" else text


def _raw_payload(part: Any) -> bytes:
    payload = part.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _read_content(part: Any) -> bytes:
    if part.get_content_maintype() != "message":
        return part.get_payload(decode=True) or b""
    inner = part.get_payload(0) if part.is_multipart() else None
    if inner is None:
        return _raw_payload(part)
    try:
        return bytes(inner.as_bytes(policy=inner.policy.clone(refold_source="none")))
    except (LookupError, ValueError, UnicodeError, AttributeError, TypeError):
        return _raw_payload(inner)


def _read_name(part: Any, told: str) -> str:
    """The name of a file, also where its letters were sent as they are."""
    name = mend(part.get_filename() or "", told)
    if "\ufffd" in name:
        for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
            for one in read_headers(part, header, told):
                name = dict(getattr(one, "params", {})).get(parameter, name)
    return name


def _make_name(part: Any) -> str:
    """A name for a file without one, that says what it is."""
    kind = part.get_content_type()
    if kind.startswith("message/"):
        inner = part.get_payload(0) if part.is_multipart() else None
        subjects = read_headers(inner, "subject") if inner is not None else []
        title = " ".join(str(subjects[0]).replace("/", "-").split())[:80] if subjects else ""
        return f"{title or 'mail'}.eml"
    if kind == "text/calendar":
        return "invitation.ics"
    return f"file{mimetypes.guess_extension(kind) or '.bin'}"
