"""What stands beside each backup: when and why it was made, its hash and its counts.

The manifest of NAME.t20 is NAME.t20.json.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from t20desk.exporting.placing import place_file

State = Literal["whole", "damaged", "unknown"]
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and what its manifest says; `made` is in UTC, `state` whether its hash holds."""

    path: Path
    made: datetime
    reason: str = ""
    source: str = ""
    size: int = 0
    sha256: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    latest: Mapping[str, Any] = field(default_factory=dict)
    state: State = "unknown"

    @property
    def is_whole(self) -> bool:
        """Whether the file is what was written and checked."""
        return self.state == "whole"


def manifest_path(path: Path) -> Path:
    """Where the manifest of a backup lies."""
    return path.with_name(path.name + ".json")


def write_manifest(backup: Backup) -> None:
    """Write the manifest of a backup beside it."""
    words = {
        "made": backup.made.isoformat(timespec="seconds"),
        "reason": backup.reason,
        "source": backup.source,
        "size": backup.size,
        "sha256": backup.sha256,
        "counts": dict(backup.counts),
        "latest": dict(backup.latest),
    }
    with place_file(manifest_path(backup.path)) as draft:
        draft.write_text(json.dumps(words, ensure_ascii=False, indent=2), encoding="utf-8")


def read_backup(path: Path, verify: bool = True) -> Backup:
    """A backup with what its manifest says; with `verify` its hash is computed anew."""
    size = path.stat().st_size
    words = _read_words(manifest_path(path))
    made = _read_time(words.get("made")) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    hash_ = str(words.get("sha256") or "")
    state: State = "unknown"
    if hash_ and size != words.get("size"):
        state = "damaged"
    elif hash_ and verify:
        state = "whole" if hash_file(path) == hash_ else "damaged"
    return Backup(
        path,
        made,
        str(words.get("reason") or ""),
        str(words.get("source") or ""),
        size,
        hash_,
        _mapping(words.get("counts")),
        _mapping(words.get("latest")),
        state,
    )


def _read_words(path: Path) -> dict[str, Any]:
    try:
        return _mapping(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return {}


def _mapping(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _read_time(text: object) -> datetime | None:
    try:
        made = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def hash_file(path: Path) -> str:
    """The SHA-256 of a closed file."""
    made = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            made.update(block)
    return made.hexdigest()
