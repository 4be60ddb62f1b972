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
    "reports": "papers.report_page.ReportPage",
    "papers": "papers.paper_page.PaperPage",
}


LISTS: Final = {"event": "events.events_page.EventsPage"}
"""The kinds whose list is a page of its own."""


def make_page(desk: Desk, place: Place) -> Page:
    """The page for a place."""
    own = LISTS.get(place.kind) if place.page == "list" else None
    module, name = (own or PAGES[place.page]).rsplit(".", 1)
    return cast(Page, getattr(import_module(f"t20desk.ui.{module}"), name)(desk, place))
