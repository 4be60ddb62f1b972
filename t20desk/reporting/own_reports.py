"""Reports that an office wrote itself: Python files in a folder beside the settings.

They are read whenever reports are asked for, so that a new one needs no restart. A file that
cannot be used is named and left out; a report that fails says so in one sentence.
"""

import sys
import traceback
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Final

from t20desk.db.database import Database
from t20desk.errors import Cancelled, UserError
from t20desk.i18n import _
from t20desk.paths import data_folder
from t20desk.reporting.held_tables import hold_table
from t20desk.reporting.report import Report
from t20desk.tables import Table

FOLDER: Final = "reports"
MODULE: Final = "t20desk_own_report_"
"""What comes before the name of a file among the modules of Python."""


def own_folder() -> Path:
    """Where the files of the office stand; nobody needs to have made it."""
    return data_folder() / FOLDER


def read_own(folder: Path, taken: Collection[str]) -> tuple[list[Report], list[str]]:
    """The reports of the files in a folder, and a sentence for each that is left out.

    Names in `taken` stay with the reports that have them.
    """
    found: dict[str, Report] = {}
    problems: list[str] = []
    for file in sorted(folder.glob("*.py")):
        try:
            reports = _run_file(file)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - it is code of somebody else
            problems.append(_say_unusable(file, error))
            continue
        for one in reports:
            if one.name in taken or one.name in found:
                problems.append(_say_twice(file, one.name))
            else:
                found[one.name] = replace(one, origin=str(file))
    return list(found.values()), problems


def run_own(one: Report, database: Database, options: Mapping[str, object]) -> list[Table]:
    """The tables of such a report, all of it made; raises UserError where it fails."""
    try:
        return [hold_table(one, table) for table in one(database, **options)]
    except (UserError, Cancelled):
        raise
    except (Exception, SystemExit) as error:
        message = _(
            "The report “{name}” stopped: {reason}. Correct “{file}”, or choose another report."
        )
        file = Path(one.origin)
        words = {"name": one.name, "reason": _say_reason(file, error), "file": str(file)}
        raise UserError(message.format(**words)) from error


def _run_file(file: Path) -> list[Report]:
    module = ModuleType(MODULE + file.stem)
    module.__file__ = str(file)
    # Data classes look their module up there.
    sys.modules[module.__name__] = module
    exec(compile(file.read_bytes(), str(file), "exec"), vars(module))
    return [one for one in vars(module).values() if isinstance(one, Report)]


def _say_unusable(file: Path, error: BaseException) -> str:
    message = _("“{file}” is left out of the reports: {reason}. Correct it, or take it away.")
    return message.format(file=str(file), reason=_say_reason(file, error))


def _say_twice(file: Path, name: str) -> str:
    message = _(
        "“{file}” has a report “{name}”, and so has another; give one of them another name."
    )
    return message.format(file=str(file), name=name)


def _say_reason(file: Path, error: BaseException) -> str:
    """The line of the file, and what Python says of it."""
    reason = next(iter(str(error).splitlines()), "") or _("it ended without a word")
    if isinstance(error, SyntaxError):
        line, reason = error.lineno, error.msg
    else:
        steps = traceback.extract_tb(error.__traceback__)
        line = next((one.lineno for one in reversed(steps) if one.filename == str(file)), None)
    if line is None:
        return reason.rstrip(".")
    return _("line {line}, {reason}").format(line=line, reason=reason.rstrip("."))
