"""Who looks after whom: a host for each guest of honour, both from the guest list."""

from typing import Final

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.editing import merge_batches, plan_delete, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import Linked, Listing, list_ids, read_rows
from t20desk.protocol.guests import read_guests
from t20desk.searching import write_test

HOSTED: Final = N_("Host chosen: {title}")


def read_hosts(database: Database, event: int) -> dict[int, list[tuple[int, str]]]:
    """The hosts of each guest of an event: their participations and names."""
    names = {one.id: one.name for one in read_guests(database, event)}
    search = write_test("guest.event", "is", str(event))
    listing = Listing("hosting", search, "all", columns=("guest", "host"))
    found: dict[int, list[tuple[int, str]]] = {}
    for guest, host in read_rows(database, listing, list_ids(database, listing)).values():
        if isinstance(guest, Linked) and isinstance(host, Linked):
            shown = names.get(host.id, host.text)
            found.setdefault(guest.id, []).append((host.id, shown))
    return found


def plan_host(database: Database, event: int, guest: int, host: int | None) -> Change:
    """Plan who looks after a guest, in the place of who did so far; None for nobody."""
    names = {one.id: one.name for one in read_guests(database, event)}
    if host is not None and host not in names:
        raise UserError(_("The host is not on the guest list of this event; invite them first."))
    if host == guest:
        text = _("{name} cannot be their own host; choose somebody else.")
        raise UserError(text.format(name=names[guest]))
    listing = Listing("hosting", write_test("guest", "is", str(guest)), "all")
    batches = [*plan_delete(database, "hosting", list(list_ids(database, listing))).batches]
    if host is not None:
        made = plan_insert(database, "hosting", [{"guest": guest, "host": host}])
        batches += made.batches
    label = Label(HOSTED, {"kind": "participation", "id": str(guest)})
    return Change(label, merge_batches(batches))
