"""The page of the fields of a kind: own ones are made and ordered, all renamed and removed."""

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from t20desk.db.change import Change
from t20desk.db.field_settings import list_declared
from t20desk.db.fields import OWN_KINDS, Field
from t20desk.db.models.own import EXTENDED
from t20desk.db.own_fields import own_name
from t20desk.errors import UserError
from t20desk.field_settings import plan_removal
from t20desk.i18n import _
from t20desk.own_fields import OwnField, list_fields, plan_move
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_to_save
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.own_fields.field_list import FieldList
from t20desk.ui.own_fields.own_field_form import OwnFieldForm
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import Notice, Page, make_button, make_card, make_column, make_label
from t20desk.ui.places import Place
from t20desk.ui.previews.refusals import describe_refusal


class OwnFieldsPage(Page):
    """The own fields of one kind on the left, those of the program below; the one chosen right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._own: dict[str, OwnField] = {}
        self._shown = ""
        """The field whose form is shown; empty for a new one."""
        self.kinds = QComboBox()
        self.kinds.setObjectName("ownKinds")
        self.kinds.setAccessibleName(_("Kind of record"))
        for code, label in EXTENDED:
            self.kinds.addItem(_(label), code)
        self.entries = FieldList()
        self.form = OwnFieldForm()
        self.notice = Notice("ownNotice")
        self.new = make_button(_("New field"), "", "ownNew")
        self.up = make_button(_("Up"), "", "ownUp")
        self.down = make_button(_("Down"), "", "ownDown")
        self.remove = make_button(_("Remove"), "", "ownRemove")
        self._lay_out()
        self._connect()
        self._kind = str(self.kinds.currentData())
        if place.kind:
            self.kinds.setCurrentIndex(max(0, self.kinds.findData(place.kind)))
        self._read()

    def show_place(self, place: Place) -> None:
        if place.kind and place.kind != self.kind():
            self.kinds.setCurrentIndex(max(0, self.kinds.findData(place.kind)))
        self.entries.setFocus()

    def place_shown(self) -> Place:
        return Place("own_fields", self.kind())

    def refresh(self, kinds: frozenset[str]) -> None:
        # What is being typed stays, whatever comes from elsewhere.
        if (not kinds or kinds & OWN_KINDS) and not self.form.is_dirty:
            self._read(self._shown)

    def can_leave(self) -> bool:
        if not self.form.is_dirty or self.save_record():
            return True
        question = _("This field cannot be saved yet: {reason}").format(reason=self.notice.text())
        if ask_to_save(self, question) == "discard":
            self.discard_edits()
            return True
        return False

    def title(self) -> str:
        return _("Fields")

    def help_text(self) -> str:
        return _(
            "Add a field to any kind of record here: it appears at once in forms, lists, search, "
            "import and export. A removed field keeps its values and can be restored; so can the "
            "fields of the program, which may also be called otherwise."
        )

    def words_of_state(self) -> set[str]:
        return {"unsaved"} if self.form.is_dirty else set()

    # --- verbs --------------------------------------------------------------------------------

    def kind(self) -> str:
        """The kind whose fields are shown."""
        return self._kind

    def save_record(self) -> bool:
        """Write the field on the right as one change; False where something is in the way."""
        try:
            change = self.form.plan(self._desk.db, self.kind())
        except UserError as error:
            self.form.focus_field(error.field)
            self.notice.say(error.message)
            return False
        return self._apply(change)

    def discard_edits(self) -> None:
        """Take back what was typed."""
        self._show(self.entries.field_named(self._shown))

    def new_field(self) -> None:
        """Begin a new field."""
        if self.can_leave():
            self.entries.clearSelection()
            self.entries.mark("")
            self._show(None)
            self.form.focus_field("label")

    def move_field(self, by: int) -> None:
        """Move the chosen field up or down."""
        if not self.can_leave():
            return
        order = self._list_order()
        at = self._find_place(by)
        if at is not None:
            order[at], order[at + by] = order[at + by], order[at]
            self._apply(plan_move(self._desk.db, order))

    def remove_field(self) -> None:
        """Remove the chosen field, or restore it; its values stay."""
        one = self.entries.chosen()
        if one is None or not self.can_leave():
            return
        try:
            change = plan_removal(self._desk.db, self.kind(), one.name, not one.hidden)
        except UserError as error:
            self.notice.say(error.message)
            return
        self._apply(change)

    # --- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(make_label(self.title(), "title"))
        head.addStretch(1)
        label = make_label(_("For"), "quiet")
        set_buddy(label, self.kinds)
        head.addWidget(label)
        head.addWidget(self.kinds)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._make_left(), 2)
        body.addWidget(self._make_right(), 3)
        column = make_column(self)
        column.addLayout(head)
        column.addWidget(make_label(self.help_text(), "quiet", wrap=True))
        column.addWidget(self.notice)
        column.addLayout(body, 1)

    def _make_right(self) -> QScrollArea:
        """The form, which scrolls where the window is low."""
        holder = QWidget()
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.form)
        right.addStretch(1)
        return ScrollArea(holder)

    def _make_left(self) -> QFrame:
        card = make_card()
        column = QVBoxLayout(card)
        column.addWidget(self.entries, 1)
        row = FlowLayout(6)
        for button in (self.new, self.up, self.down, self.remove):
            row.addWidget(button)
        column.addLayout(row)
        policy = card.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Expanding)
        card.setSizePolicy(policy)
        return card

    def _connect(self) -> None:
        self.kinds.currentIndexChanged.connect(self._on_kind)
        self.entries.currentRowChanged.connect(self._on_row)
        self.new.clicked.connect(self.new_field)
        self.up.clicked.connect(lambda: self.move_field(-1))
        self.down.clicked.connect(lambda: self.move_field(1))
        self.remove.clicked.connect(self.remove_field)
        self.form.saved.connect(self.save_record)
        self.form.edited.connect(self.state_changed)

    def _read(self, chosen: str = "") -> None:
        own = list_fields(self._desk.db, self.kind())
        self._own = {one.field.name: one for one in own}
        declared = list_declared(self._desk.kinds, self.kind())
        self.entries.show_fields([one.field for one in own], declared, chosen)
        self._show(self.entries.chosen())

    def _on_row(self, _row: int) -> None:
        """Another field was chosen; what was typed at the one before is saved, or asked about."""
        wanted = self.entries.chosen()
        if not self.form.is_dirty:
            self._show(wanted)
        elif self.can_leave():
            self._read(wanted.name if wanted else "")
        else:
            self.entries.mark(self._shown)

    def _on_kind(self, _row: int) -> None:
        if self.can_leave():
            self._kind = str(self.kinds.currentData())
            self._read()
        else:
            self.kinds.blockSignals(True)
            self.kinds.setCurrentIndex(self.kinds.findData(self._kind))
            self.kinds.blockSignals(False)

    def _show(self, one: Field | None) -> None:
        self.notice.say("")
        self._shown = one.name if one else ""
        if one is None or one.own:
            self.form.show_field(self._own.get(one.name) if one else None)
        else:
            self.form.show_declared(one)
        self._show_verbs()

    def _show_verbs(self) -> None:
        one = self.entries.chosen()
        for button, by in ((self.up, -1), (self.down, 1)):
            button.setEnabled(self._find_place(by) is not None)
        self.remove.setEnabled(one is not None)
        self.remove.setText(_("Restore") if one is not None and one.hidden else _("Remove"))
        self.state_changed.emit()

    def _list_order(self) -> list[int]:
        """The fields of the office that are not removed, in their order."""
        return [one.id for one in self._own.values() if not one.removed]

    def _find_place(self, by: int) -> int | None:
        """The place of the chosen field in that order, where it can be moved so far."""
        one = self.entries.chosen()
        own = self._own.get(one.name) if one is not None else None
        order = self._list_order()
        at = order.index(own.id) if own is not None and own.id in order else -1
        return at if at >= 0 and 0 <= at + by < len(order) else None

    def _apply(self, change: Change) -> bool:
        own = (batch for batch in change.batches if batch.kind == "own_field")
        made = [row[0] for batch in own for row in batch.rows]
        applied = self._desk.apply(change)
        if applied.is_refused:
            said = describe_refusal(self._desk.kinds, applied)
            self.notice.say(" ".join(said))
            return False
        self._read(own_name(made[0]) if len(made) == 1 else self._shown)
        return True
