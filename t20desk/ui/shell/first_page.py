"""The page a file opens on: today, or the list it was left on, as the settings say."""

import json

from t20desk.ui.desk import Desk
from t20desk.ui.places import Place
from t20desk.ui.shell.actions import ACTIONS, NAVIGATION
from t20desk.ui.shell.navigation import place_named

KEPT = "left_on"
TODAY = "today"
LEFT = "left"


def keep_page(desk: Desk, place: Place | None) -> None:
    """Remember on this computer which list or page a file is left on; of a record, its list."""
    if desk.is_open and place is not None:
        desk.memory.keep_text(KEPT, json.dumps([desk.address, place.kind or place.page]))


def first_page(desk: Desk) -> Place:
    """The place to begin with; today where what was kept is of another file or no longer there."""
    if desk.settings.value("first_page") == LEFT:
        for name in _read_kept(desk):
            if name in desk.kinds or name in {ACTIONS[one].place for one in NAVIGATION}:
                return place_named(name)
    return Place(TODAY)


def _read_kept(desk: Desk) -> list[str]:
    try:
        kept = json.loads(desk.memory.text(KEPT))
    except ValueError:
        return []
    return kept[1:] if isinstance(kept, list) and kept[:1] == [desk.address] else []
