"""Tab goes where the eye goes, also through what was put into a dialog later."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from t20desk.listing import Listing
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.events.invite_dialog import InviteDialog
from t20desk.ui.events.questions_dialog import QuestionsDialog
from t20desk.ui.lists.colour_rules import Asking, RuleDialog
from t20desk.ui.lists.condition_builder import ConditionDialog
from t20desk.ui.lists.condition_row import ConditionRow
from t20desk.ui.tables.bulk_edits import SetFieldDialog
from t20desk.ui.window import Window
from tests.ui.hands import child, ids_of, open_list, when_open


def show(qtbot: QtBot, dialog: QWidget) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)


def press_tab(qtbot: QtBot, dialog: QWidget) -> QWidget:
    """What has the focus after Tab."""
    focused = dialog.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    focused = dialog.focusWidget()
    assert focused is not None
    return focused


def name_of(widget: QWidget) -> str:
    """The name of a widget, or its words."""
    return str(widget.objectName() or widget.property("text"))


def walk(qtbot: QtBot, dialog: QWidget, steps: int) -> list[str]:
    """What has the focus after each press of Tab."""
    return [name_of(press_tab(qtbot, dialog)) for _step in range(steps)]


def test_tab_leads_from_the_field_to_its_value_whichever_was_chosen(
    qtbot: QtBot, window: Window
) -> None:
    dialog = SetFieldDialog(window, window.desk, window.desk.kinds["member"], 3)
    show(qtbot, dialog)
    for name in ("city", "country", "kind", "follow_up", "parent"):
        dialog.begin_with(name)
        qtbot.waitUntil(child(dialog, QWidget, name).isVisible)
        dialog.box.setFocus()
        assert walk(qtbot, dialog, 3) == [name, "takeAnswer", "Cancel"]


def test_tab_leads_into_the_editor_of_several_choices(qtbot: QtBot, window: Window) -> None:
    dialog = SetFieldDialog(window, window.desk, window.desk.kinds["member"], 3)
    show(qtbot, dialog)
    dialog.begin_with("areas")
    qtbot.waitUntil(child(dialog, QWidget, "areas").isVisible)
    dialog.box.setFocus()
    first = walk(qtbot, dialog, 1)[0]
    assert first not in ("Cancel", "takeAnswer")


ASKING = Asking(lambda _search: None, lambda _text, _cursor: (), lambda _text, _cursor, _done: None)


def test_tab_leads_from_line_to_line_of_rules_before_the_answers(
    qtbot: QtBot, window: Window
) -> None:
    dialog = RuleDialog(window, (), ASKING)
    show(qtbot, dialog)
    dialog.add.click()
    first, second = dialog.lines()
    qtbot.waitUntil(second.search.isVisible)
    first.search.setFocus()
    found = [press_tab(qtbot, dialog) for _step in range(7)]
    assert found[:6] == [
        *(first.colour, first.remove),
        *(second.search, second.colour, second.remove),
        dialog.add,
    ]
    assert name_of(found[6]) == "takeAnswer"


def test_tab_leads_through_the_conditions_before_their_text(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    dialog = ConditionDialog(page, window.desk.kinds, page.kind, "city:x", page.answers.offer)
    show(qtbot, dialog)
    row = child(dialog, ConditionRow, "")
    assert dialog.focusWidget() is row.field
    assert [press_tab(qtbot, dialog) for _step in range(2)] == [row.way, row.value]
    added = dialog.group.add_row()
    qtbot.waitUntil(added.isVisible)
    row.value.setFocus()
    assert press_tab(qtbot, dialog).objectName() == "removeCondition"
    found = [press_tab(qtbot, dialog) for _step in range(5)]
    assert found[:3] == [added.field, added.way, added.value]
    assert found[4] is dialog.text
    answers = [press_tab(qtbot, dialog) for _step in range(3)]
    assert answers[2] is dialog.group.joint


def test_tab_leads_from_whom_to_invite_through_the_form_before_the_answers(
    qtbot: QtBot, window: Window
) -> None:
    dialog = InviteDialog(window, window.desk, "Invite")
    dialog.offer_lists([("Members", Listing("member"))])
    show(qtbot, dialog)
    dialog.box.setFocus()
    assert walk(qtbot, dialog, 3) == ["roles", "answer", "takeAnswer"]


def test_tab_leads_from_the_last_value_of_a_question_to_asking_it(
    qtbot: QtBot, window: Window
) -> None:
    event = ids_of(window.desk.db, "event")[0]
    seen: list[str] = []

    def look(dialog: QuestionsDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.type.setFocus()
        seen.append(name_of(press_tab(qtbot, dialog)))
        dialog.reject()

    when_open(QuestionsDialog, look)
    run_dialog(QuestionsDialog(window, window.desk, event, "Week"))
    assert seen == ["questionAdd"]
