"""The way of the Tab key through what was put together later than what stands behind it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QFormLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QWidget,
)

from t20desk.ui.owners import gives_keys_away, next_in_focus_chain

FocusPolicy = Qt.FocusPolicy


def tab_as_laid_out(whole: QWidget) -> None:
    """Let Tab go through a dialog or a part of one in the order that its layouts show."""
    for before, after in pairwise(_walk(whole)):
        QWidget.setTabOrder(before, after)
    if whole.isWindow():
        tab_to_main_first(whole)


def tab_to_main_first(whole: QWidget) -> None:
    """Let Tab reach the main button before the others of its row, which lead out of a dialog."""
    for main in whole.findChildren(QPushButton):
        rows = [one for one in whole.findChildren(QLayout) if one.indexOf(main) >= 0]
        if main.property("look") != "main" or not rows:
            continue
        (row,) = rows
        before = main
        for other in whole.findChildren(QPushButton):
            if other is not main and row.indexOf(other) >= 0:
                QWidget.setTabOrder(before, other)
                before = other


def tab_to_chosen(buttons: Sequence[QAbstractButton]) -> None:
    """Let Tab lead to the one chosen of several, from where the arrows choose another.

    Qt does so only once one of them had the cursor: before that Tab led to one that is not chosen,
    and the arrows walked on without choosing.
    """

    def follow(_on: bool = False) -> None:
        for one in buttons:
            is_stop = one.isChecked()
            one.setFocusPolicy(FocusPolicy.StrongFocus if is_stop else FocusPolicy.ClickFocus)

    for one in buttons:
        one.toggled.connect(follow)
    follow()


def first_stop(whole: QWidget) -> QWidget | None:
    """The first part of a page, or of a part of one, that Tab leads to."""
    at = next_in_focus_chain(whole)
    while at is not None and at is not whole:
        takes_keys = at.focusPolicy() & Qt.FocusPolicy.TabFocus and not gives_keys_away(at)
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
        yield from _walk_layout(layout, widget)


def _walk_layout(layout: QLayout, holder: QWidget) -> Iterator[QWidget]:
    for part in _list_parts(layout, holder):
        if isinstance(part, QLayout):
            yield from _walk_layout(part, holder)
        else:
            yield from _walk(part)


def _list_parts(layout: QLayout, holder: QWidget) -> list[QWidget | QLayout]:
    """What a layout holds as it is seen, found without asking it for its items.

    The binding does not hear that Qt drops an item with its widget, and takes whatever comes to
    lie at its address for that item: wrong answers, and in the end a crash.
    """
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    around = [one for one in holder.children() if isinstance(one, QWidget)]
    held = [one for one in around if layout.indexOf(one) >= 0]
    return sorted([*held, *inner], key=lambda one: _place(layout, one))


def _place(layout: QLayout, part: QWidget | QLayout) -> tuple[int, int]:
    """Where in a layout a part lies; a form counts its rows in the order they were added."""
    if not isinstance(layout, QFormLayout):
        return layout.indexOf(part), 0
    found: object
    if isinstance(part, QLayout):
        found = layout.getLayoutPosition(part)
    else:
        found = layout.getWidgetPosition(part)
    # The binding declares what it answers with as an object.
    row, role = cast("tuple[int, QFormLayout.ItemRole]", found)
    return row, role.value
