"""What is not as it should be, said in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from t20desk.db.fields import Field, Kind
from t20desk.i18n import _, ngettext

MOST_IDS = 20
"""So many records of a finding are named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be; `ids` name some of the records."""

    check: str
    kind: str
    field: str
    count: int
    message: str
    ids: tuple[int, ...] = ()
    repairable: bool = False
    repaired: bool = False

    def to_json(self) -> dict[str, Any]:
        """The finding for scripts."""
        return {
            "check": self.check,
            "kind": self.kind or None,
            "field": self.field or None,
            "count": self.count,
            "ids": [str(key) for key in self.ids],
            "message": self.message,
            "repaired": self.repaired,
        }


def make_finding(
    check: str,
    message: str | tuple[str, str],
    kind: Kind,
    one: Field | None,
    count: int,
    ids: Sequence[int] = (),
) -> Finding:
    """What was found so many times in records of a kind; a pair of messages is for one and many."""
    text = _(message) if isinstance(message, str) else ngettext(*message, count)
    words = {"count": count, "kind": _(kind.label), "field": one.say() if one else ""}
    name = one.name if one else ""
    return Finding(check, kind.name, name, count, text.format(**words), tuple(ids[:MOST_IDS]))
