"""The shapes of what the fixtures of paper hand out."""

from collections.abc import Callable
from pathlib import Path

from t20desk.tables import Table

TableMaker = Callable[..., Table]
PdfReader = Callable[[Path], list[str]]
