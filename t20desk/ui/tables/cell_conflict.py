"""What to do with a cell that somebody else changed while one typed: asked at the cell itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtWidgets import QMenu

from t20desk.db.change import Conflict
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.types import Stored
from t20desk.i18n import _
from t20desk.ui.forms.typed_values import say_stored
from t20desk.ui.tables.record_table import RecordTable


def say_conflict(db: Database, one: Field, conflict: Conflict) -> str:
    """What the cell was, and what somebody else made of it."""
    return _("Somebody changed this meanwhile from “{base}” to “{mine}”.").format(
        base=say_stored(db, one, conflict.base) or "–",
        mine=say_stored(db, one, conflict.mine) or "–",
    )


def ask_at_cell(
    table: RecordTable,
    index: QModelIndex,
    sentence: str,
    say: Callable[[Stored], str],
    conflict: Conflict,
    answer: Callable[[Stored], None],
) -> None:
    """Offer the three values in a menu below the cell; Escape leaves the cell marked.

    `answer` gets the value that is to stand. In the words of the refused change "mine" is what
    the database holds and "theirs" what was typed.
    """
    menu = QMenu(table)
    menu.setObjectName("cellConflict")
    menu.addAction(sentence.replace("&", "&&")).setEnabled(False)
    menu.addSeparator()
    offers = [
        (_("Keep “{value}”"), conflict.theirs),
        (_("Take “{value}”"), conflict.mine),
        (_("Back to “{value}”"), conflict.base),
    ]
    for words, value in offers[: 2 if conflict.base == conflict.theirs else 3]:
        entry = menu.addAction(words.format(value=say(value) or "–").replace("&", "&&"))
        entry.triggered.connect(partial(answer, value))
    menu.aboutToHide.connect(menu.deleteLater)
    at = QPersistentModelIndex(index)

    def open_menu() -> None:
        corner = table.visualRect(at).bottomLeft()
        menu.popup(table.viewport().mapToGlobal(corner))

    # The cell is being left by the key that ended it, and the table moves with it.
    QTimer.singleShot(0, menu, open_menu)
