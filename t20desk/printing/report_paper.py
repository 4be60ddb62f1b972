"""A report on paper: its tables one after the other, on pages of one format."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QPainter

from t20desk.printing.furniture import Imprint
from t20desk.printing.list_paper import ListOptions, ListPaper
from t20desk.printing.sheets import A4
from t20desk.tables import Table


class ReportPaper:
    """Several tables as one paper; if one of them asks for lying pages, all get them."""

    def __init__(self, tables: Sequence[Table], imprint: Imprint | None = None) -> None:
        options = ListOptions(imprint or Imprint())
        # The logo stands once, on the first page of the whole.
        further = replace(options, imprint=replace(options.imprint, logo=b""))
        every = [options] + [further] * (len(tables) - 1)
        self._parts = [ListPaper(table, A4, one) for table, one in zip(tables, every, strict=False)]
        lying = [part.page for part in self._parts if part.page.width > part.page.height]
        self.page = lying[0] if lying else A4
        for place, part in enumerate(self._parts):
            if part.page != self.page:
                fixed = replace(every[place], turn=False)
                self._parts[place] = ListPaper(tables[place], self.page, fixed)
        before = 0
        for part in self._parts:
            part.number_within(before, self.page_count)
            before += part.page_count

    @property
    def title(self) -> str:
        """The title of the first table stands for the whole."""
        return self._parts[0].title

    @property
    def page_count(self) -> int:
        """The pages of all tables."""
        return sum(part.page_count for part in self._parts)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; each table begins a new one."""
        for part in self._parts:
            if number <= part.page_count:
                part.paint_page(painter, number)
                return
            number -= part.page_count

    def problems(self) -> list[str]:
        """What would not look right in any of the tables."""
        return [sentence for part in self._parts for sentence in part.problems()]
