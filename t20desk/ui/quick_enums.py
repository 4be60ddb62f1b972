"""Qt's enumerations, made quickly: Python's own way with the 275 of a start takes 40 ms more.

Python looks in each member for methods, mixed-in types and mistakes, since somebody may have
written them. The binding hands over bare lists of names and numbers, hundreds in one of them; they
are made after an enumeration without members that Python makes in its own way.
"""

import sys
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from functools import cache
from typing import Any, Final

_KNOWN: Final = (3, 11)
"""The only version of Python whose enumerations are surely made of these parts."""
_KINDS: Final = (Enum, IntEnum, Flag, IntFlag)
make_carefully: Final[Any] = EnumType._create_  # type: ignore[attr-defined]


def hurry_enums() -> None:
    """Make the enumerations of Qt quickly from now on; all others are left to Python."""
    if sys.version_info[:2] == _KNOWN:
        EnumType._create_ = create_enum  # type: ignore[attr-defined]


def create_enum(kind: Any, name: str, names: Any, *, boundary: Any = None, **options: Any) -> Any:
    """An enumeration of some names; Python makes it where they are not bare numbers as Qt's."""
    if boundary is KEEP and kind in _KINDS and _are_bare(kind, names):
        return _make_quickly(kind, name, names)
    return make_carefully(kind, name, names, boundary=boundary, **options)


def _are_bare(kind: type, names: Any) -> bool:
    """Whether these are names and numbers, and no name means something else already."""
    taken = _taken_names(kind)
    return isinstance(names, list) and all(
        isinstance(one, tuple) and type(one[1]) is int and one[0] not in taken and one[0][0] != "_"
        for one in names
    )


@cache
def _taken_names(kind: type) -> frozenset[str]:
    return frozenset(("", "mro")).union(*map(vars, kind.__mro__))


def _make_quickly(kind: Any, name: str, names: list[tuple[str, int]]) -> Any:
    listed: list[str] = []
    by_name: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    maps = {"_member_names_": listed, "_member_map_": by_name, "_value2member_map_": by_value}
    made: Any = type.__new__(EnumType, name, (kind,), {**_read_pattern(kind), **maps})
    is_flag, is_number = issubclass(kind, Flag), issubclass(kind, int)
    for word, value in names:
        member = by_value.get(value)
        if member is None:
            member = int.__new__(made, value) if is_number else object.__new__(made)
            member._name_, member._value_, member._sort_order_ = word, value, len(listed)
            member.__objclass__ = made
            by_value[value] = member
            if not is_flag or _is_single_bit(value):
                listed.append(word)
        by_name[word] = member
        type.__setattr__(made, word, member)
    if is_flag:
        _note_bits(made, by_value)
    return made


def _read_pattern(kind: Any) -> dict[str, Any]:
    """What an enumeration of this kind holds beside its members."""
    return {**_make_pattern(kind), "_unhashable_values_": []}


@cache
def _make_pattern(kind: Any) -> dict[str, Any]:
    return dict(vars(make_carefully(kind, "Pattern", [], module=__name__, boundary=KEEP)))


def _note_bits(made: Any, values: dict[int, Any]) -> None:
    for value in values:
        made._flag_mask_ |= value
        made._singles_mask_ |= value if _is_single_bit(value) else 0
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    ordered = [one._value_ for one in made]
    if ordered != sorted(ordered):
        made._iter_member_ = made._iter_member_by_def_


def _is_single_bit(value: int) -> bool:
    return value > 0 and value.bit_count() == 1
