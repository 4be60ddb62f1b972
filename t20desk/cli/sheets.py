"""The command that takes a sheet in."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from t20desk.cli.answers import (
    Answer,
    Json,
    add_conflicts,
    add_problems,
    print_json,
    text_id,
)
from t20desk.cli.app import DONE, IN_PART, NOTHING_WRITTEN, app, given_path, known_kind, opened, say
from t20desk.cli.listings import split_names
from t20desk.cli.options import DOOR, DryRunOption, JsonOption, KindArgument
from t20desk.cli.progress import progress
from t20desk.cli.row_answers import note_refusal, shorten_sentences, sum_up
from t20desk.cli.sheet_choices import SheetChoices, check_pairs, check_word
from t20desk.cli.sheet_options import (
    ClearOption,
    DatesOption,
    DefaultOption,
    EncodingOption,
    ErrorsOption,
    FillMergedOption,
    HeaderRowOption,
    JoinOption,
    KeyOption,
    LargeOption,
    LeaveHiddenOption,
    MapOption,
    MissingOption,
    ModeOption,
    ProfileOption,
    RememberOption,
    SeparatorOption,
    SetOption,
    SheetOption,
    SkipBadOption,
    SplitOption,
    Texts,
    UnknownOption,
    ValueOption,
    WrittenOption,
)
from t20desk.db.change import BATCH_ROWS
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words

if TYPE_CHECKING:
    from t20desk.importing.values import ImportOptions, ImportPlan
    from t20desk.reading.source import Source

MODES = ("add", "update", "both", "fill")
DATE_ORDERS = ("dmy", "mdy", "ymd")
MISSING = ("list", "leave")
OF_COLUMNS = ("map_", "split", "join", "set_", "default", "value", "unknown", "clear", "written")
OF_SHEET = ("header_row", "dates", "profile", "remember", "missing", "fill_merged",
            "leave_hidden", "skip_bad")  # fmt: skip


@app.command("import", help=N_("Take a workbook or text table in as one change."))
def import_file(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    sheet: SheetOption = "",
    header_row: HeaderRowOption = None,
    encoding: EncodingOption = "",
    separator: SeparatorOption = "",
    key: KeyOption = "",
    mode: ModeOption = "",
    map_: MapOption = None,
    split: SplitOption = None,
    join: JoinOption = None,
    set_: SetOption = None,
    default: DefaultOption = None,
    value: ValueOption = None,
    unknown: UnknownOption = None,
    clear: ClearOption = None,
    written: WrittenOption = None,
    dates: DatesOption = "",
    profile: ProfileOption = None,
    remember: RememberOption = "",
    missing: MissingOption = "",
    fill_merged: FillMergedOption = False,
    leave_hidden: LeaveHiddenOption = False,
    large: LargeOption = False,
    errors: ErrorsOption = "",
    skip_bad: SkipBadOption = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    known_kind(kind)
    given = context.params
    _check_words(given)
    with opened(context) as database:
        importer = _Importer(database, kind, dry_run, given_path(errors) if errors else None)
        importer.take_file(given_path(file), given)
    return importer.give_answer(json)


def _check_words(given: dict[str, Any]) -> None:
    """Refuse what no option takes, before a database is opened."""
    check_word(given["mode"], MODES, "--mode")
    check_word(given["dates"], DATE_ORDERS, "--dates")
    check_word(given["missing"], MISSING, "--missing")
    check_pairs(_take_texts(given))


def _take_texts(given: dict[str, Any]) -> dict[str, Texts]:
    """What was said about single columns, by option."""
    return {f"--{name.rstrip('_')}": given[name] for name in OF_COLUMNS}


def _take_plain(given: dict[str, Any]) -> dict[str, Any]:
    """What was said about the sheet as a whole, as options of an import."""
    mode = given["mode"] or None
    key = split_names(given["key"])
    return {name: given[name] for name in OF_SHEET} | {
        "key": key, "mode": mode, "again": mode == "add",
    }  # fmt: skip


def read_separator(text: str) -> str | None:
    """The sign between cells; a tab is written tab."""
    return {"tab": "\t", "\\t": "\t"}.get(text, text) or None


def make_options(source: "Source", sheet: str, chosen: dict[str, Any]) -> "ImportOptions":
    """The options of an import from what was chosen, and the sheet by name or number."""
    from t20desk.importing.values import ImportOptions

    return ImportOptions(sheet=_choose_sheet(source, sheet), door=DOOR, **chosen)


def _choose_sheet(source: "Source", sheet: str) -> str | int | None:
    """A sheet by its name, else by its number from 1; none named is found out."""
    if not sheet:
        return None
    names = [one.name for one in source.sheets]
    if sheet not in names and sheet.isdecimal() and 0 < int(sheet) <= len(names):
        return int(sheet) - 1
    return sheet


class _Importer:
    """Plans and takes one file, and keeps what there is to answer."""

    def __init__(self, database: Database, kind: str, dry_run: bool, errors: Path | None) -> None:
        self._database = database
        self._kind = kind
        self._dry_run = dry_run
        self._errors = errors
        self._plan: ImportPlan | None = None
        self._answer = Answer()

    def take_file(self, file: Path, given: dict[str, Any]) -> None:
        """Read a file as it is to be read, and take a sheet of it with the options given."""
        from t20desk.reading.source import open_source

        large, encoding = given["large"], given["encoding"] or None
        separator = read_separator(given["separator"])
        try:
            with open_source(file, large=large, encoding=encoding, separator=separator) as source:
                chosen = SheetChoices(self._database, self._kind).read(_take_texts(given))
                options = make_options(source, given["sheet"], {**_take_plain(given), **chosen})
                self._take(source, options)
        except UserError as error:
            note_refusal(self._answer, error)

    def _take(self, source: "Source", options: "ImportOptions") -> None:
        from t20desk.importing.planning import plan_import

        with progress(_("Reading")) as tell:
            plan = plan_import(self._database, self._kind, source, options, tell, ask=False)
        self._plan = plan
        if self._errors:
            from t20desk.importing.error_rows import write_error_rows

            write_error_rows(source, plan, self._errors)
        if not plan.may_apply:
            self._answer.is_refused = True
        elif self._dry_run:
            self._rehearse(plan)
        else:
            self._apply(source, plan)

    def _rehearse(self, plan: "ImportPlan") -> None:
        from t20desk.editing.rehearsing import rehearse

        if plan.change.counts().total > BATCH_ROWS:
            return  # planning has looked at each row; to look at all at once would fill the memory
        problems = rehearse(self._database, plan.change)
        self._answer.is_refused = bool(problems)
        add_problems(self._answer, self._database, problems)

    def _apply(self, source: "Source", plan: "ImportPlan") -> None:
        from t20desk.importing.taking import take_import

        with progress(_("Writing")) as tell:
            applied = take_import(self._database, source, plan, tell, say)
        self._answer.operation = applied.operation
        self._answer.is_refused = applied.is_refused
        add_conflicts(self._answer, self._database, applied.conflicts)
        add_problems(self._answer, self._database, applied.problems)

    def give_answer(self, as_json: bool) -> int:
        """Print what there is to say; the exit code."""
        if as_json:
            print_json(self._to_json())
        for sentence in self._sentences():
            say(sentence)
        if self._answer.is_refused:
            return NOTHING_WRITTEN
        return IN_PART if self._plan and self._plan.is_partial else DONE

    def _to_json(self) -> Json:
        from t20desk.importing.values import ImportCounts

        plan = self._plan
        rows = [asdict(one) for one in plan.problems] if plan else []
        return {
            "operation": text_id(self._answer.operation),
            **asdict(plan.counts if plan else ImportCounts()),
            "ignored": plan.ignored if plan else [],
            "conflicts": self._answer.conflicts,
            "problems": [*rows, *self._answer.problems],
            **self._to_more(),
        }

    def _to_more(self) -> Json:
        """What is answered only where it was found or asked for."""
        plan, more = self._plan, dict[str, Any]()
        if plan and plan.profile:
            more["profile"] = plan.profile
        if plan and plan.before.ids:
            more["imported_before"] = len(plan.before.ids)
        if plan and plan.absent:
            more["absent"] = [{"id": str(one.id), "text": one.title} for one in plan.absent]
        return more

    def _sentences(self) -> list[str]:
        plan = self._plan
        if plan is None:
            return self._answer.sentences
        told = [one.sentence() for one in plan.problems]
        told = shorten_sentences(told)
        if plan.ignored:
            message = _("Left out: {headings}.")
            told.append(message.format(headings=list_words(plan.ignored)))
        told.extend(one.sentence() for one in plan.absent)
        if plan.before.ids:
            told.append(_("With --mode add rows that came in before are taken once more."))
        return [*plan.remarks, *told, *self._answer.sentences, sum_up(self._answer, plan.counts)]
