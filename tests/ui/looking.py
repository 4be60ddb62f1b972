"""What an eye sees: how well a text stands out from its ground, and what is cut."""

from PySide6.QtWidgets import QAbstractButton, QLabel

from t20desk.ui.looks.cut_label import CutLabel
from t20desk.ui.looks.flow import LineLabel

FITTED = ("line", "several")
"""Buttons that show as much of their text as there is room for."""


def contrast(first: str, second: str) -> float:
    """The ratio of brightness after WCAG 2."""
    lights = sorted((light(first), light(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour: str) -> float:
    """The relative luminance of a colour such as #aabbcc."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    straight = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * straight[0] + 0.7152 * straight[1] + 0.0722 * straight[2]


def is_cut(button: QAbstractButton) -> bool:
    """Whether a button has less room than its text needs."""
    if not button.isVisible() or not button.text() or button.property("look") in FITTED:
        return False
    return button.width() < button.sizeHint().width()


def is_label_cut(label: QLabel) -> bool:
    """Whether a label has less room than its words need, and no dots of its own to say so."""
    if not label.isVisible() or not label.text() or isinstance(label, CutLabel | LineLabel):
        return False
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()
