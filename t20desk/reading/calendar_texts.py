"""What an entry of a calendar says besides its times."""

from collections.abc import Sequence
from typing import Any, Final

_STATUSES: Final = {"TENTATIVE": "planned", "CANCELLED": "cancelled"}
_OWN_STATUSES: Final = {"planned": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
_WHERE: Final = ("place", "room", "city")
_OWN: Final = (*_WHERE, "country", "kind", "zone")


def read_texts(event: Any) -> dict[str, str]:
    """What an entry says besides its times; what we wrote beside it counts while it still fits."""
    told = {name: read_text(event, f"X-T20DESK-{name.upper()}") for name in _OWN}
    where = read_text(event, "LOCATION")
    own = [told[name] for name in _WHERE if told[name]]
    if not (own or told["country"]) or not _fits(where, own):
        told |= _read_place(where, told["room"], told["city"])
    status, kept = read_text(event, "STATUS").upper(), read_text(event, "X-T20DESK-STATUS")
    is_kept = kept and _OWN_STATUSES.get(kept, "CONFIRMED") == status
    return {
        **told,
        "title": read_text(event, "SUMMARY"),
        "status": kept if is_kept else _STATUSES.get(status, ""),
        "contact": read_text(event, "CONTACT"),
        "description": read_text(event, "DESCRIPTION"),
        "parent": _read_above(event),
    }


def _read_place(where: str, room: str, city: str) -> dict[str, str]:
    """The place as others wrote it; room, town and country that still stand there are kept."""
    head, found, country = where.rpartition(f", {city}")
    if city and found and (not country or (country.startswith(", ") and country.count(",") == 1)):
        place = head.removesuffix(f", {room}") if room else head
        return {"place": place, "room": room if place != head else ""}
    return dict.fromkeys((*_WHERE, "country"), "") | {"place": where}


def _fits(where: str, parts: Sequence[str]) -> bool:
    """Whether a place still reads as it was written of its parts."""
    return where.startswith(", ".join(dict.fromkeys(parts)))


def _read_above(event: Any) -> str:
    """The mark of the entry that this one is part of."""
    found = event.get("RELATED-TO", [])
    for one in found if isinstance(found, list) else [found]:
        if str(one.params.get("RELTYPE", "PARENT")).upper() == "PARENT":
            return str(one).strip()
    return ""


def read_text(event: Any, name: str) -> str:
    """What stands under a name, or the first of several; empty where there is none."""
    found = event.get(name)
    return "" if found is None else str(found[0] if isinstance(found, list) else found).strip()
