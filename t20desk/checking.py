"""Checking a database: what is not as it should be, and repairing what follows from the rest."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from t20desk import i18n
from t20desk.backing_up import back_up
from t20desk.db.contents import size_text
from t20desk.db.database import Database
from t20desk.db.engines.driver_errors import explain_read_only
from t20desk.db.engines.opening import check_file, check_regular
from t20desk.db.engines.side_files import is_cut_off
from t20desk.db.holdings import Holdings
from t20desk.db.soundness import Finding, examine, examine_file, repair
from t20desk.db.soundness.findings import MOST_IDS
from t20desk.events.clashes import find_clashes, say_clashes
from t20desk.i18n import ngettext


@dataclass(slots=True)
class Report:
    """What was found, and the copy that was made before repairing."""

    findings: list[Finding] = field(default_factory=list)
    backup: Path | None = None
    holdings: Holdings = field(default_factory=Holdings)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left that is not as it should be."""
        return all(one.repaired for one in self.findings)


def check_damage(path: Path) -> list[Finding]:
    """Whether the file itself is damaged, found before it is opened.

    Nothing is changed, but what was cut off while being written is taken back as by any opening.
    """
    check_regular(path)
    with path.open("rb") as file:
        begins_right = file.read(16) == b"SQLite format 3\0"
    if not begins_right:
        return []
    if is_cut_off(path):
        check_file(path)
    return examine_file(path)


def check_database(database: Database, repairing: bool = False) -> Report:
    """Look at everything; with `repairing` derived values are written anew, after a copy."""
    found, holdings = examine(database)
    clashes = _find_clashing(database) if not any(one.check == "damage" for one in found) else []
    if not repairing or not any(one.repairable for one in found):
        return Report([*found, *clashes], holdings=holdings)
    if database.read_only:
        raise explain_read_only(database.name)
    copy = back_up(database, reason="repair")
    repair(database)
    found_after, holdings = examine(database)
    left = {(one.check, one.kind) for one in found_after}
    return Report(
        [
            replace(one, repaired=one.repairable and (one.check, one.kind) not in left)
            for one in (*found, *clashes)
        ],
        copy.path,
        holdings,
    )


def _find_clashing(database: Database) -> list[Finding]:
    """Items of programmes that clash, as one finding."""
    clashes = find_clashes(database)
    ids = tuple(dict.fromkeys(one.item for one in clashes))
    if not ids:
        return []
    return [Finding("clash", "programme_item", "", len(ids), say_clashes(clashes), ids[:MOST_IDS])]


def say_holdings(holdings: Holdings) -> str:
    """What files and pictures take, and what of it is kept for undo alone; empty for none."""
    used, kept = holdings.used.values(), holdings.for_undo.values()
    if not used and not kept:
        return ""
    words = ngettext(
        "Files and pictures: {count} content, {size}.",
        "Files and pictures: {count} contents, {size}.",
        len(used),
    ).format(count=len(used), size=size_text(sum(used)))
    if not kept:
        return words
    more = ngettext(
        "{count} more ({size}) stays so that its deletion can be undone.",
        "{count} more ({size}) stay so that their deletion can be undone.",
        len(kept),
    )
    return f"{words} {more.format(count=len(kept), size=size_text(sum(kept)))}"


def check_in_child(
    address: str, user: str, repairing: bool, language: str, _report: object
) -> Report:
    """Check, or repair, for the window; called in the child."""
    i18n.use(language)
    database = Database.open(address, user=user, read_only=not repairing)
    try:
        return check_database(database, repairing)
    finally:
        database.close()


__all__ = [
    "Finding", "Report", "check_damage", "check_database", "check_in_child", "say_holdings",
]  # fmt: skip
