"""The mark by which calendars and address books know a record again.

It is the one that the record came with, else one made of its id; those that further programs
know it by stand beside it.
"""

import re
from collections.abc import Iterable
from typing import Final

from t20desk.db.ids import read_id

ITEM: Final = "programme_item"
EVENT: Final = "event"
MARKED: Final = (EVENT, ITEM, "member", "person")
"""The kinds that other programs know by a mark."""
MARK: Final = "uid"
FURTHER: Final = "other_uids"
"""The fields that hold the mark a record came with, and those of further programs."""
_OWN: Final = re.compile(rf"({'|'.join(MARKED)})-(\d{{1,19}})@t20desk")


def own_mark(kind: str, key: int) -> str:
    """The mark of a record that came from no other program."""
    return f"{kind}-{key}@t20desk"


def is_item(mark: str) -> bool:
    """Whether a mark is one of ours of an item of a programme."""
    return mark.startswith(f"{ITEM}-")


def is_of_another(kind: str, mark: str) -> bool:
    """Whether a mark of ours was made for a record of another kind."""
    found = _OWN.fullmatch(mark)
    return found is not None and found[1] != kind


def read_own(kind: str, mark: str) -> int | None:
    """The id of the record that a mark of ours was made for."""
    found = _OWN.fullmatch(mark)
    if found is None or found[1] != kind:
        return None
    return read_id(found[2])


def split_marks(stored: object) -> list[str]:
    """The marks that stand in the field of further ones."""
    return str(stored or "").splitlines()


def join_marks(marks: Iterable[str]) -> str | None:
    """Marks as they are stored, each once."""
    return "\n".join(dict.fromkeys(marks)) or None
