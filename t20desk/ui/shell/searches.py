"""What the search box and the link editors ask: records by a part of their text, and commands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from t20desk.db.database import Database
from t20desk.db.keys import fold, search_key, sort_key
from t20desk.errors import UserError
from t20desk.i18n import _, translate
from t20desk.listing import Linked, Listing, find_everywhere, first_ids, read_rows, read_titles
from t20desk.ui.looks.key_words import key_text
from t20desk.ui.places import Place, record_place
from t20desk.ui.shell.actions import Action
from t20desk.ui.shell.search_box import Answer
from t20desk.ui.tables.cell_texts import cell_text

MOST_LINKS = 20
SOUGHT_LINKS = 60
"""Among so many that hold the text, who is called so is sought, and offered first."""
FACTS = {
    "member": ("number", "city", "country", "status"),
    "person": ("works_at", "country", "email"),
    "event": ("starts", "city", "status"),
    "contact_note": ("noted_on", "member", "person"),
    "contact_detail": ("member", "person"),
}
"""What an answer says of its record besides the name."""
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
    order.sort(key=lambda one: not any(_is_called(linked.text, text) for linked in groups[one]))
    answers: list[Answer] = []
    for kind in order:
        answers.append(Answer(_(db.kinds[kind].plural), "", None, is_heading=True))
        facts = _read_facts(db, kind, [one.id for one in groups[kind]])
        answers.extend(_answer_record(db, kind, one, facts.get(one.id, "")) for one in groups[kind])
    return answers


def _is_called(title: str, text: str) -> bool:
    """Whether a title, or its pinyin, begins with what was typed."""
    wanted = fold(text).replace(" ", "")
    keys = (fold(title), sort_key(title))
    return bool(wanted) and any(key.replace(" ", "").startswith(wanted) for key in keys)


def find_commands(possible: Iterable[Action], text: str) -> list[Answer]:
    """The verbs whose words hold what was typed after the sign, with their keys."""
    wanted = fold(text).split()
    found = [one for one in possible if holds_all(one.text, wanted)]
    found.sort(key=lambda one: not fold(_(one.text)).startswith(" ".join(wanted)))
    return [Answer(_(one.text), one.icon, one, key_text(one.name)) for one in found]


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


def find_records(db: Database, kind: str, text: str) -> list[tuple[int, str]]:
    """Records of a kind by a part of their text, first those that are called so."""
    try:
        ids = first_ids(db, Listing(kind, search=text, view="all"), SOUGHT_LINKS)
    except UserError:
        return []
    titles = read_titles(db, kind, ids)
    found = [(key, titles[key]) for key in ids if titles.get(key)]
    found.sort(key=lambda one: not _is_called(one[1], text))
    return found[:MOST_LINKS]


def list_titles(db: Database, kind: str, limit: int) -> list[tuple[int, str]]:
    """The first records of a kind in their usual order, with their texts."""
    ids = first_ids(db, Listing(kind, view="all"), limit)
    titles = read_titles(db, kind, ids)
    return [(key, titles.get(key, "")) for key in ids]
