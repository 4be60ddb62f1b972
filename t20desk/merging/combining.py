"""Making one record of two: what it says, what points to it, what would otherwise be lost.

Every link of the registry that points to the other record is turned to the one that stays, those
of the office's own fields too. Where both would then say the same twice, those two become one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from t20desk.db.fields import Field, Kind, links_to
from t20desk.db.membership import Period
from t20desk.db.types import Stored
from t20desk.i18n import N_, _
from t20desk.listing import read_title
from t20desk.merging.keeping import keep_lost
from t20desk.merging.pending import Image, Pending
from t20desk.merging.periods import join_periods
from t20desk.merging.sides import Side, choose_side, take_side

ONE_OF_TWO: Final = N_("{kind} of both at the same place become one: {title}")
SAID_TWICE: Final = N_("{kind} that said the same twice stays once: {title}")
OF_EACH_OTHER: Final = N_("{kind} between the two goes: {title}")
NUMBER_LOST: Final = N_("{field} “{value}” is given up; it will not be given again.")
PERIODS_JOINED: Final = N_("Membership periods that overlap become one: {since} – {until}")


class Combiner:
    """Combines records within one planned change, and notes what is worth saying."""

    def __init__(self, pending: Pending) -> None:
        self.pending = pending
        self.notes: list[str] = []
        self.went: dict[str, dict[str, str]] = {}
        """Which record each one that went became, by kind: ids as text."""
        self.moved: dict[str, int] = {}
        """How many records of each kind point to another one now."""
        self._kinds = pending.database.kinds

    def combine(
        self, kind: Kind, keep: int, other: int, sides: Mapping[str, Side] | None = None
    ) -> None:
        """Make one record of two; `sides` says of some fields which value stays."""
        mine, theirs = self._image(kind, keep), self._image(kind, other)
        wanted = {**settle_standing(self.pending, kind, keep, other), **(sides or {})}
        cells = {
            one.name: self._take(one, mine, theirs, wanted.get(one.name)) for one in kind.written
        }
        self._point_away(kind, cells, keep, other)
        keep_lost(self.pending, kind, keep, (mine, theirs), cells)
        self._note_numbers(kind, cells, mine, theirs)
        self.pending.edit(kind.name, keep, cells)
        self._move_pointing(kind, keep, other)
        self.pending.remove(kind.name, other)
        self.went.setdefault(kind.name, {})[str(other)] = str(keep)
        if kind.name == "member":
            self._join_periods(keep)

    def _image(self, kind: Kind, key: int) -> Image:
        found = self.pending.image(kind.name, key)
        assert found is not None
        return dict(found)

    def _take(self, one: Field, mine: Image, theirs: Image, side: Side | None) -> Stored:
        chosen = side or choose_side(one, mine, theirs)
        return take_side(one, chosen, mine[one.name], theirs[one.name])

    def _point_away(self, kind: Kind, cells: Image, keep: int, other: int) -> None:
        """A record never points to itself: a link from one of the two to the other is emptied."""
        for one in kind.links:
            if one.target == kind.name and cells[one.name] in (keep, other):
                further = [
                    self._image(kind, key)[one.name] for key in (keep, other)
                ]  # what the other one pointed to still holds
                cells[one.name] = next(
                    (key for key in further if key is not None and key not in (keep, other)), None
                )

    def _note_numbers(self, kind: Kind, cells: Image, mine: Image, theirs: Image) -> None:
        for one in kind.written:
            if one.unique and not one.hidden:
                for value in (mine[one.name], theirs[one.name]):
                    if value is not None and value != cells[one.name]:
                        words = {"field": one.say(), "value": one.type.format(value)}
                        self.notes.append(_(NUMBER_LOST).format(**words))

    # --- what points to the record that goes ------------------------------------------------

    def _move_pointing(self, kind: Kind, keep: int, other: int) -> None:
        for one in links_to(self._kinds, kind.name):
            for key in self.pending.find_pointing(one.kind, one.name, other):
                if (one.kind, key) == (kind.name, other):
                    continue
                self._move(self._kinds[one.kind], one, key, keep)

    def _move(self, kind: Kind, one: Field, key: int, keep: int) -> None:
        image = self._image(kind, key)
        moved = image | {one.name: keep}
        if _joins_itself(kind, moved, one):
            self._say(OF_EACH_OTHER, kind, key)
            self.pending.remove(kind.name, key)
            return
        twin = self._find_twin(kind, one, key, moved)
        if twin is not None:
            is_bound = _same_cells(kind, moved, self._image(kind, twin))
            self._say(ONE_OF_TWO if is_bound else SAID_TWICE, kind, key)
            self.pending.edit(kind.name, key, {one.name: keep})
            self.combine(kind, twin, key)
            return
        self.pending.edit(kind.name, key, _order_pair(kind, moved))
        if not kind.inside:
            self.moved[kind.name] = self.moved.get(kind.name, 0) + 1

    def _find_twin(self, kind: Kind, one: Field, key: int, moved: Image) -> int | None:
        """A record of the one that stays that may not, or need not, stand beside the moved one."""
        wanted = _order_pair(kind, moved)
        may_agree = one.when_gone == "along" and one.target != kind.name
        target = int(moved[one.name] or 0)
        for twin in self._find_pointing(kind, one, target):
            image = self._image(kind, twin)
            agrees = may_agree and _agree(kind, wanted, image)
            if twin != key and (agrees or _same_cells(kind, wanted, image)):
                return twin
        return None

    def _find_pointing(self, kind: Kind, one: Field, target: int) -> Iterator[int]:
        """The records that point to one by a link, or by the other link of a pair."""
        pairs = [names for names in kind.unique if one.name in names and _is_pair(names)]
        for name in pairs[0] if pairs else (one.name,):
            yield from self.pending.find_pointing(kind.name, name, target)

    def _say(self, message: str, kind: Kind, key: int) -> None:
        if not kind.inside:
            title = read_title(self.pending.database, kind.name, key)
            self.notes.append(_(message).format(kind=_(kind.label), title=title))

    # --- membership -------------------------------------------------------------------------

    def _join_periods(self, member: int) -> None:
        """Periods of both that overlap become one, since none may overlap another."""
        ids = self.pending.find_pointing("membership_period", "member", member)
        kind = self._kinds["membership_period"]
        periods = {key: _read_period(self._image(kind, key)) for key in ids}
        for keep, others, period in join_periods(periods):
            for other in others:
                self.combine(kind, keep, other)
            since, until = period
            self.pending.edit(kind.name, keep, {"since": since, "until": until})
            words = {"since": since or "…", "until": until or "…"}
            self.notes.append(_(PERIODS_JOINED).format(**words))


def _read_period(image: Image) -> Period:
    since, until = image["since"], image["until"]
    return Period(str(since) if since else None, str(until) if until else None)


def _joins_itself(kind: Kind, moved: Image, one: Field) -> bool:
    """Whether a record that joins two others would join one with itself."""
    if one.target == kind.name:
        return False
    return any(
        other.name != one.name and other.target == one.target and other.required == one.required
        and moved[other.name] == moved[one.name]
        for other in kind.links
    )  # fmt: skip


def _same_cells(kind: Kind, one: Mapping[str, Stored], other: Mapping[str, Stored]) -> bool:
    """Whether two records may not stand beside each other."""
    return any(
        all(one[name] is not None and one[name] == other[name] for name in names)
        for names in kind.unique
    )


def _agree(kind: Kind, one: Mapping[str, Stored], other: Mapping[str, Stored]) -> bool:
    """Whether one of two records says nothing that the other one does not say.

    An empty end says that something lasts, so ends have to be the same.
    """
    ends = [last for _first, last in kind.spans]
    if any(one[name] != other[name] for name in ends):
        return False
    return _says_no_more(one, other) or _says_no_more(other, one)


def _says_no_more(one: Mapping[str, Stored], other: Mapping[str, Stored]) -> bool:
    return all(cell is None or cell == other[name] for name, cell in one.items())


def settle_standing(pending: Pending, kind: Kind, keep: int, other: int) -> dict[str, Side]:
    """Whose status stands: that of the record with membership periods, else the one given."""
    if kind.name != "member":
        return {}
    lasts = {
        key: bool(pending.find_pointing("membership_period", "member", key))
        for key in (keep, other)
    }
    if lasts[keep]:
        side: Side = "mine"
    elif lasts[other]:
        side = "theirs"
    else:
        return {}
    return dict.fromkeys(("status_given", "status_reason"), side)


def _order_pair(kind: Kind, image: Image) -> Image:
    """A pair of two alike links is kept in the order of their ids, where it is kept but once."""
    return image | dict(_turned(kind, image))


def _turned(kind: Kind, image: Image) -> Iterator[tuple[str, Stored]]:
    for names in kind.unique:
        if _is_pair(names):
            first, second = (image[name] for name in names)
            if isinstance(first, int) and isinstance(second, int) and first > second:
                yield from zip(names, (second, first), strict=True)


def _is_pair(names: Sequence[str]) -> bool:
    """Whether two links name two records of a kind of which either could come first."""
    return len(names) == 2 and names[1] == f"other_{names[0]}"
