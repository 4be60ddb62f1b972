"""The texts that letters are written from: those of the program, and the office's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _, list_words, reading_order, translate
from t20desk.letters.filling import check_text, name_marks
from t20desk.listing import Listing, list_ids, read_rows

KIND: Final = "letter_text"
CERTIFICATE: Final = "certificate"
COLUMNS: Final = (
    "name", "shape", *(f"subject_{code}" for code in LANGUAGES),
    *(f"text_{code}" for code in LANGUAGES),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LetterText:
    """A text in up to three languages; `id` is empty for one of the program."""

    key: str
    name: str
    shape: str
    subjects: Mapping[str, str]
    texts: Mapping[str, str]
    id: int | None = None

    @property
    def is_certificate(self) -> bool:
        """Whether it is handed over to those who came, and not posted."""
        return self.shape == CERTIFICATE

    def choose_language(self) -> str:
        """The language of the letter: the one in use where the text has it, else one it has."""
        return next((code for code in reading_order() if self.texts.get(code)), reading_order()[0])


_STARTERS: Final = {
    "invitation": (
        N_("Invitation"),
        "letter",
        N_("Invitation: {event}"),
        N_(
            "{salutation}\n\nWe are pleased to invite you to the following event:\n\n{event}\n"
            "{dates}\n{place}\n\nPlease let us know by {answer_by} whether we may expect you.\n"
            "Your seat: {seat}\n\nWe look forward to meeting you.\n\nWith kind regards\n\n\n"
            "{signer}\n{office}"
        ),
    ),
    "thanks": (
        N_("Thank-you"),
        "letter",
        N_("Thank you for coming: {event}"),
        N_(
            "{salutation}\n\nThank you for having been with us at this event:\n\n{event}\n{dates}"
            "\n\nWe would be glad to stay in touch with you.\n\nWith kind regards\n\n\n{signer}\n"
            "{office}"
        ),
    ),
    "certificate": (
        N_("Certificate of attendance"),
        CERTIFICATE,
        N_("Certificate of attendance"),
        N_("{name}\n{organisation}\n\ntook part in this event:\n\n{event}\n{dates}\n{place}"),
    ),
}
"""The texts of the program: name, kind of paper, subject and text, as English messages."""


def list_texts(database: Database) -> list[LetterText]:
    """The office's own texts by name, then those of the program that it did not rewrite."""
    listing = Listing(KIND, view="all", sort=("name",), columns=COLUMNS)
    ids = list(list_ids(database, listing))
    rows = read_rows(database, listing, ids)
    own = [_read_own(key, rows[key]) for key in ids if key in rows]
    starters = [_make_starter(key) for key in _STARTERS]
    taken = {one.name.casefold() for one in own}
    return [*own, *(one for one in starters if not taken & _names_of(one.key))]


def _read_own(key: int, cells: tuple[Stored, ...]) -> LetterText:
    name, shape, *texts = (str(cell or "") for cell in cells)
    subjects, bodies = texts[: len(LANGUAGES)], texts[len(LANGUAGES) :]
    return LetterText(
        str(key),
        name,
        shape or "letter",
        dict(zip(LANGUAGES, subjects, strict=True)),
        dict(zip(LANGUAGES, bodies, strict=True)),
        key,
    )


def _make_starter(key: str) -> LetterText:
    name, shape, subject, text = _STARTERS[key]
    subjects, texts = (
        {code: name_marks(translate(words, code), code) for code in LANGUAGES}
        for words in (subject, text)
    )
    return LetterText(key, _(name), shape, subjects, texts)


def _names_of(key: str) -> set[str]:
    """What a text of the program is called in each language."""
    return {key, *(translate(_STARTERS[key][0], code).casefold() for code in LANGUAGES)}


def find_text(database: Database, words: str) -> LetterText:
    """A text by its name or id; the first of the program without them."""
    texts = list_texts(database)
    wanted = words.strip().casefold()
    for one in texts:
        if wanted in (one.key, one.name.casefold()) or (
            one.id is None and wanted in _names_of(one.key)
        ):
            return one
    if not wanted:
        return next((one for one in texts if one.id is None), texts[0])
    # The office rewrote it under a name of another language.
    for key in _STARTERS:
        if wanted in (names := _names_of(key)):
            return next(one for one in texts if one.name.casefold() in names)
    known = list_words(one.name for one in texts)
    text = _("There is no text “{name}”; there are {known}.")
    raise UserError(text.format(name=words, known=known), "letter")


def plan_text(database: Database, text: LetterText) -> Change:
    """Plan keeping a text as the office's own; raises UserError where it cannot be filled."""
    if not text.name.strip():
        raise UserError(_("The text has no name; write one."), "name")
    if not any(text.texts.values()):
        raise UserError(_("The text is empty; write it in one language at least."), "text")
    for written in (*text.subjects.values(), *text.texts.values()):
        check_text(written)
    cells: dict[str, Stored] = {"name": text.name.strip(), "shape": text.shape}
    cells |= {f"subject_{code}": text.subjects.get(code) or None for code in LANGUAGES}
    cells |= {f"text_{code}": text.texts.get(code) or None for code in LANGUAGES}
    if text.id is None:
        return plan_insert(database, KIND, [cells])
    return plan_edit(database, KIND, {text.id: cells})
