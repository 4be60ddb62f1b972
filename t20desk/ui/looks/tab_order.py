"""The way of the Tab key through what was put together later than what stands behind it."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLayout, QLayoutItem, QScrollArea, QWidget

from t20desk.ui.owners import next_in_focus_chain


def tab_as_laid_out(whole: QWidget) -> None:
    """Let Tab go through a dialog or a part of one in the order that its layouts show."""
    for before, after in pairwise(_walk(whole)):
        QWidget.setTabOrder(before, after)


def first_stop(whole: QWidget) -> QWidget | None:
    """The first part of a page, or of a part of one, that Tab leads to."""
    at = next_in_focus_chain(whole)
    while at is not None and at is not whole:
        takes_keys = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None
        if takes_keys and whole.isAncestorOf(at) and at.isVisible() and at.isEnabled():
            return at
        at = next_in_focus_chain(at)
    return None


def _walk(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
        return
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    layout = widget.layout()
    if inner is not None:
        yield from _walk(inner)
    elif layout is not None:
        yield from _walk_layout(layout)


def _walk_layout(layout: QLayout) -> Iterator[QWidget]:
    for item in _list_items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _walk(widget)
        elif inner is not None:
            yield from _walk_layout(inner)


def _list_items(layout: QLayout) -> Iterator[QLayoutItem]:
    """What a layout holds as it is seen; a form counts its rows in the order they were added."""
    if isinstance(layout, QFormLayout):
        roles = QFormLayout.ItemRole
        for row in range(layout.rowCount()):
            found = (layout.itemAt(row, role) for role in (roles.LabelRole, roles.FieldRole))
            yield from filter(None, (*found, layout.itemAt(row, roles.SpanningRole)))
        return
    for at in range(layout.count()):
        if (item := layout.itemAt(at)) is not None:
            yield item
