"""What is typed into the rows of a form, read as values to be saved, compared or kept."""

from collections.abc import Callable, Mapping
from typing import Any

from t20desk.db.types import Stored
from t20desk.ui.forms.form_row import FormRow


class FormValues:
    """Reads the rows; to save them each problem is said at its row, to look at them nothing is."""

    def __init__(self, rows: Mapping[str, FormRow]) -> None:
        self._rows = rows

    def read_changes(self) -> tuple[dict[str, Stored], bool]:
        """The values typed that differ from the base; False if one of them has a problem."""
        values: dict[str, Stored] = {}
        fine = True
        for row in self._rows.values():
            if not row.dirty:
                continue
            value, sentence = row.read(finds=True)
            if row.is_undecided:
                fine = False
                continue
            row.say_wrong(sentence)
            if sentence:
                fine = False
            elif value != row.base.value:
                values[row.field.name] = value
        return values, fine

    def read_all(self) -> tuple[dict[str, Stored], bool]:
        """All values of a new record; False if one has a problem or is missing."""
        values: dict[str, Stored] = {}
        fine = True
        for row in self._rows.values():
            if not row.is_written:
                continue
            value, sentence = row.read(finds=True)
            row.say_wrong(sentence)
            fine = fine and not sentence
            if value is not None and not sentence:
                values[row.field.name] = value
        return values, fine

    def filled(self) -> dict[str, Stored]:
        """What can be read of a new record so far."""
        return self._read_sound(lambda row: row.is_written)

    def changed(self) -> dict[str, Stored]:
        """What was typed into a record that is there, as far as it can be read."""
        return self._read_sound(lambda row: row.dirty)

    def typed(self) -> dict[str, dict[str, Any]]:
        """What was typed and not yet saved, for the draft."""
        return {name: row.describe_typed() for name, row in self._rows.items() if row.dirty}

    def _read_sound(self, is_meant: Callable[[FormRow], bool]) -> dict[str, Stored]:
        read = {name: row.read() for name, row in self._rows.items() if is_meant(row)}
        return {name: value for name, (value, sentence) in read.items() if not sentence}
