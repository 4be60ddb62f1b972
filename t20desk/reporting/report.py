"""What a report is: a function of the database and its options that gives tables."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from t20desk.db.database import Database
from t20desk.db.types import Stored, Type
from t20desk.tables import Table

MakeTables = Callable[..., list[Table]]


@dataclass(frozen=True, slots=True)
class ReportOption:
    """What may be asked of a report; `label` is an English message."""

    name: str
    label: str
    type: Type
    default: Stored = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name on the command line, its label (an English message), what makes it."""

    name: str
    label: str
    make: MakeTables
    options: tuple[ReportOption, ...] = ()
    origin: str = ""
    """The file of the office that declares it; none for ours."""
    also: str = ""
    """Other words by which it is looked for, an English message."""

    @property
    def is_for_a_day(self) -> bool:
        """Whether it counts for a day, which is then the option `on`."""
        return "on" in inspect.signature(self.make).parameters

    def __call__(self, database: Database, **options: object) -> list[Table]:
        """The tables of the report."""
        return self.make(database, **options)


def report(
    name: str, label: str, *options: ReportOption, also: str = ""
) -> Callable[[MakeTables], Report]:
    """Declare a report; the function takes the database, `on` if it counts for a day, options."""

    def declare(make: MakeTables) -> Report:
        return Report(name, label, make, options, also=also)

    return declare
