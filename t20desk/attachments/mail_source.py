"""A stranger's mail as the program sees it, read by a child with limits."""

import base64
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from t20desk.attachments.keeping import Incoming
from t20desk.reading.child_process import USUAL_SECONDS, ReadingChild
from t20desk.reading.rows import RefusedError
from t20desk.reading.source import make_sentence, show_name


@dataclass(slots=True)
class Mail:
    """What a mail says; `people` are names and addresses, the sender first."""

    subject: str = ""
    when: str = ""
    people: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    files: list[Incoming] = field(default_factory=list)
    message_id: str = ""


def read_mail(path: Path) -> Mail:
    """Read a mail; raises UserError for what is none."""
    child = ReadingChild(USUAL_SECONDS)
    try:
        child.ask({"path": str(path), "mail": True, "seconds": USUAL_SECONDS + 10})
        return _gather(child)
    except RefusedError as refusal:
        raise make_sentence(refusal, show_name(path)) from refusal
    finally:
        child.kill()


def _gather(child: ReadingChild) -> Mail:
    mail = Mail()
    while "ended" not in (answer := child.answer()):
        if "mail" in answer:
            said: dict[str, Any] = answer["mail"]
            mail = Mail(
                str(said["subject"]),
                str(said["when"]),
                [(str(name), str(address)) for name, address in said["people"]],
                str(said["text"]),
                message_id=str(said["message_id"]),
            )
        else:
            one = answer["file"]
            mail.files.append(Incoming(str(one["name"]), base64.b64decode(one["data"])))
    return mail
