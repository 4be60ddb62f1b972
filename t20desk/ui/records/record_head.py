"""The head of a record: its names, its standing, who is in charge, and what is amiss."""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from t20desk.i18n import _
from t20desk.notices import Notice
from t20desk.overview import Overview
from t20desk.ui.desk import Desk
from t20desk.ui.looks.flow import FlowLayout, LineLabel, empty_layout
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.sign import Sign
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import record_place

LINE_HEIGHT = 28
ANY_WIDTH = 2**24 - 1
"""Qt's word for no limit."""
BELOW, BESIDE = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
MUCH = 100
"""How much more of its room the first name takes than the second one."""
MOST_LOW = 1
"""So many notices stand in the line of a low window; the others are behind a button."""


class StepBar(QWidget):
    """Back to the list, and through it record by record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[str, int | None] = ("", None)
        self.crumb = make_button("", "flat", "recordCrumb")
        self.previous = _make_step("mdi6.chevron-left", _("Previous record"))
        self.next = _make_step("mdi6.chevron-right", _("Next record"))
        self.text = make_label(look="quiet", name="stepText")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.crumb, self.previous, self.text, self.next):
            self.row.addWidget(widget)

    def show_record(self, kind: str, record_id: int | None) -> None:
        """Say which of how many of the list it was opened from; nothing where it is not in one."""
        self._shown = (kind, record_id)
        ids, place = self._find_place()
        total, listed = len(ids), place >= 0
        text = _("{place} of {total}").format(place=place + 1, total=total) if listed else ""
        self.text.setText(text)
        self.previous.setVisible(listed)
        self.next.setVisible(listed)
        self.previous.setEnabled(place > 0)
        self.next.setEnabled(listed and place + 1 < total)

    def find_beside(self, by: int) -> int | None:
        """The record so many further on in the list."""
        ids, place = self._find_place()
        return ids[place + by] if place >= 0 and 0 <= place + by < len(ids) else None

    def _find_place(self) -> "tuple[array[int], int]":
        """The list that was walked through, and where in it the record is, or -1."""
        kind, record_id = self._shown
        ids = self._desk.walked.get(kind, array("q"))
        found = record_id is not None and record_id in ids
        return ids, ids.index(record_id) if record_id is not None and found else -1


class NameLine(QWidget):
    """The name in both scripts, and what the record is to the alliance."""

    def __init__(self) -> None:
        super().__init__()
        self._is_low = False
        self.name = LineLabel()
        self.name.setProperty("look", "title")
        self.name.setObjectName("recordTitle")
        self.second = LineLabel()
        self.second.setProperty("look", "second")
        self.second.setObjectName("secondName")
        self.status = make_label(look="tag", name="recordStatus")
        self.name.setMinimumWidth(100)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self._names = QBoxLayout(BELOW)
        self._names.addWidget(self.name, MUCH)
        self._names.addWidget(self.second, 1)
        self.stand_beside(False)
        row.addLayout(self._names, 1)
        row.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)

    def show_names(self, name: str, second: str, status: str) -> None:
        """Show other names; an empty one takes no room."""
        self.name.show_whole(name)
        self.second.show_whole(second)
        self.status.setText(status)
        self.status.setVisible(bool(status))
        self._lay_out()

    def stand_beside(self, is_beside: bool) -> None:
        """Have the second name in the line of the first one, as where no picture stands there."""
        self._names.setDirection(BESIDE if is_beside else BELOW)
        self._names.setSpacing(12 if is_beside else 0)
        self._lay_out()

    def use_low(self, is_low: bool) -> None:
        """On a low page the second name stands in the tip of the first one."""
        self._is_low = is_low
        self._lay_out()

    def _lay_out(self) -> None:
        second, is_beside = self.second.whole, self._names.direction() == BESIDE
        self.second.setVisible(bool(second) and not self._is_low)
        # The second name begins where the first one ends, which is the last to be cut.
        is_followed = is_beside and bool(second) and not self._is_low
        self.name.setMaximumWidth(self.name.whole_width() if is_followed else ANY_WIDTH)
        set_tip(self.name, f"{self.name.whole}\n{second}" if self._is_low else self.name.whole)


class ChargeLine(QWidget):
    """Main contact, who is responsible, and the follow-up, each with what can be done."""

    place_requested = Signal(object)
    verb_wanted = Signal(str)
    turned = Signal(bool)
    """Whether there is anything to see."""

    def __init__(self) -> None:
        super().__init__()
        self._is_low = False
        self._flow = FlowLayout(6, in_line=True)
        self.setLayout(self._flow)

    def use_low(self, is_low: bool) -> None:
        """Leave the room to what is below on a low page; a form says the same."""
        self._is_low = is_low
        self.setVisible(self._flow.count() > 0 and not is_low)
        self.turned.emit(self._flow.count() > 0 and not is_low)

    def show_charge(self, kind: str, found: Overview, cells: dict[str, Any], day: str) -> None:
        """Show who is in charge; what is not filled is not mentioned."""
        empty_layout(self._flow)
        if found.contact is not None:
            self._show_contact(kind, found)
        if cells.get("responsible"):
            self._add_words(_("Responsible here"))
            who = make_label(str(cells["responsible"]), name="keyResponsible")
            self._flow.addWidget(_of_height(who))
        if day:
            self._add_words(_("Follow-up"))
            self._flow.addWidget(_of_height(make_label(day, name="keyFollowUp")))
            self._add_verb(_("Done"), "finish_follow_up")
        self.use_low(self._is_low)

    def _show_contact(self, kind: str, found: Overview) -> None:
        assert found.contact is not None
        other = "person" if kind == "member" else "member"
        self._add_words(_("Main contact") if kind == "member" else _("At"))
        place = record_place(other, found.contact.id)
        name = make_button(found.contact.text.replace("&", "&&"), "flat", "keyContact")
        name.clicked.connect(lambda: self.place_requested.emit(place))
        self._flow.addWidget(_of_height(name))
        if found.contact_post:
            self._add_words(found.contact_post)
        if kind == "member" and len(found.posts) > 1:
            self._add_verb(_("Choose …"), "choose_contact")

    def _add_words(self, text: str) -> None:
        self._flow.addWidget(_of_height(make_label(text, "quiet")))

    def _add_verb(self, text: str, verb: str) -> None:
        button = make_button(text, "small", verb)
        button.clicked.connect(lambda: self.verb_wanted.emit(verb))
        self._flow.addWidget(_of_height(button))


class NoticeLine(QFrame):
    """What is amiss, each with the verb that helps."""

    place_requested = Signal(object)
    verb_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recordNotices")
        self._notices: Sequence[Notice] = ()
        self._is_low = False
        self.setProperty("look", "notice")
        self._flow = FlowLayout(6)
        line = QWidget()
        line.setLayout(self._flow)
        row = QVBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(line)
        self.hide()

    def use_low(self, is_low: bool) -> None:
        """Show only the most urgent one on a low page; a press shows the rest."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._lay_out(MOST_LOW if is_low else len(self._notices))

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show what is amiss; nothing where all is well."""
        self._notices = notices
        self._lay_out(MOST_LOW if self._is_low else len(notices))

    def _lay_out(self, most: int) -> None:
        empty_layout(self._flow)
        notices = self._notices
        for one in notices[:most]:
            self._flow.addWidget(_of_height(self._make_notice(one)))
        if left := max(len(notices) - most, 0):
            more = make_button(_("+ {number} more").format(number=left), "small", "moreNotices")
            set_tip(more, "\n".join(one.text for one in notices[most:]))
            more.clicked.connect(lambda: self._lay_out(len(self._notices)))
            self._flow.addWidget(_of_height(more))
        self.setVisible(bool(notices))

    def _make_notice(self, notice: Notice) -> QWidget:
        """The sign, the sentence and its verbs, which go to the next line together."""
        holder, sign = QWidget(), Sign(17, "mdi6.alert-outline", QPalette.ColorRole.Text)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        for part in (sign, make_label(notice.text)):
            row.addWidget(_of_height(part))
        for verb, word in ((notice.verb, notice.word), notice.second):
            if word:
                row.addWidget(_of_height(self._make_verb(verb, word, notice.record)))
        return holder

    def _make_verb(self, verb: str, word: str, record: tuple[str, int] | None) -> QWidget:
        button = make_button(_(word), "small", verb)
        if record is not None:
            place = record_place(*record)
            button.clicked.connect(lambda: self.place_requested.emit(place))
        else:
            button.clicked.connect(lambda: self.verb_wanted.emit(verb))
        return button


def _make_step(picture: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setAccessibleName(text)
    set_tip(button, text)
    return button


def _of_height(widget: QWidget) -> QWidget:
    """What stands side by side in a line has one height, so that the words are in line."""
    widget.setFixedHeight(LINE_HEIGHT)
    return widget
