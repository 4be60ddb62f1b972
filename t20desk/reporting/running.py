"""Every report by its name; menu, form, preview, workbook, PDF and command line read this list."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from t20desk.as_known import known_database
from t20desk.db.database import Database
from t20desk.db.ids import read_id
from t20desk.db.types import Date, Link, Stored, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _, tell_place
from t20desk.listing import Listing, first_ids, read_titles
from t20desk.reporting import attendance, events, fields, members
from t20desk.reporting.own_reports import own_folder, read_own, run_own
from t20desk.reporting.report import Report, ReportOption
from t20desk.tables import Table

_HOMES: Final = (members, events, attendance, fields)
REPORTS: Final[dict[str, Report]] = {
    one.name: one for home in _HOMES for one in vars(home).values() if isinstance(one, Report)
}
"""All reports of the program in the order in which they are declared."""


def read_reports() -> tuple[dict[str, Report], list[str]]:
    """All reports, those of the office behind ours, and a sentence for each that is left out."""
    found, problems = read_own(own_folder(), REPORTS)
    return {**REPORTS, **{one.name: one for one in found}}, problems


def find_report(name: str) -> Report:
    """A report by its name; raises UserError for an unknown one."""
    if name in REPORTS:
        return REPORTS[name]
    reports, _problems = read_reports()
    if name not in reports:
        known = ", ".join(reports)
        raise UserError(
            _("There is no report “{name}”; there are {known}.").format(name=name, known=known)
        )
    return reports[name]


def run_report(
    database: Database,
    name: str,
    on: str | None = None,
    options: Mapping[str, object] | None = None,
    as_known: str | None = None,
) -> list[Table]:
    """The tables of a report; options may come as texts. Raises UserError for unknown ones.

    With `as_known` it reads what was known at the end of that day, counts for it where no
    other day is given, and says so.
    """
    found = find_report(name)
    if on is None and found.is_for_a_day:
        on = as_known
    database = known_database(database, as_known)
    values = _read_options(database, found, options or {})
    if on is not None:
        values["on"] = _read_day(found, on)
    tables = run_own(found, database, values) if found.origin else found(database, **values)
    if as_known is None:
        return tables
    clock = Listing("", as_known=as_known).say_clock()
    return [_name_clock(table, clock) for table in tables]


def _name_clock(table: Table, clock: str) -> Table:
    """The same table, saying on which day it was known."""
    return replace(table, subtitle=" · ".join(filter(None, (clock, table.subtitle))))


def _read_options(
    database: Database, found: Report, options: Mapping[str, object]
) -> dict[str, object]:
    known = {option.name: option for option in found.options}
    unknown = [name for name in options if name not in known]
    if unknown:
        message = _("The report “{name}” has no option “{option}”; it has {known}.")
        if not known:
            message = _("The report “{name}” has no options; leave “{option}” out.")
        words = {"name": found.name, "option": unknown[0], "known": ", ".join(known)}
        raise UserError(message.format(**words))
    return {
        name: _read_option(database, option, options.get(name, option.default))
        for name, option in known.items()
    }


def _read_option(database: Database, option: ReportOption, raw: object) -> Stored:
    if isinstance(option.type, Link) and isinstance(raw, str) and raw:
        return _find_record(database, option.type.target_kind, raw)
    parsed = option.type.parse(raw, typed_reading())
    if parsed.severity in ("error", "doubt"):
        raise UserError(tell_place(_(option.label), parsed.message), option.name)
    return parsed.value


def _find_record(database: Database, kind: str, text: str) -> int:
    """A record by its id, else the first one that holds the words."""
    key = read_id(text)
    if key is not None and read_titles(database, kind, [key]):
        return key
    found = first_ids(database, Listing(kind, search=text, view="all"), 1)
    if not found:
        message = _("{kind}: nothing was found for “{text}”; look for it in the list.")
        raise UserError(message.format(kind=_(database.kinds[kind].label), text=text))
    return found[0]


def _read_day(found: Report, on: str) -> str:
    if not found.is_for_a_day:
        raise UserError(
            _("The report “{name}” is not counted for a day; leave the day out.").format(
                name=found.name
            )
        )
    return str(Date().store(on))
