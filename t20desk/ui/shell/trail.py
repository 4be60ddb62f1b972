"""The way through the program: places behind and ahead, and the records opened last."""

from hashlib import sha256

from t20desk.db.database import Database
from t20desk.i18n import _
from t20desk.listing import read_titles
from t20desk.ui.memory import Memory
from t20desk.ui.places import Place, record_place
from t20desk.ui.shell.search_box import Answer

RECENT_RECORDS = 12
FURTHEST = 100
"""So many places back are kept."""


class Trail:
    """What back and forward walk through."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, place: Place) -> None:
        """A place is left for another one; what lay ahead is forgotten.

        The form of a new record is no place to come back to: by then it is saved or given up.
        """
        if place.is_new_record:
            return
        self._behind = [*self._behind[1 - FURTHEST :], place]
        self._ahead.clear()

    def step_back(self, here: Place | None) -> Place | None:
        """The place before; the present one lies ahead from now on."""
        return _step(self._behind, self._ahead, here)

    def step_forward(self, here: Place | None) -> Place | None:
        """The place we came back from."""
        return _step(self._ahead, self._behind, here)

    def words_of_state(self) -> set[str]:
        """`back` and `forward`, as far as there is something."""
        return ({"back"} if self._behind else set()) | ({"forward"} if self._ahead else set())


def _step(source: list[Place], target: list[Place], here: Place | None) -> Place | None:
    if not source:
        return None
    if here is not None and not here.is_new_record:
        target.append(here)
    return source.pop()


class RecentRecords:
    """The records opened last in a database; they stay on this computer."""

    def __init__(self, memory: Memory, address: str) -> None:
        self._memory = memory
        self._key = f"recent_records/{sha256(address.encode()).hexdigest()[:16]}"
        self._shown = ""

    def note(self, place: Place) -> None:
        """A place is shown, which may be a record."""
        self._shown = ""
        if place.record_id is None or place.page not in ("record", "event"):
            return
        self._shown = mine = f"{place.kind}:{place.record_id}"
        others = [one for one in self._words() if one != mine]
        self._memory.keep_text(self._key, " ".join([mine, *others][:RECENT_RECORDS]))

    def list_pairs(self) -> list[tuple[str, int]]:
        """Kind and id of each, latest first, but not of the one that is shown."""
        parts = [word.partition(":") for word in self._words() if word != self._shown]
        return [(kind, int(key)) for kind, _sign, key in parts if key.isdecimal()]

    def _words(self) -> list[str]:
        return self._memory.text(self._key).split()


def name_records(db: Database, pairs: list[tuple[str, int]]) -> list[Answer]:
    """The records of these kinds and ids with their titles, as far as they are still there."""
    titles: dict[tuple[str, int], str] = {}
    for kind in {name for name, _key in pairs if name in db.kinds}:
        ids = [key for name, key in pairs if name == kind]
        titles.update({(kind, key): text for key, text in read_titles(db, kind, ids).items()})
    found = [
        Answer(
            titles[kind, key],
            db.kinds[kind].icon,
            record_place(kind, key),
            _(db.kinds[kind].label),
        )
        for kind, key in pairs
        if (kind, key) in titles
    ]
    heading = [Answer(_("Opened last"), "", None, is_heading=True)]
    return heading + found if found else []
