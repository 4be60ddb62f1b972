"""How wide columns are: what may be chosen later fits too."""

from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from t20desk.db.fields import KINDS
from t20desk.ui.tables.column_widths import column_need


def test_a_column_of_choices_has_room_for_what_may_be_chosen(qtbot: QtBot) -> None:
    font = QFont()
    answer = KINDS["participation"].fields["answer"]
    need = column_need(answer, "Answer", ["invited"], font)
    assert need.liked >= QFontMetrics(font).horizontalAdvance("accepted") + 20
