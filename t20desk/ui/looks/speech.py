"""The language of the program: our words, and those of Qt's own dialogs."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from t20desk import i18n
from t20desk.i18n import LANGUAGES

QT_WORDS = {"de": "qtbase_de", "zh": "qtbase_zh_CN"}
NAME = "wordsOfQt"


def speak(app: QApplication, wanted: str) -> None:
    """Switch all words to a language; "" means that of the system."""
    i18n.use(wanted or system_language())
    for spoken in app.findChildren(QTranslator, NAME):
        app.removeTranslator(spoken)
        spoken.setObjectName("")
        spoken.deleteLater()
    translator = QTranslator(app)
    translator.setObjectName(NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QT_WORDS.get(i18n.language(), "qtbase_en"), folder):
        app.installTranslator(translator)
    if i18n.language() in QT_WORDS:
        _add_lacking(app, translator)


def _add_lacking(app: QApplication, known: QTranslator) -> None:
    """Add the words that Qt's own catalogue lacks."""
    from t20desk.ui.looks.qt_words import OURS, OwnWords

    lacking = [word for word in OURS if not known.translate(*word)]
    if lacking:
        translator = OwnWords(lacking, app)
        translator.setObjectName(NAME)
        app.installTranslator(translator)


def system_language() -> str:
    """The first language of the system that we speak, else English."""
    spoken = [name.split("-")[0] for name in QLocale.system().uiLanguages()]
    return next((one for one in spoken if one in LANGUAGES), "en")
