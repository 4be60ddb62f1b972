"""The verbs of the window that open something: a page, a dialog, a menu, the search box."""

from typing import TYPE_CHECKING

from t20desk.ui.dialogs import run_dialog, show_notice
from t20desk.ui.places import Place, record_place

if TYPE_CHECKING:
    from t20desk.ui.window import Window


class WindowVerbs:
    """Each method is the verb of its name, wherever the page shown has none of its own."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def new_record(self) -> None:
        """Open the menu of what can be new."""
        self._window.top_bar.new_button.open_by_key()

    def find_everywhere(self) -> None:
        """Put the cursor into the search box."""
        self._window.search.begin()

    def cancel_job(self) -> None:
        """Cancel what the line at the foot of the window says is running."""
        self._window.status.cancel_job()

    def show_recent(self) -> None:
        """Offer the records opened last."""
        self._window.search.clear()
        self._window.search.begin()

    def duplicate_record(self) -> None:
        """Make another record that begins as the one shown, or the one the cursor is on."""
        window, here = self._window, self._window.shown_place()
        if here is None or here.record_id is None or not window.may_leave():
            return
        kind, desk = here.kind, window.desk

        def open_copy(made: int) -> None:
            window.go_to(record_place(kind, made))

        if kind == "event":
            from t20desk.ui.events.copy_dialog import copy_event

            copy_event(window, desk, here.record_id, open_copy)
        else:
            from t20desk.ui.records.duplicate_dialog import duplicate_record

            duplicate_record(window, desk, kind, here.record_id, open_copy)

    def import_file(self) -> None:
        """Open the import of a spreadsheet, for the kind that is shown."""
        here = self._window.shown_place()
        self._window.go_to(Place("import", here.kind if here and here.kind else "member"))

    def show_office(self) -> None:
        """Open the office profile."""
        self._window.go_to(Place("office", "office"))

    def show_own_fields(self) -> None:
        """Open the page of the office's own fields, at the kind that is shown."""
        here = self._window.shown_place()
        self._window.go_to(Place("own_fields", here.kind if here else ""))

    def show_help(self) -> None:
        """Say what can be done on this page."""
        page = self._window.page()
        if page is not None and page.help_text():
            show_notice(self._window, page.help_text())

    def show_shortcuts(self) -> None:
        """Show the sheet of keys."""
        from t20desk.ui.shell.key_sheet import KeySheet

        run_dialog(KeySheet(self._window.desk.settings, self._window))

    def quit_program(self) -> None:
        """Close the window."""
        self._window.close()
