"""Which key a verb may have: whose it is, and whether it is needed for typing."""

from typing import Any, Final, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from t20desk.i18n import _
from t20desk.ui.actions import ACTIONS

IN_FIELDS: Final = ("Ctrl+C", "Ctrl+V", "Ctrl+X", "F2", "F10", "Shift+F10")
"""What fields, cells and menus answer to themselves."""
OF_INPUT: Final = (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
"""With these keys Chinese is typed and fields are left, whatever is held down beside them."""
PLAIN: Final = (Qt.Key.Key_F1, Qt.Key.Key_F35)
"""The first and the last key that may stand alone."""


def find_owner(key: str, but: str = "") -> str:
    """The verb that has a key, other than the one named; "" for none."""
    return next(
        (name for name, one in ACTIONS.items() if key and name != but and one.shortcut == key), ""
    )


def name_verb(verb: str) -> str:
    """The words of a verb without the marks that menus need."""
    return _(ACTIONS[verb].text).replace("&", "").removesuffix("…").rstrip()


def find_fault(keys: QKeySequence) -> str:
    """Why a key cannot be that of a verb, in one sentence; "" where it can."""
    combination: QKeyCombination = cast(Any, keys)[0]
    key, held = combination.key(), combination.keyboardModifiers()
    if keys.toString() in IN_FIELDS:
        return _("Fields and menus need that key themselves; press another one.")
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    if key in OF_INPUT or (held & control and held & alt):
        return _("Letters are typed with that key in some languages; press another one.")
    alone = not held & (control | alt | Qt.KeyboardModifier.MetaModifier)
    if alone and not PLAIN[0] <= key <= PLAIN[1] and key != Qt.Key.Key_Delete:
        return _("Hold Ctrl or Alt with it, or press a function key, so that one can still type.")
    return ""
