"""Anything on paper: one description for preview, PDF, picture and printer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import (
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.printing.fonts import ensure_application, missing_glyphs
from t20desk.printing.pdf_words import mend_pdf
from t20desk.printing.typesetting import UNIT
from t20desk.progress import Progress

MM: Final = 72 / 25.4 * UNIT
"""One millimetre in the units that papers paint in: tenths of a point."""
_SAME_SIZE: Final = 0.005
"""Up to this part of its size a sheet counts as the one that was laid out."""
_PER_INCH: Final = 72 * UNIT


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A page and its margins in millimetres."""

    width: float = 210.0
    height: float = 297.0
    left: float = 18.0
    top: float = 16.0
    right: float = 18.0
    bottom: float = 18.0

    def turn_landscape(self) -> "PageFormat":
        """The same page lying."""
        return replace(
            self, width=max(self.width, self.height), height=min(self.width, self.height)
        )

    @property
    def inner_width(self) -> float:
        """What the margins leave of the width, in units of paper."""
        return max(self.width - self.left - self.right, 10.0) * MM


A4: Final = PageFormat()
LETTER: Final = PageFormat(215.9, 279.4)
_FORMATS: Final = {"a4": A4, "letter": LETTER}


def find_format(name: str) -> PageFormat:
    """A page by its name; raises UserError for one that is not known."""
    found = _FORMATS.get(name.strip().casefold())
    if found is None:
        raise UserError(_("There is no page “{name}”; choose A4 or Letter.").format(name=name))
    return found


class Paper(Protocol):
    """Pages that can be painted; the painter's units are tenths of a point from the upper left."""

    @property
    def title(self) -> str:
        """What stands above it and in the PDF's properties."""

    @property
    def page(self) -> PageFormat:
        """The page it is laid out for."""

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""

    def problems(self) -> list[str]:
        """Sentences about what would not look right on paper."""


@runtime_checkable
class NotedPaper(Protocol):
    """A paper whose printing is noted, because it comes back filled in by hand."""

    change: Change | None


@runtime_checkable
class AddressedPaper(Protocol):
    """A paper with something for each of many; where there is nobody, none is written."""

    @property
    def is_empty(self) -> bool:
        """Whether it is for nobody."""


def is_empty(paper: Paper) -> bool:
    """Whether a paper is for nobody."""
    return isinstance(paper, AddressedPaper) and paper.is_empty


def refuse_empty(paper: Paper) -> None:
    """Raise UserError for a paper that is for nobody, with what it says of that."""
    if is_empty(paper):
        raise UserError("\n".join(paper.problems()))


def find_note(paper: Paper) -> Change | None:
    """What is to be written when a paper is printed."""
    return paper.change if isinstance(paper, NotedPaper) else None


def note_printing(database: Database, paper: Paper) -> None:
    """Write what belongs to a paper that a command prints; raises UserError if it is refused."""
    change = find_note(paper)
    if change is None:
        return
    applied = database.apply(replace(change, door="command line"))
    if applied.is_refused:
        raise UserError(say_stale())


def say_stale() -> str:
    """The sentence about a paper that somebody outran."""
    return _("The guests changed while the pages were laid out; lay them out again.")


def write_pdf(paper: Paper, target: Path, progress: Progress | None = None) -> None:
    """Write the paper as a PDF with its fonts inside; only a whole one replaces the target."""
    refuse_empty(paper)
    # Writers of workbooks stand behind it; the preview needs none of them.
    from t20desk.exporting.placing import place_file

    ensure_application()
    with place_file(target, _is_whole_pdf) as draft:
        _paint_pdf(paper, draft, progress)
        draft.write_bytes(mend_pdf(draft.read_bytes()))


def _is_whole_pdf(file: Path) -> bool:
    """Qt tells nobody when the disk is full; only the end of the file shows it."""
    with file.open("rb") as opened:
        head = opened.read(5)
        opened.seek(max(file.stat().st_size - 32, 0))
        return head == b"%PDF-" and b"%%EOF" in opened.read()


def _paint_pdf(paper: Paper, file: Path, progress: Progress | None) -> None:
    writer = QPdfWriter(str(file))
    writer.setResolution(_PER_INCH)
    writer.setTitle(paper.title)
    writer.setCreator("t20desk")
    writer.setPageLayout(_page_layout(paper.page))
    _paint_pages(paper, writer, range(1, paper.page_count + 1), progress)


def set_up_printer(paper: Paper, printer: QPagedPaintDevice) -> None:
    """Let the printer's dialog begin with the sheet that the paper is laid out for."""
    printer.setPageLayout(_page_layout(paper.page))


def print_paper(paper: Paper, printer: QPagedPaintDevice) -> None:
    """Print the pages that the printer's dialog asked for, all of them if it named none.

    On a sheet of another size, chosen in that dialog, the pages are larger or smaller.
    """
    ensure_application()
    chosen = printer.pageRanges()
    numbers = range(1, paper.page_count + 1)
    wanted = [n for n in numbers if chosen.isEmpty() or chosen.contains(n)]
    if not wanted:
        raise UserError(
            ngettext(
                "These pages do not exist; the paper has {number} page.",
                "These pages do not exist; the paper has {number} pages.",
                paper.page_count,
            ).format(number=paper.page_count)
        )
    printer.setPageLayout(_page_layout(paper.page, printer.pageLayout().pageSize()))
    _paint_pages(paper, printer, wanted)


def _paint_pages(
    paper: Paper,
    device: QPagedPaintDevice,
    numbers: Sequence[int],
    progress: Progress | None = None,
) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise UserError(_("The printer does not answer; print to a PDF file instead."))
    try:
        for position, number in enumerate(numbers):
            if progress is not None:
                progress(position, len(numbers))
            if position and not device.newPage():
                raise UserError(_("The printer stopped before the last page; try again."))
            painter.resetTransform()
            _fit_to_device(painter, device, paper.page)
            paper.paint_page(painter, number)
    finally:
        painter.end()


def _page_layout(page: PageFormat, size: QPageSize | None = None) -> QPageLayout:
    """A whole sheet, lying where the page does; of the page's own size where none is given."""
    if size is None:
        upright = QSizeF(min(page.width, page.height), max(page.width, page.height))
        fuzzy = QPageSize.SizeMatchPolicy.FuzzyMatch
        size = QPageSize(upright, QPageSize.Unit.Millimeter, "", fuzzy)
    lying = page.width > page.height
    turn = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turn, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _fit_to_device(painter: QPainter, device: QPagedPaintDevice, page: PageFormat) -> None:
    """Units are tenths of a point from the page's corner, also if a printer kept its margins.

    The page lies in the middle of a sheet of another size, as large as it can.
    """
    layout = device.pageLayout()
    if layout.mode() != QPageLayout.Mode.FullPageMode:
        corner = layout.paintRectPixels(device.logicalDpiX()).topLeft()
        painter.translate(-corner.x(), -corner.y())
    painter.scale(device.logicalDpiX() / _PER_INCH, device.logicalDpiY() / _PER_INCH)
    sheet = layout.fullRect(QPageLayout.Unit.Millimeter)
    factor = min(sheet.width() / page.width, sheet.height() / page.height)
    if abs(factor - 1) > _SAME_SIZE:
        free_x, free_y = sheet.width() - page.width * factor, sheet.height() - page.height * factor
        painter.translate(free_x / 2 * MM, free_y / 2 * MM)
        painter.scale(factor, factor)


def render_page(paper: Paper, number: int, dpi: float = 96) -> QImage:
    """One page as a picture on white, for the preview and for PNG files."""
    ensure_application()
    page = paper.page
    width, height = (max(1, round(side / 25.4 * dpi)) for side in (page.width, page.height))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(dpi / _PER_INCH, dpi / _PER_INCH)
    paper.paint_page(painter, number)
    painter.end()
    return image


def describe_missing(texts: Iterable[str]) -> list[str]:
    """The sentence for texts with signs that no font of ours can draw, if there are any."""
    found = missing_glyphs(texts)
    if not found:
        return []
    return [
        ngettext(
            "{number} text holds signs that our fonts cannot draw: {example}",
            "{number} texts hold signs that our fonts cannot draw, the first is: {example}",
            len(found),
        ).format(number=len(found), example=found[0][:60])
    ]
