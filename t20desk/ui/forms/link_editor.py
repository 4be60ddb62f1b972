"""The editor of a link: another record, found by typing a part of its name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QLineEdit

from t20desk.db.fields import Field
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.forms.cut_line import CutLine
from t20desk.ui.forms.name_offers import NameOffers, point_at_first
from t20desk.ui.jobs import Job
from t20desk.ui.looks.icons import icon

JUMP_WIDTH = 26
"""Pixels of the arrow that leads to a linked record."""


class LinkEditor(CutLine):
    """Another record, found by typing a part of its name."""

    edited = Signal()
    chosen = Signal()
    pointed = Signal(object)
    """The record at which the list of suggestions points; None once something else is typed."""
    followed = Signal(object)
    """Somebody wants to see the record: its kind and id."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.jump: QAction | None = None
        self._asked = ""
        self._makes = False
        self._begin: Callable[[str], None] | None = None
        self._target = field.target or ""
        self._shown = ""
        self._value: int | None = None
        self._found: dict[str, int] = {}
        self._looking: Job | None = None
        self.setPlaceholderText(_("Type to search"))
        self._names = QStringListModel(self)
        self.offers = NameOffers(self._names, self)
        self.offers.activated.connect(self._on_chosen)
        self.offers.highlighted.connect(lambda text: self.pointed.emit(self._found.get(text)))
        self.setCompleter(self.offers)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(80)
        self._wait.timeout.connect(self._search)
        self.textEdited.connect(self._on_edit)

    def offer_new(self, begin: Callable[[str], None] | None = None) -> None:
        """Offer to make the record where a name says all that it needs.

        With `begin` it is not made at once: that is given the name, and asks for the rest.
        """
        from t20desk.importing.founding import may_found

        self._makes = may_found(self._desk.kinds[self._target])
        self._begin = begin

    def lead_on(self) -> None:
        """Offer to open the record that is linked."""
        self.jump = QAction(icon("mdi6.arrow-right"), _("Open"), self)
        self.jump.triggered.connect(lambda: self.followed.emit((self._target, self._value)))
        self.addAction(self.jump, QLineEdit.ActionPosition.TrailingPosition)

    def show_value(self, value: Stored, text: str = "") -> None:
        self._value = int(value) if value is not None else None
        self._shown = text
        self.setText(text)
        self.setCursorPosition(0)
        if self.jump is not None:
            self.jump.setVisible(value is not None)
            self.trailing = JUMP_WIDTH if value is not None else 0

    def typed(self) -> object:
        """The id; a text that names nothing found is given as it stands, and refused."""
        text = self.text().strip()
        if not text:
            return None
        if text == self._shown:
            return self._value
        return self._found.get(text, text)

    def stop_looking(self) -> None:
        """Offer no names until somebody types again: what stands here is being saved."""
        self._wait.stop()
        if self._looking is not None:
            self._looking.cancel()

    def _on_edit(self, _text: str) -> None:
        self._wait.start()
        self.pointed.emit(None)
        self.edited.emit()

    def _search(self) -> None:
        text = self.text().strip()
        if text and text != self._shown:
            self._looking = self._desk.read(
                lambda: self._look_up(text), lambda found: self._offer(text, *found)
            )

    def _look_up(self, text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """The records that are found, and those that one made of the name would look like."""
        from t20desk.importing.made_anew import find_alike
        from t20desk.listing.named_records import find_records, tell_apart

        db = self._desk.db
        found = tell_apart(db, self._target, find_records(db, self._target, text))
        return found, find_alike(db, self._target, text) if self._makes and not found else []

    def _offer(
        self, asked: str, found: list[tuple[int, str]], alike: list[tuple[int, str]]
    ) -> None:
        if asked != self.text().strip():
            return
        self._found = {}
        for key, text in (*found, *alike):
            self._found.setdefault(text, key)
        self._asked = asked
        is_known = asked.casefold() in (text.casefold() for text in self._found)
        fresh = [self._say_new()] if self._makes and not is_known else []
        self._names.setStringList([*self._found, *fresh])
        self.offers.fresh = next(iter(fresh), "")
        self.pointed.emit(found[0][0] if found else None)
        if asked in self._found and not self.hasFocus():
            # The field was left before its record was found; it is no longer unknown.
            self._take(asked)
        if self.hasFocus():
            self.offers.offer()
            popup = self.offers.popup()
            if popup is not None and found:
                point_at_first(popup)

    def _say_new(self) -> str:
        kind = _(self._desk.kinds[self._target].label)
        return _("New: {kind} “{name}”").format(kind=kind, name=self._asked)

    def _on_chosen(self, text: str) -> None:
        if text in self._found:
            self._take(text)
        elif text == self._say_new() and self._begin is not None:
            # The line itself still takes the words that were chosen, after this.
            QTimer.singleShot(0, self, partial(self._begin, self._asked))
        elif text == self._say_new():
            made = make_named(self._desk, self._target, self._asked)
            title = made[1] if made else self._asked
            self._found |= {title: made[0]} if made else {}
            QTimer.singleShot(0, self, lambda: self._take(title))

    def _take(self, text: str) -> None:
        """Show what is found under a name; one that is not found stands as it was typed."""
        if text not in self._found:
            self.setText(text)
            return
        self.show_value(self._found[text], text)
        self.edited.emit()
        self.chosen.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setClearButtonEnabled(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setClearButtonEnabled(False)


def make_named(desk: Desk, kind: str, name: str) -> tuple[int, str] | None:
    """Make a record that has nothing but a name; its id and title, or nothing if it is refused."""
    from t20desk.editing import plan_insert
    from t20desk.importing.founding import name_record
    from t20desk.listing import read_titles

    try:
        change = plan_insert(desk.db, kind, [name_record(desk.kinds[kind], name)])
        if desk.apply(change).is_refused:
            return None
    except UserError:
        return None
    key = next(row[0] for batch in change.batches if batch.kind == kind for row in batch.rows)
    return key, read_titles(desk.db, kind, [key]).get(key, name)
