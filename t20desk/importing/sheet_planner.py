"""The rows of a sheet led once through reading, judging and building the batches of a change."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from t20desk.db.change import BATCH_ROWS, Batch, Change, Label, Problem
from t20desk.db.database import Database
from t20desk.db.fields import walk_path
from t20desk.db.spool import collect_batches
from t20desk.editing import check_writable
from t20desk.editing.rehearsing import rehearse
from t20desk.editing.settling import settle_change
from t20desk.i18n import N_, ngettext, say_number
from t20desk.importing.absent import find_absent, find_leaving, list_absent, plan_leaving
from t20desk.importing.batching import BatchMaker
from t20desk.importing.cells import CellReader, Learned
from t20desk.importing.choosing import choose_way
from t20desk.importing.described import say_heading_along
from t20desk.importing.further_details import DetailRows
from t20desk.importing.judging import Matches, RowJudge
from t20desk.importing.learning import make_profile, plan_teaching
from t20desk.importing.lonely_rows import LonelyRows
from t20desk.importing.lost_texts import say_lost
from t20desk.importing.made_anew import say_nearly
from t20desk.importing.mistaken import say_mistaken
from t20desk.importing.name_lists import NameJoins
from t20desk.importing.odd_rows import OddRowKeeper
from t20desk.importing.open_names import doubt_names
from t20desk.importing.questions import find_questions
from t20desk.importing.row_part import Existing, RowPart
from t20desk.importing.row_store import RawRow
from t20desk.importing.rows_before import RowsBefore
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.short_years import say_short_years
from t20desk.importing.telling import Teller
from t20desk.importing.twice import Twice
from t20desk.importing.values import (
    Absent,
    ImportCounts,
    ImportPlan,
    Question,
    RowRecords,
)
from t20desk.listing import Listing, count_rows
from t20desk.oddities import find_oddities
from t20desk.progress import Progress
from t20desk.reading.source import Source

IMPORTED = N_("Import of {file} into {kinds}")


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """What is seen only once all rows were gone through, for going through them again.

    Rows that link to one that is left out, keys that stand in several rows, and rows that break
    a rule only together with others, such as events that lie in one another.
    """

    dangling: frozenset[int] = frozenset()
    twice: Twice = field(default_factory=dict)
    forbidden: Mapping[int, Problem] = field(default_factory=dict)


class SheetPlanner:
    """Leads the rows of a sheet through reading, judging and building batches."""

    def __init__(
        self,
        database: Database,
        kind: str,
        source: Source,
        sheet: ReadSheet,
        learned: Learned,
        before: RowsBefore,
    ) -> None:
        self._database = database
        self._kind = database.kinds[kind]
        self._source = source
        self._options = options = sheet.options
        self._sheet = sheet
        self._counts = ImportCounts()
        self._absent: list[Absent] = []
        self._leaving: list[int] = []
        check_writable(self._kind, [column.field.name for column in sheet.columns])
        self._way = choose_way(self._kind, options, sheet)
        self._teller = Teller(source.name, sheet, source.names_fields)
        self._reader = CellReader(database, sheet, learned, self._teller)
        self._judge = RowJudge(database, self._kind, sheet, self._reader, self._teller, self._way)
        self._judge.before = before.begin()
        self._before = RowRecords()
        self._lonely = LonelyRows(self._kind, sheet, self._reader, self._counts)
        self._odd = OddRowKeeper(database, self._kind, sheet, self._teller, self._judge)
        self._joins = NameJoins(database, self._kind, self._way.mode == "fill")
        self._details = DetailRows(database, self._kind, sheet, self._way.mode == "fill")
        self._maker = BatchMaker(
            database, self._kind, sheet, self._reader, self._way.mode, self._counts
        )

    def plan(self, known: SeenBefore, progress: Progress | None) -> ImportPlan:
        """The plan, with what an earlier one showed of the rows."""
        self._teller.note_passed()
        self._reader.learn_own_titles(self._maker.ids)
        self._judge.twice.known = known.twice
        batches = collect_batches(chain(self._plan_batches(known, progress), self._plan_more()))
        self._odd.finish()
        source, sheet = self._source, self._sheet
        profile = sheet.recall.name or self._options.recalled or self._options.remember
        told = {"file": source.name, "kind": self._kind.name, "profile": profile}
        label = Label(IMPORTED, {name: text for name, text in told.items() if text})
        change = Change(label, batches, self._options.door, source.name, source.sha256)
        change = settle_change(self._database, change)
        self._note_oddities(change)
        self._teller.note_lost(self._maker.lost)
        return ImportPlan(
            change,
            self._counts,
            sorted(self._teller.problems, key=lambda problem: problem.row),
            sheet.columns,
            sheet.ignored,
            [*sheet.remarks, *self._say_rows(), *self._lonely.remarks(), *self._odd.remarks()],
            sheet.name,
            sheet.header.number,
            self._way.mode,
            tuple(one.name for one in self._way.key),
            self._options.skip_bad,
            self._absent,
            frozenset(self._leaving),
            profile=sheet.recall.profile.name if sheet.recall.profile else "",
            along=sheet.along.columns,
            kind=self._kind.name,
            layout=make_profile(self._kind.name, sheet).choices,
            odd=self._odd.rows,
            same=self._maker.same,
            before=self._before,
            fresh=self._maker.fresh,
            founded=self._reader.founder.list_made(),
        )

    def _say_rows(self) -> Iterator[str]:
        if number := len(self._before.ids):
            words = ngettext(
                "{number} row made a record then that is still there; it is left out.",
                "{number} rows made records then that are still there; they are left out.",
                number,
            )
            yield words.format(number=say_number(number))
        readers = self._reader.plain.values()
        yield from say_mistaken(self._kind, readers)
        yield from say_lost(readers)
        yield from say_short_years(self._sheet.orders, readers)

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
        if self._options.missing == "leave":
            self._leaving = find_leaving(self._database, self._kind, ids)
        self._absent = list_absent(self._database, self._kind, ids, set(self._leaving))
        if self._leaving:
            day = date.today().isoformat()
            yield from plan_leaving(self._database, self._kind, self._leaving, day)

    def find_questions(self) -> list[Question]:
        """What is to be asked about the sheet, once all rows were gone through."""
        found = find_questions(self._database, self._sheet, self._reader)
        if not self._source.names_fields:
            return found
        return [replace(one, heading=self._say_heading(one)) for one in found]

    def _say_heading(self, one: Question) -> str:
        """The heading of a column in words, where the file itself has none."""
        field = walk_path(self._database.kinds, self._kind.name, one.field)[-1]
        if field.name == one.heading:
            return field.say()
        return say_heading_along(self._kind, self._database.kinds, one.heading)

    def say_nearly(self) -> Iterator[str]:
        """What nobody can be asked: which records are made beside others of nearly their name."""
        return say_nearly(self._database, self._reader.links.values())

    def look_back(self, plan: ImportPlan, known: SeenBefore) -> SeenBefore:
        """What is known of the rows now that a plan was made."""
        twice = self._judge.twice.found
        dangling = known.dangling | self._reader.find_dangling(self._maker.made)
        said = {row for values in twice.values() for rows in values.values() for row in rows}
        said |= dangling
        forbidden = {row: one for row, one in self._find_forbidden(plan) if row not in said}
        return SeenBefore(dangling, twice, {**known.forbidden, **forbidden})

    def _find_forbidden(self, plan: ImportPlan) -> Iterator[tuple[int, Problem]]:
        """The rows whose records the database would refuse; of very many applying tells it."""
        if plan.counts.new + plan.counts.changed > BATCH_ROWS:
            return
        problems = [one for one in rehearse(self._database, plan.change) if one.kind == plan.kind]
        rows = self._maker.find_rows() if problems else {}
        for one in problems:
            if one.id in rows:
                yield rows[one.id], one

    def _plan_more(self) -> Iterator[Batch]:
        """What comes along: the records that rows name, those left, and what was taught."""
        yield from self._plan_absent()
        yield from self._reader.founder.make_batches()
        yield from self._joins.make_batches()
        yield from self._details.make_batches(self._reader.founder.list_made())
        self._maker.count_joined(self._joins.changed | self._details.changed)
        yield from plan_teaching(self._database, self._kind.name, self._sheet, self._source.name)

    def _plan_batches(self, known: SeenBefore, progress: Progress | None) -> Iterator[Batch]:
        for chunk in self._sheet.chunks():
            part = RowPart(chunk, self._reader.width)
            self._reader.read(part, known.dangling - known.forbidden.keys())
            self._refuse_forbidden(part, known.forbidden)
            matches = self._judge.judge(part)
            doubt_names(self._database, self._sheet, self._teller, part, matches)
            yield from self._plan_rows(part, matches)
            self._counts.read += len(chunk)
            if progress:
                progress(self._counts.read, self._sheet.rows.count)

    def _refuse_forbidden(self, part: RowPart, forbidden: Mapping[int, Problem]) -> None:
        for at, row in enumerate(part.raw) if forbidden else ():
            problem = forbidden.get(row.number)
            if problem is not None:
                one = self._kind.fields.get(problem.field or "")
                self._teller.refuse(part, at, one, problem.message)

    def _take_before(self, part: RowPart) -> Mapping[int, int]:
        """Count the rows that came in with this very file before; nothing is taken of them."""
        found = {at: key for at, key in self._judge.known_before.items() if at not in part.bad}
        self._before.numbers.extend(part.raw[at].number for at in found)
        self._before.ids.extend(found.values())
        self._counts.same += len(found)
        return found

    def _plan_rows(self, part: RowPart, matches: Matches) -> Iterator[Batch]:
        before = self._take_before(part)
        good = [at for at in range(len(matches)) if at not in part.bad and at not in before]
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
        if part.lists or self._details.is_asked:
            made = self._maker.fresh.ids[len(self._maker.fresh.ids) - len(fresh) :]
            taken = [*map(Existing, fresh, made), *known]
            self._joins.note(part, taken)
            self._details.note(part, taken)
