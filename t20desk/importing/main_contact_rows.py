"""Rows of one sheet that make two people the main contact of an organisation."""

from t20desk.db.fields import Kind
from t20desk.db.rules.main_contacts import KIND, MAIN, is_held
from t20desk.db.types import Stored
from t20desk.i18n import N_, _
from t20desk.importing.row_part import RowPart
from t20desk.importing.telling import Teller

SECOND = N_(
    "Row {row} makes somebody else the main contact of the same organisation; leave it in one of "
    "the two rows only."
)


class MainContactRows:
    """Remembers the main contacts of a sheet, and refuses a second one of an organisation."""

    def __init__(self, kind: Kind, teller: Teller) -> None:
        self._kind = kind
        self._teller = teller
        self._known: dict[Stored, tuple[int, Stored]] = {}
        """The row and the person by organisation."""

    def refuse(self, part: RowPart) -> None:
        """Refuse the rows that name a second main contact."""
        if self._kind.name != KIND or not {MAIN, "member"} <= part.values.keys():
            return
        blank = [None] * len(part.raw)
        people, ends = part.values.get("person", blank), part.values.get("until", blank)
        rows = zip(part.values[MAIN], part.values["member"], people, ends, strict=True)
        for at, (mark, member, person, until) in enumerate(rows):
            if not mark or member is None or at in part.bad or not is_held(until):
                continue
            row, first = self._known.setdefault(member, (part.raw[at].number, person))
            if first != person:
                told = _(SECOND).format(row=row)
                self._teller.refuse(part, at, self._kind.fields[MAIN], told)
