"""Database files looked at and changed behind the program's back."""

import hashlib
import sqlite3
from pathlib import Path


def hash_of(*paths: Path) -> str:
    """What changes with any byte of the files."""
    return "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)


def run_sql(path: Path, *statements: str) -> None:
    """Run statements on a closed file."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
