"""Sending a round: a confirmation for each organisation, and its workbook in a folder.

Who answered already is not asked again in the same round; who did not gets the workbook anew, as
the data are now.
"""

import mimetypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

from t20desk.addresses.mail import collect_mails
from t20desk.addresses.tongues import choose_language
from t20desk.attachments.file_names import safe_name
from t20desk.confirming.replies import KIND, write_property
from t20desk.confirming.workbook import make_sheets
from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Date, Stored
from t20desk.editing import Values, merge_batches, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.exporting import place_file
from t20desk.i18n import N_, _, speaking
from t20desk.kind_ways import MAIN
from t20desk.listing import Linked, Listing, list_ids, read_rows, read_titles
from t20desk.progress import Progress
from t20desk.round_trip.sheets import write_sheets
from t20desk.searching import write_test

SENT: Final = N_("Confirmation {round} sent: {count}")


@dataclass(slots=True)
class Sending:
    """What sending would do: the change, the confirmations to write, who answered already."""

    change: Change
    ids: list[int] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)


def plan_sending(database: Database, members: Sequence[int], name: str, due: str) -> Sending:
    """Plan asking some organisations to confirm in a round until a day (ISO).

    Raises UserError where nobody is asked, and for a round without a name.
    """
    name, today = name.strip(), date.today().isoformat()
    if not name:
        raise UserError(_("Give the round a name, for instance the year."), "round")
    if due and due < today:
        raise UserError(_("The day it is due is over; choose a later one."), "due_on")
    there = _read_round(database, name)
    titles = read_titles(database, "member", members)
    asked = [key for key in dict.fromkeys(members) if key in titles]
    answered = [key for key in asked if key in there and there[key][1] != "sent"]
    again = [key for key in asked if key in there and key not in answered]
    fresh = [key for key in asked if key not in there]
    if not asked:
        raise UserError(_("Nobody is chosen; choose the organisations that are to confirm."))
    cells: dict[str, Stored] = {"sent_on": today, "due_on": due or None}
    values: list[Values] = [
        {**cells, "member": key, "round": name, "state": "sent"} for key in fresh
    ]
    made = plan_insert(database, KIND, values).batches if values else ()
    anew = (
        plan_edit(database, KIND, {there[key][0]: cells for key in again}).batches if again else ()
    )
    label = Label(SENT, {"round": name, "count": len(fresh) + len(again)})
    planned = Sending(Change(label, merge_batches([*made, *anew])))
    new = dict(zip(fresh, (row[0] for batch in made for row in batch.rows), strict=True))
    planned.ids = [new.get(key) or there[key][0] for key in asked if key not in answered]
    planned.answered = [titles[key] for key in answered]
    return planned


def _read_round(database: Database, name: str) -> dict[int, tuple[int, str]]:
    """The confirmations of a round, by organisation: id and state."""
    listing = Listing(KIND, write_test("round", "is", name), "all", columns=("member", "state"))
    rows = read_rows(database, listing, list_ids(database, listing))
    return {
        cells[0].id: (key, str(cells[1] or ""))
        for key, cells in rows.items()
        if isinstance(cells[0], Linked)
    }


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not there, before anything is noted as sent."""
    if not folder.is_dir():
        raise UserError(_("There is no folder {folder}; choose another one.").format(folder=folder))


def write_workbooks(
    database: Database,
    ids: Sequence[int],
    folder: Path,
    tongue: str = "",
    drafts: bool = False,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the workbook of each confirmation, and if wanted a draft of the mail it goes with.

    Without a language each organisation is written to in its own. Raises UserError where the
    folder cannot be written into.
    """
    check_folder(folder)
    sender = _read_sender(database)
    written: list[Path] = []
    for done, one in enumerate(_read_addressees(database, ids)):
        if progress is not None:
            progress(done, len(ids))
        with speaking(tongue or one.language):
            target = folder / one.file_name({path.name for path in written})
            sheets = make_sheets(database, one.id, one.member, sender)
            noted = write_property(one.id, one.member, one.round)
            write_sheets(database, sheets, target, noted)
            written.append(target)
            if drafts:
                written.append(_write_draft(database, one, target, sender))
    return written


@dataclass(frozen=True, slots=True)
class _Addressee:
    """An organisation that is asked, and by which confirmation."""

    id: int
    member: int
    round: str
    due: str
    number: str
    name: str
    original: str
    language: str

    def file_name(self, taken: set[str]) -> str:
        """Number and name in both scripts, safe on every system, and never the same twice."""
        names = dict.fromkeys(filter(None, (self.number, self.name[:60], self.original[:30])))
        stem = safe_name(f"{' '.join(names)} – {self.round}".replace("/", "_").replace("\\", "_"))
        name = f"{stem}.xlsx"
        return name if name not in taken else f"{stem} ({self.id}).xlsx"


def _read_addressees(database: Database, ids: Sequence[int]) -> Iterator[_Addressee]:
    columns = ("member", "round", "due_on")
    rows = read_rows(database, Listing(KIND, view="all", columns=columns), list(ids))
    members = [cells[0].id for cells in rows.values() if isinstance(cells[0], Linked)]
    about = ("number", "name", "original_name", "languages", "country")
    known = read_rows(database, Listing("member", view="all", columns=about), members)
    for key in ids:
        member, name, due = rows[key]
        number, title, original, languages, country = map(_plain, known[member.id])
        tongue = choose_language(languages, country)
        yield _Addressee(key, member.id, name, due or "", number, title, original, tongue)


def _plain(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _read_sender(database: Database) -> str:
    """The mail address of the office, to which workbooks come back."""
    listing = Listing("office", view="all", columns=("email",))
    rows = read_rows(database, listing, list_ids(database, listing))
    return next((str(cells[0]) for cells in rows.values() if cells[0]), "")


def _write_draft(database: Database, one: _Addressee, book: Path, sender: str) -> Path:
    """A mail that is not sent yet, with the workbook in it, to the main contact."""
    draft = EmailMessage()
    addresses = collect_mails(database, "member", [one.member], MAIN).addresses
    if addresses:
        draft["To"] = ", ".join(addresses)
    if sender:
        draft["From"] = sender
    draft["Subject"] = _("Confirmation {round}: please check your data").format(round=one.round)
    draft["X-Unsent"] = "1"
    draft.set_content(_say_letter(one))
    media, _encoding = mimetypes.guess_type(book.name)
    main, _slash, sub = (media or "application/octet-stream").partition("/")
    draft.add_attachment(book.read_bytes(), maintype=main, subtype=sub, filename=book.name)
    target = book.with_suffix(".eml")
    with place_file(target) as place:
        place.write_bytes(bytes(draft))
    return target


def _say_letter(one: _Addressee) -> str:
    due = _("We would be glad to have it back by {day}.") if one.due else ""
    paragraphs = (
        _("Dear colleagues,"),
        _(
            "once a year we ask each organisation to look through what we keep about it. Please "
            "open the workbook attached, correct what has changed, fill in who confirms it, and "
            "send it back to us. If nothing has changed, it is enough to say so on its first sheet."
        ),
        due.format(day=Date().format(one.due or None)),
        _("With kind regards"),
    )
    return "\n\n".join(filter(None, paragraphs)) + "\n"
