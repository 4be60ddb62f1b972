"""Which page shows which place; a page's module is loaded when it is shown first."""

from importlib import import_module
from typing import Final, cast

from t20desk.ui.desk import Desk
from t20desk.ui.page import Page
from t20desk.ui.places import Place

PAGES: Final = {
    "today": "today.Today",
    "list": "list_page.ListPage",
    "record": "record_page.RecordPage",
    "event": "event_page.EventPage",
    "office": "office_page.OfficePage",
    "own_fields": "own_fields_page.OwnFieldsPage",
    "follow_ups": "follow_ups_page.FollowUpsPage",
    "history": "history_page.HistoryPage",
    "imports": "imports_page.ImportsPage",
    "trash": "trash_page.TrashPage",
    "backups": "backups_page.BackupsPage",
    "compare": "compare_page.ComparePage",
    "check": "check_page.CheckPage",
    "doubles": "doubles_page.DoublesPage",
    "import": "import_wizard.ImportWizard",
    "in_tray": "in_tray.InTray",
    "learned": "learned_page.LearnedPage",
    "return": "return_page.ReturnPage",
    "reports": "report_page.ReportPage",
    "papers": "paper_page.PaperPage",
}


def make_page(desk: Desk, place: Place) -> Page:
    """The page for a place."""
    module, name = PAGES[place.page].split(".")
    return cast(Page, getattr(import_module(f"t20desk.ui.{module}"), name)(desk, place))
