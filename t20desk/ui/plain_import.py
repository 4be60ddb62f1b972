"""Python's own import, kept while Qt comes, and whole errors out of the methods that Qt calls.

Qt puts an import of its own in the place of Python's; for a `__feature__` that nobody here asks
for it reads the source of every module that is imported after it, 40 ms of a start. So whatever
begins the window imports this before anything of Qt. Children that compute do without.
"""

import builtins

from t20desk.ui.kept_code import default_place, keep_code

_import = builtins.__import__

with keep_code(default_place("qt")):
    import PySide6.QtCore  # noqa: F401

builtins.__import__ = _import

from t20desk.ui.overrides import mend_overrides  # noqa: E402

mend_overrides()
