"""Packages that another one imports for what we never ask of it: loaded when it is asked for."""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType


class _LatePackage(ModuleType):
    """Loads itself with the first question to it; its parts can be had without it.

    Python's own LazyLoader would do so at the next import already.
    """

    def __getattr__(self, name: str) -> object:
        part = f"{self.__name__}.{name}"
        if find_spec(part) is not None:
            return import_module(part)
        self.__class__ = ModuleType  # type: ignore[assignment]
        assert self.__spec__ is not None
        assert self.__spec__.loader is not None
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def put_off(*names: str) -> None:
    """Let these packages be imported by name alone until something in them is asked for."""
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            package = sys.modules[name] = module_from_spec(spec)
            package.__class__ = _LatePackage
            around, _dot, part = name.rpartition(".")
            if around:
                setattr(sys.modules[around], part, package)
