"""While the days or the place in the tree of an event are typed: what is odd, at its field."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from t20desk.event_dates import NAMES, Oddity, check_days
from t20desk.ui.desk import Desk
from t20desk.ui.records.field_form import FieldForm

PAUSE: Final = 250
"""Milliseconds without a key before the days are compared, so that typing never waits."""


class DayWatch(QObject):
    """Looks at the days that are typed beside those of the event above and of the parts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._form: FieldForm | None = None
        self._record_id: int | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._ask)

    def note_edit(self, form: FieldForm, record_id: int | None) -> None:
        """Something was typed, or another event is shown."""
        self._form, self._record_id = form, record_id
        self._asked += 1
        if form.is_dirty:
            self._wait.start()
        else:
            self._wait.stop()

    def _ask(self) -> None:
        form, key, asked = self._form, self._record_id, self._asked
        if form is None:
            return
        values = form.filled_values() if key is None else form.dirty_values()
        db = self._desk.db
        self._desk.read(
            lambda: check_days(db, key, values), lambda found: self._show(asked, form, found)
        )

    def _show(self, asked: int, form: FieldForm, found: list[Oddity]) -> None:
        if asked != self._asked:
            return
        said = {one.field: one for one in found}
        for name in NAMES:
            one = said.get(name)
            form.hint(name, one.message if one else "", bool(one and one.is_wrong))
