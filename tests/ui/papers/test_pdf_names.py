"""Under which name a paper is offered as a PDF."""

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from t20desk.editing.view_plans import plan_view
from t20desk.listing import Listing, list_saved
from t20desk.ui.papers.print_preview import PrintPreview
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, open_list, when_open


def test_a_list_is_offered_under_the_name_of_its_view_as_it_is_for_excel(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = plan_view(window.desk.db, "Fees: (owed)", Listing("member", view="all"))
    assert not window.desk.apply(change).is_refused
    ((_kind, view),) = list_saved(window.desk.db)
    offered: list[str] = []

    def choose(_parent: object, _title: str, begin: str, _filters: str) -> tuple[str, str]:
        offered.append(begin)
        return "", ""

    def save(preview: PrintPreview) -> None:
        qtbot.waitUntil(preview.panel.pdf.isEnabled)
        qtbot.mouseClick(preview.panel.pdf, LEFT)
        preview.reject()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    open_list(qtbot, window, "member", 4, view=view.name)
    when_open(PrintPreview, save)
    window.commands.of("print_page").trigger()
    (begin,) = offered
    assert begin.endswith("/Fees_ (owed).pdf")
