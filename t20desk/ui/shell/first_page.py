"""The page a file opens on: today, or the list it was left on, as the settings say."""

import json

from t20desk.ui.actions import ACTIONS, NAVIGATION
from t20desk.ui.desk import Desk
from t20desk.ui.places import Place
from t20desk.ui.shell.navigation import place_named
from t20desk.ui.shell.one_window import door_name

KEPT = "left_on"
TODAY = "today"
LEFT = "left"


def keep_page(desk: Desk, place: Place | None) -> None:
    """Remember on this computer which list or page a file is left on; of a record, its list."""
    if desk.is_open and place is not None:
        desk.memory.keep_text(KEPT, json.dumps([door_name(desk.address), place.kind or place.page]))


def first_page(desk: Desk) -> Place:
    """The place to begin with; today where what was kept is of another file or no longer there."""
    name = _read_kept(desk) if desk.settings.value("first_page") == LEFT else ""
    is_known = name in desk.kinds or name in {ACTIONS[one].place for one in NAVIGATION}
    return place_named(name) if is_known and name else Place(TODAY)


def _read_kept(desk: Desk) -> str:
    """The kind or page that was kept for this file, or nothing."""
    try:
        kept = json.loads(desk.memory.text(KEPT))
    except (ValueError, RecursionError):
        return ""
    is_ours = isinstance(kept, list) and len(kept) == 2 and kept[0] == door_name(desk.address)
    return kept[1] if is_ours and isinstance(kept[1], str) else ""
