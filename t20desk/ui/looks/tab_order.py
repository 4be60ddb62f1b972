"""The way of the Tab key through what was put together later than what stands behind it."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_laid_out(whole: QWidget) -> None:
    """Let Tab go through a dialog or a part of one in the order that its layouts show."""
    for before, after in pairwise(_walk(whole)):
        QWidget.setTabOrder(before, after)


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
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            yield from _walk(widget)
        elif inner is not None:
            yield from _walk_layout(inner)
