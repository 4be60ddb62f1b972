"""Which page shows which place; a page's module is loaded when it is shown first."""

from importlib import import_module
from typing import Final, cast

from t20desk.ui.desk import Desk
from t20desk.ui.page import Page
from t20desk.ui.places import Place

PAGES: Final = {
    "today": "shell.today.Today",
    "list": "lists.list_page.ListPage",
    "record": "records.record_page.RecordPage",
    "event": "events.event_page.EventPage",
    "office": "shell.office_page.OfficePage",
    "own_fields": "own_fields.own_fields_page.OwnFieldsPage",
    "follow_ups": "follow_ups.follow_ups_page.FollowUpsPage",
    "confirmations": "confirmations.confirmations_page.ConfirmationsPage",
    "history": "history.history_page.HistoryPage",
    "imports": "imports.imports_page.ImportsPage",
    "trash": "history.trash_page.TrashPage",
    "backups": "shell.backups_page.BackupsPage",
    "compare": "shell.compare_page.ComparePage",
    "check": "shell.check_page.CheckPage",
    "doubles": "doubles.doubles_page.DoublesPage",
    "import": "imports.import_wizard.ImportWizard",
    "in_tray": "imports.in_tray.InTray",
    "learned": "imports.learned_page.LearnedPage",
    "return": "imports.return_page.ReturnPage",
    "reports": "reports.report_page.ReportPage",
    "papers": "papers.paper_page.PaperPage",
}


LISTS: Final = {"event": "events.events_page.EventsPage"}
"""The kinds whose list is a page of its own."""


LARGE: Final = ("reports", "papers")
"""Pages that bring as much as all others, which nobody may need today."""
FURTHER: Final = ("phonenumbers",)
"""Slow to load, and asked for in the midst of painting, by the columns of a sheet."""


def make_page(desk: Desk, place: Place) -> Page:
    """The page for a place."""
    own = LISTS.get(place.kind) if place.page == "list" else None
    found = own or PAGES[place.page]
    name = found.rpartition(".")[2]
    return cast(Page, getattr(import_module(_module_of(found)), name)(desk, place))


def list_modules() -> list[str]:
    """The modules of the pages that anybody may open next, and what these ask for later."""
    wanted = ("record", "import", "event", "list", "today")
    first = [PAGES[name] for name in wanted]
    rest = [found for name, found in PAGES.items() if name not in (*wanted, *LARGE)]
    return [*map(_module_of, (*first, *rest, *LISTS.values())), *FURTHER]


def _module_of(found: str) -> str:
    """The module of a page, by how it stands in the table."""
    return f"t20desk.ui.{found.rpartition('.')[0]}"
