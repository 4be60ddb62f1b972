"""In which module each command is declared, so that a command loads no other."""

from collections.abc import Iterable
from importlib import import_module
from typing import Final

ROOMS: Final[dict[str, tuple[str, ...]]] = {
    "records": ("kinds", "list", "show", "find"),
    "edits": ("add", "set", "delete"),
    "doubles": ("doubles", "merge"),
    "sheets": ("import",),
    "returning": ("take-back",),
    "files": ("export", "template"),
    "papers": ("print", "report"),
    "mailing": ("addresses",),
    "inviting": ("invite",),
    "confirming": ("send-confirmations", "confirmations"),
    "guests": ("ask", "name-delegate", "refresh-titles", "follow-decisions"),
    "checking_in": ("check-in", "door-book"),
    "copying": ("copy-event", "move-event", "change-series"),
    "attaching": ("attach", "attachments", "picture"),
    "follow_ups": ("follow-ups", "hand-over"),
    "history": ("history", "imports"),
    "going_back": ("undo", "redo"),
    "safety": ("backup", "backups", "restore", "check"),
    "comparing": ("compare",),
    "demonstrating": ("new", "demo", "tour"),
}
"""By module, in the order in which the help lists them."""

COMMANDS: Final = tuple(name for names in ROOMS.values() for name in names)


def load_rooms(words: Iterable[str] = COMMANDS) -> None:
    """Load the modules of these commands, which declare themselves; all where none is named."""
    for room, names in ROOMS.items():
        if not set(names).isdisjoint(words):
            import_module(f"t20desk.cli.{room}")
