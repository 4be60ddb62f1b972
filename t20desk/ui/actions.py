"""Every verb the user has, one line each.

Menu, navigation, context menu, key, command palette and list of keys follow. An action runs the
method of its name on the page shown or its doers, else of the window; it is grey until its needs
are met.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from t20desk.i18n import N_

MENUS: Final = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "view": N_("&View"),
    "pages": N_("&Go to"),
    "lists": N_("Further &lists"),
    "views": N_("&Saved views"),
    "record": N_("&Record"),
    "reach": N_("&Write"),
    "due": N_("&Follow-up"),
    "files": N_("F&iles"),
    "posts": N_("&Posts"),
    "event": N_("Eve&nt"),
    "tools": N_("&Tools"),
    "help": N_("&Help"),
}

WITHIN: Final = {
    "pages": "view",
    "lists": "view",
    "views": "view",
    "reach": "record",
    "due": "record",
    "files": "record",
    "posts": "record",
}
"""Menus that stand within another one, where their first verb stands: none is longer than a screen."""


class Action(NamedTuple):
    """One verb; `needs` are words of the window's state, `place` opens a page instead."""

    name: str
    text: str
    icon: str
    shortcut: str
    menu: str
    needs: frozenset[str]
    context: bool = False
    checkable: bool = False
    place: str = ""
    aside: bool = False
    """The page stands in the menu, not in the navigation."""
    begins: bool = False
    """A line stands above it in its menu."""
    also: str = ""
    """Other words by which it is looked for."""


ACTIONS: Final[dict[str, Action]] = {}


def action(
    name: str,
    text: str,
    icon: str,
    shortcut: str = "",
    menu: str = "",
    *needs: str,
    **more: bool | str,
) -> None:
    """Declare a verb."""
    ACTIONS[name] = Action(name, text, icon, shortcut, menu, frozenset(needs), **more)  # type: ignore[arg-type]


# fmt: off
action("new_file", N_("New database …"), "mdi6.file-plus-outline", "Ctrl+Shift+N", "file")
action("open_file", N_("Open …"), "mdi6.folder-open-outline", "Ctrl+O", "file")
action("open_demonstration", N_("Open the demonstration"), "mdi6.presentation", "", "file")
action("close_file", N_("Close database"), "mdi6.close", "Ctrl+W", "file", "file")
action("import_file", N_("Import a spreadsheet …"), "mdi6.file-import-outline", "Ctrl+I", "file", "file", begins=True)
action("open_imports", N_("Imports …"), "mdi6.file-clock-outline", "", "file", "file", place="imports", aside=True)
action("export_list", N_("Export this list …"), "mdi6.file-export-outline", "Ctrl+Shift+E", "file", "listing", context=True, begins=True)
action("export_calendar", N_("Save as calendar …"), "mdi6.calendar-export-outline", "", "file", "datable", context=True)
action("export_filled", N_("Into a workbook of your own …"), "mdi6.file-table-outline", "", "file", "listing", context=True)
action("export_return", N_("Workbook to edit and merge back …"), "mdi6.file-sync-outline", "", "file", "listing", context=True)
action("take_back_book", N_("Take back a workbook …"), "mdi6.file-undo-outline", "", "file", "file", place="return", aside=True)
action("write_template", N_("Empty workbook to hand out …"), "mdi6.file-table-outline", "", "file", "listing")
action("print_page", N_("Print …"), "mdi6.printer-outline", "Ctrl+P", "file", "printable", context=True, begins=True)
action("open_backups", N_("Backups …"), "mdi6.backup-restore", "", "file", "file", place="backups", aside=True)
action("quit_program", N_("Quit"), "mdi6.exit-to-app", "Ctrl+Q", "file", begins=True)

action("undo_change", N_("Undo"), "mdi6.undo", "Ctrl+Z", "edit", "undo")
action("redo_change", N_("Redo"), "mdi6.redo", "Ctrl+Y", "edit", "redo")
action("cancel_job", N_("Cancel what is running"), "mdi6.close-circle-outline", "Ctrl+.", "edit", "file")
action("copy_cells", N_("Copy"), "mdi6.content-copy", "Ctrl+Shift+C", "edit", "selection", context=True, begins=True)
action("paste_cells", N_("Paste into the table"), "mdi6.content-paste", "Ctrl+Shift+V", "edit", "editing", context=True)
action("paste_records", N_("Paste as new records"), "mdi6.table-row-plus-after", "", "edit", "listing", "editing", context=True)
action("fill_down", N_("Fill down"), "mdi6.arrow-collapse-down", "Ctrl+D", "edit", "editing", context=True)
action("clear_cells", N_("Clear cells"), "mdi6.backspace-outline", "Del", "edit", "editing", context=True)
action("replace_text", N_("Find and replace …"), "mdi6.find-replace", "Ctrl+H", "edit", "editable")
action("select_all", N_("Select all"), "mdi6.select-all", "Ctrl+A", "edit", "rows")
action("find_everywhere", N_("Search everything"), "mdi6.magnify", "Ctrl+K", "edit", "file", begins=True)
action("find_here", N_("Search in this list"), "mdi6.filter-outline", "Ctrl+F", "edit", "searchable")
action("build_search", N_("Build conditions …"), "mdi6.filter-cog-outline", "Ctrl+Shift+F", "edit", "listing")
action("show_preferences", N_("Preferences …"), "mdi6.cog-outline", "Ctrl+,", "edit", begins=True)

action("go_back", N_("Back"), "mdi6.arrow-left", "Alt+Left", "view", "back")
action("go_forward", N_("Forward"), "mdi6.arrow-right", "Alt+Right", "view", "forward")
action("open_today", N_("Today"), "mdi6.weather-sunset-up", "Ctrl+1", "pages", "file", place="today", begins=True)
action("open_members", N_("Organisations"), "mdi6.office-building-outline", "Ctrl+2", "pages", "file", place="member")
action("open_people", N_("People"), "mdi6.account-group-outline", "Ctrl+3", "pages", "file", place="person")
action("open_events", N_("Events"), "mdi6.calendar-blank-outline", "Ctrl+4", "pages", "file", place="event")
action("open_connections", N_("Connections"), "mdi6.vector-link", "Ctrl+0", "pages", "file", place="connection")
action("open_services", N_("Services"), "mdi6.handshake-outline", "", "pages", "file", place="service")
action("open_initiatives", N_("Initiatives"), "mdi6.rocket-launch-outline", "", "pages", "file", place="initiative")
action("open_notes", N_("Contact notes"), "mdi6.note-text-outline", "Ctrl+9", "pages", "file", place="contact_note")
action("open_reports", N_("Reports"), "mdi6.chart-bar", "Ctrl+5", "pages", "file", place="reports")
action("open_papers", N_("Letters and lists"), "mdi6.file-document-multiple-outline", "Ctrl+6", "pages", "file", place="papers")
action("open_follow_ups", N_("Follow-ups"), "mdi6.bell-outline", "Ctrl+8", "pages", "file", place="follow_ups")
action("open_confirmations", N_("Confirmations"), "mdi6.clipboard-check-outline", "", "pages", "file", place="confirmations")
action("open_in_tray", N_("In-tray"), "mdi6.inbox-arrow-down-outline", "Ctrl+Shift+I", "pages", "file", place="in_tray")
action("open_history", N_("History"), "mdi6.history", "Ctrl+7", "pages", "file", place="history")
action("open_participations", N_("Participations"), "mdi6.account-check-outline", "", "lists", "file", place="participation", aside=True)
action("open_affiliations", N_("Affiliations"), "mdi6.badge-account-outline", "", "lists", "file", place="affiliation", aside=True)
action("open_periods", N_("Membership periods"), "mdi6.calendar-range", "", "lists", "file", place="membership_period", aside=True)
action("open_parts", N_("Parts in initiatives"), "mdi6.puzzle-outline", "", "lists", "file", place="initiative_part", aside=True)
action("open_carriers", N_("Carriers of connections"), "mdi6.account-heart-outline", "", "lists", "file", place="carrier", aside=True)
action("open_programme", N_("Programme items"), "mdi6.calendar-clock-outline", "", "lists", "file", place="programme_item", aside=True)
action("open_decisions", N_("Decisions"), "mdi6.gavel", "", "lists", "file", place="decision", aside=True)
action("open_roles", N_("Roles of guests"), "mdi6.badge-account-outline", "", "lists", "file", place="role", aside=True)
action("open_organisers", N_("Organisers"), "mdi6.account-tie-outline", "", "lists", "file", place="organiser", aside=True)
action("open_venues", N_("Venues"), "mdi6.home-city-outline", "", "lists", "file", place="venue", aside=True)
action("open_honours", N_("Honours"), "mdi6.medal-outline", "", "lists", "file", place="honour", aside=True)
action("open_names", N_("Other names"), "mdi6.account-switch-outline", "", "lists", "file", place="other_name", aside=True)
action("open_addresses", N_("Addresses"), "mdi6.map-marker-outline", "", "lists", "file", place="address", aside=True)
action("open_details", N_("Contact details"), "mdi6.card-account-phone-outline", "", "lists", "file", place="contact_detail", aside=True)
action("show_recent", N_("Recent records"), "mdi6.clock-outline", "Ctrl+Shift+K", "view", "file", begins=True)
action("open_trash", N_("Trash"), "mdi6.trash-can-outline", "", "view", "file", place="trash", aside=True)
action("save_view", N_("Save as view …"), "mdi6.bookmark-plus-outline", "Ctrl+Shift+B", "views", "listing", begins=True)
action("update_view", N_("Keep what is shown in this view"), "mdi6.bookmark-check-outline", "", "views", "saved_view")
action("rename_view", N_("Rename view …"), "mdi6.rename-outline", "", "views", "saved_view")
action("move_view_forward", N_("Move view forward"), "mdi6.arrow-left-bold-outline", "Alt+Shift+Left", "views", "saved_view")
action("move_view_back", N_("Move view back"), "mdi6.arrow-right-bold-outline", "Alt+Shift+Right", "views", "saved_view")
action("delete_view", N_("Delete view"), "mdi6.bookmark-remove-outline", "", "views", "saved_view")
action("choose_clock", N_("As of a day …"), "mdi6.clock-outline", "", "view", "listing", begins=True)
action("choose_columns", N_("Columns …"), "mdi6.view-column-outline", "", "view", "listing")
action("open_column", N_("This column …"), "mdi6.table-column", "F8", "view", "listing")
action("sort_list", N_("Sort …"), "mdi6.sort", "Ctrl+Shift+S", "view", "listing")
action("group_list", N_("Groups …"), "mdi6.format-list-group", "", "view", "listing", also=N_("Group rows by a column"))
action("colour_rows", N_("Colours of rows …"), "mdi6.format-color-fill", "", "view", "listing")
action("toggle_totals", N_("Line of totals"), "mdi6.sigma", "Ctrl+Shift+L", "view", "listing")
action("toggle_card", N_("Record card beside the list"), "mdi6.card-text-outline", "F4", "view", "listing")
action("show_list", N_("Events as a list"), "mdi6.format-list-bulleted", "Alt+1", "event", "events")
action("show_tree", N_("Events as a tree"), "mdi6.file-tree", "Alt+2", "event", "events")
action("show_month", N_("Events as a month"), "mdi6.calendar-month-outline", "Alt+3", "event", "events")
action("refresh_page", N_("Refresh"), "mdi6.refresh", "F5", "view", "file", begins=True)
action("toggle_colours", N_("Light or dark"), "mdi6.theme-light-dark", "Ctrl+Shift+D", "view")
action("toggle_density", N_("Generous or compact rows"), "mdi6.view-headline", "Ctrl+Shift+R", "view")

action("new_record", N_("New"), "mdi6.plus", "Ctrl+N", "record", "file")
action("open_record", N_("Open"), "mdi6.open-in-new", "Alt+Return", "record", "selection", context=True)
action("edit_table", N_("Edit in table"), "mdi6.pencil-outline", "Ctrl+E", "record", "editable", checkable=True)
action("save_record", N_("Save"), "mdi6.check", "Ctrl+S", "record", "unsaved", begins=True)
action("discard_edits", N_("Discard what I typed"), "mdi6.eraser", "", "record", "unsaved")
action("previous_record", N_("Previous record"), "mdi6.chevron-left", "Ctrl+PgUp", "record", "record", begins=True)
action("next_record", N_("Next record"), "mdi6.chevron-right", "Ctrl+PgDown", "record", "record")
action("set_field", N_("Set a field …"), "mdi6.form-textbox", "", "record", "changeable", context=True, begins=True)
action("duplicate_record", N_("Duplicate …"), "mdi6.content-duplicate", "Ctrl+Shift+U", "record", "chosen", context=True)
action("copy_addresses", N_("Copy mail addresses …"), "mdi6.at", "Ctrl+Shift+M", "reach", "reachable", context=True, begins=True)
action("write_letters", N_("Letters …"), "mdi6.email-edit-outline", "", "reach", "lettered", context=True)
action("copy_postal", N_("Copy postal address"), "mdi6.map-marker-outline", "Ctrl+Shift+A", "reach", "postal", context=True)
action("write_mail", N_("Write a mail …"), "mdi6.email-outline", "", "reach", "record")
action("invite_people", N_("Invite to an event …"), "mdi6.account-arrow-right-outline", "", "record", "invitable", context=True)
action("ask_confirmation", N_("Ask to confirm the data …"), "mdi6.clipboard-arrow-right-outline", "", "record", "confirmable", context=True)
action("write_note", N_("Note …"), "mdi6.note-plus-outline", "Ctrl+Shift+T", "record", "chosen", context=True, begins=True)
action("finish_follow_ups", N_("Done"), "mdi6.check-all", "Ctrl+Return", "due", "due", begins=True)
action("put_off_day", N_("Due tomorrow"), "mdi6.calendar-arrow-right", "", "due", "due")
action("put_off_week", N_("Due in a week"), "mdi6.calendar-week-outline", "", "due", "due")
action("hand_over", N_("Hand over …"), "mdi6.account-arrow-right-outline", "", "due", "due_list")
action("add_files", N_("Add files …"), "mdi6.paperclip", "", "files", "filed")
action("paste_files", N_("Paste files"), "mdi6.paperclip-plus", "", "files", "filed")
action("open_attachment", N_("Open the file …"), "mdi6.file-eye-outline", "Ctrl+Shift+Return", "files", "chosen_files")
action("save_files", N_("Save files as …"), "mdi6.content-save-outline", "Ctrl+Shift+J", "files", "chosen_files")
action("rename_file", N_("Rename the file"), "mdi6.rename-outline", "Shift+F2", "files", "chosen_files")
action("choose_main", N_("Make the main contact"), "mdi6.account-star-outline", "Ctrl+Shift+O", "posts", "post_here")
action("end_post", N_("End post"), "mdi6.account-remove-outline", "Ctrl+Shift+X", "posts", "post")
action("replace_person", N_("Replace representative …"), "mdi6.account-switch-outline", "", "posts", "member_record")
action("merge_records", N_("Merge the two …"), "mdi6.call-merge", "", "record", "two", context=True, begins=True)
action("delete_records", N_("Delete …"), "mdi6.trash-can-outline", "Ctrl+Del", "record", "chosen", context=True)

action("new_subevent", N_("New event within this one"), "mdi6.file-tree-outline", "", "event", "event", begins=True)
action("move_events", N_("Move within the tree …"), "mdi6.file-tree-outline", "Ctrl+Shift+P", "event", "movable", context=True)
action("move_to_day", N_("Move to another day …"), "mdi6.calendar-arrow-right", "", "event", "postponable", context=True)
action("change_series", N_("Apply to the series …"), "mdi6.calendar-sync-outline", "", "event", "event")
action("invite_list", N_("Invite a whole list …"), "mdi6.account-multiple-plus-outline", "Ctrl+Shift+G", "event", "event", begins=True)
action("add_guest", N_("Add a guest …"), "mdi6.account-plus-outline", "Ctrl+G", "event", "event")
action("ask_questions", N_("Questions to guests …"), "mdi6.help-circle-outline", "", "event", "event")
action("take_answers", N_("Take answers from a sheet …"), "mdi6.file-check-outline", "", "event", "event")
action("remind_guests", N_("Remind who has not answered …"), "mdi6.bell-ring-outline", "", "event", "event")
action("refresh_titles", N_("Titles and affiliations of today …"), "mdi6.account-sync-outline", "", "event", "event")
action("add_item", N_("New programme item …"), "mdi6.calendar-plus-outline", "", "event", "event", begins=True)
action("follow_decisions", N_("Make follow-ups of decisions …"), "mdi6.gavel", "", "event", "event")
action("print_sheet", N_("Print a signature sheet …"), "mdi6.clipboard-text-outline", "", "event", "event", begins=True)
action("enter_sheet", N_("Type in a signed sheet …"), "mdi6.signature-freehand", "Ctrl+Shift+H", "event", "event")
action("write_door_book", N_("Workbook for a second door …"), "mdi6.file-export-outline", "", "event", "event")
action("take_door_book", N_("Take back the workbook of a second door …"), "mdi6.file-undo-outline", "", "event", "event")

action("show_own_fields", N_("Fields …"), "mdi6.form-textbox", "", "tools", "file", also=N_("Own fields"))
action("open_learned", N_("What imports know …"), "mdi6.school-outline", "", "tools", "file", place="learned", aside=True)
action("open_doubles", N_("Find doubles …"), "mdi6.set-merge", "", "tools", "file", place="doubles", aside=True)
action("open_check", N_("Check the database …"), "mdi6.stethoscope", "", "tools", "file", place="check", aside=True, begins=True)
action("show_office", N_("The office …"), "mdi6.card-account-details-outline", "", "tools", "file")

action("show_help", N_("What can I do here?"), "mdi6.help-circle-outline", "F1", "help")
action("show_shortcuts", N_("Keys"), "mdi6.keyboard-outline", "Shift+F1", "help")
action("show_about", N_("About t20desk"), "mdi6.information-outline", "", "help", begins=True)
# fmt: on

DECLARED_KEYS: Final = {one.name: one.shortcut for one in ACTIONS.values()}
"""The key each verb came with; in ACTIONS stands the one in use."""


def use_keys(chosen: Mapping[str, str]) -> None:
    """Give verbs the keys somebody chose for them, "" for none, and all others their own.

    What was chosen goes before what a later version declares: two verbs of one key answer to none.
    """
    taken = set(chosen.values())
    for name, declared in DECLARED_KEYS.items():
        key = chosen.get(name, "" if declared in taken else declared)
        ACTIONS[name] = ACTIONS[name]._replace(shortcut=key)


NAVIGATION: Final = tuple(one.name for one in ACTIONS.values() if one.place and not one.aside)
