"""One edited book that comes back on the command line: its plan, and what there is to answer."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from t20desk.cli.answers import Answer, Json, add_problems, describe_conflict, print_json, text_id
from t20desk.cli.app import DONE, IN_PART, NOTHING_WRITTEN, say
from t20desk.cli.options import DOOR
from t20desk.cli.progress import progress
from t20desk.cli.row_answers import note_refusal, shorten_sentences, sum_up
from t20desk.db.change import BATCH_ROWS
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words

if TYPE_CHECKING:
    from t20desk.reading.source import Source
    from t20desk.round_trip.saying import ClashLine
    from t20desk.round_trip.values import Clash, ReturnPlan, Side

CLASH = N_(
    "Row {row}, {field} of {title}: “{base}” was changed here to “{mine}” and in the book to "
    "“{theirs}”; say --prefer mine or theirs."
)
CLASH_GONE = N_(
    "Row {row}: {title} was edited in the book and deleted here; say --prefer mine or theirs."
)
CLASH_KEPT = N_("{title} was removed from the book and changed here; say --prefer mine or theirs.")


class BookReturner:
    """Plans one book, and keeps what there is to answer."""

    def __init__(self, database: Database, path: Path, prefer: str, remove_missing: bool) -> None:
        self.answer = Answer()
        self.path = path
        self.plan: ReturnPlan | None = None
        self.source: Source | None = None
        self.is_left = False
        """Whether it changes what another book of the folder changes too."""
        self._database = database
        self._side: Side | None = "mine" if prefer == "mine" else "theirs" if prefer else None
        self._remove_missing = remove_missing

    def look(self, door: int | None) -> None:
        """Plan it; where an event is named, only the book of its second door."""
        from t20desk.checking_in.door_books import check_door_book
        from t20desk.round_trip.opening import open_return

        try:
            if door is not None:
                check_door_book(self._database, door, self.path)
            with open_return(self.path) as source:
                self.plan = self._plan(source)
            self.source = source
        except UserError as error:
            note_refusal(self.answer, error)

    def _plan(self, source: "Source") -> "ReturnPlan":
        from t20desk.confirming import plan_reply
        from t20desk.round_trip.settling import prefer_side
        from t20desk.round_trip.values import ReturnOptions

        options = ReturnOptions(self._remove_missing, self._side is not None, DOOR)
        with progress(_("Reading")) as tell:
            plan = plan_reply(self._database, source, options, tell)
        return plan if self._side is None else prefer_side(self._database, plan, self._side)

    def rehearse(self) -> bool:
        """Whether the database would take it; what stands in the way is kept."""
        from t20desk.editing.rehearsing import rehearse

        if self.plan is None or self.plan.change.counts().total > BATCH_ROWS:
            return self.plan is not None
        problems = rehearse(self._database, self.plan.change)
        self.answer.is_refused = bool(problems)
        add_problems(self.answer, self._database, problems)
        return not problems

    def give_answer(self, as_json: bool) -> int:
        """Print what there is to say; the exit code."""
        if as_json:
            print_json(self.to_json())
        for sentence in self.sentences():
            say(sentence)
        return self.exit_code

    @property
    def exit_code(self) -> int:
        """Whether it was taken, refused, or taken in part."""
        if self.answer.is_refused:
            return NOTHING_WRITTEN
        return IN_PART if self.is_left or (self.plan and self.plan.is_partial) else DONE

    def to_json(self) -> Json:
        """What scripts read of this book."""
        from t20desk.importing.values import ImportCounts

        plan = self.plan
        rows = [asdict(one) for one in plan.problems] if plan else []
        clashes = plan.clashes if plan else []
        return {
            "operation": text_id(self.answer.operation),
            **asdict(plan.counts if plan else ImportCounts()),
            "ignored": plan.ignored if plan else [],
            "conflicts": [
                *(self._describe(clash) for clash in clashes),
                *self.answer.conflicts,
            ],
            "problems": [*rows, *self.answer.problems],
        }

    def _describe(self, clash: "Clash") -> Json:
        """A clash with its row, and who changed the record here and when."""
        told = describe_conflict(self._database, clash.conflict)
        return {**told, "row": clash.row or None, "user": clash.user, "time": clash.time}

    def sentences(self) -> list[str]:
        """All there is to say of this book."""
        from t20desk.round_trip.joining import say_met
        from t20desk.round_trip.saying import say_problems

        plan = self.plan
        if plan is None:
            return self.answer.sentences
        told = shorten_sentences(say_problems(plan.problems))
        told += shorten_sentences(self._say_clashes(plan))
        if plan.ignored:
            message = _("Left out, for they fit no field: {headings}.")
            told.append(message.format(headings=list_words(plan.ignored)))
        if self.is_left:
            told.append(say_met(self.path.name))
        return [*plan.remarks, *told, *self.answer.sentences, *self._sum_up(plan)]

    def _say_clashes(self, plan: "ReturnPlan") -> list[str]:
        from t20desk.round_trip.saying import tell_clashes

        lines = tell_clashes(self._database, plan.clashes)
        return [
            _(_message_of(clash)).format(
                row=line.row,
                title=line.title,
                field=line.field,
                base=line.was,
                mine=line.here,
                theirs=line.book,
            )
            + _say_author(line)
            for clash, line in zip(plan.clashes, lines, strict=True)
        ]

    def _sum_up(self, plan: "ReturnPlan") -> list[str]:
        from t20desk.round_trip.planning import say_missing

        missing = plan.counts.missing if not self._remove_missing else 0
        told = [say_missing(missing)] if missing else []
        return [*told, sum_up(self.answer, plan.counts)]


def _say_author(line: "ClashLine") -> str:
    """Who changed it here and when, where that is known."""
    from t20desk.db.types import DateTime

    if not line.time:
        return ""
    local = datetime.fromisoformat(line.time).astimezone()
    time = DateTime().format(local.strftime("%Y-%m-%dT%H:%M"))
    return " " + _("Changed here by {user}, {time}.").format(user=line.user or "?", time=time)


def _message_of(clash: "Clash") -> str:
    if clash.conflict.field:
        return CLASH
    return CLASH_GONE if clash.cells else CLASH_KEPT
