"""The posts of an organisation or of a person: those of today, the former ones behind a button."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QMenu

from t20desk.db.change import Change
from t20desk.i18n import _, ngettext
from t20desk.listing import Listing, count_rows
from t20desk.posts import plan_end, plan_main_contact, search_current
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.looks.theme import row_height
from t20desk.ui.page import make_button
from t20desk.ui.records.related import Related
from t20desk.ui.records.related_table import RelatedTable

COLUMNS = {
    "member": (
        "person",
        "person.original_name",
        "position",
        "main_contact",
        "since",
        "person.email",
        "person.phone",
    ),
    "person": ("member", "position", "department", "main_contact", "since", "until"),
}
PlanChange = Callable[[], Change]
MOST_ROWS = 7
"""So many rows a table on the overview shows at once."""


class PostTable(RelatedTable):
    """People of an organisation, or organisations of a person."""

    def __init__(self, desk: Desk, described: Related, compact: bool = False) -> None:
        super().__init__(desk, described)
        self._compact = compact
        self._today = date.today().isoformat()
        self.former = make_button("", "flat", "formerPosts")
        self.former.setCheckable(True)
        self.end = make_button(_("End post"), "flat", "endPost")
        self.replace = make_button(_("Replace …"), "flat", "replacePost")
        for place, button in enumerate((self.former, self.end, self.replace), start=1):
            self.head.insertWidget(place, button)
        self.former.hide()
        self.former.clicked.connect(self._list_anew)
        self.end.clicked.connect(self.end_post)
        self.replace.clicked.connect(self.replace_person)
        self.table.selection_changed.connect(self._grey_out)
        if compact:
            self.table.setVerticalScrollMode(self.table.ScrollMode.ScrollPerPixel)
            self._fit_height(0)

    def show_record(self, record_id: int, name: str) -> None:
        """Show the posts of a record, those of today first."""
        if record_id != self._owner:
            self.former.setChecked(False)
        super().show_record(record_id, name)
        self._count_former(record_id)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if these kinds show here; how many are former too."""
        super().refresh(kinds)
        if self._owner is not None and "affiliation" in kinds:
            self._count_former(self._owner)

    def words_of_state(self) -> set[str]:
        """Words of the state: a post is chosen, and whether the organisation is the one shown."""
        return {"post", "post_here"} if self.described.link == "member" else {"post"}

    def end_post(self) -> None:
        """End the post the cursor is on, today."""
        post = self._post()
        if post is not None:
            self._apply(lambda: plan_end(self._desk.db, post, self._today))

    def choose_main(self) -> None:
        """Make the post the cursor is on the main contact."""
        post, owner = self._post(), self._owner
        if post is not None and owner is not None and self.described.link == "member":
            self._apply(lambda: plan_main_contact(self._desk.db, owner, post))

    def replace_person(self) -> None:
        """Ask who follows on the post the cursor is on."""
        from t20desk.ui.records.post_dialog import ReplaceDialog

        post = self._post()
        if post is not None:
            run_dialog(ReplaceDialog(self.window(), self._desk, post))

    # --- inside -------------------------------------------------------------------------------

    def _post(self) -> int | None:
        """The post the cursor is on; the only one where there is one."""
        ids: Sequence[int] = self.table.records.ids
        return self.table.current_id() or (ids[0] if len(ids) == 1 else None)

    def _apply(self, plan: PlanChange) -> None:
        self.notice.say(self._desk.attempt(plan))

    def _search(self, owner: int) -> str:
        whole = super()._search(owner)
        return whole if self.former.isChecked() else f"{whole} {search_current(self._today)}"

    def _columns(self) -> tuple[str, ...]:
        return COLUMNS[self.described.link]

    def _list_anew(self) -> None:
        if self._owner is not None:
            self.show_record(self._owner, self._owner_name)

    def _count_former(self, owner: int) -> None:
        whole = write_test(self.described.link, "is", str(owner))
        former = Listing("affiliation", f"{whole} -{search_current(self._today)}", "all")
        self._desk.read(
            lambda: count_rows(self._desk.db, former),
            lambda number: self._name_former(owner, number),
        )

    def _name_former(self, owner: int, number: int) -> None:
        if owner == self._owner:
            words = ngettext("{number} former", "{number} former", number)
            self.former.setText(words.format(number=number))
            self.former.setVisible(bool(number) or self.former.isChecked())

    def _on_ids(self) -> None:
        super()._on_ids()
        self._grey_out()
        if self._compact:
            self.heading.setText(_("People") if self.described.link == "member" else _("Posts"))
            self._fit_height(len(self.table.records.ids))

    def _fit_height(self, rows: int) -> None:
        height = row_height(self._desk.settings.value("density"))
        shown = max(1, min(rows, MOST_ROWS))
        heading = self.table.horizontalHeader().minimumHeight()
        self.table.setFixedHeight(heading + shown * height + 8)
        self.table.setVisible(bool(rows))

    def _grey_out(self) -> None:
        there = self._post() is not None
        self.end.setVisible(there)
        self.replace.setVisible(there and self.described.link == "member")

    def _add_verbs(self, menu: QMenu, record_id: int) -> None:
        menu.addSeparator()
        if self.described.link == "member":
            menu.addAction(_("Make the main contact"), self.choose_main)
            menu.addAction(_("Replace …"), self.replace_person)
        menu.addAction(_("End post"), self.end_post)
