"""Address cards from a list in the window."""

from pathlib import Path

import pytest
import vobject
from pytestqt.qtbot import QtBot

from t20desk.ui.window import Window
from tests.ui.hands import name_file, open_list


def test_a_list_of_people_is_written_as_address_cards(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "people.vcf"
    offered = name_file(monkeypatch, target)
    page = open_list(qtbot, window, "person", 1)
    page.output.export_list()
    qtbot.waitUntil(target.exists)

    assert "Address cards (*.vcf)" in offered[0]
    (card,) = vobject.readComponents(target.read_text("utf-8"))
    assert card.fn.value == "Anna Müller"
