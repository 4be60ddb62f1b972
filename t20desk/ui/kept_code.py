"""What Qt's binding brings as text inside its library, compiled once instead of at each start.

A dozen modules of Python lie in the library as source, and every process compiles them anew: 20 ms
of a start. Their code is kept where Python keeps that of our own modules, and as Python does: for
the same interpreter and the same source only, and not at all where nothing can be written.
"""

import builtins
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from types import CodeType
from typing import Any, Final

LEFT_OUT: Final = "/pyi_generator.py"
"""Writes stubs of Qt for checkers of types: 10 ms of every start, and nobody asks it for any."""
Codes = dict[tuple[str, bytes], CodeType]
"""The code of each module, by its name in the library and the hash of its source."""


def default_place() -> Path:
    """The file of what is kept, beside the compiled code of this module."""
    return Path(cache_from_source(__file__)).with_suffix(".qt")


@contextmanager
def keep_code(place: Path) -> Iterator[None]:
    """Take compiled modules from a file while this lasts; what was not in it is added to it."""
    plain, codes = builtins.compile, _read(place)
    before = len(codes)

    def compile_once(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
        if not isinstance(source, bytes) or mode != "exec" or more or options:
            return plain(source, filename, mode, *more, **options)
        if str(filename).endswith(LEFT_OUT):
            return plain(b"", filename, mode)
        key = (str(filename), source_hash(source))
        if key not in codes:
            codes[key] = plain(source, filename, mode)
        return codes[key]

    builtins.compile = compile_once
    try:
        yield
    finally:
        builtins.compile = plain
    if len(codes) != before and not sys.dont_write_bytecode:
        _write(place, codes)


def _read(place: Path) -> Codes:
    """What is kept, or nothing where it is of another interpreter, damaged or not there."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        kept = place.read_bytes()
        if kept.startswith(MAGIC_NUMBER):
            found = marshal.loads(kept[len(MAGIC_NUMBER) :])
            if isinstance(found, dict):
                return found
    return {}


def _write(place: Path, codes: Codes) -> None:
    """Put it in place in one step: another start may read at this moment."""
    waiting = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(MAGIC_NUMBER + marshal.dumps(codes))
        waiting.replace(place)
