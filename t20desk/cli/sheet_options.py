"""The options of the command that takes a sheet in."""

from typing import Annotated

import typer

from t20desk.i18n import N_

Texts = list[str] | None

SheetOption = Annotated[str, typer.Option(help=N_("The sheet, by name or number."))]
HeaderRowOption = Annotated[int | None, typer.Option(min=1, help=N_("The row of headings."))]
EncodingOption = Annotated[str, typer.Option(help=N_("The encoding of a text table."))]
SeparatorOption = Annotated[
    str, typer.Option(help=N_("What stands between the cells of a text table."))
]
KeyOption = Annotated[str, typer.Option(help=N_("The fields by which records are known."))]
ModeOption = Annotated[str, typer.Option(help=N_("add, update, both or fill."))]
DatesOption = Annotated[str, typer.Option(help=N_("dmy, mdy or ymd."))]
ProfileOption = Annotated[
    str | None, typer.Option(help=N_("A known layout by its name; an empty name: look for none."))
]
RememberOption = Annotated[
    str, typer.Option(metavar="NAME", help=N_("Keep this layout under a name."))
]
MissingOption = Annotated[
    str, typer.Option(help=N_("list: name records not in the file; leave: let them leave."))
]
FillMergedOption = Annotated[
    bool, typer.Option("--fill-merged", help=N_("Every row of merged cells has their value."))
]
LeaveHiddenOption = Annotated[
    bool, typer.Option("--leave-hidden", help=N_("Leave hidden rows out."))
]
LargeOption = Annotated[bool, typer.Option("--large", help=N_("Read very large files."))]
ErrorsOption = Annotated[str, typer.Option(help=N_("Where to write rows with errors."))]
SkipBadOption = Annotated[bool, typer.Option("--skip-bad", help=N_("Leave bad rows out."))]
MapOption = Annotated[
    Texts,
    typer.Option(
        "--map",
        metavar="HEADING=FIELD",
        help=N_("A heading and the field it goes to; repeat for each."),
    ),
]
SplitOption = Annotated[
    Texts,
    typer.Option(
        "--split",
        metavar="HEADING=FIELD,FIELD[@SIGN]",
        help=N_("A column cut into fields: parts of a name, of an address, or at a sign."),
    ),
]
JoinOption = Annotated[
    Texts,
    typer.Option(
        "--join",
        metavar="FIELD=HEADING+HEADING[@SIGN]",
        help=N_("Columns that make one field, with a blank or a sign between them."),
    ),
]
SetOption = Annotated[
    Texts, typer.Option("--set", metavar="FIELD=TEXT", help=N_("The same for every row."))
]
DefaultOption = Annotated[
    Texts,
    typer.Option("--default", metavar="FIELD=TEXT", help=N_("For rows whose cell is blank.")),
]
ValueOption = Annotated[
    Texts,
    typer.Option(
        "--value",
        metavar="FIELD:TEXT=VALUE",
        help=N_("What a text in a column means, now and in later imports; no value: nothing."),
    ),
]
UnknownOption = Annotated[
    Texts,
    typer.Option(
        "--unknown",
        metavar="FIELD=create|nothing",
        help=N_("What becomes of all unknown names or values in a column."),
    ),
]
ClearOption = Annotated[
    Texts,
    typer.Option(
        "--clear",
        metavar="FIELD[:TEXT]",
        help=N_("A blank cell, or a text such as -, empties the field."),
    ),
]
WrittenOption = Annotated[
    Texts,
    typer.Option(
        "--written",
        metavar="FIELD=dmy|mdy|ymd|,|.|family_first|given_first",
        help=N_("How the dates, numbers or Chinese names of one column are written."),
    ),
]
