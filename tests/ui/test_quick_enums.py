"""Qt's enumerations are what Python would have made of the same names."""

import copy
import pickle
from collections.abc import Iterator
from enum import KEEP, EnumType, IntFlag
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QDir, QEvent, QIODevice, QLocale, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPalette, QTextCharFormat
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QSizePolicy, QStyle

from t20desk.ui.quick_enums import create_enum, make_carefully

OWNERS = (
    Qt, QAbstractItemModel, QDialogButtonBox, QDir, QEvent, QFont, QIODevice, QKeySequence, QLocale,
    QMessageBox, QPainter, QPalette, QSizePolicy, QStyle, QTextCharFormat,
)  # fmt: skip
NO_PARTS = ("__module__", "__qualname__", "__doc__", "__new__", "__objclass__")
"""Where it is, not what it is."""


def enums_of_qt() -> Iterator[Any]:
    for owner in OWNERS:
        yield from (one for one in vars(owner).values() if isinstance(one, EnumType))


def describe(part: Any, made: Any) -> Any:
    """What an enumeration is made of, down to its members."""
    if part is made or isinstance(part, made):
        part = {name: held for name, held in vars(part).items() if name not in NO_PARTS}
    if isinstance(part, dict):
        return {key: describe(held, made) for key, held in part.items()}
    return getattr(part, "__func__", part)


def test_an_enumeration_of_qt_is_made_as_python_makes_it() -> None:
    found = list(enums_of_qt())
    assert len(found) > 100
    for one in found:
        names = [(name, member.value) for name, member in one.__members__.items()]
        kind = one.__bases__[0]
        quick = create_enum(kind, one.__name__, names, module=__name__, boundary=KEEP)
        careful = make_carefully(kind, one.__name__, names, module=__name__, boundary=KEEP)
        assert describe(quick, quick) == describe(careful, careful)
        assert [*map(repr, quick)] == [*map(repr, careful)]
        assert all(quick(value) is quick[name] is getattr(quick, name) for name, value in names)


def test_members_are_joined_copied_and_kept_like_others() -> None:
    align = Qt.AlignmentFlag
    both = align.AlignLeft | align.AlignTop
    assert both == align(0x21)
    assert [one.name for one in both] == ["AlignLeft", "AlignTop"]
    assert [align.AlignTop in both, align.AlignRight in both] == [True, False]
    assert ~both & align.AlignRight == align.AlignRight
    assert Qt.Key(0x41) is Qt.Key.Key_A
    for member in (both, Qt.Key.Key_A, QEvent.Type.Paint):
        assert pickle.loads(pickle.dumps(member)) is copy.deepcopy(member) is member
    assert QEvent.Type(-5).value == -5, "Qt lets numbers in that it does not name"
    with pytest.raises(AttributeError, match="cannot reassign"):
        align.AlignLeft = align.AlignTop  # type: ignore[misc]


@pytest.mark.parametrize("names", ["ONE TWO", ["ONE", "TWO"], [("name", 1)], {"ONE": 1}])
def test_what_needs_a_second_look_is_left_to_python(names: Any) -> None:
    made = create_enum(IntFlag, "Bits", names, module=__name__, boundary=KEEP)
    assert [one.name for one in made] == list(made.__members__)
    assert made(1) in made
