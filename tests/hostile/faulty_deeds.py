"""The process whose calls fail: it does what the program does, once for each fault, in a fork.

It is started under strace, which lets the call number `FAULT_AT` of each fork fail. A fork first
makes so many idle calls that the call wanted is that one. Asked and answered is by a socket, since
what is written to a pipe may be what fails. What the deeds import and prepare is done once, before
the forks.
"""

import json
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from t20desk.backing_up import back_up, list_backups, restore_backup
from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.exporting.text_files import write_json
from t20desk.exporting.workbook import write_workbook
from t20desk.listing import Listing, list_ids
from t20desk.listing.reading import read_table
from t20desk.settings import Settings
from t20desk.ui.memory import Memory
from tests.db.steps import new_batch

FAULT_AT = 1_000
"""Which call of a fork fails; no deed makes so many."""
IDLE: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda scratch: os.pwrite(scratch, b"", 0),
    "write": lambda scratch: os.write(scratch, b""),
    "fdatasync": os.fdatasync,
    "fsync": os.fsync,
    "ftruncate": lambda scratch: os.ftruncate(scratch, 0),
    "pread64": lambda scratch: os.pread(scratch, 0, 0),
    "sendfile": lambda scratch: os.sendfile(scratch, scratch, 0, 0),
    "link": lambda _scratch: _expect_missing(lambda: os.link("/missing", "/missing")),
    "unlink": lambda _scratch: _expect_missing(lambda: os.unlink("/missing")),
    "rename": lambda _scratch: _expect_missing(lambda: os.rename("/missing", "/missing")),
}
"""How each call is made without doing anything."""


def _expect_missing(call: Callable[[], None]) -> None:
    with suppress(FileNotFoundError):
        call()


def save_record(folder: Path) -> None:
    """One record is edited, as by a form."""
    database = Database.open(folder / "office.t20")
    first = list_ids(database, Listing("member", view="all"))[0]
    assert database.apply(plan_edit(database, "member", {first: {"city": "Lyon"}})).operation
    database.close()


def save_many(folder: Path) -> None:
    """All records are edited at once."""
    database = Database.open(folder / "office.t20")
    ids = list_ids(database, Listing("member", view="all"))
    wanted = {one: {"city": "Lyon"} for one in ids}
    assert database.apply(plan_edit(database, "member", wanted)).operation
    database.close()


def take_rows(folder: Path) -> None:
    """500 new records come in one change, as from a sheet."""
    database = Database.open(folder / "office.t20")
    made = {key: {"name": f"Institute {key}"} for key in range(1_000, 1_500)}
    assert database.apply(Change(Label("Import"), (new_batch("member", made),))).operation
    database.close()


def undo_change(folder: Path) -> None:
    """The latest change is taken back."""
    database = Database.open(folder / "office.t20")
    assert database.apply(plan_undo(database, None, None).change).operation
    database.close()


def open_older(folder: Path) -> None:
    """A file of an earlier version is brought up to date."""
    Database.open(folder / "office.t20").close()


def open_half(folder: Path) -> None:
    """A file whose writing was cut off is opened: half of a change is taken back."""
    Database.open(folder / "office.t20").close()


def copy_database(folder: Path) -> None:
    """A backup is made."""
    database = Database.open(folder / "office.t20")
    back_up(database)
    database.close()


def first_copy(folder: Path) -> None:
    """The same where there is none yet, nor a folder for them."""
    copy_database(folder)


def put_back(folder: Path) -> None:
    """The newest backup takes the place of the file."""
    restore_backup(list_backups(folder / "office.t20")[0].path, folder / "office.t20")


def put_back_over_half(folder: Path) -> None:
    """The same, where writing the file was cut off."""
    put_back(folder)


def export_book(folder: Path) -> None:
    """A list becomes a workbook in the place of an earlier one."""
    _export(folder, lambda table: write_workbook([table], folder / "list.xlsx"))


def export_json(folder: Path) -> None:
    """A list becomes a text file in the place of an earlier one."""
    _export(folder, lambda table: write_json(table, folder / "list.json"))


def _export(folder: Path, write: Callable[..., object]) -> None:
    database = Database.open(folder / "office.t20")
    write(read_table(database, Listing("member", view="all")))
    database.close()


def keep_settings(folder: Path) -> None:
    """A setting is changed."""
    Settings(folder / "settings.json").change("language", "de")


def keep_places(folder: Path) -> None:
    """What the window remembers is written."""
    memory = Memory(folder / "memory.json")
    memory.remember_file(str(folder / "office.t20"))
    memory.save()


DEEDS = {
    one.__name__: one
    for one in (
        save_record,
        save_many,
        take_rows,
        undo_change,
        open_older,
        open_half,
        copy_database,
        first_copy,
        put_back,
        put_back_over_half,
        export_book,
        export_json,
        keep_settings,
        keep_places,
    )
}


def _do_deed(asked: dict[str, object], line: socket.socket) -> None:
    """In the fork: idle calls, then the deed; without a call named, how many of each it made."""
    call, nth = str(asked["call"]), int(str(asked["nth"]))
    if call:
        _idle_away(call, str(asked["scratch"]), FAULT_AT - nth)
    os.environ["T20DESK_DATA"] = f"{asked['folder']}/data"
    end, said = "done", ""
    try:
        DEEDS[str(asked["deed"])](Path(str(asked["folder"])))
    except UserError as error:
        end, said = "refused", error.message
    except BaseException as error:  # noqa: BLE001 - whatever it is, the test wants to see it
        end, said = "broke", repr(error)
    counts = {}
    if not call:
        counts = {
            one: FAULT_AT - 1 - _idle_away(one, str(asked["scratch"]), FAULT_AT) for one in IDLE
        }
    line.send(json.dumps({"end": end, "said": said, "counts": counts}).encode())


def _idle_away(call: str, scratch: str, most: int) -> int:
    """Make idle calls until one fails; how many went well."""
    handle = os.open(os.devnull if call == "write" else scratch, os.O_RDWR)
    with suppress(OSError):
        for turn in range(most):  # noqa: B007 - how many went well is what is asked
            IDLE[call](handle)
        return most
    return turn


def serve(line: socket.socket, office: Path) -> None:
    """One fork for each line that is asked; each finds the program warm from deeds in `office`."""
    save_record(office)
    export_book(office)
    while asked := line.recv(100_000):
        child = os.fork()
        if child == 0:
            _do_deed(json.loads(asked), line)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            line.send(json.dumps({"end": "killed", "said": "", "counts": {}}).encode())


def do_once(folder: Path, deeds: list[str]) -> None:
    """Do deeds one after another, and say so after each."""
    os.environ["T20DESK_DATA"] = f"{folder}/data"
    for deed in deeds:
        DEEDS[deed](folder)
        os.write(1, b"done\n")


if __name__ == "__main__":
    # What Python leaves behind, when it may not remove what it tried, is left with the test.
    os.chdir(sys.argv[2])
    if sys.argv[1] == "once":
        do_once(Path(sys.argv[2]), sys.argv[3:])
        sys.exit()
    serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
