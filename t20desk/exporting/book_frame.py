"""The workbook around the rows, made by openpyxl; the rows are never kept in it."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.theme import theme_xml

from t20desk.exporting.cell_looks import paint_heading, put_text
from t20desk.exporting.choice_lists import ChoiceLists
from t20desk.exporting.clean_text import LONGEST_TEXT, clean_text
from t20desk.exporting.painted_styles import PaintedStyles
from t20desk.exporting.sheet_frame import Origin, SheetFrame, filter_range
from t20desk.exporting.sheet_names import SheetNames
from t20desk.exporting.sheet_setup import (
    arrange_sheet,
    fit_to_width,
    set_up_pages,
    write_headings,
    write_title,
)
from t20desk.exporting.sheet_xml import CellStyles, Cut, column_letters
from t20desk.i18n import _
from t20desk.tables import Cells, Table

_CHINESE_FONT: Final = "Microsoft YaHei"
"""Named in the theme for East Asian letters; where it is missing the system's own is taken."""


_DIMENSION: Final = re.compile("<dimension [^>]*>(</dimension>)?")
"""How far the rows reach: not known when it would have to be written, and not needed."""


class BookFrame:
    """A workbook in the making: a sheet for each table, further ones as they are needed."""

    def __init__(self, tables: Sequence[Table], plain: bool, origin: Origin) -> None:
        self._plain = plain
        self._office = origin.office
        self._book = Workbook()
        self._book.loaded_theme = theme_xml.replace(
            '<a:ea typeface=""/>', f'<a:ea typeface="{_CHINESE_FONT}"/>'
        )
        self._book.remove(self._book.active)
        self._names = SheetNames((_("Notes"), _("Lists")))
        self._lists = ChoiceLists(self._book, _("Lists"))
        self._written = datetime.now()
        self._painted = PaintedStyles(self._book)
        self._sheets = [self._new_sheet(table) for table in tables]
        self._sheets[0].sheet_view.tabSelected = True
        self._describe(tables[0])
        for name, value in origin.notes.items():
            self._book.custom_doc_props.append(StringProperty(name=name, value=clean_text(value)))

    def frame(
        self, place: int, table: Table, samples: Sequence[Cells], count: int | None
    ) -> SheetFrame:
        """The sheet of the table at `place`; `count` of its rows where it is known already."""
        return self._fill_sheet(self._sheets[place], table, samples, count)

    def continue_frame(self, table: Table, samples: Sequence[Cells]) -> SheetFrame:
        """One more sheet for rows that found no room."""
        return self._fill_sheet(self._new_sheet(table), table, samples, None)

    def end_frame(self, frame: SheetFrame, last_row: int) -> None:
        """Say where the rows end, so that the filter covers them."""
        if frame.sheet.auto_filter.ref:
            frame.sheet.auto_filter.ref = filter_range(frame, last_row)

    def add_notes(self, cuts: Iterable[tuple[str, Cut]]) -> None:
        """A sheet that lists the texts that were too long, by sheet and cell."""
        sheet = self._book.create_sheet(_("Notes"))
        for place, heading in enumerate((_("Sheet"), _("Cell"), _("Note")), 1):
            put_text(sheet.cell(1, place), heading)
            paint_heading(sheet.cell(1, place))
        message = _("The text was cut: it has {length} characters, a cell holds {limit}.")
        for row, (name, cut) in enumerate(cuts, 2):
            put_text(sheet.cell(row, 1), name)
            put_text(sheet.cell(row, 2), cut.cell)
            put_text(sheet.cell(row, 3), message.format(length=cut.length, limit=LONGEST_TEXT))
        sheet.column_dimensions["A"].width = 34
        sheet.column_dimensions["C"].width = 80
        sheet.freeze_panes = "A2"
        fit_to_width(sheet)

    def save(self) -> BytesIO:
        """The whole package; its table sheets hold no rows."""
        package = BytesIO()
        self._book.save(package)
        return package

    def _describe(self, table: Table) -> None:
        properties = self._book.properties
        properties.creator = clean_text(self._office) or "t20desk"
        properties.title = clean_text(table.title)
        properties.subject = clean_text(table.subtitle) or None

    def _new_sheet(self, table: Table) -> Worksheet:
        sheet = self._book.create_sheet(self._names.take(table.name or table.title))
        sheet.sheet_state = "hidden" if table.hidden else "visible"
        return sheet

    def _fill_sheet(
        self, sheet: Worksheet, table: Table, samples: Sequence[Cells], count: int | None
    ) -> SheetFrame:
        plain = self._plain or table.hidden
        heading_row = 1 if plain else 3 + max(1, len(table.lines))
        if not plain:
            write_title(sheet, table, self._written, count, self._office)
        write_headings(sheet, table, heading_row, samples)
        arrange_sheet(sheet, table, heading_row)
        set_up_pages(sheet, table, heading_row, self._written, self._office)
        for place, column in enumerate(table.columns):
            if column.choices or column.hint:
                self._lists.offer(sheet, place, heading_row + 1, column)
        return self._make_frame(sheet, table, heading_row + 1)

    def _make_frame(self, sheet: Worksheet, table: Table, first_row: int) -> SheetFrame:
        cells, bands, totals = self._find_styles(sheet, table)
        head, tail = _split_sheet(sheet)
        part = f"xl/worksheets/sheet{self._book.index(sheet) + 1}.xml"
        shaded = {shade: self._find_styles(sheet, table, shade)[0] for shade in table.shades}
        return SheetFrame(sheet, part, head, tail, first_row, cells, bands, totals, shaded)

    def _find_styles(
        self, sheet: Worksheet, table: Table, shade: str = ""
    ) -> tuple[tuple[CellStyles, ...], ...]:
        """The styles of all columns: of cells, of headings of groups, and of the last line."""
        styles = []
        for place, column in enumerate(table.columns):
            width = sheet.column_dimensions[column_letters(place)].width
            foot = table.foot[place] if table.foot else None
            opens = table.locked and column.is_open
            styles.append(self._painted.find(column, width, opens, foot, shade))
        return tuple(zip(*styles, strict=True)) or ((), (), ())


def _split_sheet(sheet: Worksheet) -> tuple[str, str]:
    """The XML of a sheet up to the end of its rows, and from there."""
    out = BytesIO()
    WorksheetWriter(sheet, out).write()
    head, end, tail = out.getvalue().decode("utf-8").partition("</sheetData>")
    return _DIMENSION.sub("", head), end + tail
