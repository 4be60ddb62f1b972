"""Where the guests of a paper are whose event has none itself."""

from collections.abc import Mapping

from t20desk.db.database import Database
from t20desk.events.guest_parts import say_parts
from t20desk.i18n import _
from t20desk.printing.guest_rows import GUESTS, choose_event


def say_elsewhere(database: Database, options: Mapping[str, object]) -> str:
    """Where the guests are if the event of a paper has none itself and they are not asked for."""
    words = str(options.get("event") or "")
    chosen = any(options.get(name) for name in ("code", "ids"))
    of_others = options.get("kind", "participation") != "participation"
    if chosen or of_others or not words or options.get("guests") == GUESTS[1]:
        # An earlier sheet keeps the guests it had; unasked, an event with guests is taken.
        return ""
    told = say_parts(database, choose_event(database, words))
    if told and "guests" in options:
        return _("{sentence} Or take the guests of its parts too.").format(sentence=told)
    return told
