"""How a sheet is taken: what is done with known and unknown rows, and how records are known."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Kind, Kinds
from t20desk.i18n import N_, _, join_list, list_words
from t20desk.importing.cells import Learned
from t20desk.importing.choosing import propose_key, usual_key
from t20desk.importing.name_lists import find_line
from t20desk.importing.values import ImportOptions, Missing
from t20desk.ui.imports.import_columns import ColumnTable
from t20desk.ui.imports.import_lines import (
    ColumnLine,
    find_given,
    list_own_targets,
    write_options,
)
from t20desk.ui.imports.import_words import MODES, make_box, make_buddy
from t20desk.ui.looks.check_list import CheckList
from t20desk.ui.page import PushButton, make_button, make_label

MISSINGS: Final[tuple[tuple[Missing, str], ...]] = (
    ("", N_("stay as they are")),
    ("list", N_("are listed")),
    ("leave", N_("are marked as left today")),
)


class KeyButton(PushButton):
    """The fields that tell records apart, ticked in a list."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importKey")
        self.setAccessibleName(_("Told apart by"))
        self.setProperty("look", "several")
        self.setMinimumWidth(180)
        self._labels: dict[str, str] = {}
        self.list = CheckList(self._labels.items, _("Told apart by"))
        self.setMenu(self.list.make_menu(self))
        self.list.ticked.connect(self._on_tick)
        self.show_words()

    def offer(self, labels: dict[str, str], chosen: Sequence[str]) -> None:
        """Offer fields; those chosen are ticked."""
        self._labels.clear()
        self._labels.update(labels)
        self.list.clear()
        self.list.fill()
        self.list.choose(name for name in chosen if name in labels)
        self.show_words()

    def key(self) -> tuple[str, ...]:
        """The fields that are ticked, in the order of the list."""
        return tuple(self.list.chosen())

    def _on_tick(self) -> None:
        self.show_words()
        self.changed.emit()

    def show_words(self) -> None:
        """Say which fields are ticked."""
        self.setText(join_list(self.list.chosen_labels()) or _("nothing, all rows are new"))


class ColumnsStep(QWidget):
    """The columns of the sheet, and below them how the rows are taken."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = make_label(look="quiet", wrap=True, name="importRecall")
        self.table = ColumnTable()
        self.mode = make_box("importMode", _("What to do"), [(c, _(t)) for c, t in MODES])
        self.key = KeyButton()
        self.no_key = make_label(_("Without a key every row becomes a new record."), "quiet")
        self.propose = make_button("", "", "importProposedKey")
        self.propose.hide()
        self.missing = make_box(
            "importMissing", _("Records not in the file"), [(c, _(t)) for c, t in MISSINGS]
        )
        self.remember = QCheckBox(_("Re&member this layout as"))
        self.remember.setObjectName("importRemember")
        self.name = QLineEdit()
        self.name.setObjectName("importProfile")
        self.name.setAccessibleName(_("Name of the layout"))
        self.name.setMaxLength(120)
        self.name.setMaximumWidth(240)
        self.back = make_button("‹ " + _("Back"), "", "importBack")
        self.add = make_button(_("The same for every row …"), "", "importConstant")
        self.go_on = make_button(_("Show preview"), "main", "importPreview")
        self._kind: Kind | None = None
        self._kinds: Kinds = {}
        self._proposed: tuple[str, ...] = ()
        self._is_key_chosen = False
        self._is_named = False
        self._lay_out()
        self._connect()

    def show_columns(
        self,
        kind: Kind,
        kinds: Kinds,
        lines: Sequence[ColumnLine],
        options: ImportOptions,
        learned: Learned,
    ) -> None:
        """Show the columns of a sheet as the options let them go, and what its texts mean."""
        self._kind, self._kinds = kind, kinds
        self.table.learned = learned
        self.table.show_lines(kind, kinds, lines)
        self.mode.setCurrentIndex(max(self.mode.findData(options.mode or "both"), 0))
        self.missing.setCurrentIndex(max(self.missing.findData(options.missing), 0))
        self._is_key_chosen = bool(options.key)
        self._offer_keys(options.key)
        self._is_named = False
        self.remember.setChecked(False)

    def show_recall(self, name: str, sentences: Sequence[str]) -> None:
        """Say what of the layout was known, and what has changed; `name` is what it is called."""
        self.name.setText(name)
        self.notice.setText(" ".join(sentences))
        self.notice.setVisible(bool(sentences))

    def give_options(self, options: ImportOptions) -> ImportOptions:
        """The options with what is chosen here."""
        key = self.key.key()
        chosen = replace(
            options,
            key=key,
            mode=self.mode.currentData() if key else "add",
            missing=self.missing.currentData() if key else "",
            remember=self.name.text().strip() if self.remember.isChecked() else "",
        )
        return write_options(self.table.lines, chosen)

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.no_key)
        row.addWidget(self.propose)
        row.addStretch(1)
        column.addLayout(row)
        for pairs in (
            ((_("Told apart &by"), self.key), (_("What to d&o"), self.mode)),
            ((_("Recor&ds not in the file"), self.missing),),
        ):
            row = QHBoxLayout()
            for text, widget in pairs:
                row.addWidget(make_buddy(text, widget))
                row.addWidget(widget)
                row.addSpacing(12)
            if widget is self.missing:
                row.addWidget(self.remember)
                row.addWidget(self.name)
            row.addStretch(1)
            column.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addLayout(foot)
        self.notice.hide()

    def _connect(self) -> None:
        self.table.changed.connect(self._on_change)
        self.add.clicked.connect(self.table.add_constant)
        self.key.changed.connect(self._on_key)
        self.propose.clicked.connect(self._take_proposed)
        self.mode.activated.connect(self._show_way)
        self.remember.clicked.connect(self._on_remember)
        self.name.textEdited.connect(lambda text: self.remember.setChecked(bool(text.strip())))

    def _offer_keys(self, chosen: Sequence[str]) -> None:
        assert self._kind is not None
        kind, kinds = self._kind, self._kinds
        if not self._is_key_chosen:
            given, describes = find_given(kind, kinds, self.table.lines)
            chosen = usual_key(kind, given, describes)
        labels = dict(list_own_targets(kind))
        lines = self.table.lines
        columns = [line for line in lines if line.letter or line.target in chosen]
        given, _describes = find_given(kind, kinds, columns)
        told = {name for name in given if not find_line(kind.fields[name])}
        mapped = {name: words for name, words in labels.items() if name in told}
        self.key.offer(mapped, chosen)
        self._proposed = propose_key(kind, mapped)
        words = list_words([mapped[name] for name in self._proposed])
        self.propose.setText(_("Use {fields} as &key").format(fields=words))
        self._show_way()

    def _show_way(self) -> None:
        has_key = bool(self.key.key())
        self.no_key.setVisible(not has_key and bool(self._proposed))
        self.propose.setVisible(not has_key and bool(self._proposed))
        self.mode.setEnabled(has_key)
        self.missing.setEnabled(has_key and self.mode.currentData() != "add")

    def _on_key(self) -> None:
        self._is_key_chosen = True
        self._show_way()

    def _take_proposed(self) -> None:
        """Tell records apart by what was proposed; nothing is left to do but look."""
        self.key.list.choose(self._proposed)
        self.key.show_words()
        self._on_key()
        self.go_on.setFocus()

    def _on_change(self) -> None:
        self._offer_keys(self.key.key())
        if not self._is_named and self.name.text().strip():
            # What was arranged by hand is worth keeping; a tick taken away stays away.
            self.remember.setChecked(True)
            self._is_named = True

    def _on_remember(self, on: bool) -> None:
        self._is_named = True
        if on and not self.name.text().strip():
            self.name.setFocus()
