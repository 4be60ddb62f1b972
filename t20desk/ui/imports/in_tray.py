"""What came from outside and waits: each file with what it is and the one step that is next."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from t20desk.i18n import N_, _, ngettext
from t20desk.recognising import Recognised, recognise
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_files
from t20desk.ui.imports.import_words import FILES
from t20desk.ui.imports.pasted_tables import has_table, keep_table
from t20desk.ui.looks.dropping import DropTarget, copied_data, file_paths
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.looks.sign import Sign
from t20desk.ui.page import Notice, Page, make_button, make_card, make_column, make_label
from t20desk.ui.places import Place
from t20desk.ui.records.mail_drops import note_at_correspondent


class Step(NamedTuple):
    """The next step with a file of one sort: the words of its button, its picture, its page."""

    words: str
    icon: str
    page: str = ""


STEPS: Final[Mapping[str, Step]] = {
    "sheet": Step(N_("Import …"), "mdi6.table-large", "import"),
    "book": Step(N_("Take back …"), "mdi6.file-undo-outline", "return"),
    "mail": Step(N_("Note it …"), "mdi6.email-outline"),
    "unreadable": Step("", "mdi6.alert-circle-outline"),
}
"""By the sort of what was recognised; without a page the tray does it itself, without words
nothing can be done."""


class WaitingCard(QFrame):
    """One file that waits."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.found: Recognised | None = None
        self.setProperty("look", "card")
        self.picture = Sign(28)
        self.picture.setFixedWidth(36)
        self.words = make_label(_("Looking what it is …"), wrap=True, name="trayWords")
        self.step = make_button("", "main", "trayStep")
        self.remove = make_button(_("Take away"), "", "trayRemove")
        self.remove.setAccessibleName(_("Take {file} away").format(file=path.name))
        self.step.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.picture, 0, 0, 3, 1)
        grid.addWidget(make_label(path.name, "heading", name="trayName"), 0, 1)
        grid.addWidget(self.words, 1, 1)
        grid.addWidget(make_label(str(path.parent), "quiet"), 2, 1)
        grid.addWidget(self.step, 0, 2, 3, 1)
        grid.addWidget(self.remove, 0, 3, 3, 1)
        grid.setColumnStretch(1, 1)

    def show_found(self, found: Recognised) -> None:
        """Say what the file is, and offer what comes next."""
        self.found = found
        step = STEPS[found.sort]
        self.words.setText(found.words)
        self.picture.show_icon(step.icon)
        self.step.setText(_(step.words) if step.words else "")
        self.step.setAccessibleName(f"{_(step.words)} {self.path.name}" if step.words else "")
        self.step.setVisible(bool(step.words))


class InTray(Page):
    """The files that wait, the newest first."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._cards: dict[Path, WaitingCard] = {}
        self.choose = make_button(_("Choose files …"), "main", "trayChoose")
        self.paste = make_button(_("Paste"), "", "trayPaste")
        self.replies = make_button("", "", "trayReplies")
        self.count = make_label(look="quiet", name="trayCount")
        self.notice = Notice("trayNotice")
        self._inside = QWidget()
        self._inside.setObjectName("cards")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 10, 0)
        self._column.setSpacing(10)
        self._empty = self._make_empty()
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        paths = [Path(path) for name, path in place.values if name == "path"]
        if paths:
            self._desk.tray.add(paths)
        self._show_waiting()
        self._focus_next()

    def place_shown(self) -> Place:
        return Place("in_tray")

    def refresh(self, kinds: frozenset[str]) -> None:
        if not kinds or "import_profile" in kinds:
            for card in self._cards.values():
                self._look(card)

    def title(self) -> str:
        return _("In-tray")

    def help_text(self) -> str:
        return _(
            "Drop spreadsheets, returned workbooks and mails anywhere on the window, or paste "
            "cells here. They wait in this list with what they are, and each has one next step."
        )

    def cards(self) -> list[WaitingCard]:
        """The files as they are shown."""
        return [self._cards[path] for path in self._desk.tray.paths() if path in self._cards]

    def paste_files(self) -> None:
        """Let the files or the cells on the clipboard wait here."""
        mime = copied_data()
        self.notice.say("")
        if paths := file_paths(mime):
            self._desk.tray.add(paths)
        elif has_table(mime):
            self._desk.tray.add([keep_table(mime)])
        else:
            self.notice.say(_("There is no file and no table on the clipboard; copy one first."))

    def take_replies(self) -> None:
        """Take all replies to a confirmation back in one step, with one preview."""
        values = tuple(("path", str(path)) for path in self._list_replies())
        self.place_requested.emit(Place("return", values=values))

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(make_label(_("In-tray"), "title"))
        head.addSpacing(10)
        head.addWidget(self.count, 1)
        head.addWidget(self.replies)
        head.addWidget(self.paste)
        head.addWidget(self.choose)
        column = make_column(self)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(ScrollArea(self._inside), 1)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.replies.hide()

    def _make_empty(self) -> QFrame:
        card = make_card()
        card.setObjectName("trayEmpty")
        column = QVBoxLayout(card)
        column.setContentsMargins(22, 20, 22, 20)
        column.addWidget(make_label(_("Nothing is waiting."), "heading"))
        column.addWidget(make_label(self.help_text(), "quiet", wrap=True))
        return card

    def _connect(self) -> None:
        DropTarget(self, self._on_drop, lambda mime: bool(file_paths(mime)))
        self.choose.clicked.connect(self._choose_files)
        self.replies.clicked.connect(self.take_replies)
        self.paste.clicked.connect(self.paste_files)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste_files)
        self._desk.tray.changed.connect(self._show_waiting)

    # --- slots --------------------------------------------------------------------------------

    def _choose_files(self) -> None:
        words = _("Tables and mails")
        filters = f"{words} ({FILES} *.eml *.msg)"
        if paths := choose_files(self, _("In-tray"), filters):
            self._desk.tray.add(paths)

    def _on_drop(self, mime: QMimeData) -> None:
        self._desk.tray.add(file_paths(mime))

    def _show_waiting(self) -> None:
        """Show a card for each file that waits; what was looked at is not looked at again."""
        paths = self._desk.tray.paths()
        for gone in self._cards.keys() - set(paths):
            card = self._cards.pop(gone)
            self._column.removeWidget(card)
            card.deleteLater()
        for at, path in enumerate(paths):
            if path not in self._cards:
                self._cards[path] = self._add_card(path)
            self._column.insertWidget(at, self._cards[path])
        self._empty.setVisible(not paths)
        words = ngettext("{number} file waits", "{number} files wait", len(paths))
        self.count.setText(words.format(number=len(paths)) if paths else "")
        self._offer_replies()
        self.state_changed.emit()

    def _add_card(self, path: Path) -> WaitingCard:
        card = WaitingCard(path)
        card.step.clicked.connect(partial(self._take_step, card))
        card.remove.clicked.connect(lambda: self._desk.tray.remove(path))
        self._look(card)
        return card

    def _look(self, card: WaitingCard) -> None:
        db, path = self._desk.db, card.path
        self._desk.jobs.write(lambda: recognise(db, path), partial(self._take_found, card))

    def _take_found(self, card: WaitingCard, found: Recognised) -> None:
        if self._cards.get(card.path) is card:
            card.show_found(found)
            self._offer_replies()
            if self.choose.hasFocus() or self.paste.hasFocus():
                self._focus_next()

    def _focus_next(self) -> None:
        """Go to the next step of the newest file, once it is known."""
        newest = next(iter(self.cards()), None)
        (newest.step if newest and newest.step.text() else self.choose).setFocus()

    def _list_replies(self) -> list[Path]:
        cards = [card for card in self.cards() if card.found is not None]
        return [card.path for card in cards if card.found and card.found.kind == "confirmation"]

    def _offer_replies(self) -> None:
        """Offer to take several replies back at once."""
        cards = self.cards()
        # Offered sooner, it would leave those out that are still looked at.
        number = len(self._list_replies()) if all(card.found for card in cards) else 0
        words = ngettext("Take {number} reply back …", "Take {number} replies back …", number)
        self.replies.setText(words.format(number=number))
        self.replies.setVisible(number > 1)

    def _take_step(self, card: WaitingCard) -> None:
        found = card.found
        if found is None:
            return
        page = STEPS[found.sort].page
        if page:
            values = (("path", str(card.path)),)
            self.place_requested.emit(Place(page, found.kind, values=values))
        else:
            note_at_correspondent(self, self._desk, [card.path])
            self._desk.tray.remove(card.path)
