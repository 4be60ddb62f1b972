"""Who speaks in the item chosen: each with a press to take away, and a line to add somebody."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from t20desk.db.change import Change
from t20desk.editing import plan_delete
from t20desk.events.clashes import check_item
from t20desk.events.programme import plan_speaker
from t20desk.i18n import _
from t20desk.listing import Linked, Listing, iterate_rows
from t20desk.notices import Oddity
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.forms.oddity_watch import Watch
from t20desk.ui.looks.flow import FlowLayout, empty_layout
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label

SHOWN = ("person", "part")
WIDEST = 320
AROUND = 40
"""What a line needs beside its words."""


class SpeakerLine(QWidget):
    """The speakers of one item; each step is one change."""

    told = Signal(str)
    odd = Signal(str)
    """What the person who is pointed at would be in at the same time; empty for nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._item: int | None = None
        self._fields = desk.kinds["speaker"].fields
        self.heading = make_label(look="heading", name="speakerHeading")
        self.part = make_editor(self._fields["part"], desk)
        self.part.show_value("speaks")
        self.add = make_editor(self._fields["person"], desk)
        self.add.offer_new()
        self.add.setPlaceholderText(_("Type a name"))
        hint = self.add.fontMetrics().horizontalAdvance(self.add.placeholderText())
        self.add.setMinimumWidth(hint + AROUND)
        self.add.setMaximumWidth(WIDEST)
        self._names = FlowLayout(4)
        holder = QWidget()
        holder.setLayout(self._names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.heading)
        row.addWidget(holder, 1)
        row.addWidget(self.part)
        row.addWidget(self.add)
        self.add.chosen.connect(self._add_person)
        self.add.pointed.connect(self._look)
        self._watch = Watch(desk)

    def show_item(self, item: int | None, title: str) -> None:
        """Show the speakers of another item."""
        if item != self._item:
            self.add.show_value(None)
        self._item = item
        self.setVisible(item is not None)
        self.heading.setText(_("Speakers"))
        set_tip(self, title)
        self.refresh()

    def refresh(self) -> None:
        """Read the speakers again."""
        item, db = self._item, self._desk.db
        if item is None:
            return
        search = write_test("item", "is", str(item))
        listing = Listing("speaker", search, "all", ("position",), SHOWN)
        self._desk.read(lambda: list(iterate_rows(db, listing)), partial(self._take, item))

    def _take(self, item: int, found: list[tuple[int, tuple[object, ...]]]) -> None:
        if item != self._item:
            return
        empty_layout(self._names)
        for key, (person, part) in found:
            if isinstance(person, Linked):
                # Whoever simply speaks needs no word for it.
                is_plain = part in (None, "speaks")
                words = self._fields["part"].type.format(str(part))
                name = person.text if is_plain else f"{person.text} ({words})"
                button = make_button(f"{name}  ✕".replace("&", "&&"), "chip", f"speaker_{key}")
                button.setAccessibleName(_("Take {name} out").format(name=person.text))
                set_tip(button, button.accessibleName())
                button.clicked.connect(partial(self._drop, key))
                self._names.addWidget(button)

    def _add_person(self) -> None:
        item, person, part = self._item, self.add.typed(), str(self.part.typed() or "speaks")
        if item is not None and isinstance(person, int):
            code = str(self._fields["part"].type.parse(part).value or "speaks")
            if self._apply(partial(plan_speaker, self._desk.db, item, person, code)):
                # The line itself still takes the name that was chosen, after this.
                QTimer.singleShot(0, self.add, partial(self.add.show_value, None))
            self._look(None)
        self.add.setFocus()

    def _look(self, person: object) -> None:
        """Look whether somebody is wanted elsewhere at that time, before they are added."""
        item, db = self._item, self._desk.db
        if item is None or not isinstance(person, int):
            self._watch.stop()
            self.odd.emit("")
            return
        self._watch.look(lambda: check_item(db, item, {}, [person]), self._tell)

    def _tell(self, found: list[Oddity]) -> None:
        self.odd.emit(next((one.message for one in found if one.field == "speakers"), ""))

    def _drop(self, key: int, _on: bool = False) -> None:
        self._apply(partial(plan_delete, self._desk.db, "speaker", [key]))

    def _apply(self, plan: "partial[Change]") -> bool:
        hindered = self._desk.attempt(plan)
        self.told.emit(hindered)
        return not hindered
