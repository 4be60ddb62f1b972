"""What is compiled out of texts at each start, compiled once and kept instead.

Qt's binding carries a dozen modules of Python as source inside its library, 20 ms of a start; and
Python and SQLAlchemy write functions as texts: the methods of data classes and named tuples, what
stands behind a decorator, each type between quotation marks, 25 ms. Their code is kept where Python
keeps that of our own modules, and as Python does: for the same interpreter and the same source
only, and not at all where nothing can be written.
"""

import builtins
import collections
import dataclasses
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
Key = tuple[str, bytes | str]
Codes = dict[Key, CodeType]
"""Code by how it is compiled and where it stands, and by its text or the hash of its source."""


def default_place(name: str) -> Path:
    """The file of what is kept by this name, beside the compiled code of this module."""
    return Path(cache_from_source(__file__)).with_suffix(f".{name}")


@contextmanager
def keep_code(place: Path) -> Iterator[None]:
    """Take what is compiled from a file while this lasts, and keep what was not in it."""
    kept, used = _read(place), Codes()
    plain = builtins.compile

    def compile_once(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
        if more or options or not isinstance(source, str | bytes) or not isinstance(filename, str):
            return plain(source, filename, mode, *more, **options)
        if filename.endswith(LEFT_OUT):
            return plain(b"", filename, mode)
        text = source_hash(source) if isinstance(source, bytes) else source
        key = f"{mode} {filename}", text
        code = used[key] = kept.get(key) or plain(source, filename, mode)
        return code

    def exec_once(text: str, *around: dict[str, Any]) -> None:
        exec(compile_once(text, "<string>", "exec"), *around)

    def eval_once(text: str, *around: dict[str, Any]) -> Any:
        return eval(compile_once(text, "<string>", "eval"), *around)

    builtins.compile = compile_once
    # Each finds these before Python's own of the same name.
    vars(dataclasses)["exec"], vars(collections)["eval"] = exec_once, eval_once
    try:
        yield
    finally:
        builtins.compile = plain
        del vars(dataclasses)["exec"], vars(collections)["eval"]
    if used.keys() - kept.keys() and not sys.dont_write_bytecode:
        _write(place, used)


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
