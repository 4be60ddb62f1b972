"""What of the record that goes is kept beside the other: names, ways to reach it, its address."""

from collections.abc import Iterator
from typing import Final

from t20desk.db.fields import Kind
from t20desk.db.naming import full_name
from t20desk.db.types import Stored
from t20desk.merging.pending import Image, Pending
from t20desk.outer_marks import FURTHER, MARK, join_marks, split_marks

_DETAILS: Final = {"phone": "phone", "mobile": "mobile", "email": "email", "website": "web"}
"""Fields of which one value is the main one, and the kind of detail that takes the others."""
_ADDRESS: Final = ("street", "postcode", "city", "country")

Images = tuple[Image, Image]


def keep_lost(pending: Pending, kind: Kind, keep: int, images: Images, cells: Image) -> None:
    """Plan records for what would be lost, and complete the cells of the one that stays."""
    if kind.name == "person":
        for name in _lost_names(images, cells):
            pending.make("other_name", {"person": keep, "name": name, "kind": "other"})
    elif kind.name == "member":
        _keep_firm_names(images, cells)
    if FURTHER in cells:
        cells[FURTHER] = join_marks(_lost_marks(images, cells))
    if kind.name in ("person", "member"):
        _keep_details(pending, kind, keep, images, cells)
        _keep_address(pending, kind, keep, images, cells)


def _lost_marks(images: Images, cells: Image) -> Iterator[str]:
    """All marks by which other programs know one of the two, but for the one that stays."""
    for image in images:
        for mark in (*split_marks(image[MARK]), *split_marks(image[FURTHER])):
            if mark != cells[MARK]:
                yield mark


def _lost_names(images: Images, cells: Image) -> Iterator[str]:
    kept = set(_names_of(cells))
    for image in images:
        for name in _names_of(image):
            if name not in kept:
                kept.add(name)
                yield name


def _names_of(image: Image) -> Iterator[str]:
    given, family, order = (image[name] for name in ("given_name", "family_name", "name_order"))
    whole = full_name(_text(given), _text(family), _text(order))
    yield from filter(None, (whole, _text(image["original_name"]), _text(image["latin_name"])))


def _text(cell: Stored) -> str | None:
    return None if cell is None else str(cell)


def _keep_firm_names(images: Images, cells: Image) -> None:
    """An organisation's further names stand below each other among its former names."""
    names = ("name", "original_name", "latin_name")
    former = str(cells["former_names"] or "").splitlines()
    kept = {str(cells[name]) for name in names if cells[name]} | set(former)
    for image in images:
        for name in names:
            if image[name] and str(image[name]) not in kept:
                kept.add(str(image[name]))
                former.append(str(image[name]))
    cells["former_names"] = "\n".join(former) or None


def _keep_details(pending: Pending, kind: Kind, keep: int, images: Images, cells: Image) -> None:
    for name, detail in _DETAILS.items():
        if name not in cells:
            continue
        lost = {image[name] for image in images} - {cells[name], None}
        for value in sorted(map(str, lost)):
            fresh: Image = {kind.name: keep, "kind": detail, "value": value}
            if not _is_known(pending, kind, (keep,), fresh):
                pending.make("contact_detail", fresh)


def _is_known(pending: Pending, kind: Kind, owners: tuple[int, ...], fresh: Image) -> bool:
    known = [
        pending.image("contact_detail", key)
        for owner in owners
        for key in pending.find_pointing("contact_detail", kind.name, owner)
    ]
    return fresh in pending.made("contact_detail") or any(
        image and image["value"] == fresh["value"] for image in known
    )


def _keep_address(pending: Pending, kind: Kind, keep: int, images: Images, cells: Image) -> None:
    """An address of which street or town was not chosen stays as a further one."""
    for image in images:
        if any(image[name] not in (None, cells[name]) for name in ("street", "city")):
            address = {name: image[name] for name in _ADDRESS if image[name] is not None}
            pending.make("address", {kind.name: keep, "kind": "other", **address})
