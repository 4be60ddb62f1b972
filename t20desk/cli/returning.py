"""The command that takes edited books back: merged three ways, clashes listed or decided."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from t20desk.cli.answers import add_conflicts, add_problems, print_json, text_id
from t20desk.cli.app import IN_PART, app, given_path, opened, refuse_usage, say
from t20desk.cli.options import DryRunOption, JsonOption
from t20desk.cli.progress import progress
from t20desk.cli.returned_book import BookReturner
from t20desk.cli.row_answers import note_refusal
from t20desk.cli.typed_values import find_event
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _, ngettext, tell_place

if TYPE_CHECKING:
    from t20desk.round_trip.values import ReturnPlan

SIDES = ("mine", "theirs")
BOOKS = (".xlsx", ".ods", ".csv")


@app.command(
    "take-back",
    help=N_("Merge edited books back that were exported for it; a folder is one change."),
)
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
        books = [BookReturner(database, file, prefer, remove_missing) for file in _list_books(path)]
        for one in books:
            one.look(door)
        _take(database, books, dry_run)
        return _answer_folder(books, json) if path.is_dir() else books[0].give_answer(json)


def _take(database: Database, books: Sequence[BookReturner], dry_run: bool) -> None:
    """Take all that was planned as one change; a book that is refused keeps none of the others."""
    from t20desk.round_trip.joining import join_plans

    is_checked = dry_run or len(books) > 1
    planned = [one for one in books if one.plan and (not is_checked or one.rehearse())]
    if not planned:
        return
    joined, places = join_plans([one.plan for one in planned if one.plan])
    for at, one in enumerate(planned):
        one.is_left = at not in places
    if not dry_run:
        _apply(database, [planned[at] for at in places], joined)


def _apply(database: Database, books: Sequence[BookReturner], plan: "ReturnPlan") -> None:
    from t20desk.round_trip.taking import take_return

    sources = [one.source for one in books if one.source]
    try:
        with progress(_("Writing")) as tell:
            applied = take_return(database, sources, plan, tell, say)
    except UserError as error:
        for one in books:
            note_refusal(one.answer, error)
        return
    for one in books:
        if one.plan and not one.plan.change.is_empty:
            one.answer.operation = applied.operation
        one.answer.is_refused = applied.is_refused
    add_conflicts(books[0].answer, database, applied.conflicts)
    add_problems(books[0].answer, database, applied.problems)


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


def _answer_folder(books: Sequence[BookReturner], as_json: bool) -> int:
    """One answer for all books of a folder, which are one change."""
    for one in books:
        for sentence in one.sentences():
            say(sentence if one.path.name in sentence else tell_place(one.path.name, sentence))
    taken = [one.answer.operation for one in books if one.answer.operation is not None]
    if as_json:
        found = [{"file": one.path.name, **one.to_json()} for one in books]
        print_json({"operation": text_id(taken[0] if taken else None), "books": found})
    if taken:
        words = ngettext(
            "{number} workbook was taken back as change no. {operation}.",
            "{number} workbooks were taken back as one change, no. {operation}.",
            len(taken),
        )
        say(words.format(number=len(taken), operation=taken[0]))
    codes = {one.exit_code for one in books}
    return codes.pop() if len(codes) == 1 else IN_PART
