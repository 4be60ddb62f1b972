"""Who owns what in the eyes of the binding, put right where calls of Qt mislead it.

The binding notes an owner for every object that a method answers with, and takes all that it notes
as owned for gone when the owner goes; a widget that lives on is then "already deleted". It notes
the wrong owner for the next widget of Tab, who takes the keys for another, the buddy of a label and
the widget of a completer.
"""

from PySide6.QtWidgets import QCompleter, QLabel, QWidget
from shiboken6 import createdByPython


def next_in_focus_chain(widget: QWidget) -> QWidget | None:
    """The widget that Tab leads to next, whether it takes keys or not."""
    following: QWidget | None = widget.nextInFocusChain()
    if following is not None:
        _give_back(following)
    return following


def gives_keys_away(widget: QWidget) -> bool:
    """Whether another widget takes the keys for this one, as a spin box does for its line."""
    taker: QWidget | None = widget.focusProxy()
    if taker is not None:
        _give_back(taker)
    return taker is not None


def set_buddy(label: QLabel, widget: QWidget) -> None:
    """Let the letter of a label lead to a widget."""
    label.setBuddy(widget)
    _give_back(widget)


def completed_widget(completer: QCompleter) -> QWidget | None:
    """The widget that a completer works for."""
    widget: QWidget | None = completer.widget()
    if widget is not None:
        _give_back(widget)
    return widget


def _give_back(widget: QWidget) -> None:
    """Note the parent as the owner again; nothing changes for Qt, which has it so already."""
    parent = widget.parentWidget()
    if parent is not None or createdByPython(widget):
        widget.setParent(parent)
