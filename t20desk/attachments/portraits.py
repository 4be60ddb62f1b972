"""Logos of organisations and photographs of people: scaled, kept and given out again."""

import base64
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from t20desk.attachments.keeping import Incoming
from t20desk.db.change import Change
from t20desk.db.contents import describe_content, read_blocks
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.types import Picture
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.leftovers import passing_folder
from t20desk.listing import Listing, read_rows
from t20desk.reading.child_process import USUAL_SECONDS, ReadingChild
from t20desk.reading.rows import RefusedError
from t20desk.reading.source import make_sentence, show_name

ADDED: Final = N_("{fields} of {title} added")
REPLACED: Final = N_("{fields} of {title} replaced")
REMOVED: Final = N_("{fields} of {title} removed")


def picture_field(kind: Kind) -> Field | None:
    """The field of a kind that holds a picture."""
    return next((one for one in kind.fields.values() if isinstance(one.type, Picture)), None)


def scale_picture(one: Incoming) -> bytes:
    """A picture as it is kept, read by a child with limits; raises UserError for what is none."""
    if isinstance(one.source, Path):
        return _ask_child(one.source)
    with tempfile.TemporaryDirectory(dir=passing_folder()) as folder:
        path = Path(folder) / "picture"
        path.write_bytes(one.source)
        return _ask_child(path)


def _ask_child(path: Path) -> bytes:
    child = ReadingChild(USUAL_SECONDS)
    try:
        child.ask({"path": str(path), "picture": True, "seconds": USUAL_SECONDS})
        return base64.b64decode(child.last_answer()["picture"])
    except RefusedError as refusal:
        raise make_sentence(refusal, show_name(path)) from refusal
    finally:
        child.kill()


def plan_picture(database: Database, kind: str, key: int, picture: bytes | None) -> Change:
    """Plan another picture of a record, or none; `picture` was scaled before."""
    field = picture_field(database.kinds[kind])
    if field is None:
        text = _("{kind} has no picture; choose an organisation or a person.")
        raise UserError(text.format(kind=_(database.kinds[kind].label)))
    content = describe_content(picture) if picture is not None else None
    values = {field.name: content.hash if content else None}
    change = plan_edit(database, kind, {key: values})
    had_one = any(row[1] and row[1][0] for batch in change.batches for row in batch.rows)
    message = (REPLACED if had_one else ADDED) if content else REMOVED
    label = change.label._replace(message=message)
    return replace(change, label=label, contents=(content,) if content else ())


def read_picture(database: Database, kind: str, key: int) -> bytes:
    """The picture of a record, as JPEG or PNG; empty where there is none."""
    field = picture_field(database.kinds[kind])
    if field is None:
        return b""
    rows = read_rows(database, Listing(kind, view="all", columns=(field.name,)), [key])
    digest = rows.get(key, (None,))[0]
    if not digest:
        return b""
    return read_pictures(database, [digest])[digest]


def read_pictures(database: Database, digests: Sequence[str]) -> dict[str, bytes]:
    """Pictures by their hashes; empty where one is not kept here."""
    with database.read() as connection:
        return {
            digest: b"".join(read_blocks(connection, database.metadata, digest))
            for digest in digests
        }
