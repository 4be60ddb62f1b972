"""Help and wrong usage in the language asked for: what Typer itself would say in English."""

import gettext
import os
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import typer
from typer.exceptions import TyperException

from t20desk import i18n
from t20desk.i18n import N_, _
from t20desk.paths import resource

FRAME_WORDS: Final = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("Show this message and exit."),
)
"""What Typer asks gettext for; it finds the words in our catalogues."""

TYPES: Final = {"str": N_("text"), "int": N_("number")}
"""What an argument or option wants, by Typer's name for it."""

SENTENCES: Final = (
    (r"Missing (?:argument|parameter) (?P<name>.+?)\.", N_("{name} is missing.")),
    (r"Missing option (?P<name>.+?)\.", N_("The option {name} is missing.")),
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<known>.+)\)",
        N_("There is no option {name}; there is {known}."),
    ),
    (r"No such option: (?P<name>\S+)", N_("There is no option {name}.")),
    (r"Option '(?P<name>.+)' requires .+", N_("The option {name} wants a value behind it.")),
    (r"Option '(?P<name>.+)' does not take a value\.", N_("The option {name} takes no value.")),
    (
        r"Got unexpected extra argument\(s\) \((?P<name>.+)\)",
        N_("The words “{name}” are too many here."),
    ),
    (
        r"Invalid value for (?P<name>'.+?'): Input should be a valid integer.*",
        N_("{name} wants a whole number."),
    ),
    (
        r"Invalid value for (?P<name>'.+?'): "
        r"Input should be greater than or equal to (?P<least>\S+)",
        N_("{name} wants a number that is {least} or more."),
    ),
    (
        r"Invalid value for (?P<name>.+?): (?P<message>.+)",
        N_("{name} has no fitting value: {message}"),
    ),
    (
        r"(?P<message>.+?)[.。]?\. Did you mean (?P<known>.+)\?",
        N_("{message}. Do you mean {known}?"),
    ),
)
"""How Typer's English sentences begin and end, and ours in their place."""


class HelpText(typer.Context.formatter_class):  # type: ignore[valid-type, misc]
    """The page of help, with its first word in the language asked for."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is written."""
        super().write_usage(prog, args, prefix if prefix is not None else _("Usage:") + " ")


class CommandContext(typer.Context):
    """What Typer knows of a command while it runs, with our page of help."""

    formatter_class = HelpText


def lend_words() -> None:
    """Let Typer find its words in our catalogues; gettext takes the language from here."""
    os.environ["LANGUAGE"] = i18n.language()
    gettext.bindtextdomain("t20desk", str(resource("locale")))
    gettext.textdomain("t20desk")


def translate_help(command: Any, above: typer.Context | None = None) -> None:
    """Put the help of a command, its options and those below it into the language in use."""
    command.context_class = CommandContext
    command.options_metavar = _("[OPTIONS]")
    context = CommandContext(command, parent=above, **command.context_settings)
    for one in (command, *command.params, command.get_help_option(context)):
        if words := getattr(one, "help", None):
            one.help = _(words)
    for one in command.params:
        one.display_type = _name_type(one.display_type(context))
    below: Mapping[str, Any] = getattr(command, "commands", {})
    if below:
        command.subcommand_metavar = _("COMMAND [ARGUMENTS]...")
    for one in below.values():
        translate_help(one, context)


def _name_type(shown: str) -> Callable[[typer.Context], str]:
    """What Typer calls to name the type of an argument or option."""
    words = shown.strip("<>").split()
    name = f"<{_(TYPES[words[0]])}>" if words and words[0] in TYPES else shown
    return lambda ctx: name


def tell_usage(error: TyperException) -> str:
    """What is wrong with a command, how it is written, and where its help is."""
    format_message: Callable[[], str] = getattr(error, "format_message", lambda: error.message)
    said = translate_sentence(format_message())
    context: typer.Context | None = getattr(error, "ctx", None)
    if context is None or type(error).__name__ == "NoArgsIsHelpError":
        return said
    hint = _("“{command} --help” says more.").format(command=context.command_path)
    return f"{said}\n{context.get_usage()}\n{hint}"


def translate_sentence(said: str) -> str:
    """One of Typer's sentences in ours; what it does not know stays."""
    for pattern, ours in SENTENCES:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            return _(ours).format(**found.groupdict())
    return said
