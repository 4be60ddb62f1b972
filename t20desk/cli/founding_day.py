"""A founding day in the tour: planned, invited, seated, signed, looked at, and taken back."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from t20desk.i18n import _

if TYPE_CHECKING:
    from t20desk.db.change import Change
    from t20desk.db.database import Database
    from t20desk.editing import Values
    from t20desk.printing.sheets import Paper

INVITED: Final = 12
"""So many members are invited; half of them name a delegate."""
SIGNED: Final = "1-3 5 w1"
SIGNERS: Final = 5
NAMES: Final = (
    ("Anna", "Lindqvist"),
    ("Paolo", "Ferrari"),
    ("明", "王"),
    ("Irina", "Sokolova"),
    ("Pieter", "Vos"),
    ("Amélie", "Girard"),
)
LATE: Final = ("Aas", "Abel", "Adler")
"""Family names of guests who are added once the sheet is printed; they sort first."""


class View(NamedTuple):
    """A page worth a picture: its name, the page, its kind, record and tab."""

    name: str
    page: str
    kind: str = ""
    record_id: int | None = None
    tab: str = ""


RenderViews = Callable[["Database", Path, Sequence[View]], Sequence[Path]]
"""Paints some pages into a folder; the files it wrote."""
WritePaper = Callable[["Paper", str], None]


@dataclass
class FoundingDay:
    """The story on a database: each step is a change, so that each can be taken back."""

    database: "Database"
    write_paper: WritePaper
    event: int = 0
    ranking: int = 0
    operations: list[int] = field(default_factory=list)

    def play(self) -> None:
        """All steps up to the signed sheet."""
        self._create_tree()
        self._invite_members()
        self._take_answers()
        self._name_delegates()
        self._set_precedence()
        self._print_papers()
        self._change_guests()
        self._enter_numbers()

    def list_views(self) -> list[View]:
        """What is worth looking at then."""
        tabs = {
            "guests": _("Guests"),
            "protocol": _("Protocol"),
            "seats": _("Seats"),
            "check-in": _("Check-in"),
            "outcome": _("Outcome"),
        }
        views = [
            View(f"event-{name}", "event", "event", self.event, tab) for name, tab in tabs.items()
        ]
        return [*views, View("matrix", "reports", tab="members-at-events")]

    def count_came(self) -> int:
        """How many came: those who signed, and nobody else."""
        from t20desk.events.figures import roll_up

        return roll_up(self.database, self.event).came

    def take_back(self) -> None:
        """Undo every step, the last one first."""
        from t20desk.db.history.undoing import plan_undo

        for operation in reversed(self.operations):
            self.database.apply(plan_undo(self.database, operation).change)

    # --- the steps ----------------------------------------------------------------------------

    def _apply(self, change: "Change") -> list[int]:
        """Apply a step; the ids of the first kind it writes."""
        applied = self.database.apply(change)
        assert applied.operation is not None, applied
        self.operations.append(applied.operation)
        return [row[0] for row in change.batches[0].rows]

    def _insert(self, kind: str, *rows: "Values") -> list[int]:
        from t20desk.editing import plan_insert

        return self._apply(plan_insert(self.database, kind, rows))

    def _create_tree(self) -> None:
        day: Values = {"title_en": "Founding day (sample)", "title_de": "Gründungstag (Beispiel)",
               "title_zh": "成立日（样例）", "starts": "2026-06-26", "city": "Nanjing",
               "kind": "conference", "status": "planned"}  # fmt: skip
        [head] = self._insert("event", day)
        ceremony: Values = {"title_en": "Signing of the charter (sample)",
                    "title_de": "Unterzeichnung der Charta (Beispiel)",
                    "title_zh": "章程签署仪式（样例）", "parent": head,
                    "starts": "2026-06-26T10:00", "capacity": 20}  # fmt: skip
        [self.event] = self._insert("event", ceremony)

    def _invite_members(self) -> None:
        from t20desk.events.inviting import plan_invitation
        from t20desk.listing import Listing, list_ids

        members = list_ids(self.database, Listing("member", view="members"))[:INVITED]
        asked = {"answer": "invited", "roles": " delegate "}
        self._apply(plan_invitation(self.database, self.event, "member", members, asked).change)

    def _take_answers(self) -> None:
        from tempfile import TemporaryDirectory

        from t20desk.importing.planning import plan_import
        from t20desk.importing.taking import take_import
        from t20desk.importing.values import ImportOptions
        from t20desk.reading.source import open_source

        with TemporaryDirectory() as place:
            sheet = Path(place) / "answers.csv"
            with sheet.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(self._list_answers())
            options = ImportOptions(key=("event", "member"), mode="update")
            with open_source(sheet) as source:
                plan = plan_import(self.database, "participation", source, options)
                applied = take_import(self.database, source, plan)
        assert applied.operation is not None, applied
        self.operations.append(applied.operation)

    def _list_answers(self) -> Iterator[list[str]]:
        yield ["Event", "Organisation", "Answer"]
        for _key, name in self._guests():
            yield ["Signing of the charter (sample)", name, "accepted"]

    def _guests(self) -> list[tuple[int, str]]:
        """The participations of the event with their organisations."""
        from t20desk.listing import Linked, Listing, list_ids, read_rows
        from t20desk.searching import write_test

        search = f"{write_test('event', 'is', str(self.event))} member:*"
        listing = Listing("participation", search, "all", columns=("member",))
        rows = read_rows(self.database, listing, list_ids(self.database, listing))
        return [(key, row[0].text) for key, row in rows.items() if isinstance(row[0], Linked)]

    def _name_delegates(self) -> None:
        from t20desk.events.delegates import plan_delegate

        for (guest, _name), (given, family) in zip(self._guests(), NAMES, strict=False):
            person = {"given_name": given, "family_name": family}
            self._apply(plan_delegate(self.database, guest, person))

    def _set_precedence(self) -> None:
        from t20desk.protocol.lists import plan_place, read_ranking
        from t20desk.protocol.seating import plan_filling, plan_tables

        ranked: Values = {"event": self.event, "title_en": "Delegates (sample)",
                  "title_de": "Delegierte (Beispiel)", "title_zh": "代表（样例）",
                  "purpose": "honour"}  # fmt: skip
        [self.ranking] = self._insert("protocol_list", ranked)
        last = read_ranking(self.database, self.ranking).rows[-1].guest.id
        self._apply(plan_place(self.database, self.ranking, last, 1))
        self._apply(plan_tables(self.database, self.event, ["A", "B"], "round", 8))
        seated = [row.guest.id for row in read_ranking(self.database, self.ranking).rows]
        self._apply(plan_filling(self.database, self.event, seated))

    def _print_papers(self) -> None:
        from t20desk.db.history.reading import list_operations
        from t20desk.printing.papers import make_paper
        from t20desk.printing.sheets import note_printing

        for name in ("protocol", "seating", "attendance"):
            paper = make_paper(self.database, name, event=str(self.event))
            note_printing(self.database, paper)
            self.write_paper(paper, name)
        self.operations.append(list_operations(self.database, 1)[0].sequence)

    def _change_guests(self) -> None:
        """Three more guests whose names sort first, and one who cancels."""
        from t20desk.editing import plan_edit

        for name in LATE:
            [person] = self._insert("person", {"given_name": "Sample", "family_name": name})
            guest: Values = {"event": self.event, "person": person, "answer": "accepted"}
            self._insert("participation", guest)
        cancelled = self._guests()[3][0]
        cells = {cancelled: {"answer": "declined"}}
        self._apply(plan_edit(self.database, "participation", cells))

    def _enter_numbers(self) -> None:
        from t20desk.checking_in.signing import plan_signing

        names = {"w1": "Olga Lund"}
        self._apply(plan_signing(self.database, self.event, SIGNED, names=names).change)
