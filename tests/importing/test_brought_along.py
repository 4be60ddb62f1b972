"""What a column headed by a word for company says: how many come along, or who."""

import pytest

from t20desk.db.fields import KINDS
from t20desk.importing.cuts import settle_cuts
from t20desk.importing.values import ImportOptions
from t20desk.reading.rows import SheetRow
from t20desk.ui.imports.import_lines import read_lines, write_options


def settle(heading: str, cells: list[object], *others: str, **mapping: str) -> dict[str, str]:
    header = SheetRow(1, ["Gast", heading, *others])
    rows = [SheetRow(at, ["A", cell]) for at, cell in enumerate(cells, start=2)]
    options = ImportOptions(mapping=mapping)
    return dict(settle_cuts(KINDS["participation"], KINDS, header, rows, options).mapping)


@pytest.mark.parametrize("heading", ["Begleitung", "begleitung ", "陪同"])
@pytest.mark.parametrize("cells", [["1", None, "2"], [1, 2.0, "–"]])
def test_numbers_are_how_many_come_along(heading: str, cells: list[object]) -> None:
    assert settle(heading, cells) == {"B": "companions"}


def test_names_are_who_comes_along() -> None:
    assert settle("Begleitung", ["Dr. Weber", None, "M. Li"]) == {"B": "accompanied_by"}


@pytest.mark.parametrize("cells", [["ja", "nein"], ["1", "Dr. Weber"], ["x", "M. Li"], [None]])
def test_neither_numbers_nor_names_are_left_to_be_asked_about(cells: list[object]) -> None:
    assert settle("Begleitung", cells) == {}


def test_what_somebody_chose_or_another_column_says_stays() -> None:
    assert settle("Begleitung", ["1"], Begleitung="notes") == {"Begleitung": "notes"}
    assert settle("Begleitung", ["1"], "Anzahl Begleitpersonen") == {}
    names = settle("Begleitung", ["Dr. Weber"], "Anzahl Begleitpersonen")
    assert names == {"B": "accompanied_by"}


def test_the_window_shows_where_company_goes() -> None:
    rows = [SheetRow(1, ["Name", "Begleitung"]), SheetRow(2, ["Anna Weber", "1"])]
    lines = read_lines(KINDS["participation"], KINDS, rows, rows[0], ImportOptions())
    assert [line.target for line in lines] == ["person", "companions"]
    assert write_options(lines, ImportOptions()).mapping["Begleitung"] == "companions"
