"""The command that takes an edited book back: merged three ways, clashes listed or decided."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from t20desk.cli.answers import (
    Answer,
    Json,
    add_problems,
    describe_conflict,
    print_json,
    text_id,
)
from t20desk.cli.app import (
    DONE,
    IN_PART,
    NOTHING_WRITTEN,
    app,
    given_path,
    opened,
    refuse_usage,
    say,
)
from t20desk.cli.guests import find_event
from t20desk.cli.options import DOOR, DryRunOption, JsonOption
from t20desk.cli.progress import progress
from t20desk.cli.row_answers import note_refusal, shorten_sentences, sum_up
from t20desk.db.change import BATCH_ROWS
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _

if TYPE_CHECKING:
    from t20desk.reading import Source
    from t20desk.round_trip import Clash, ReturnPlan, Side

SIDES = ("mine", "theirs")
BOOKS = (".xlsx", ".ods", ".csv")
CLASH = N_(
    "Row {row}, {field} of {title}: “{base}” was changed here to “{mine}” and in the book to "
    "“{theirs}”; say --prefer mine or theirs."
)
CLASH_GONE = N_(
    "Row {row}: {title} was edited in the book and deleted here; say --prefer mine or theirs."
)
CLASH_KEPT = N_("{title} was removed from the book and changed here; say --prefer mine or theirs.")


@app.command("take-back", help=N_("Merge an edited book back that was exported for it."))
def take_back(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    book: Annotated[str, typer.Argument(metavar="BOOK|FOLDER")],
    prefer: Annotated[
        str, typer.Option(help=N_("mine (the database) or theirs (the book) where both changed."))
    ] = "",
    remove_missing: Annotated[
        bool,
        typer.Option("--remove-missing", help=N_("Delete the records whose rows were removed.")),
    ] = False,
    event: Annotated[
        str, typer.Option(help=N_("Only the workbook of a second door of this event."))
    ] = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    if prefer and prefer not in SIDES:
        message = _("{option} is one of these: {known}.")
        refuse_usage(message.format(option="--prefer", known=", ".join(SIDES)))
    path = given_path(book)
    with opened(context) as database:
        door = find_event(database, event) if event else None
        books = [
            _take_book(_Returner(database, prefer, remove_missing, dry_run), file, door)
            for file in _list_books(path)
        ]
        return _answer_folder(books, json) if path.is_dir() else books[0].give_answer(json)


def _list_books(path: Path) -> list[Path]:
    """The file itself, or all books in a folder."""
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix.lower() in BOOKS)
    books = [one for one in found if not one.name.startswith(("~$", "."))]
    if not books:
        message = _("There is no workbook in the folder {folder}; save the replies there first.")
        raise UserError(message.format(folder=path))
    return books


def _take_book(returner: "_Returner", path: Path, door: int | None) -> "_Returner":
    """Take one book; where an event is named, only that of its second door."""
    from t20desk.round_trip import open_return

    returner.file = path.name
    try:
        if door is not None:
            returner.check_door(door, path)
        with open_return(path) as source:
            returner.take(source)
    except UserError as error:
        note_refusal(returner.answer, error)
    return returner


def _answer_folder(books: list["_Returner"], as_json: bool) -> int:
    """One answer for all books of a folder, each of them a change of its own."""
    for one in books:
        for sentence in one.sentences():
            say(f"{one.file}: {sentence}")
    if as_json:
        print_json({"books": [{"file": one.file, **one.to_json()} for one in books]})
    codes = {one.exit_code for one in books}
    if len(codes) == 1:
        return codes.pop()
    return IN_PART


class _Returner:
    """Plans and takes one book, and keeps what there is to answer."""

    def __init__(
        self, database: Database, prefer: str, remove_missing: bool, dry_run: bool
    ) -> None:
        self.answer = Answer()
        self.file = ""
        self._database = database
        self._side: Side | None = "mine" if prefer == "mine" else "theirs" if prefer else None
        self._remove_missing = remove_missing
        self._dry_run = dry_run
        self._plan: ReturnPlan | None = None

    def check_door(self, event: int, path: Path) -> None:
        """Raise UserError for a book that is none of this event's door."""
        from t20desk.checking_in.door_books import check_door_book

        check_door_book(self._database, event, path)

    def take(self, source: "Source") -> None:
        """Plan, then write unless it is a dry run."""
        from t20desk.confirming import plan_reply
        from t20desk.round_trip import ReturnOptions, prefer_side

        options = ReturnOptions(self._remove_missing, self._side is not None, DOOR)
        with progress(_("Reading")) as tell:
            plan = plan_reply(self._database, source, options, tell)
        if self._side is not None:
            plan = prefer_side(self._database, plan, self._side)
        self._plan = plan
        if self._dry_run:
            self._rehearse(plan)
        else:
            self._apply(source, plan)

    def _rehearse(self, plan: "ReturnPlan") -> None:
        from t20desk.editing.rehearsing import rehearse

        if plan.change.counts().total > BATCH_ROWS:
            return
        problems = rehearse(self._database, plan.change)
        self.answer.is_refused = bool(problems)
        add_problems(self.answer, problems)

    def _apply(self, source: "Source", plan: "ReturnPlan") -> None:
        from t20desk.cli.answers import add_conflicts
        from t20desk.round_trip import take_return

        with progress(_("Writing")) as tell:
            applied = take_return(self._database, source, plan, tell, say)
        self.answer.operation = applied.operation
        self.answer.is_refused = applied.is_refused
        add_conflicts(self.answer, self._database, applied.conflicts)
        add_problems(self.answer, applied.problems)

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
        return IN_PART if self._plan and self._plan.is_partial else DONE

    def to_json(self) -> Json:
        """What scripts read of this book."""
        from t20desk.importing import ImportCounts

        plan = self._plan
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
        plan = self._plan
        if plan is None:
            return self.answer.sentences
        told = shorten_sentences([one.sentence() for one in plan.problems])
        told += shorten_sentences(self._say_clashes(plan))
        if plan.ignored:
            message = _("Left out, for they fit no field: {headings}.")
            told.append(message.format(headings=", ".join(plan.ignored)))
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
            for clash, line in zip(plan.clashes, lines, strict=True)
        ]

    def _sum_up(self, plan: "ReturnPlan") -> list[str]:
        from t20desk.round_trip import say_missing

        missing = plan.counts.missing if not self._remove_missing else 0
        told = [say_missing(missing)] if missing else []
        return [*told, sum_up(self.answer, plan.counts)]


def _message_of(clash: "Clash") -> str:
    if clash.conflict.field:
        return CLASH
    return CLASH_GONE if clash.cells else CLASH_KEPT
