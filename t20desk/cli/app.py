"""The command line's frame: options for all commands, languages, errors and exit codes.

Exit codes: 0 done, 1 a sentence on standard error and nothing written, 2 wrong usage, 3 in part.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer
from typer.exceptions import Abort, TyperException

from t20desk import __version__, i18n
from t20desk.arguments import skip_options
from t20desk.cli.progress import progress
from t20desk.cli.rooms import COMMANDS, load_rooms
from t20desk.cli.usage import lend_words, tell_usage, translate_help
from t20desk.errors import Cancelled, UserError
from t20desk.i18n import N_, _
from t20desk.paths import log_file

if TYPE_CHECKING:
    from t20desk.db.database import Database
    from t20desk.db.fields import Kinds

DONE: Final = 0
NOTHING_WRITTEN: Final = 1
WRONG_USAGE: Final = 2
IN_PART: Final = 3
LONGEST_NAME: Final = 255
"""So many bytes a name of a file may have on every usual system."""
SHOWN: Final = 60

Tour = Callable[[Path], int]
"""Plays the tour into a folder; the answer is the exit code. It shows pages, so it is given."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@dataclass(frozen=True, slots=True)
class Office:
    """What stands before the command: which database; `tour` plays the tour into a folder."""

    address: str
    tour: Tour | None = None

    def open(self, *, read_only: bool = False) -> "Database":
        """The open database; raises UserError for what is missing or not ours."""
        from t20desk.db.database import Database
        from t20desk.db.engines.turns import say_waiting

        with progress(_("Bringing up to date")) as tell:
            database = Database.open(
                self.needed_address(), user=working_person(), read_only=read_only, progress=tell
            )
        database.store.on_wait = lambda waits: say(say_waiting(database.name)) if waits else None
        return database

    def needed_address(self) -> str:
        """The address of the database, which this command cannot do without."""
        if not self.address:
            raise WrongUsage(_("Say which database: t20desk --db FILE.t20 COMMAND"))
        return self.address


class WrongUsage(TyperException):
    """The command was not written as it must be."""

    exit_code = WRONG_USAGE


def working_person() -> str:
    """The name that stands beside each change: that of the settings, else of the account."""
    from t20desk.settings import Settings

    return Settings().person()


@contextmanager
def opened(context: typer.Context, *, read_only: bool = False) -> "Iterator[Database]":
    """The database of the options for as long as the block lasts."""
    database = office_of(context).open(read_only=read_only)
    try:
        yield database
    finally:
        database.close()


def office_of(context: typer.Context) -> Office:
    """What the options before the command said."""
    found = context.find_object(Office)
    assert found is not None
    return found


@app.callback(help=N_("Members, people, events and connections of an alliance, in one file."))
def take_options(
    context: typer.Context,
    db: Annotated[str, typer.Option(help=N_("FILE.t20, or postgresql+psycopg://…"))] = "",
    language: Annotated[str, typer.Option(help=N_("de, en or zh"))] = "en",
    version: Annotated[bool, typer.Option("--version", help=N_("Show the version."))] = False,
) -> None:
    """The options before the command."""
    if language not in i18n.LANGUAGES:
        raise typer.BadParameter(_("Choose one of these: de, en, zh."), param_hint="--language")
    context.obj = Office(db, context.obj)


def run(arguments: Sequence[str], tour: Tour | None = None) -> int:
    """Run one command; the answer is the exit code."""
    _prepare_streams()
    i18n.use(_find_language(arguments))
    if "--version" in arguments[:1]:
        say_out(f"t20desk {__version__}")
        return DONE
    return _guard(arguments, tour)


def refuse_window(arguments: Sequence[str]) -> int:
    """No window can open: the answer is a sentence and the exit code."""
    _prepare_streams()
    i18n.use(_find_language(arguments))
    say(
        _(
            "No window can open here, for there is no display;"
            " “t20desk --help” lists what can be done without one."
        )
    )
    return NOTHING_WRITTEN


def _find_language(arguments: Sequence[str]) -> str:
    """The language asked for, which help and errors need before the arguments are read."""
    for word, following in pairwise([*arguments, ""]):
        if word == "--language":
            return following
        if word.startswith("--language="):
            return word.partition("=")[2]
    return "en"


def _guard(arguments: Sequence[str], tour: Tour | None) -> int:
    """Every error becomes a sentence and an exit code; nothing ends in a traceback."""
    try:
        return _run_command(arguments, tour)
    except UserError as error:
        say(error.message)
    except TyperException as error:
        say(tell_usage(error))
        return error.exit_code
    except (Cancelled, Abort, KeyboardInterrupt):
        say(_("Stopped; nothing was written."))
    except BrokenPipeError:
        _close_quietly()
        return DONE
    except Exception as error:  # noqa: BLE001 - our mistakes are logged and said, never shown raw
        _note_mistake(error)
    return NOTHING_WRITTEN


def _run_command(arguments: Sequence[str], tour: Tour | None) -> int:
    command: Any = typer.main.get_command(_needed_app(arguments))
    lend_words()
    translate_help(command)
    words = list(arguments)
    answer = command.main(args=words, prog_name="t20desk", standalone_mode=False, obj=tour)
    sys.stdout.flush()
    return answer if isinstance(answer, int) else DONE


def _needed_app(arguments: Sequence[str]) -> typer.Typer:
    """With the named command alone: to make all of them takes longer than most take to run."""
    word = next(skip_options(arguments), "")
    return _with_command(word) if word in COMMANDS else _whole_app()


def _whole_app() -> typer.Typer:
    load_rooms()
    app.registered_commands.sort(key=lambda one: COMMANDS.index(one.name or ""))
    return app


def _with_command(name: str) -> typer.Typer:
    load_rooms([name])
    chosen = copy(app)
    chosen.registered_commands = [one for one in app.registered_commands if one.name == name]
    return chosen


def _note_mistake(error: Exception) -> None:
    """Our mistake: written to the log, said in one sentence."""
    place = log_file()
    handler = logging.FileHandler(place, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("t20desk.command_line")
    logger.propagate = False
    logger.addHandler(handler)
    logger.error("command line", exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    say(_("The program made a mistake; nothing more was done. Details: {file}").format(file=place))


def _prepare_streams() -> None:
    """Text goes out as UTF-8, whatever the system's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_quietly() -> None:
    """The reader of our output has gone; what is still waiting is thrown away."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def say(sentence: str) -> None:
    """A message for the person, on standard error."""
    print(sentence, file=sys.stderr)


def say_out(line: str) -> None:
    """One line of the answer, on standard output."""
    print(line)


def refuse_usage(sentence: str) -> NoReturn:
    """End with exit code 2 and a sentence."""
    raise WrongUsage(sentence)


def read_day(text: str | None, option: str) -> str | None:
    """A day given on the command line, as ISO text."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = _("{option} wants a day such as 2026-12-31, not “{value}”.")
        refuse_usage(message.format(option=option, value=text))


def read_begin(text: str, option: str) -> str:
    """A day, or a day and a time of day, given on the command line, as an event has them."""
    from t20desk.db.types import DateTime, Reading

    found = DateTime().parse(text, Reading(by_hand=True))
    if not isinstance(found.value, str):
        message = _("{option} wants a day such as 2026-12-31, or 2026-12-31T09:00, not “{value}”.")
        refuse_usage(message.format(option=option, value=text))
    return found.value


def known_kind(name: str) -> str:
    """The name of a kind; wrong usage for an unknown one."""
    kinds = declared_kinds()
    if name not in kinds:
        message = _("There is no kind “{name}”; choose one of these: {known}.")
        refuse_usage(message.format(name=name, known=", ".join(kinds)))
    return name


def declared_kinds() -> "Kinds":
    """The kinds that come with the program."""
    from t20desk.db import models
    from t20desk.db.fields import KINDS

    assert models
    return KINDS


def read_kinds(context: typer.Context) -> "Kinds":
    """The kinds of the database that is named, with its own fields, else those declared."""
    if not office_of(context).address:
        return declared_kinds()
    with opened(context) as database:
        return database.kinds


def given_path(words: str) -> Path:
    """A path given on the command line; `~` is the home folder.

    Raises UserError for a name longer than any system takes.
    """
    path = Path(words).expanduser()
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in path.parts):
        text = _("“{value}” is too long for the name of a file or folder; choose a shorter one.")
        raise UserError(text.format(value=f"{path.name[:SHOWN]}…"))
    return path
