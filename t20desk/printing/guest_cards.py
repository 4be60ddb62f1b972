"""What stands on the place card or the badge of a guest."""

from collections.abc import Iterator, Sequence
from itertools import repeat

from t20desk.checking_in.sheets import Line
from t20desk.db.database import Database
from t20desk.i18n import _
from t20desk.listing import read_fields
from t20desk.printing.place_cards import PlaceCard
from t20desk.protocol.guests import Guest


def write_badges(database: Database, lines: Sequence[Line]) -> Iterator[PlaceCard]:
    """The badge of each guest, and behind it one for each companion, who is counted by number."""
    ids = [line.participation for line in lines if line.participation]
    brought = read_fields(database, "participation", ("companions",), ids)
    for line in lines:
        name, place = line.name or line.organisation, line.organisation if line.name else ""
        yield PlaceCard(name, line.original_name, place)
        (number,) = brought.get(line.participation or 0, (None,))
        with_guest = PlaceCard(_("With {name}").format(name=name), "", place)
        yield from repeat(with_guest, number if isinstance(number, int) else 0)


def write_card(guest: Guest, seat: str) -> PlaceCard:
    """The place card of a guest."""
    name = " ".join(filter(None, (guest.title, guest.name)))
    return PlaceCard(name, guest.original_name, guest.organisation or guest.affiliation, seat)
