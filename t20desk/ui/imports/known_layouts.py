"""The layouts of senders that imports know: where each column goes is changed here."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.db.fields import Field
from t20desk.editing import plan_delete
from t20desk.errors import UserError
from t20desk.i18n import _, join_list
from t20desk.importing.learning import PROFILE, read_profiles
from t20desk.importing.profiles import Profile, read_choices
from t20desk.importing.taught import plan_name, plan_target
from t20desk.ui.desk import Desk
from t20desk.ui.imports.import_lines import field_at, list_targets
from t20desk.ui.looks.entries import add_entry
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import Notice, make_button, make_card, make_label


class KnownLayouts(QWidget):
    """The layouts on the left, the columns of the one chosen on the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._profiles: list[Profile] = []
        self.entries = QListWidget()
        self.entries.setObjectName("layouts")
        self.entries.setAccessibleName(_("Known layouts"))
        self.name = QLineEdit()
        self.name.setObjectName("layoutName")
        self.name.setAccessibleName(_("Name of the layout"))
        self.name.setMaxLength(120)
        self.more = make_label(look="quiet", wrap=True, name="layoutMore")
        self.columns = QTableWidget(0, 2)
        self.columns.setObjectName("layoutColumns")
        self.columns.setAccessibleName(_("Columns of the layout"))
        self.columns.setHorizontalHeaderLabels([_("Column"), _("Goes to")])
        self.columns.verticalHeader().hide()
        self.columns.verticalHeader().setDefaultSectionSize(38)
        self.columns.setShowGrid(False)
        self.columns.setTabKeyNavigation(False)
        self.columns.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.columns.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.columns.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.columns.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.notice = Notice("layoutNotice")
        self.empty = make_label(
            _("No layout is known yet: tick “Remember this layout” while importing."),
            "quiet",
            wrap=True,
        )
        self.forget = make_button(_("Forget this layout"), "", "layoutForget")
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Read which layouts are known."""
        self._desk.read(partial(read_profiles, self._desk.db), self._take)

    def chosen(self) -> Profile | None:
        """The layout that is shown."""
        row = self.entries.currentRow()
        return self._profiles[row] if 0 <= row < len(self._profiles) else None

    def _lay_out(self) -> None:
        self.right = make_card()
        inside = QVBoxLayout(self.right)
        inside.setContentsMargins(18, 14, 18, 14)
        row = QHBoxLayout()
        label = make_label(_("Na&me"))
        set_buddy(label, self.name)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        row.addWidget(self.forget)
        inside.addLayout(row)
        inside.addWidget(self.notice)
        inside.addWidget(self.more)
        inside.addWidget(self.columns, 1)
        policy = self.right.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Expanding)
        self.right.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.empty)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self.entries, 2)
        body.addWidget(self.right, 3)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.entries.currentRowChanged.connect(self._show_chosen)
        self.name.editingFinished.connect(self.rename)
        self.forget.clicked.connect(self.forget_chosen)

    # --- verbs --------------------------------------------------------------------------------

    def rename(self) -> None:
        """Give the layout the name that was typed."""
        profile = self.chosen()
        if profile is None or self.name.text().strip() == profile.name:
            return
        try:
            self._apply(plan_name(self._desk.db, profile, self.name.text()))
        except UserError as error:
            self.notice.say(error.message)

    def forget_chosen(self) -> None:
        """Forget the layout."""
        profile = self.chosen()
        if profile is not None:
            self._apply(plan_delete(self._desk.db, PROFILE, [profile.id]))

    def _choose_target(self, heading: str, box: QComboBox) -> None:
        profile = self.chosen()
        if profile is not None:
            target = str(box.currentData() or "")
            self._apply(plan_target(self._desk.db, profile, heading, target))

    # --- inside -------------------------------------------------------------------------------

    def _apply(self, change: Change) -> None:
        applied = self._desk.apply(change)
        self.notice.say(" ".join(problem.message for problem in applied.problems))

    def _take(self, profiles: list[Profile]) -> None:
        kept = self.chosen()
        self._profiles = sorted(profiles, key=lambda one: one.name.casefold())
        self.entries.blockSignals(True)
        self.entries.clear()
        for one in self._profiles:
            kind = _(self._desk.kinds[one.kind].plural)
            add_entry(self.entries, f"{one.name}   ·   {kind}", one.id)
        ids = [one.id for one in self._profiles]
        row = ids.index(kept.id) if kept and kept.id in ids else (0 if ids else -1)
        self.entries.setCurrentRow(row)
        self.entries.blockSignals(False)
        self.empty.setVisible(not ids)
        self.right.setVisible(bool(ids))
        self.entries.setVisible(bool(ids))
        self._show_chosen()

    def _show_chosen(self) -> None:
        profile = self.chosen()
        self.notice.say("")
        self.name.setText(profile.name if profile else "")
        headings = profile.headings if profile else ()
        self.columns.setRowCount(len(headings))
        self.more.setText(self._say_more(profile) if profile else "")
        self.more.setVisible(bool(self.more.text()))
        for row, heading in enumerate(headings):
            assert profile is not None
            self.columns.setItem(row, 0, QTableWidgetItem(heading))
            self.columns.setCellWidget(row, 1, self._make_box(profile, heading))

    def _make_box(self, profile: Profile, heading: str) -> QComboBox:
        kinds = self._desk.kinds
        kept = read_choices(profile.choices)
        made = [one.fields for one in kept.splits if one.column == heading]
        made += [(one.field,) for one in kept.joins if heading in one.columns]
        box = QComboBox()
        box.setAccessibleName(_("Column {letter} goes to").format(letter=heading))
        box.addItem(_("– leave out –"), "")
        for name, label in list_targets(kinds[profile.kind], kinds):
            box.addItem(label, name)
        if made:
            kind = kinds[profile.kind]
            found = (field_at(kind, kinds, name) for name in made[0])
            box.addItem(join_list(one.say() for one in found if one is not None), "made")
        at = box.findData("made" if made else kept.mapping.get(heading, ""))
        box.setCurrentIndex(max(at, 0))
        box.activated.connect(lambda _at: self._choose_target(heading, box))
        return box

    def _say_more(self, profile: Profile) -> str:
        """What else the layout says: texts for every row, and how records are known."""
        fields, kept = self._desk.kinds[profile.kind].fields, read_choices(profile.choices)
        said = [
            _("{field} is “{text}” for every row.").format(
                field=fields[name].say(), text=_say_text(fields[name], text)
            )
            for name, text in kept.constants.items()
            if name in fields
        ]
        if kept.key:
            labels = join_list(fields[name].say() for name in kept.key if name in fields)
            said.append(_("Records are told apart by {fields}.").format(fields=labels))
        return " ".join(said)


def _say_text(one: Field, text: str) -> str:
    """A text that every row gets, as the field shows it."""
    return one.type.format(one.type.parse(text).value) or text
