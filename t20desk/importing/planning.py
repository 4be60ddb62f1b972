"""From rows of a sheet to a change: parsed, matched, compared; nothing is written here."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.history.operations import find_taken_back, list_same_file
from t20desk.db.many_values import many_values
from t20desk.db.spool import collect_batches
from t20desk.db.types import Date
from t20desk.editing import check_writable
from t20desk.errors import UserError
from t20desk.events.guest_places import settle_places
from t20desk.i18n import N_, _
from t20desk.importing.absent import find_absent, list_absent, plan_leaving
from t20desk.importing.batching import BatchMaker, Existing
from t20desk.importing.cells import CellReader, Learned
from t20desk.importing.choosing import choose_way
from t20desk.importing.error_rows import list_layouts
from t20desk.importing.fitting import say_fitting
from t20desk.importing.judging import Matches, RowJudge, Twice
from t20desk.importing.learning import make_profile, plan_teaching, read_all_learned, read_profiles
from t20desk.importing.lonely_rows import LonelyRows
from t20desk.importing.odd_rows import OddRowKeeper
from t20desk.importing.questions import find_questions
from t20desk.importing.row_part import RowPart
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet, read_sheet
from t20desk.importing.telling import Teller
from t20desk.importing.values import Absent, ImportCounts, ImportOptions, ImportPlan, Question
from t20desk.listing import Listing, count_rows
from t20desk.oddities import find_oddities
from t20desk.progress import RowProgress
from t20desk.reading.source import Source

IMPORTED = N_("Import of {file} into {kinds}")


def plan_import(
    database: Database,
    kind: str,
    source: Source,
    options: ImportOptions | None = None,
    progress: RowProgress | None = None,
    ask: bool = True,
) -> ImportPlan:
    """Plan taking a sheet into the database; what is to `ask` is found where somebody can answer.

    Raises UserError for a sheet without known headings, with two headings for one field, without
    its key or a required field.
    """
    with many_values():
        plan, planner = _plan_sheet(database, kind, source, options or ImportOptions(), progress)
        plan.questions = planner.find_questions() if ask else []
        return plan


def _plan_sheet(
    database: Database,
    kind: str,
    source: Source,
    chosen: ImportOptions,
    progress: RowProgress | None,
) -> tuple[ImportPlan, "_Planner"]:
    """Plan until nothing new is seen that would have changed how earlier rows were judged."""
    is_free = chosen.profile is None
    profiles = list_layouts(database, source.properties) if is_free else read_profiles(database)
    sheet = read_sheet(database.kinds[kind], database.kinds, source, chosen, profiles)
    hint = say_fitting(database.kinds, kind, sheet.header, sheet.ignored)
    sheet.remarks[:0] = [*_say_known_file(database, source), *filter(None, [hint])]
    learned = read_all_learned(database, sheet, kind)
    refused: set[int] = set()
    twice: Twice = {}
    while True:
        try:
            planner = _Planner(database, kind, source, sheet, learned)
        except UserError as error:
            raise UserError(f"{error.message} {hint}".rstrip(), error.field) from error
        plan = planner.plan(refused, twice, progress)
        dangling, found = planner.find_dangling(), planner.find_twice()
        if dangling <= refused and found == twice:
            return plan, planner
        refused |= dangling
        twice = found


def _say_known_file(database: Database, source: Source) -> list[str]:
    """That this very file came in before, where it was not taken back since."""
    taken_back = find_taken_back(database)
    same = list_same_file(database, source.sha256)
    known = [one for one in same if one.sequence not in taken_back]
    if not known:
        return []
    text = _("This very file was taken in on {day} already (change no. {number}).")
    return [text.format(day=Date().format(known[0].time[:10]), number=known[0].sequence)]


class _Planner:
    """Leads the rows of a sheet through reading, judging and building batches."""

    def __init__(
        self,
        database: Database,
        kind: str,
        source: Source,
        sheet: ReadSheet,
        learned: Learned,
    ) -> None:
        self._database = database
        self._kind = database.kinds[kind]
        self._source = source
        self._options = options = sheet.options
        self._sheet = sheet
        self._counts = ImportCounts()
        self._absent: list[Absent] = []
        check_writable(self._kind, [column.field.name for column in sheet.columns])
        self._way = choose_way(self._kind, options, sheet)
        self._teller = Teller(source.name, sheet)
        self._reader = CellReader(database, sheet, learned, self._teller)
        self._judge = RowJudge(database, self._kind, sheet, self._reader, self._teller, self._way)
        self._lonely = LonelyRows(self._kind, sheet, self._reader, self._counts)
        self._odd = OddRowKeeper(database, self._kind, sheet, self._teller, self._judge)
        self._maker = BatchMaker(
            database, self._kind, sheet, self._reader, self._way.mode, self._counts
        )

    def plan(self, refused: set[int], twice: Twice, progress: RowProgress | None) -> ImportPlan:
        """The plan; rows in `refused` link to a row that is left out, keys in `twice` are known.

        Both are seen only once all rows were gone through; then the plan is made again.
        """
        self._teller.note_passed()
        self._reader.learn_own_titles(self._maker.ids)
        self._judge.know_twice(twice)
        batches = collect_batches(chain(self._plan_batches(refused, progress), self._plan_more()))
        source, sheet = self._source, self._sheet
        profile = sheet.recall.profile.name if sheet.recall.profile else self._options.remember
        told = {"file": source.name, "kind": self._kind.name, "profile": profile}
        label = Label(IMPORTED, {name: text for name, text in told.items() if text})
        change = Change(label, batches, self._options.door, source.name, source.sha256)
        self._note_oddities(change)
        return ImportPlan(
            settle_places(self._database, change),
            self._counts,
            sorted(self._teller.problems, key=lambda problem: problem.row),
            sheet.columns,
            sheet.ignored,
            [*sheet.remarks, *self._lonely.remarks(), *self._odd.remarks()],
            sheet.name,
            sheet.header.number,
            self._way.mode,
            tuple(one.name for one in self._way.key),
            self._options.skip_bad,
            self._absent,
            profile=sheet.recall.profile.name if sheet.recall.profile else "",
            along=sheet.along.columns,
            kind=self._kind.name,
            layout=make_profile(self._kind.name, sheet).choices,
            odd=self._odd.rows,
            same=self._maker.same,
            fresh=self._maker.fresh,
            founded=self._reader.founder.list_made(),
        )

    def _note_oddities(self, change: Change) -> None:
        """Say where days of events or badges of guests are odd; they are taken all the same."""
        numbers = self._maker.numbers
        for one in find_oddities(self._database, change) if numbers else ():
            if one.id in numbers:
                self._teller.say("note", RawRow(numbers[one.id], []), None, one.message, "")

    def _plan_absent(self) -> Iterator[Batch]:
        """Count the records of which no row speaks; list them or let them leave where asked."""
        if self._way.mode == "add":
            return
        if not self._options.missing:
            present = count_rows(self._database, Listing(self._kind.name, view="all"))
            self._counts.missing = max(0, present - len(self._judge.matched))
            return
        ids = find_absent(self._database, self._kind, self._judge.matched)
        self._counts.missing = len(ids)
        self._absent = list_absent(self._database, self._kind, ids)
        if self._options.missing == "leave":
            day = date.today().isoformat()
            yield from plan_leaving(self._database, self._kind, ids, day)

    def find_questions(self) -> list[Question]:
        """What is to be asked about the sheet, once all rows were gone through."""
        return find_questions(self._database, self._sheet, self._reader)

    def find_dangling(self) -> set[int]:
        """The rows that would link to a row of this sheet which is left out."""
        return self._reader.find_dangling(self._maker.made)

    def find_twice(self) -> Twice:
        """The keys that stand in several rows."""
        return self._judge.find_twice()

    def _plan_more(self) -> Iterator[Batch]:
        """What comes along: the records that rows name, those left, and what was taught."""
        yield from self._plan_absent()
        yield from self._reader.founder.make_batches()
        yield from plan_teaching(self._database, self._kind.name, self._sheet, self._source.name)

    def _plan_batches(self, refused: set[int], progress: RowProgress | None) -> Iterator[Batch]:
        for chunk in self._sheet.chunks():
            part = RowPart(chunk, self._reader.width)
            self._reader.read(part, refused)
            yield from self._plan_rows(part, self._judge.judge(part))
            self._counts.read += len(chunk)
            if progress:
                progress(self._counts.read)

    def _plan_rows(self, part: RowPart, matches: Matches) -> Iterator[Batch]:
        good = [at for at in range(len(matches)) if at not in part.bad]
        open_rows = [at for at in good if matches[at] is None]
        alone = self._lonely.take(part, open_rows)
        fresh = [at for at in open_rows if at not in alone and not self._judge.lacks(part, at)]
        known = [Existing(at, key) for at in good if (key := matches[at]) is not None]
        self._odd.keep(part, fresh)
        tally = Counter(part.bad.values())
        self._counts.errors += tally["error"]
        self._counts.doubtful += tally["doubt"]
        self._reader.note_taken(part, [*fresh, *alone, *(row.at for row in known)])
        if fresh:
            yield from self._maker.make_new(part, fresh)
        if known:
            yield from self._maker.make_edits(part, known)
