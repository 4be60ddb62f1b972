"""What can be done with the record shown: note, mail, print, copy, confirm, choose, replace."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from t20desk.db.change import Change
from t20desk.editing import plan_edit
from t20desk.i18n import _, tell_value
from t20desk.kind_ways import NOTED_KINDS
from t20desk.posts import plan_main_contact
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog, show_problem
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button
from t20desk.ui.places import Place

if TYPE_CHECKING:
    from t20desk.ui.records.record_page import RecordPage

MORE_ASKED: Final = {"letter", "sheet"}
"""Options of papers that are asked for before their pages are of any use."""


ROOMY: Final = 860
"""From this width on all buttons have room beside the way back to the list."""


class RecordVerbs:
    """The verbs of a record page; one that writes saves first what was typed."""

    def __init__(self, page: "RecordPage", desk: Desk) -> None:
        self._page = page
        self._desk = desk
        self.menu: QMenu | None = None
        self._kind, self._is_narrow = "", False
        self.note = make_button(_("Contact note"), "", "writeNote")
        self.mail = make_button(_("Write"), "", "writeMail")
        self.replace = make_button(_("Replace representative …"), "", "replaceRepresentative")
        self.invite = make_button(_("Invite …"), "", "inviteList")
        self.print = make_button(_("Print"), "", "printRecord")
        self.more = _make_more()
        self.buttons = (self.note, self.mail, self.print, self.replace, self.invite, self.more)
        verbs = ("write_note", "write_mail", "print_page", "replace_person")
        for button, verb in zip(self.buttons[:4], verbs, strict=True):
            button.clicked.connect(partial(self.run, verb))
        self.more.clicked.connect(self._show_more)
        for button in self.buttons:
            button.hide()

    def run(self, verb: str, _checked: bool = False) -> None:
        """Run a verb of here or of the page by its name; what follows a colon is its argument."""
        name, _colon, argument = verb.partition(":")
        if self._page.record_id is None:
            return
        act = getattr(self, f"_{name}", None) or self._page.find_verb(name)
        if act is None:
            self._page.verb_wanted.emit(name)
        else:
            act(argument) if argument else act()

    def use_width(self, width: int) -> None:
        """Leave the way back to the list whole; what the menu has too goes where it has no room."""
        self._is_narrow = width < ROOMY
        self.show_replace()

    def show_replace(self) -> None:
        """Offer to replace somebody where somebody has a post, which is known a little later."""
        has_posts = self._kind == "member" and bool(self._page.shown.overview.posts)
        self.replace.setVisible(has_posts)
        is_full = self._is_narrow and has_posts
        self.print.setVisible(bool(self._kind) and not is_full)

    def show(self, kind: str) -> None:
        """Show the buttons that belong to a kind; none for an empty word."""
        self._kind = kind
        self.note.setVisible(kind in NOTED_KINDS)
        self.mail.setVisible("email" in self._desk.kinds[kind].fields if kind else False)
        self.invite.setVisible(kind == "event")
        self.show_replace()
        self.more.setVisible(bool(kind))
        if kind == "event" and self.print.menu() is None:
            self.print.setMenu(self._make_papers())

    def _make_papers(self) -> QMenu:
        """A menu that is filled once it is wanted: to know all papers takes long."""
        menu = QMenu(self.print)
        once = Qt.ConnectionType.SingleShotConnection
        menu.aboutToShow.connect(partial(self._fill_papers, menu), once)
        return menu

    def _fill_papers(self, menu: QMenu) -> None:
        """What can be printed of an event: its own data, and each paper that is made for one."""
        from t20desk.printing.papers import PAPERS

        menu.addAction(_("Data of the event"), partial(self.run, "print_page"))
        menu.addSeparator()
        for name, paper in PAPERS.items():
            if "event" in paper.options():
                menu.addAction(_(paper.label), partial(self._print_paper, name))

    def _print_paper(self, name: str) -> None:
        from t20desk.printing.papers import PAPERS
        from t20desk.ui.papers.print_preview import show_paper

        page = self._page
        if MORE_ASKED & PAPERS[name].options().keys():
            # Its text, or the sheet and whose guests, is chosen first, beside the pages.
            page.place_requested.emit(
                Place("papers", tab=name, values=(("event", str(page.record_id)),))
            )
            return
        if page.record_id is not None and (not page.is_dirty() or page.save_record()):
            show_paper(page, self._desk, name, event=str(page.record_id))

    def _show_more(self) -> None:
        self._page.menu_requested.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # --- verbs --------------------------------------------------------------------------------

    def _write_mail(self) -> None:
        address = str(self._page.shown.cells.get("email") or "")
        if not address:
            show_problem(self._page, _("There is no mail address here yet; fill it in."))
            self._fill_in("email")
            return
        from t20desk.ui.records.mail_draft import open_draft

        if problem := open_draft(self._desk, [address]):
            show_problem(self._page, problem)

    def _copy_address(self) -> None:
        self._page.verb_wanted.emit("copy_postal")

    def _copy_reach(self) -> None:
        page = self._page
        assert page.form is not None
        rows = [row for row in page.form.rows.values() if row.field.section == "Reach"]
        lines = [tell_value(row.field.say(), row.base.text) for row in rows if row.base.text]
        QApplication.clipboard().setText("\n".join([page.title(), *lines]))
        self._desk.tell(_("Phone and mail are copied."))

    def _fill_in(self, field: str) -> None:
        page = self._page
        if page.sheet is not None:
            page.tabs.setCurrentWidget(page.sheet)
            page.sheet.form.focus_field(field)
            page.sheet.ensureWidgetVisible(page.sheet.form.rows[field].editor)

    def _confirm_record(self) -> None:
        self._edit("confirmed_on", date.today().isoformat())

    def _finish_follow_up(self) -> None:
        is_note = self._page.kind.name == "contact_note"
        self._edit("done", 1) if is_note else self._edit("follow_up", None)

    def _choose_contact(self) -> None:
        """Offer the people of the organisation, and a new one."""
        page = self._page
        menu = self._make_menu()
        for post, words in page.shown.overview.posts:
            menu.addAction(words.replace("&", "&&"), partial(self._take_contact, post))
        menu.addSeparator()
        posts = page.sheet.posts if page.sheet is not None else None
        if posts is not None:
            menu.addAction(_("+ Person …"), posts.add_record)
        self._show_choice(menu, "choose_contact")

    def _take_contact(self, post: int) -> None:
        member, db = self._page.record_id or 0, self._desk.db
        self._apply(lambda: plan_main_contact(db, member, post))

    def _replace_person(self) -> None:
        """Ask which post if there are several, then who follows."""
        posts = self._page.shown.overview.posts
        if not posts:
            sentence = _("Nobody has a post here yet; add one with “{button}”.")
            show_problem(self._page, sentence.format(button=_("+ Person …")))
            return
        if len(posts) == 1:
            self._open_replacement(posts[0][0])
            return
        menu = self._make_menu()
        for post, words in posts:
            menu.addAction(words.replace("&", "&&"), partial(self._open_replacement, post))
        self._show_choice(menu, "replaceRepresentative")

    def _make_menu(self) -> QMenu:
        menu = self.menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _show_choice(self, menu: QMenu, name: str) -> None:
        """Open a menu below the button it belongs to, ready for Enter."""
        button = self._page.findChild(QPushButton, name)
        at = button if button is not None and button.isVisible() else self.more
        menu.setActiveAction(menu.actions()[0])
        menu.popup(at.mapToGlobal(QPoint(0, at.height())))

    def _open_replacement(self, post: int) -> None:
        from t20desk.ui.records.post_dialog import ReplaceDialog

        run_dialog(ReplaceDialog(self._page.window(), self._desk, post))

    # --- writing ------------------------------------------------------------------------------

    def _edit(self, field: str, value: str | int | None) -> None:
        page = self._page
        kind, key, db = page.kind.name, page.record_id or 0, self._desk.db
        self._apply(lambda: plan_edit(db, kind, {key: {field: value}}))

    def _apply(self, plan: Callable[[], Change]) -> None:
        page = self._page
        if page.is_dirty() and not page.save_record():
            return
        hindered = self._desk.attempt(plan)
        if hindered:
            show_problem(page, hindered)


def _make_more() -> QPushButton:
    """The button of the menu that a right click opens too."""
    button = make_button("⋯", "", "recordMore")
    button.setAccessibleName(_("More"))
    set_tip(button, _("What else can be done with this record"))
    return button
