"""What commands answer with --json: the shapes that scripts rely on."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from t20desk.cli.app import DONE, IN_PART, NOTHING_WRITTEN, say, say_out
from t20desk.db.change import Applied, Change, Conflict, Counts, Problem
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.history.steps import Left
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _, tell_place
from t20desk.listing import Inherited, Linked, read_titles

Json = dict[str, Any]
CONFLICT = N_("{title}, {field}: somebody changed it meanwhile; nothing was written.")
CONFLICT_WHOLE = N_("{title}: the record is gone; nothing was written.")
KEPT = N_("{title}, {field}: kept, {reason}.")
KEPT_WHOLE = N_("{title}: kept, {reason}.")
REFUSED = N_("{title}: not taken back, {reason}.")
WRITTEN = N_("Change {number}: {new} new, {changed} changed, {removed} removed.")
REHEARSED = N_(
    "This would give: {new} new, {changed} changed, {removed} removed; nothing was written."
)
NOTHING = N_("There is nothing to change.")


@dataclass(slots=True)
class Answer:
    """What became of an edit: the counts, what was left over, and what refused it."""

    operation: int | None = None
    counts: Counts = field(default_factory=Counts)
    same: int = 0
    kept: int = 0
    refused: int = 0
    conflicts: list[Json] = field(default_factory=list)
    problems: list[Json] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    is_refused: bool = False

    def to_json(self) -> Json:
        """The object that scripts read."""
        return {
            "operation": text_id(self.operation),
            **self.counts._asdict(),
            "same": self.same,
            "kept": self.kept,
            "refused": self.refused,
            "conflicts": self.conflicts,
            "problems": self.problems,
            "ids": self.ids,
        }

    @property
    def exit_code(self) -> int:
        """1 when nothing was written for a reason, 3 when something was left over."""
        if self.is_refused:
            return NOTHING_WRITTEN
        return IN_PART if self.kept or self.refused else DONE


class TypedError(UserError):
    """Every typed value that is refused, each with what was typed."""

    def __init__(self, refused: Sequence[tuple[UserError, str]]) -> None:
        super().__init__("\n".join(one.message for one, _text in refused), refused[0][0].field)
        self.refused = refused


def give_answer(answer: Answer, as_json: bool) -> int:
    """Print an answer; the exit code."""
    if as_json:
        print_json(answer.to_json())
    for sentence in answer.sentences:
        say(sentence)
    if not answer.is_refused:
        say(_tell_counts(answer))
    return answer.exit_code


def _tell_counts(answer: Answer) -> str:
    if not answer.counts.total:
        return _(NOTHING)
    words = {"number": answer.operation, **answer.counts._asdict()}
    return _(WRITTEN if answer.operation else REHEARSED).format(**words)


def answer_refusal(error: UserError) -> Answer:
    """The answer when a sentence is all there is to say, or one for each value that was typed."""
    refused = error.refused if isinstance(error, TypedError) else [(error, None)]
    problems = [
        describe_problem(one.message, one.field) | {"value": value} for one, value in refused
    ]
    sentences = [one.message for one, _value in refused]
    return Answer(problems=problems, sentences=sentences, is_refused=True)


def answer_applied(database: Database, change: Change, applied: Applied) -> Answer:
    """The answer of a change that was written or refused."""
    answer = Answer(applied.operation, applied.counts, is_refused=applied.is_refused)
    add_conflicts(answer, database, applied.conflicts)
    add_problems(answer, database, applied.problems)
    answer.ids = new_ids_of(change) if applied.operation is not None else []
    return answer


def new_ids_of(change: Change) -> list[str]:
    """The ids of the records that a change makes, of its first kind."""
    first = next((batch.kind for batch in change.batches), "")
    return [
        str(key)
        for batch in change.batches
        if batch.kind == first
        for key, before, _after in batch.rows
        if before is None
    ]


def add_conflicts(answer: Answer, database: Database, conflicts: Sequence[Conflict]) -> None:
    """List conflicts in an answer, with a sentence each."""
    answer.conflicts.extend(describe_conflict(database, one) for one in conflicts)
    for one in conflicts:
        title = title_of(database, one.kind, one.id)
        message = _(CONFLICT if one.field else CONFLICT_WHOLE)
        answer.sentences.append(
            message.format(title=title, field=label_of(database, one.kind, one.field))
        )


def add_problems(answer: Answer, database: Database, problems: Iterable[Problem]) -> None:
    """List what refuses a change in an answer, with a sentence each; of several it says which."""
    listed = list(problems)
    titles: dict[int, str] = {}
    if len({one.id for one in listed}) > 1:
        for kind in {one.kind for one in listed}:
            ids = {one.id for one in listed if one.kind == kind}
            titles |= read_titles(database, kind, list(ids))
    for one in listed:
        answer.problems.append(describe_problem(one.message, one.field, one.kind, one.id))
        title = titles.get(one.id)
        answer.sentences.append(tell_place(title, one.message) if title else one.message)


def add_left(
    answer: Answer, database: Database, kept: Sequence[Left], refused: Sequence[Left]
) -> None:
    """Count and list what an undo leaves as it is."""
    answer.kept = len({(one.kind, one.id) for one in kept})
    answer.refused = len({(one.kind, one.id) for one in refused})
    for one in kept:
        _add_left(answer, database, one, KEPT if one.field else KEPT_WHOLE, "note")
    for one in refused:
        _add_left(answer, database, one, REFUSED, "error")


def _add_left(answer: Answer, database: Database, one: Left, message: str, severity: str) -> None:
    title = title_of(database, one.kind, one.id)
    label = label_of(database, one.kind, one.field)
    sentence = _(message).format(title=title, field=label, reason=one.reason)
    problem = describe_problem(sentence, one.field, one.kind, one.id)
    answer.problems.append({**problem, "severity": severity})
    answer.sentences.append(sentence)


def describe_conflict(database: Database, one: Conflict) -> Json:
    """A conflict for scripts; `mine` is the database, `theirs` what arrives."""
    found = database.kinds[one.kind].fields.get(one.field or "")
    cells = {"base": one.base, "mine": one.mine, "theirs": one.theirs}
    shown = {name: found.type.plain(cell) if found else cell for name, cell in cells.items()}
    return {"kind": one.kind, "id": str(one.id), "field": one.field, **shown}


def describe_problem(
    message: str, name: str | None = None, kind: str | None = None, key: int | None = None
) -> Json:
    """A problem that belongs to no cell of a file."""
    return {
        "severity": "error",
        "file": None,
        "sheet": None,
        "row": None,
        "column": None,
        "heading": None,
        "kind": kind,
        "id": text_id(key),
        "field": name,
        "value": None,
        "message": message,
    }


def title_of(database: Database, kind: str, key: int) -> str:
    """What a record is called, else its kind and id."""
    found = read_titles(database, kind, [key]).get(key)
    return found or f"{_(database.kinds[kind].label)} {key}"


def label_of(database: Database, kind: str, name: str | None) -> str:
    """The label of a field."""
    return database.kinds[kind].fields[name].say() if name else ""


def text_id(key: int | None) -> str | None:
    """An id outside the database is text."""
    return None if key is None else str(key)


def plain_stored(database: Database, one: Field | None, value: Stored) -> Any:
    """A stored value for JSON; the record of a link is looked up."""
    if one is None or value is None:
        return value
    if one.target and isinstance(value, int):
        return {"id": str(value), "text": title_of(database, one.target, value)}
    return one.type.plain(value)


def plain_value(one: Field, cell: Any) -> Any:
    """A cell of a listing for JSON: links with id and text, inherited values empty."""
    if isinstance(cell, Linked):
        return {"id": str(cell.id), "text": cell.text}
    return None if isinstance(cell, Inherited) else one.type.plain(cell)


def shown_value(one: Field, cell: Any) -> Any:
    """The effective value of a field that may be inherited."""
    value: Stored = cell.value if isinstance(cell, Inherited) else cell
    return one.type.plain(value)


def row_to_json(
    key: int, paths: Sequence[str], fields: Sequence[Field], cells: Sequence[Any]
) -> Json:
    """One row of a listing; what an event takes from the one above it stands under `shown`."""
    made: Json = {"id": str(key)}
    shown: Json = {}
    for path, one, cell in zip(paths, fields, cells, strict=True):
        made[path] = plain_value(one, cell)
        if one.inherited:
            shown[path] = shown_value(one, cell)
    if shown:
        made["shown"] = shown
    return made


def print_json(value: object) -> None:
    """One value as JSON on standard output."""
    say_out(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_with(value: Json, name: str, rows: Iterable[Json]) -> None:
    """An object as JSON with a list as its last entry, which is written as it is read."""
    head = json.dumps(value, ensure_ascii=False, indent=2).removesuffix("\n}")
    sys.stdout.write(f'{head},\n  "{name}": ')
    sys.stdout.writelines(json_lines(rows))
    say_out("}")


def json_lines(rows: Iterable[Json]) -> Iterator[str]:
    """A list of objects as pieces of text, one object a line, so that no list is held."""
    between = "[\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"
