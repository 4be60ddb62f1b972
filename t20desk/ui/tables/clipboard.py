"""What this program puts on the clipboard."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication


def offer_block(text: str, page: str) -> None:
    """Put cells on the clipboard, as text and as a table of a web page."""
    # Data made by a model of Qt: made in Python, it would outlive Python, and the end be a crash.
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    data.setText(text)
    data.setHtml(page)
    QApplication.clipboard().setMimeData(data)
