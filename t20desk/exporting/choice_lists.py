"""Lists of choices in a workbook: they stand on a hidden sheet, columns point at them."""

from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.exporting.cell_looks import put_text
from t20desk.exporting.sheet_frame import EXCEL_ROWS
from t20desk.exporting.sheet_xml import column_letters
from t20desk.i18n import _
from t20desk.tables import Column

_SEVERAL: Final = "choices"
_LONGEST_HINT: Final = 255
_LONGEST_TITLE: Final = 32


class ChoiceLists:
    """The hidden sheet, made with the first list; equal lists are kept once.

    A range has no limit, while a list inside the cell's rule ends at 255 characters.
    """

    def __init__(self, book: Workbook, name: str) -> None:
        self._book = book
        self._name = name
        self._ranges: dict[tuple[str, ...], str] = {}

    def offer(self, sheet: Worksheet, place: int, first_row: int, column: Column) -> None:
        """Offer the column's choices in each of its cells; where several may stand, say how.

        A list would put its one word in the place of all that stands in the cell.
        """
        if column.hint:
            rule = _make_hint(column, column.hint)
        elif column.type.name == _SEVERAL:
            rule = _make_hint(column, _say_several(column))
        else:
            rule = self._make_list(column)
        letters = column_letters(place)
        rule.add(f"{letters}{first_row}:{letters}{EXCEL_ROWS}")
        sheet.add_data_validation(rule)

    def _make_list(self, column: Column) -> DataValidation:
        return DataValidation(
            "list",
            formula1=self._range(column.choices),
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            error=_("This is not in the list. Keep it all the same?"),
        )

    def _range(self, choices: tuple[str, ...]) -> str:
        if choices not in self._ranges:
            sheet = self._sheet()
            place = len(self._ranges)
            for row, choice in enumerate(choices, 1):
                put_text(sheet.cell(row, place + 1), choice)
            name = self._name.replace("'", "''")
            letters = column_letters(place)
            self._ranges[choices] = f"'{name}'!${letters}$1:${letters}${len(choices)}"
        return self._ranges[choices]

    def _sheet(self) -> Worksheet:
        if self._ranges:
            return self._book[self._name]
        sheet = self._book.create_sheet(self._name)
        sheet.sheet_state = "hidden"
        return sheet


def _say_several(column: Column) -> str:
    """That several words may stand in a cell, and the first ones of the list."""
    text = _("Several are possible, with “{sign}” between them: {listed}")
    said = text.format(sign=_("; ").strip(), listed=", ".join(column.choices))
    if len(said) > _LONGEST_HINT:
        said = said[: _LONGEST_HINT - 2].rpartition(", ")[0] + " …"
    return said


def _make_hint(column: Column, said: str) -> DataValidation:
    """Words beside the cell that is chosen."""
    title = column.label[:_LONGEST_TITLE]
    return DataValidation(showInputMessage=True, promptTitle=title, prompt=said[:_LONGEST_HINT])
