"""Qt's own dialogs: all their words are in the language of the program."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.qt_words import OURS
from t20desk.ui.looks.speech import speak


@pytest.mark.parametrize("language", ["de", "zh"])
def test_qt_says_all_words_of_its_file_dialog_in_the_language(qtbot: QtBot, language: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        speak(app, language)
        said = [QCoreApplication.translate(*word) for word in OURS]
    finally:
        speak(app, "en")
    assert not [word.text for word, words in zip(OURS, said, strict=True) if words == word.text]
