"""Why a record or a cell is refused: what a check, a row of a sheet and an undo answer with.

Sentences to act on say what comes next; what an undo leaves as it is gets the bare reason, since a
list of such reasons stands below one heading.
"""

from collections.abc import Sequence

from t20desk.db.fields import Field, Kind
from t20desk.db.membership import Period
from t20desk.db.types import Stored
from t20desk.db.types.date_text import show_date
from t20desk.i18n import N_, _, list_words

# --- what a record lacks by itself ----------------------------------------------------------

MISSING = N_("{label} is missing; fill it in.")
ONE_OF = N_("One of these is needed: {labels}; fill one in.")
TURNED = N_("{last} lies before {first}; correct one of them.")
SAME = N_("{first} and {last} are the same record; choose another one.")

# --- what other records forbid --------------------------------------------------------------

TAKEN = N_("{label} “{value}” is already given to another record; choose another one.")
TWICE = N_("{label} “{value}” occurs twice in this change; choose another one.")
PAIR_TAKEN = N_("A record with the same {labels} exists already; change that one.")
ID_TAKEN = N_("A record with the same id exists already; nothing was written.")
NO_TARGET = N_("{label} points to a record that no longer exists; choose another one.")
POINTED_TO = N_("Other records still point to this one ({kinds}); change or delete them first.")
RING = N_("{label} would lead back to the record itself; choose another one.")
OVERLAP = N_("Two membership periods overlap: {first} and {second}; change one of them.")

# --- which record a row of a sheet speaks of ------------------------------------------------

ROW_TAKEN = N_("{label} “{value}” is already given to another record; correct it or update by it.")
KEY_TWICE = N_("{label} “{value}” stands in several rows ({rows}); keep one of them.")
KEY_EMPTY = N_("{label} is empty, so the record cannot be found; fill it in.")
NAME_KNOWN = N_(
    "{label} is empty, and a record of the same name is there already; fill it in or import with "
    "another key."
)
NO_MATCH = N_("No record has {label} “{value}”, so there is nothing to update; check the value.")
MANY_MATCH = N_("{count} records have {label} “{value}”; tell them apart by another key.")

# --- what an undo leaves as it is -----------------------------------------------------------

FIELD_HIDDEN = N_("records hold values of it, so it is hidden and keeps them")
EDITED_SINCE = N_("edited since")
POINTED_SINCE = N_("other records point to it")
GONE_SINCE = N_("the record is gone")
THERE_ALREADY = N_("the record is there already")
TAKEN_SINCE = N_("{label} “{value}” was given to another record")
ANOTHER_MAIN = N_("the organisation has another main contact")
TARGET_GONE = N_("{label} points to a record that is gone")


def say_missing(kind: Kind, names: Sequence[str]) -> str:
    """That a field is missing, a text in every language, or all of several fields."""
    first = kind.fields[names[0]]
    if len(names) > 1 and not first.group:
        return _(ONE_OF).format(labels=say_labels(kind, names))
    one = first if len(names) == 1 else kind.fields[first.group]
    return _(MISSING).format(label=one.say())


def say_turned(kind: Kind, first: str, last: str) -> str:
    """That an end lies before its start."""
    return _(TURNED).format(last=kind.fields[last].say(), first=kind.fields[first].say())


def say_same(kind: Kind, first: str, last: str) -> str:
    """That two links lead to the same record."""
    return _(SAME).format(first=kind.fields[first].say(), last=kind.fields[last].say())


def say_value(message: str, one: Field, value: Stored) -> str:
    """A sentence about a value of a field."""
    return _(message).format(label=one.say(), value=one.type.format(value))


def say_overlap(periods: Sequence[Period]) -> str:
    """That two membership periods overlap."""
    first, second = (f"{_say_day(one.since)} – {_say_day(one.until)}" for one in periods)
    return _(OVERLAP).format(first=first, second=second)


def _say_day(day: str | None) -> str:
    return show_date(day) if day else "…"


def say_labels(kind: Kind, names: Sequence[str]) -> str:
    """The labels of fields in a row."""
    return list_words(kind.fields[name].say() for name in names)


def is_turned(start: object, end: object) -> bool:
    """Whether an end lies before its start; a partial date may lie within the other."""
    return isinstance(start, str) and isinstance(end, str) and start > f"{end}~"
