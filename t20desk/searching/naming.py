"""What a query calls a field or a link in the language of the window."""

from typing import Final

from t20desk.db.field_names import seek_field
from t20desk.db.fields import Field, Kind
from t20desk.db.late_patterns import late_pattern
from t20desk.db.reverse_links import Way, match_name
from t20desk.i18n import _

_PLAIN_LABEL: Final = late_pattern(r"[^\W\d][\w\-]*(?: [\w\-]+)*")


def name_by_label(kind: Kind, step: Field | Way) -> str:
    """The label as it stands on the screen, where it can stand in a query so."""
    label = step.say() if isinstance(step, Field) else _(step.kind.plural)
    is_own = isinstance(step, Way) or seek_field(kind, label) == step
    return label if is_own and _PLAIN_LABEL.fullmatch(label) else name_in_one_word(kind, step)


def name_in_one_word(kind: Kind, step: Field | Way) -> str:
    """The label in one word, or the key where another field is called the same."""
    if isinstance(step, Way):
        return step.name
    name = match_name(step.say())
    return name if name and seek_field(kind, name) == step else step.name
