"""Widgets side by side that go on in the next line."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.flow import FlowLayout, LineLabel


def test_the_height_of_a_flow_follows_widgets_that_hide_grow_and_come(qtbot: QtBot) -> None:
    box, flow = QWidget(), FlowLayout(gap=0)
    qtbot.addWidget(box)
    box.setLayout(flow)
    labels = [QLabel() for _turn in range(3)]
    for label in labels:
        label.setFixedSize(40, 10)
        flow.addWidget(label)
    box.show()

    def height() -> int:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return flow.heightForWidth(80)

    assert height() == 20
    labels[0].hide()
    assert height() == 10
    labels[1].setFixedSize(70, 10)
    assert height() == 20
    labels[0].show()
    assert height() == 30
    flow.addWidget(further := QLabel())
    further.setFixedSize(50, 10)
    # Qt shows what is new in its next turn.
    qtbot.waitUntil(lambda: height() == 40)


def test_a_name_without_room_ends_in_dots_and_is_whole_in_its_tip(qtbot: QtBot) -> None:
    name = "Sample Nanjing Technology Transfer Centre"
    label = LineLabel()
    qtbot.addWidget(label)
    label.resize(120, 30)
    label.show()
    label.show_whole(name)
    assert label.text().endswith("…")
    assert (label.whole, label.accessibleName(), name in label.toolTip()) == (name, name, True)
    label.resize(900, 30)
    assert label.text() == name
