"""What the search box asks: records by a part of their text, and commands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from t20desk.db.database import Database
from t20desk.db.keys import fold, search_key
from t20desk.errors import UserError
from t20desk.i18n import _, translate
from t20desk.listing import Linked, Listing, find_everywhere, read_rows
from t20desk.listing.named_records import is_called
from t20desk.ui.actions import ACTIONS, Action
from t20desk.ui.looks.cell_texts import cell_text
from t20desk.ui.looks.key_words import key_text
from t20desk.ui.places import Place, record_place
from t20desk.ui.shell.search_box import Answer

if TYPE_CHECKING:
    from t20desk.reporting import Report

FACTS = {
    "member": ("number", "city", "country", "status"),
    "person": ("works_at", "country", "email"),
    "event": ("starts", "city", "status"),
    "contact_note": ("noted_on", "member", "person"),
    "contact_detail": ("member", "person"),
}
"""What an answer says of its record besides the name."""
MOST_REFUSED = 5
FIRST = ("member", "person", "event")
"""The kinds with pages of their own are answered first."""


def search_everything(db: Database, text: str) -> list[Answer]:
    """The records a text finds, kind by kind under a heading."""
    try:
        found = find_everywhere(db, text)
    except UserError as error:
        return [Answer(error.message, "", None)]
    groups: dict[str, list[Linked]] = {}
    for kind, linked in found:
        groups.setdefault(kind, []).append(linked)
    order = sorted(groups, key=lambda one: FIRST.index(one) if one in FIRST else len(FIRST))
    # Who is called as one types comes before what only holds it somewhere.
    order.sort(key=lambda one: not any(is_called(linked.text, text) for linked in groups[one]))
    answers: list[Answer] = []
    for kind in order:
        answers.append(Answer(_(db.kinds[kind].plural), "", None, is_heading=True))
        facts = _read_facts(db, kind, [one.id for one in groups[kind]])
        answers.extend(_answer_record(db, kind, one, facts.get(one.id, "")) for one in groups[kind])
    return answers


def find_commands(possible: Iterable[Action], text: str) -> list[Answer]:
    """The verbs whose words hold what was typed after the sign, with their keys."""
    wanted = fold(text).split()
    found = [one for one in possible if is_called_so(one, wanted)]
    found.sort(key=lambda one: not fold(_(one.text)).startswith(" ".join(wanted)))
    return [Answer(_(one.text), one.icon, one, key_text(one.name)) for one in found]


def find_reports(text: str) -> list[Answer]:
    """The reports whose words hold what was typed after the sign; an empty text finds none."""
    from t20desk.reporting import REPORTS

    wanted = fold(text).split()
    found = [one for one in REPORTS.values() if wanted and is_called_so(one, wanted)]
    page = ACTIONS["open_reports"]
    return [
        Answer(_(one.label), page.icon, Place(page.place, tab=one.name), _(page.text))
        for one in found
    ]


def explain_commands(state: Collection[str], text: str) -> list[Answer]:
    """What is to be done before the verbs can be done that were meant."""
    from t20desk.ui.shell.refused_verbs import say_refused

    wanted = fold(text).split()
    meant = [one for one in ACTIONS.values() if wanted and is_called_so(one, wanted)]
    return [Answer(say_refused(one, state), one.icon, None) for one in meant[:MOST_REFUSED]]


def is_called_so(one: "Action | Report", wanted: Collection[str]) -> bool:
    """Whether the words of a verb or a report, or others for it, hold what was typed."""
    own = one.text if isinstance(one, Action) else one.label
    return any(holds_all(words, wanted) for words in (own, one.also) if words)


def holds_all(message: str, wanted: Iterable[str]) -> bool:
    """Whether a message holds words, in the language in use, in English or as pinyin."""
    known = search_key([(_(message), False), (translate(message, "en"), False)])
    return all(word in known for word in wanted)


def _answer_record(db: Database, kind: str, one: Linked, facts: str) -> Answer:
    return Answer(one.text, db.kinds[kind].icon, _place_of(db, kind, one.id), facts=facts)


def _read_facts(db: Database, kind: str, ids: Sequence[int]) -> dict[int, str]:
    """What tells records of a kind from others of the same name, in one line each."""
    names = tuple(name for name in FACTS.get(kind, ()) if name in db.kinds[kind].fields)
    if not names or not ids:
        return {}
    fields = [db.kinds[kind].fields[name] for name in names]
    rows = read_rows(db, Listing(kind, view="all", columns=names), ids)
    return {
        key: "  ·  ".join(filter(None, map(cell_text, fields, cells)))
        for key, cells in rows.items()
    }


def _place_of(db: Database, kind: str, key: int) -> Place:
    """Where a record is shown; a file with the others of its record."""
    from t20desk.attachments import find_owner

    owner = find_owner(db, key) if kind == "attachment" else None
    return replace(record_place(*owner), tab="files") if owner else record_place(kind, key)
