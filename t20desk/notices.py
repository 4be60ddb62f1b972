"""What is amiss with a record or a field of it, or what it needs next."""

from typing import NamedTuple


class Notice(NamedTuple):
    """Something amiss: a sentence, the verb that helps and its word, and the record to open."""

    text: str
    verb: str = ""
    word: str = ""
    record: tuple[str, int] | None = None
    second: tuple[str, str] = ("", "")
    """Another verb that helps, and its word."""


class Oddity(NamedTuple):
    """A record and a field at which something is to be said; `is_wrong` cannot be saved so."""

    id: int
    field: str
    message: str
    is_wrong: bool = False
    kind: str = "event"
