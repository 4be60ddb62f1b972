"""Who a record is, at the head of its page: picture, names, status, facts, and who is in charge."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.overview import Overview
from t20desk.ui.desk import Desk
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import make_label
from t20desk.ui.records.portrait import Portrait
from t20desk.ui.records.record_head import LINE_HEIGHT, ChargeLine, NameLine
from t20desk.ui.records.record_words import say_facts, say_second_name, say_status


class RecordHeading:
    """Holds the lines and fills them."""

    def __init__(self, desk: Desk) -> None:
        self.portrait = Portrait(desk)
        self.names = NameLine()
        self.facts = make_label(look="quiet", name="recordFacts")
        self.charge = ChargeLine()
        self.charge.hide()
        # What the names in charge stand beside, is in line with them.
        self.charge.turned.connect(
            lambda is_shown: self.facts.setMinimumHeight(LINE_HEIGHT if is_shown else 0)
        )

    def lay_out(self) -> QHBoxLayout:
        """The picture with the lines beside it."""
        below = QWidget()
        line = FlowLayout(18, leading=0)
        for part in (self.facts, self.charge):
            line.addWidget(part)
        below.setLayout(line)
        return self.portrait.lay_beside(self.names, below)

    def show_kind(self, kind: Kind) -> None:
        """Show records of a kind, with the place of a picture where they have one."""
        self.portrait.show_kind(kind)
        self.names.stand_beside(self.portrait.field is None)

    def text(self) -> str:
        """The name that is shown."""
        return self.names.name.whole

    def show_record(self, kind: Kind, record_id: int, name: str, cells: dict[str, Any]) -> None:
        """Show a record; who is in charge follows."""
        self.names.show_names(name, say_second_name(kind, cells, name), say_status(kind, cells))
        self.portrait.show_record(record_id, name)
        self.facts.setText(say_facts(kind, cells))

    def show_charge(self, kind: Kind, found: Overview, cells: dict[str, Any], day: str) -> None:
        """Show main contact and responsible person, and the day of the follow-up."""
        self.charge.show_charge(kind.name, found, cells, day)

    def show_new(self, kind: Kind) -> None:
        """Show that a record is not there yet."""
        self.names.show_names(_("New: {kind}").format(kind=_(kind.label)), "", "")
        self.facts.setText(_("Fill in what you know, then save."))
        self.charge.hide()
        self.portrait.show_none()
