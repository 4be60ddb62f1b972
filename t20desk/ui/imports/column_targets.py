"""Where the columns of a sheet may go: offered in a box, and judged when several go together."""

from collections.abc import Sequence
from typing import Final

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.i18n import _, list_words
from t20desk.importing.name_lists import find_line
from t20desk.ui.imports.import_lines import (
    CUT,
    ColumnLine,
    field_at,
    find_joined,
    list_cuts,
    list_names,
    list_own_targets,
    list_targets,
    may_join,
    read_cut,
)
from t20desk.ui.imports.target_box import TargetBox

AT_A_SIGN: Final = "cut?"


class ColumnTargets:
    """The fields that the columns of a sheet with one kind of record may go to."""

    def __init__(self, kind: Kind, kinds: Kinds) -> None:
        self.kind = kind
        self.kinds = kinds
        self._names = list_names(kind, kinds)
        self._targets = list_targets(kind, kinds)

    def field_of(self, target: str) -> Field | None:
        """The field that a target names."""
        return field_at(self.kind, self.kinds, target)

    def may_be_blank(self, line: ColumnLine) -> bool:
        """Whether a blank cell may say something: of the row's own field, if it is no list."""
        one = self.kind.fields.get(line.target)
        return one is not None and find_line(one) is None

    def find_free(self, lines: Sequence[ColumnLine]) -> str:
        """The first field of the kind itself that none of the lines goes to and records share."""
        used = {line.target for line in lines}
        used |= {one.name for one in self.kind.fields.values() if one.unique}
        own = (name for name, _words in list_own_targets(self.kind))
        return next((name for name in own if name not in used), "")

    def make_box(self, row: int, lines: Sequence[ColumnLine]) -> TargetBox:
        """The box of a line, which offers the fields and the usual ways to cut a column."""
        line = lines[row]
        box = TargetBox(self._names)
        box.setObjectName(f"target{row}")
        box.setAccessibleName(_("Column {letter} goes to").format(letter=line.letter or "–"))
        box.addItem(_("– leave out –"), "")
        for name, label in self._targets if line.letter else list_own_targets(self.kind):
            box.addItem(label, name)
        if line.letter:
            self._offer_cuts(box, line, [other for other in lines if other is not line])
        box.setCurrentIndex(max(box.findData(line.target), 0))
        return box

    def find_problem(self, lines: Sequence[ColumnLine]) -> str:
        """What stands in the way of the preview, as one sentence."""
        for name, several in find_joined(lines).items():
            one = self.field_of(name)
            letters = list_words(line.letter for line in several)
            if one is None or not may_join(one):
                message = _("Columns {columns} both go to {field}; leave one of them out.")
                return message.format(columns=letters, field=one.say() if one else name)
            if all(line.is_guessed for line in several):
                # Names must not be joined to one unasked.
                return _(
                    "The headings of columns {columns} both mean {field}; leave one of them out,"
                    " or choose what stands between the joined cells."
                ).format(columns=letters, field=one.say())
        return ""

    def _offer_cuts(self, box: TargetBox, line: ColumnLine, others: Sequence[ColumnLine]) -> None:
        box.insertSeparator(box.count())
        taken = {other.target for other in others}
        for name, label in list_cuts(self.kind, self.kinds, taken):
            box.addItem(label, name)
        if line.target.startswith(CUT) and box.findData(line.target) < 0:
            box.addItem(self._say_cut(line.target), line.target)
        box.addItem(_("cut at a sign …"), AT_A_SIGN)

    def _say_cut(self, target: str) -> str:
        fields, sign = read_cut(target)
        found = (self.field_of(name) for name in fields)
        return f" {sign or '·'} ".join(one.say() for one in found if one is not None)
