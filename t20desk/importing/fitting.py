"""Which kind of record the headings of a sheet speak of."""

from collections.abc import Collection, Sequence
from typing import Final

from t20desk.db.fields import Kind, Kinds
from t20desk.db.keys import match_key
from t20desk.i18n import _, list_words
from t20desk.importing.described import AlongColumns, find_fitting, has_needed
from t20desk.importing.header_rows import SEARCHED_ROWS
from t20desk.importing.headings import known_headings, read_possible, say_own_heading
from t20desk.reading.rows import SheetRow

USUAL_KINDS: Final = ("member", "person", "event", "participation", "affiliation", "connection")
"""Where a heading fits several kinds, the first of these."""


def recognise_kind(kinds: Kinds, rows: Sequence[SheetRow], wanted: str = "") -> str:
    """The kind of record whose headings stand in one of the first rows; empty for none.

    A kind that has all it needs goes before one that has not, then the most headings count; the
    kind that is wanted wins where it is as good.
    """
    others = [name for name, kind in kinds.items() if not kind.inside and name not in USUAL_KINDS]
    best, most = "", (False, 1)
    for name in filter(None, dict.fromkeys((wanted, *USUAL_KINDS, *others))):
        for row in rows[:SEARCHED_ROWS]:
            fit = _fit_row(kinds[name], kinds, row)
            if fit > most:
                best, most = name, fit
    return best


def _fit_row(kind: Kind, kinds: Kinds, row: SheetRow) -> tuple[bool, int]:
    """Whether a row has headings for all that a record needs, and how many it has at all."""
    headings = [text for text in map(read_possible, row.cells) if text]
    names, number = find_fitting(kind, kinds, headings)
    return number > 1 and has_needed(kind, names), number


def say_fitting(
    kinds: Kinds, kind: str, header: SheetRow, ignored: Collection[str], names_fields: bool
) -> str:
    """What another kind would take of a sheet that this one leaves out; empty where none would."""
    other = _find_other(kinds, kind, header)
    if not other:
        return ""
    known, along = known_headings(kinds[other]), AlongColumns(kinds[other], kinds)
    fitting = [one for one in ignored if match_key(one) in known or along.find_known(one)]
    if not fitting:
        return ""
    text = _(
        "What stands in “{headings}” fits {kinds}; import the sheet as {kinds} to take that too."
    )
    if names_fields:
        fitting = say_fields(kinds, kind, header, fitting)
    return text.format(headings=list_words(fitting), kinds=_(kinds[other].plural))


def say_fields(kinds: Kinds, kind: str, header: SheetRow, ignored: Collection[str]) -> list[str]:
    """In words what is left out of a file whose headings are our names of fields."""
    other = _find_other(kinds, kind, header)
    known = known_headings(kinds[other]) if other else {}
    found = {one: known.get(match_key(one)) for one in ignored}
    return [say_own_heading(field, one) for one, field in found.items()]


def _find_other(kinds: Kinds, kind: str, header: SheetRow) -> str:
    """The other kind whose headings stand in a row, more of them or as many; empty for none."""
    other = recognise_kind(kinds, [header], kind)
    if other != kind:
        return other
    least = _fit_row(kinds[kind], kinds, header)
    others = (name for name in USUAL_KINDS if name != kind and name in kinds)
    return next((name for name in others if _fit_row(kinds[name], kinds, header) >= least), "")
