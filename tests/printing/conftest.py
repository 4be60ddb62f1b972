"""Tables to print and eyes to read the paper with."""

import os
from collections.abc import Sequence

import pytest
from PySide6.QtGui import QGuiApplication

from t20desk.db.types import Date, Email, Text, Whole
from t20desk.printing.fonts import ensure_application
from t20desk.tables import Column, Table
from tests.paper_kinds import TableMaker

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NAMES = (
    ("Jiangsu Proprietary Technology Exchange Center", "江苏省专有技术交易中心", "China"),
    ("BNP Paribas", None, "Frankreich"),
    ("Beispiel Gründerförderung Überlingen", "样例创业服务中心", "Deutschland"),
    ("Пример Союз научных городов", None, "Russische Föderation"),
)


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: QGuiApplication) -> None:
    """The application that tests of windows use too: there can be only one in a process."""
    assert ensure_application() is qapp


@pytest.fixture
def member_table() -> TableMaker:
    columns = (
        Column("number", "Nr.", Text(), 6),
        Column("name", "Name", Text(), 34),
        Column("original", "原文名称", Text(), 20),
        Column("country", "Land oder Region", Text(), 18),
        Column("joined", "Seit", Date()),
        Column("mail", "E-Mail", Email()),
        Column("events", "Events", Whole()),
    )

    def make_rows(count: int) -> list[tuple[object, ...]]:
        return [
            (f"{n + 1:05}", *NAMES[n % 4], "2019-06-26", f"kontakt{n}@sample.example", n % 211)
            for n in range(count)
        ]

    def make_table(count: int, **more: object) -> Table:
        rows = make_rows(count)
        return Table("Mitglieder", columns, lambda: rows, **more)

    return make_table


@pytest.fixture
def text_table() -> TableMaker:
    """A table of texts, its columns called A, B, C ..."""

    def make_table(rows: Sequence[Sequence[object]], title: str = "Texte") -> Table:
        width = len(rows[0]) if rows else 1
        columns = tuple(Column(f"c{n}", chr(65 + n % 26), Text(100_000), 14) for n in range(width))
        return Table(title, columns, lambda: rows)

    return make_table
