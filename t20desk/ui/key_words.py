"""Keys as people write them here: Ctrl+K, Strg+K."""

from PySide6.QtGui import QKeySequence

from t20desk.ui.actions import ACTIONS


def key_text(action: str) -> str:
    """The key of an action in the words of the language in use; "" for one without a key."""
    native = QKeySequence.SequenceFormat.NativeText
    return QKeySequence(ACTIONS[action].shortcut).toString(native)
