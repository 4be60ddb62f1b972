"""Errors inside methods that Qt calls: reported like all others, where the binding would crash.

Up to Python 3.11 an error that C code raises stays a text until somebody catches it, and PySide,
since 6.8, reads such a text as if it were the error: the program ends without a word.
"""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

_FIRST_SOUND = (3, 12)
# What all classes of Qt derive from; those of other packages, as of icons, are mended too.
_ROOT: Any = QObject.__mro__[-2]


def mend_overrides() -> None:
    """Let every class of ours that is defined from now on hand Qt whole errors."""
    if sys.version_info < _FIRST_SOUND:
        _ROOT.__init_subclass__ = classmethod(_mend_class)


def _mend_class(cls: type, /, **options: Any) -> None:
    super(_ROOT, cls).__init_subclass__(**options)
    for name, function in list(vars(cls).items()):
        if isinstance(function, FunctionType) and _is_override(cls, name):
            setattr(cls, name, _make_whole(function))


def _is_override(cls: type, name: str) -> bool:
    return not name.startswith("_") and any(hasattr(base, name) for base in cls.__bases__)


def _make_whole(function: FunctionType) -> Callable[..., Any]:
    """Caught once, a text becomes an error."""

    @wraps(function)
    def call(*args: Any, **options: Any) -> Any:
        try:
            return function(*args, **options)
        except BaseException:
            raise

    return call
