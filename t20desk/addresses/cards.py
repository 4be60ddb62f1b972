"""The address cards of organisations and people, with their posts, further numbers and pictures."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from t20desk.attachments.portraits import read_picture
from t20desk.db.database import Database
from t20desk.db.types import country_names
from t20desk.errors import UserError
from t20desk.exporting.vcards import Card
from t20desk.i18n import _, language
from t20desk.listing import Linked, Listing, list_ids, read_rows
from t20desk.outer_marks import own_mark

CARD_KINDS: Final = ("member", "person")
_PART: Final = 2_000
_PLACE: Final = ("street", "city", "postcode", "country")
_FORMS: Final = {"phone": "WORK", "mobile": "CELL", "fax": "FAX"}
"""The kinds of numbers a card knows, by those of contact details."""


def read_cards(database: Database, kind: str, ids: Sequence[int]) -> Iterator[Card]:
    """The cards of a listing, in its order; raises UserError for kinds that are on no card."""
    if kind not in CARD_KINDS:
        known = ", ".join(_(database.kinds[name].plural) for name in CARD_KINDS)
        text = _("Address cards are made of {known}; choose one of these lists.")
        raise UserError(text.format(known=known))
    return _read_parts(database, kind, ids)


def _read_parts(database: Database, kind: str, ids: Sequence[int]) -> Iterator[Card]:
    further = _read_details(database, kind)
    posts = _read_posts(database) if kind == "person" else {}
    countries = country_names(language())
    columns = _MEMBER if kind == "member" else _PERSON
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        rows = read_rows(database, Listing(kind, view="all", columns=columns), part)
        for key in part:
            if key in rows:
                told = {
                    name: str(cell or "") for name, cell in zip(columns, rows[key], strict=True)
                }
                told["country"] = countries.get(told["country"], told["country"])
                picture = read_picture(database, kind, key) if told[columns[-1]] else b""
                yield _make_card(kind, key, told, posts.get(key), further.get(key, ()), picture)


_MEMBER: Final = ("name", "original_name", "phone", "email", "website", *_PLACE, "uid", "logo")
_PERSON: Final = (
    "title", "full_name", "family_name", "given_name", "original_name", "phone", "mobile",
    "email", "born", *_PLACE, "uid", "photograph",
)  # fmt: skip


def _make_card(
    kind: str,
    key: int,
    told: dict[str, str],
    post: tuple[str, str, str] | None,
    further: Sequence[tuple[str, str]],
    picture: bytes,
) -> Card:
    organisation, department, position = post or ("", "", "")
    emails = (told["email"], *(value for sort, value in further if sort == "email"))
    numbers = [("phone", told["phone"]), ("mobile", told.get("mobile", "")), *further]
    name = told.get("full_name") or told.get("name", "")
    born = told.get("born", "")
    return Card(
        uid=told["uid"] or own_mark(kind, key),
        name=name or told["original_name"],
        family=told.get("family_name", ""),
        given=told.get("given_name", ""),
        title=told.get("title", ""),
        original=told["original_name"],
        organisation=organisation or told.get("name", ""),
        department=department,
        position=position,
        emails=tuple(dict.fromkeys(filter(None, emails))),
        phones=tuple((_FORMS[sort], value) for sort, value in numbers if value and sort in _FORMS),
        website=told.get("website", ""),
        # A card knows whole days only.
        born=born if len(born) == len("2000-01-01") else "",
        picture=picture,
        **{part: told[part] for part in _PLACE},
    )


def _read_details(database: Database, kind: str) -> dict[int, list[tuple[str, str]]]:
    """Further numbers and addresses by their owner, as kind and value."""
    found: dict[int, list[tuple[str, str]]] = {}
    for owner, sort, value in _read_all(database, "contact_detail", (kind, "kind", "value")):
        if isinstance(owner, Linked):
            found.setdefault(owner.id, []).append((str(sort), str(value)))
    return found


def _read_posts(database: Database) -> dict[int, tuple[str, str, str]]:
    """The main post of today of each person: organisation, department, position."""
    found: dict[int, tuple[str, str, str]] = {}
    columns = ("person", "member", "department", "position")
    for person, member, *rest in _read_all(
        database, "affiliation", columns, "until:", ("-main_contact",)
    ):
        if isinstance(person, Linked) and isinstance(member, Linked):
            department, position = (str(cell or "") for cell in rest)
            found.setdefault(person.id, (member.text, department, position))
    return found


def _read_all(
    database: Database,
    kind: str,
    columns: tuple[str, ...],
    search: str = "",
    sort: tuple[str, ...] = (),
) -> Iterator[Sequence[Any]]:
    listing = Listing(kind, search, "all", sort, columns)
    ids = list_ids(database, listing)
    for start in range(0, len(ids), _PART):
        part = list(ids[start : start + _PART])
        rows = read_rows(database, listing, part)
        yield from (rows[key] for key in part if key in rows)
