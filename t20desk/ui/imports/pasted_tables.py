"""Cells copied from a spreadsheet, kept as a file so that they are read like any other."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData

from t20desk.editing.blocks import read_block, write_text
from t20desk.i18n import _
from t20desk.ui.tray import tray_folder


def has_table(mime: QMimeData) -> bool:
    """Whether there are cells of a table: more than one column, or more than one row."""
    block = read_block(mime.text(), mime.html())
    return len(block) > 1 or any(len(row) > 1 for row in block)


def keep_table(mime: QMimeData) -> Path:
    """Write the cells to a file of their own; its path."""
    block = read_block(mime.text(), mime.html())
    when = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    target = tray_folder() / (_("Pasted {time}").format(time=when) + ".tsv")
    number = 1
    while target.exists():
        number += 1
        target = target.with_stem(f"{target.stem} {number}")
    target.write_text(write_text(block), encoding="utf-8", newline="")
    return target
