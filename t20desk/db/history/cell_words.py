"""Words in the cells that the journal keeps, among which the names of fields do not count."""

from sqlalchemy import ColumnElement, false, func, or_

from t20desk.db.fields import Kinds

MOST_KEYS = 30
"""A word that is part of more names of fields, such as `e`, is looked for nowhere."""


def hold_word(cells: ColumnElement[str], kinds: Kinds, word: str) -> ColumnElement[bool]:
    """Whether the cells of an entry hold a word, in small letters, capitals or both."""
    names = {one.name for kind in kinds.values() for one in kind.written}
    keys = sorted(name for name in names if word.casefold() in name)
    if len(keys) > MOST_KEYS:
        return false()
    for key in keys:
        cells = func.replace(cells, f'"{key}":', "")
    # SQLite knows capitals of the Latin alphabet only.
    forms = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    return or_(*(cells.icontains(form, autoescape=True) for form in forms))
