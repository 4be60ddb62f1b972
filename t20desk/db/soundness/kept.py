"""Contents of attachments and pictures: those that are missing or changed, and those left over."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, select

from t20desk.db.contents import read_blocks, size_text
from t20desk.db.database import Database
from t20desk.db.holdings import Holdings, hash_fields
from t20desk.db.soundness.findings import Finding, make_finding
from t20desk.i18n import N_, NN_, ngettext

UNUSED = NN_(
    "{count} content of a file or picture serves no record and no undo ({size}); repairing "
    "removes it.",
    "{count} contents of files or pictures serve no record and no undo ({size}); repairing "
    "removes them.",
)
LOST = N_("{count} × {kind}: the content is missing or not whole; restore a backup.")


def find_lost_contents(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Records whose picture or file cannot be given out as it was taken in."""
    known: dict[str, bool] = {}
    for kind in scratch.kinds.values():
        table = scratch.tables[kind.name]
        for name in hash_fields(kind):
            kept: list[ColumnElement[bool]] = [table.c[name].is_not(None)]
            if "path" in table.c:
                kept.append(table.c.path.is_(None))
            bad: list[int] = []
            for key, digest in connection.execute(select(table.c.id, table.c[name]).where(*kept)):
                if digest not in known:
                    known[digest] = _is_whole(scratch, connection, digest)
                if not known[digest]:
                    bad.append(key)
            if bad:
                yield make_finding("content", LOST, kind, kind.fields[name], len(bad), bad)


def find_unused_contents(holdings: Holdings) -> Iterator[Finding]:
    """Contents that nothing asks for any more, not even the history."""
    count, size = len(holdings.unused), sum(holdings.unused.values())
    if count:
        words = ngettext(*UNUSED, count).format(count=count, size=size_text(size))
        yield Finding("unused", "", "", count, words, repairable=True)


def _is_whole(scratch: Database, connection: Connection, digest: str) -> bool:
    found = hashlib.sha256()
    for data in read_blocks(connection, scratch.metadata, digest):
        found.update(data)
    return found.hexdigest() == digest
