"""Pages of a paper as they will be printed: what is shown here is what comes out."""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from t20desk.i18n import _
from t20desk.printing.sheets import Paper, render_page

GAP = 18
KEPT_PAGES = 10
NARROWEST, WIDEST = 0.3, 4.0
DOTS = 96.0


class Pages(QWidget):
    """All pages one below the other; only those in sight are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._paper: Paper | None = None
        self._scale = 1.0
        self._kept: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()

    def show_paper(self, paper: Paper | None) -> None:
        """Show the pages of another paper."""
        self._paper = paper
        self._kept.clear()
        self.set_scale(self._scale)

    def set_scale(self, scale: float) -> None:
        """Show the pages larger or smaller; 1 is their size on paper."""
        self._scale = min(max(scale, NARROWEST), WIDEST)
        self._kept.clear()
        size = self.page_size()
        count = self._paper.page_count if self._paper else 0
        self.setMinimumSize(size.width() + 2 * GAP, (size.height() + GAP) * count + GAP)
        self.update()

    def scale(self) -> float:
        """How large the pages are shown."""
        return self._scale

    def page_size(self) -> QSize:
        """The size of a page in pixels."""
        if self._paper is None:
            return QSize(1, 1)
        page = self._paper.page
        factor = DOTS / 25.4 * self._scale
        return QSize(round(page.width * factor), round(page.height * factor))

    def page_at(self, height: int) -> int:
        """The number of the page at a height."""
        count = self._paper.page_count if self._paper else 0
        return min(max(height // (self.page_size().height() + GAP), 0), max(count - 1, 0)) + 1

    def top_of(self, number: int) -> int:
        """Where a page begins."""
        return (number - 1) * (self.page_size().height() + GAP)

    def _picture(self, number: int) -> QPixmap:
        assert self._paper is not None
        ratio = self.devicePixelRatioF()
        key = (number, round(self._scale * 1000))
        found = self._kept.get(key)
        if found is None:
            found = QPixmap.fromImage(render_page(self._paper, number, DOTS * self._scale * ratio))
            found.setDevicePixelRatio(ratio)
            self._kept[key] = found
            if len(self._kept) > KEPT_PAGES:
                self._kept.popitem(last=False)
        return found

    # --- Qt's own names -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._paper is None:
            return
        painter = QPainter(self)
        size = self.page_size()
        left = (self.width() - size.width()) / 2
        first, last = self.page_at(event.rect().top() - GAP), self.page_at(event.rect().bottom())
        for number in range(first, last + 1):
            top = float(self.top_of(number) + GAP)
            painter.fillRect(
                QRectF(left + 3, top + 3, size.width(), size.height()), QColor(0, 0, 0, 40)
            )
            painter.drawPixmap(QPointF(left, top), self._picture(number))
        painter.end()


class PaperView(QScrollArea):
    """The pages of a paper, to scroll and to zoom."""

    page_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paperView")
        self.setAccessibleName(_("Pages"))
        self.pages = Pages()
        self.setWidget(self.pages)
        self.setWidgetResizable(True)
        self._fit = True
        self._paper: Paper | None = None
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell_page())

    def show_paper(self, paper: Paper | None) -> None:
        """Show another paper from its first page on."""
        self._paper = paper
        self.pages.show_paper(paper)
        self.fit_width()
        self.verticalScrollBar().setValue(0)
        self._tell_page()

    def fit_width(self) -> None:
        """Show a page as wide as there is room."""
        self._fit = True
        if self._paper is not None:
            room = self.viewport().width() - 2 * GAP - 4
            self.pages.set_scale(min(room / (self._paper.page.width * DOTS / 25.4), 1.6))

    def zoom(self, factor: float) -> None:
        """Show the pages larger or smaller."""
        self._fit = False
        self.pages.set_scale(self.pages.scale() * factor)

    def _tell_page(self) -> None:
        if self._paper is not None:
            middle = self.verticalScrollBar().value() + self.viewport().height() // 2
            self.page_changed.emit(self.pages.page_at(middle), self._paper.page_count)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit:
            self.fit_width()
