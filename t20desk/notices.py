"""What is amiss with a record, or what it needs next."""

from typing import NamedTuple


class Notice(NamedTuple):
    """Something amiss: a sentence, the verb that helps and its word, and the record to open."""

    text: str
    verb: str = ""
    word: str = ""
    record: tuple[str, int] | None = None
