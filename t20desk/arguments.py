"""The words behind the program's name: which of them are options for all, and which are not."""

from collections.abc import Iterator, Sequence
from typing import Final

WITH_VALUE: Final = ("--db", "--language")
"""The options before a command that take a word of their own."""


def skip_options(arguments: Sequence[str]) -> Iterator[str]:
    """The words that are neither such an option nor its value; the first may be a command."""
    words = iter(arguments)
    for word in words:
        option, sign, _value = word.partition("=")
        if option not in WITH_VALUE:
            yield word
        elif not sign:
            next(words, None)
