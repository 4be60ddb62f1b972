"""Keys as people write them here: Ctrl+K, Strg+K."""

from PySide6.QtGui import QKeySequence

from t20desk.ui.actions import ACTIONS


def key_text(action: str) -> str:
    """The key of an action in the words of the language in use; "" for one without a key."""
    native = QKeySequence.SequenceFormat.NativeText
    return QKeySequence(ACTIONS[action].shortcut).toString(native)


def with_key(words: str, action: str) -> str:
    """Words with the key of an action behind them."""
    return f"{words}   {key_text(action)}".rstrip()
