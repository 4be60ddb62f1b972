"""While somebody types a new record: what is there already and looks like it, one click away."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.doubles.candidates import find_like
from t20desk.doubles.finding import Pair, say_reasons
from t20desk.doubles.rules import SCHEMES
from t20desk.i18n import _, list_words
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import record_place

PAUSE = 350
"""Milliseconds without a key before records are looked up, so that typing never waits."""

ReadValues = Callable[[], Mapping[str, Stored]]
Found = tuple[Pair, str] | None


class LikenessBar(QFrame):
    """Says that a new record looks like another one, and opens that; it never blocks."""

    place_requested = Signal(object)
    chosen = Signal(object, str)
    """The record that is there is meant: its id and what it is called."""

    def __init__(self, desk: Desk, read_values: ReadValues, words: str | None = None) -> None:
        """`words` say what is done with the record, instead of opening it; empty for nothing."""
        super().__init__()
        self._desk = desk
        self._read_values = read_values
        self._kind = ""
        self._asked = 0
        self._found: Found = None
        self.setProperty("look", "notice")
        self.setObjectName("likeness")
        self.sentence = make_label(wrap=True, name="likenessSentence")
        self.open = make_button(_("Open") if words is None else words, "small", "likenessOpen")
        if words == "":
            self.open.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.open)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._ask)
        self.open.clicked.connect(self._open)
        self.hide()

    def watch(self, kind: str) -> None:
        """Look out for doubles of a new record of a kind; nothing while that has no rules."""
        self._kind = kind if kind in SCHEMES else ""
        self._asked += 1
        self._wait.stop()
        self.hide()

    def note_edit(self) -> None:
        """Something was typed."""
        if self._kind:
            self._wait.start()

    def _ask(self) -> None:
        self._asked += 1
        asked, db, kind = self._asked, self._desk.db, self._kind
        values = dict(self._read_values())
        self._desk.read(
            lambda: find_first(db, kind, values), lambda found: self._show(asked, found)
        )

    def _show(self, asked: int, found: Found) -> None:
        if asked != self._asked:
            return
        self._found = found
        self.setVisible(found is not None)
        if found is not None:
            pair, title = found
            reasons = list_words(say_reasons(self._kind, pair))
            words = _("Looks like {title}, who is there already: {reasons}.")
            if self._kind != "person":
                words = _("Looks like {title}, which is there already: {reasons}.")
            self.sentence.setText(words.format(title=title, reasons=reasons))

    def _open(self) -> None:
        if self._found is not None:
            pair, title = self._found
            self.place_requested.emit(record_place(self._kind, pair.other))
            self.chosen.emit(pair.other, title)


def find_first(database: Database, kind: str, values: Mapping[str, Stored]) -> Found:
    """The record that values look like most, with its title."""
    like = find_like(database, kind, values, most=1)
    if not like:
        return None
    [pair] = like
    return pair, read_titles(database, kind, [pair.other]).get(pair.other, "")
