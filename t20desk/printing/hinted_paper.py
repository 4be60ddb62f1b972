"""A paper with a sentence before all that it says of itself."""

from PySide6.QtGui import QPainter

from t20desk.printing.sheets import PageFormat, Paper, find_note, is_empty


class HintedPaper:
    """Is a paper in all but its problems, of which one comes first."""

    def __init__(self, paper: Paper, hint: str) -> None:
        self.change = find_note(paper)
        self._paper = paper
        self._hint = hint

    @property
    def title(self) -> str:
        """What stands above it and in the PDF's properties."""
        return self._paper.title

    @property
    def page(self) -> PageFormat:
        """The page it is laid out for."""
        return self._paper.page

    @property
    def is_empty(self) -> bool:
        """Whether it is for nobody."""
        return is_empty(self._paper)

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return self._paper.page_count

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""
        self._paper.paint_page(painter, number)

    def problems(self) -> list[str]:
        """Sentences about what would not look right on paper."""
        return [self._hint, *self._paper.problems()]
