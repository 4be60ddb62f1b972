"""The options and arguments that several commands share."""

from typing import Annotated, Final

import typer

from t20desk.i18n import N_

DOOR: Final = "command line"
"""How the history says by which way a change came."""

KindArgument = Annotated[str, typer.Argument(metavar="KIND", show_default=False)]
EventArgument = Annotated[str, typer.Argument(metavar="EVENT", show_default=False)]
RecordArgument = Annotated[str, typer.Argument(metavar="ID", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("Answer as JSON."))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=N_("Show it, write nothing."))]
SearchOption = Annotated[str, typer.Option(help=N_("Only what this search finds."))]
ViewOption = Annotated[str, typer.Option(help=N_("A view of the kind, or all."))]
SortOption = Annotated[
    str, typer.Option(help=N_("Fields separated by commas; a leading - reverses the order."))
]
ColumnsOption = Annotated[str, typer.Option(help=N_("Fields separated by commas."))]
LimitOption = Annotated[int | None, typer.Option(min=0, help=N_("Show at most this many rows."))]
OnOption = Annotated[str | None, typer.Option("--on", help=N_("Count for this day."))]
KnownOption = Annotated[str | None, typer.Option(help=N_("As it was known on this day."))]
ValuesArgument = Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", show_default=False)]
