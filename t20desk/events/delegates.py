"""Names that organisations owe: whom one may send, and naming a delegate in place."""

from collections.abc import Mapping
from typing import Final

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import Values, merge_batches, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.guests.titles import describe_people, read_days, read_posts, say_post
from t20desk.i18n import N_, _
from t20desk.listing import Linked, Listing, count_rows, list_ids, read_fields, read_titles
from t20desk.searching import write_test

NAMED: Final = N_("Delegate named: {title}")
OWED: Final = "person: -answer:=declined -answer:=cancelled_late"
"""The search for guests whose organisation has still to name somebody."""
MOST: Final = 200


def list_candidates(database: Database, guest: int) -> list[Linked]:
    """The people who have a post at the organisation on the day of the event, by name."""
    event, member, _person = _read_guest(database, guest)
    day = read_days(database, [event]).get(event, "")
    search = write_test("member", "is", str(member))
    columns = ("person",)
    ids = list_ids(database, Listing("affiliation", search, "all"))[:MOST]
    rows = read_fields(database, "affiliation", columns, list(ids)).values()
    people = {row[0].id: row[0] for row in rows if isinstance(row[0], Linked)}
    posts = read_posts(database, people, day)
    at_it = [one for key, one in people.items() if key in posts and posts[key].member == member]
    return at_it or list(people.values())


def plan_delegate(database: Database, guest: int, person: int | Values) -> Change:
    """Plan naming the delegate of an organisation: a known person, or the values of a new one.

    A new person gets a post at the organisation in the same change.
    Raises UserError where there is nobody to be named, and for somebody who is on the list.
    """
    event, member, present = _read_guest(database, guest)
    if present is not None:
        text = _("{name} is named already; change the person in the table.")
        raise UserError(text.format(name=present.text))
    made: list[Batch] = []
    if isinstance(person, Mapping):
        title, position = person.get("title"), person.get("position")
        made, person = _enter(database, member, person)
        name = read_titles(database, "member", [member]).get(member, "")
        told: Values = {"title": title, "affiliation": say_post(position, name)}
    else:
        _refuse_twice(database, event, person)
        day = read_days(database, [event]).get(event, "")
        told = describe_people(database, [(person, day)]).get((person, day), {})
        if told.get("member") != member:
            told = {"title": told.get("title")}
    edits = {name: cell for name, cell in told.items() if name != "member" and cell}
    change = plan_edit(database, "participation", {guest: {"person": person, **edits}})
    batches = merge_batches([*made, *change.batches])
    return Change(Label(NAMED, {"kind": "member", "id": str(member)}), batches)


def _enter(database: Database, member: int, values: Values) -> tuple[list[Batch], int]:
    """A new person with a post at the organisation."""
    named = {name: cell for name, cell in values.items() if name != "position" and cell}
    if not named.keys() & {"given_name", "family_name"}:
        raise UserError(_("Choose a person, or enter the name of a new one."))
    entered = plan_insert(database, "person", [named])
    person = entered.batches[0].rows[0][0]
    post: dict[str, Stored] = {"person": person, "member": member}
    if values.get("position"):
        post["position"] = values["position"]
    batches = [*entered.batches, *plan_insert(database, "affiliation", [post]).batches]
    return batches, person


def _refuse_twice(database: Database, event: int, person: int) -> None:
    tests = (write_test("event", "is", str(event)), write_test("person", "is", str(person)))
    if count_rows(database, Listing("participation", " ".join(tests), "all")):
        name = read_titles(database, "person", [person]).get(person, "")
        text = _("{name} is on the list of this event already; choose somebody else.")
        raise UserError(text.format(name=name), "person")


def _read_guest(database: Database, guest: int) -> tuple[int, int, Linked | None]:
    rows = read_fields(database, "participation", ("event", "member", "person"), [guest])
    if guest not in rows:
        raise UserError(_("The record is gone; somebody deleted it meanwhile."))
    event, member, person = rows[guest]
    if not isinstance(member, Linked):
        raise UserError(_("This guest comes for no organisation; choose one first."), "member")
    return event.id, member.id, person
