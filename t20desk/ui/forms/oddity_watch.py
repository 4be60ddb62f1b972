"""While a form is typed: what is odd about it, at its field and before it is saved."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from t20desk.db.types import Stored
from t20desk.notices import Oddity
from t20desk.oddities import CHECKS, check_typed
from t20desk.ui.desk import Desk
from t20desk.ui.forms.field_form import FieldForm

PAUSE: Final = 250
"""Milliseconds without a key before anything is looked for, so that typing never waits."""
Ask = Callable[[], list[Oddity]]
Show = Callable[[list[Oddity]], None]


class Watch(QObject):
    """Asks in the background once nothing was typed for a moment; only the latest is answered."""

    def __init__(self, desk: Desk, keeps_clear: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._keeps_clear = keeps_clear
        """Whether it is shown only when nothing is offered over the window."""
        self._asked = 0
        self._ask: Ask | None = None
        self._show: Show | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._begin)

    def look(self, ask: Ask, show: Show) -> None:
        """Look anew after a pause."""
        self._asked += 1
        self._ask, self._show = ask, show
        self._wait.start()

    def stop(self) -> None:
        """Answer nothing that was asked so far."""
        self._asked += 1
        self._wait.stop()

    def _begin(self) -> None:
        asked, ask, show = self._asked, self._ask, self._show
        if ask is None or show is None:
            return

        def take(found: list[Oddity]) -> None:
            if asked != self._asked:
                return
            over = QApplication.activePopupWidget()
            if over is not None and self._keeps_clear:
                OnceHidden(over, lambda: take(found))
            else:
                show(found)

        self._desk.read(ask, take)


class OnceHidden(QObject):
    """Does something once after a widget is hidden, when it is told what was chosen there."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go)
        return False

    def _go(self) -> None:
        self._then()
        self.deleteLater()


class FormWatch:
    """Says at the fields of a form what is odd about the values that are typed.

    While names are offered over the form nothing is said: they would lie on it.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watch = Watch(desk, keeps_clear=True)
        self._said: set[str] = set()

    def note_edit(self, form: FieldForm, record_id: int | None) -> None:
        """Something was typed, or another record is shown."""
        kind, db = form.kind.name, self._desk.db
        if kind not in CHECKS:
            return
        if not form.is_dirty:
            self._watch.stop()
            self._show(form, [])
            return
        values: Mapping[str, Stored] = (
            form.values.filled() if record_id is None else form.values.changed()
        )
        self._watch.look(
            lambda: check_typed(db, kind, record_id, values), lambda found: self._show(form, found)
        )

    def _show(self, form: FieldForm, found: list[Oddity]) -> None:
        """Say each at its field; what has no field in the form stands at the first one."""
        said: dict[str, Oddity] = {}
        for one in found:
            field = one.field if one.field in form.rows else next(iter(form.rows))
            said.setdefault(field, one)
        for name in self._said | said.keys():
            odd = said.get(name)
            form.hint(name, odd.message if odd else "", bool(odd and odd.is_wrong))
        self._said = set(said)
