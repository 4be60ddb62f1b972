"""While a cell is typed: what is odd about it, before it is saved."""

from collections.abc import Callable

from t20desk.db.types import typed_reading
from t20desk.notices import Oddity
from t20desk.oddities import check_typed
from t20desk.ui.desk import Desk
from t20desk.ui.forms.oddity_watch import Watch
from t20desk.ui.tables.record_table import RecordTable


class CellWatch:
    """Says below a table what is odd about the cell that is being typed, before it is saved.

    Above it the line would push the cell away from under the hands.
    """

    def __init__(self, desk: Desk, table: RecordTable, say: Callable[[str], None]) -> None:
        self._desk = desk
        self._watch = Watch(desk)
        self._kind = table.records.listing.kind
        self._fields = desk.kinds[self._kind].fields
        self._say = say
        table.cell_touched.connect(self._look)
        table.cell_left.connect(self._leave)

    def _look(self, key: object, name: str, editor: object) -> None:
        parsed = self._fields[name].type.parse(editor.typed(), typed_reading())  # type: ignore[attr-defined]
        if not isinstance(key, int) or parsed.severity in ("error", "doubt"):
            return
        db, kind, values = self._desk.db, self._kind, {name: parsed.value}
        self._watch.look(lambda: check_typed(db, kind, key, values), self._show)

    def _show(self, found: list[Oddity]) -> None:
        self._say(found[0].message if found else "")

    def _leave(self) -> None:
        self._watch.stop()
        self._say("")
