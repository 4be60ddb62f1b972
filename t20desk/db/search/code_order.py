"""Countries and choices in the order of what is read: their labels in the window's language."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, literal, select

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.keys import sort_key
from t20desk.db.types import Choice, Choices, Countries, Country, Type
from t20desk.i18n import language

Expression = ColumnElement[Any]
MOST_PARTS: Final = 300
"""A list of more codes than this is sorted as a whole instead of being walked code by code."""
_BEHIND_ALL: Final = 1_000_000


def is_coded(one: Field) -> bool:
    """Whether the field stores codes, so that its stored order says nothing."""
    return isinstance(one.type, Choice | Choices | Country | Countries)


def is_single_code(one: Field) -> bool:
    """Whether the field stores exactly one code."""
    return isinstance(one.type, Choice | Country) and not isinstance(one.type, Countries)


def order_codes(type_: Type, codes: Sequence[str]) -> list[str]:
    """Codes in the order of their labels, by pinyin where those are Chinese."""
    return sorted(codes, key=lambda code: (sort_key(type_.format(code)), code))


@lru_cache(maxsize=128)
def _known_codes(type_: Type, _language: str) -> tuple[str, ...]:
    return tuple(order_codes(type_, [code for code, _label in type_.choices()]))


def rank_codes(database: Database, one: Field, column: Expression) -> list[Expression]:
    """What a column of codes is sorted by, several by the first; empty where the column is."""
    known = _known_codes(one.type, language())
    if not is_single_code(one):
        return [_find_rank(database, known, _first_code(database, column)), column]
    place = _find_rank(database, known, literal(" ").concat(column).concat(" "))
    if not getattr(one.type, "open", False):
        return [place]
    return [case((place == 0, _BEHIND_ALL), else_=place), column]


def _find_rank(database: Database, known: Sequence[str], code: Expression) -> Expression:
    """Where a code, between blanks, stands among those that are known."""
    return database.store.find_place(literal(f" {' '.join(known)} "), code)


def _first_code(database: Database, column: Expression) -> Expression:
    """The first of several codes with the blanks around it."""
    ends = database.store.find_place(func.substr(column, 2), literal(" "))
    return func.substr(column, 1, ends + 1)


def walk_codes(database: Database, one: Field, column: Expression) -> list[str] | None:
    """What an indexed column of codes holds, in the order of labels; None where it is too much."""
    with database.read() as connection:
        found = [str(code) for code in connection.scalars(_list_codes(column))]
    return None if len(found) > MOST_PARTS else _order_cells(one, found)


def _order_cells(one: Field, cells: Sequence[str]) -> list[str]:
    """Cells in the order of their labels; of several codes the first counts."""
    firsts = {cell: cell if is_single_code(one) else cell.split()[0] for cell in cells}
    places = {code: at for at, code in enumerate(order_codes(one.type, [*set(firsts.values())]))}
    return sorted(cells, key=lambda cell: (places[firsts[cell]], cell))


def _list_codes(column: Expression) -> Any:
    """Each cell once, by stepping through the index from one to the next."""
    codes = select(func.min(column).label("code")).cte("codes", recursive=True)
    following = select(func.min(column)).where(column > codes.c.code).scalar_subquery()
    codes = codes.union_all(select(following).where(codes.c.code.is_not(None)))
    return select(codes.c.code).where(codes.c.code.is_not(None)).limit(MOST_PARTS + 1)
