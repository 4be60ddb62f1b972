"""What this program puts on the clipboard."""

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtWidgets import QApplication


def offer_block(text: str, page: str) -> None:
    """Put cells on the clipboard, as text and as a table of a web page."""
    data = make_data()
    data.setText(text)
    data.setHtml(page)
    QApplication.clipboard().setMimeData(data)


def make_data() -> QMimeData:
    """Empty data of Qt's own: made in Python, it would outlive Python, and the end be a crash."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    return data
