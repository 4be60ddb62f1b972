"""The head of a record: its names and who is in charge, in as few lines as they need."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.records.record_head import NameLine
from t20desk.ui.window import Window
from tests.builders import add_record
from tests.ui.hands import open_record


@pytest.fixture
def names(qtbot: QtBot) -> NameLine:
    line = NameLine()
    qtbot.addWidget(line)
    line.show_names("Sample forum of the alliance", "联盟样例论坛", "")
    line.resize(700, 60)
    line.show()
    return line


def left_of(widget: QWidget, line: QWidget) -> int:
    return widget.mapTo(line, QPoint(0, 0)).x()


def test_without_a_picture_the_second_name_follows_the_first_in_its_line(
    qtbot: QtBot, names: NameLine
) -> None:
    assert left_of(names.second, names) == 0
    below = names.sizeHint().height()
    names.stand_beside(True)
    end = names.name.whole_width()
    qtbot.waitUntil(lambda: end <= left_of(names.second, names) <= end + 20)
    assert names.second.text() == "联盟样例论坛"
    assert names.sizeHint().height() < below


def test_a_title_that_is_part_of_the_name_is_not_repeated_beside_it(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    member = add_record(db, "member", name="Bank")
    titles = {"title_en": "Patent search", "title_de": "Patentrecherche"}
    service = add_record(db, "service", member=member, direction="offers", **titles)
    page = open_record(qtbot, window, "service", service)
    assert page.heading.names.name.whole == "Patent search – Bank"
    assert page.heading.names.second.whole == "Patentrecherche"


def test_where_there_is_no_room_the_second_name_is_cut_first(qtbot: QtBot, names: NameLine) -> None:
    names.stand_beside(True)
    names.resize(names.name.whole_width() + 50, 40)
    qtbot.waitUntil(lambda: names.second.text() != names.second.whole)
    assert names.name.text() == names.name.whole


def test_what_is_wider_than_its_room_takes_several_lines_of_it(qtbot: QtBot) -> None:
    box, inside = QWidget(), QWidget()
    qtbot.addWidget(box)
    outer, inner = FlowLayout(0), FlowLayout(0, in_line=True)
    for _turn in range(3):
        label = QLabel()
        label.setFixedSize(40, 10)
        inner.addWidget(label)
    inside.setLayout(inner)
    outer.addWidget(inside)
    box.setLayout(outer)
    assert [outer.heightForWidth(width) for width in (120, 80, 40)] == [10, 20, 30]
