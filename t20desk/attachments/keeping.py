"""Attachments of records: taking files in, giving them out again, checking those kept outside."""

import hashlib
import mimetypes
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from t20desk.attachments.file_names import safe_name
from t20desk.causes import say_cause
from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.contents import MOST, Content, describe_content, read_blocks
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.models.attachments import OWNERS
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.searching import write_test

ADDED: Final = N_("Files added to {title}: {count}")
COLUMNS: Final = ("name", "size", "hash", "path", "media_type", "added_on")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to be attached: its name, and its bytes or where it lies."""

    name: str
    source: bytes | Path = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment as it is kept; `path` is filled where the content lies outside."""

    id: int
    name: str
    size: int
    hash: str
    path: str = ""
    media_type: str = ""
    added_on: str = ""


def can_attach(kind: Kind, attachment: Kind) -> bool:
    """Whether records of a kind may have attachments."""
    one = attachment.fields.get(kind.name)
    return one is not None and one.target == kind.name


def take_files(paths: Sequence[Path]) -> list[Incoming]:
    """Files of the disk under their names; raises UserError for what is none."""
    for path in paths:
        if not path.is_file():
            text = _("{name} is not a file; choose files, not folders.")
            raise UserError(text.format(name=path.name or str(path)))
    return [Incoming(path.name, path) for path in paths]


def plan_attach(database: Database, kind: str, owner: int, files: Sequence[Incoming]) -> Change:
    """Plan attaching files to a record; a file over 25 MB stays outside as a checked link."""
    if not can_attach(database.kinds[kind], database.kinds["attachment"]):
        text = _("Files cannot be attached to {kind}; attach them to the record it belongs to.")
        raise UserError(text.format(kind=_(database.kinds[kind].label)))
    batch, contents = attach_batch(database, kind, owner, files)
    label = Label(ADDED, {"kind": kind, "count": len(files), "id": str(owner)})
    return Change(label, [batch] if batch.rows else [], contents=contents)


def attach_batch(
    database: Database, kind: str, owner: int, files: Sequence[Incoming]
) -> tuple[Batch, tuple[Content, ...]]:
    """The rows that attach files to a record, which may be new itself, and their contents."""
    ids, today = database.new_ids(), date.today().isoformat()
    rows: list[Row] = []
    contents: list[Content] = []
    for one in files:
        content = _describe(one)
        outside = content.size > MOST
        if outside and isinstance(one.source, bytes):
            text = _("{name} is larger than 25 MB; save it as a file and attach that.")
            raise UserError(text.format(name=safe_name(one.name)))
        name = safe_name(one.name)
        path = str(Path(str(one.source)).resolve()) if outside else None
        cells: tuple[Stored, ...] = (
            name, content.size, content.hash, path, guess_type(name), today, owner,
        )  # fmt: skip
        rows.append((next(ids), None, cells))
        if not outside:
            contents.append(content)
    return Batch("attachment", (*COLUMNS, kind), rows), tuple(contents)


def _describe(one: Incoming) -> Content:
    try:
        return describe_content(one.source)
    except OSError as error:
        text = _("{name} cannot be read ({reason}); check the drive and try again.")
        raise UserError(text.format(name=one.name, reason=say_cause(error))) from error


def guess_type(name: str) -> str:
    """The media type that the ending of a name stands for."""
    return mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"


def list_attached(database: Database, kind: str, owner: int) -> list[Attached]:
    """The attachments of a record by name."""
    listing = Listing("attachment", write_test(kind, "is", str(owner)), "all", ("name",))
    return read_attached(database, list_ids(database, listing))


def read_attached(database: Database, ids: Sequence[int]) -> list[Attached]:
    """Attachments by their ids; one that is gone is left out."""
    listing = Listing("attachment", view="all", columns=COLUMNS)
    rows = read_rows(database, listing, ids)
    return [_make_attached(key, rows[key]) for key in ids if key in rows]


def _make_attached(key: int, cells: Sequence[Stored]) -> Attached:
    name, size, digest, path, media_type, added_on = (cell or "" for cell in cells)
    texts = str(digest), str(path), str(media_type), str(added_on)
    return Attached(key, str(name), int(size or 0), *texts)


def find_owner(database: Database, key: int) -> tuple[str, int] | None:
    """The kind and the id of the record that an attachment belongs to."""
    listing = Listing("attachment", view="all", columns=OWNERS)
    cells = read_rows(database, listing, [key]).get(key, ())
    owners = zip(OWNERS, cells, strict=False)
    return next(((kind, cell.id) for kind, cell in owners if cell is not None), None)


def give_blocks(database: Database, one: Attached) -> Iterator[bytes]:
    """The content of an attachment; raises UserError where it is missing or was changed."""
    found, size = hashlib.sha256(), 0
    for data in _outside_blocks(one) if one.path else _inside_blocks(database, one.hash):
        found.update(data)
        size += len(data)
        yield data
    if found.hexdigest() != one.hash:
        raise UserError(_tell_difference(one, size))


def _inside_blocks(database: Database, digest: str) -> Iterator[bytes]:
    with database.read() as connection:
        yield from read_blocks(connection, database.metadata, digest)


def _outside_blocks(one: Attached) -> Iterator[bytes]:
    try:
        with Path(one.path).open("rb") as file:
            while data := file.read(1 << 20):
                yield data
    except OSError as error:
        raise UserError(_tell_missing(one)) from error


def _tell_missing(one: Attached) -> str:
    text = _("{name} is no longer at {path}; put it back there or attach it again.")
    return text.format(name=one.name, path=one.path)


def _tell_difference(one: Attached, size: int) -> str:
    if one.path:
        text = _("{name} at {path} was changed since it was attached; attach it again.")
        return text.format(name=one.name, path=one.path)
    text = _("The content of {name} is not whole ({size} bytes are there); restore a backup.")
    return text.format(name=one.name, size=size)


def look_outside(one: Attached) -> str:
    """What is wrong with a file kept outside, by its size alone; empty where nothing is."""
    if not one.path:
        return ""
    try:
        size = Path(one.path).stat().st_size
    except OSError:
        return _tell_missing(one)
    return "" if size == one.size else _tell_difference(one, size)


def save_attached(database: Database, one: Attached, target: Path) -> Path:
    """Write an attachment to a file in one step; what is not whole is not written."""
    from t20desk.exporting.placing import place_file

    with place_file(target) as draft, draft.open("wb") as file:
        for data in give_blocks(database, one):
            file.write(data)
    return target


def free_path(folder: Path, name: str) -> Path:
    """A path in a folder that no file has yet, under a safe form of the name."""
    wanted = folder / safe_name(name)
    number = 2
    path = wanted
    while path.exists():
        path = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
        number += 1
    return path


def lay_open(database: Database, one: Attached, folder: Path) -> Path:
    """A copy of an attachment for another program: it cannot be run nor written.

    What lies outside is checked and stays where it is.
    """
    if one.path:
        for _data in give_blocks(database, one):
            pass
        return Path(one.path)
    path = save_attached(database, one, free_path(folder, one.name))
    path.chmod(0o400)
    return path


def drop_opened(folder: Path) -> None:
    """Remove copies that were laid open; one that a program still holds stays until it lets go."""
    for path in folder.glob("*"):
        with suppress(OSError):
            # What is for reading only cannot be removed everywhere.
            path.chmod(0o600)
    shutil.rmtree(folder, ignore_errors=True)
