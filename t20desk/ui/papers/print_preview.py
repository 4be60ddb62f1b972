"""A paper before it is printed: its pages, what would go wrong, the printer or a PDF."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from shiboken6 import delete, isValid

from t20desk.attachments.file_names import safe_name
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing import Listing
from t20desk.listing.record_tables import read_record_table
from t20desk.listing.shown_tables import read_shown
from t20desk.printing.list_paper import ListOptions, ListPaper
from t20desk.printing.papers import make_paper
from t20desk.printing.printed_by import make_imprint
from t20desk.printing.sheets import (
    Paper,
    find_note,
    is_empty,
    print_paper,
    say_stale,
    set_up_printer,
    write_pdf,
)
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_target, run_dialog, set_answer_keys, show_problem
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label
from t20desk.ui.papers.paper_view import PaperView

MOST_PROBLEMS = 4
WHOLE_TEXT = 40
"""So many lines a text of one record has on paper, of which a list shows only the first."""
PDF_FILTER = "PDF (*.pdf)"


class PaperPanel(QWidget):
    """Pages with zoom, printer and PDF; the same in a window and on a page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._paper: Paper | None = None
        self._is_noted = False
        self.view = PaperView()
        self.place = make_label(look="quiet", name="paperPlace")
        self.problems = make_label(look="doubt", wrap=True, name="paperProblems")
        self.print = make_button(_("Print …"), "main", "paperPrint")
        self.pdf = make_button(_("Save as PDF …"), "", "paperPdf")
        self._lay_out()
        self.view.page_changed.connect(self._show_place)
        self.print.clicked.connect(self.print_paper)
        self.pdf.clicked.connect(self.save_pdf)
        self.show_paper(None)

    def make_paper(self, make: Callable[[], Paper]) -> None:
        """Lay a paper out and show it; a sentence where it cannot be made."""
        self.place.setText(_("The pages are being laid out …"))
        self._desk.jobs.write(make, self.show_paper, self._on_failure, _("Laying out pages"))

    def show_paper(self, paper: Paper | None) -> None:
        """Show a paper."""
        self._paper = paper
        self._is_noted = False
        self.view.show_paper(paper)
        for button in (self.print, self.pdf):
            button.setEnabled(paper is not None and not is_empty(paper))
        problems = paper.problems() if paper is not None else []
        self._say(problems)
        if paper is None:
            self.place.setText("")

    def print_paper(self) -> None:
        """Ask the system's print dialog, then print what the preview shows."""
        paper = self._paper
        if paper is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.title)
        set_up_printer(paper, printer)
        if not ask_printing(self, printer, paper.page_count):
            return
        try:
            self._note_printing(paper)
            print_paper(paper, printer)
            self._desk.tell(_("“{title}” was sent to the printer.").format(title=paper.title))
        except UserError as error:
            show_problem(self, error.message)

    def save_pdf(self) -> None:
        """Write the paper as a PDF."""
        if self._paper is None:
            return
        name = f"{safe_name(self._paper.title)}.pdf"
        target = choose_target(self, _("Save as PDF"), name, PDF_FILTER)
        if target is None:
            return
        paper, file = self._paper, target.with_suffix(".pdf")
        try:
            self._note_printing(paper)
            write_pdf(paper, file)
            self._desk.tell(_("{file} was written.").format(file=file.name))
        except UserError as error:
            show_problem(self, error.message)

    def _note_printing(self, paper: Paper) -> None:
        """Keep what the numbers of a sheet mean, once for what is shown."""
        change = find_note(paper)
        if change is None or self._is_noted:
            return
        if self._desk.apply(change).is_refused:
            raise UserError(say_stale())
        self._is_noted = True

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        bar = QHBoxLayout()
        bar.addWidget(self.place)
        bar.addStretch(1)
        for picture, text, act in (
            ("mdi6.magnify-minus-outline", _("Smaller"), partial(self.view.zoom, 1 / 1.25)),
            ("mdi6.magnify-plus-outline", _("Larger"), partial(self.view.zoom, 1.25)),
            ("mdi6.arrow-expand-horizontal", _("As wide as the window"), self.view.fit_width),
        ):
            button = QToolButton()
            button.setIcon(icon(picture))
            set_tip(button, text)
            button.setAccessibleName(text)
            button.clicked.connect(partial(_call, act))
            bar.addWidget(button)
        bar.addWidget(self.pdf)
        bar.addWidget(self.print)
        column.addLayout(bar)
        column.addWidget(self.problems)
        column.addWidget(self.view, 1)

    def _show_place(self, page: int, count: int) -> None:
        self.place.setText(_("Page {page} of {count}").format(page=page, count=count))

    def _say(self, problems: Sequence[str]) -> None:
        shown = list(problems[:MOST_PROBLEMS])
        if len(problems) > MOST_PROBLEMS:
            shown.append(_("… and {number} more.").format(number=len(problems) - MOST_PROBLEMS))
        self.problems.setText("\n".join(shown))
        self.problems.setVisible(bool(shown))

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.show_paper(None)
        self._say([error.message])


class PrintPreview(QDialog):
    """The panel in a window of its own."""

    def __init__(self, parent: QWidget, desk: Desk, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(920, 560)
        self.panel = PaperPanel(desk)
        column = QVBoxLayout(self)
        column.addWidget(self.panel)
        # Enter goes on to the printer, the arrows look through the pages.
        self.panel.print.setDefault(True)
        set_answer_keys(self.panel.print)
        self.panel.view.setFocus()


def ask_printing(parent: QWidget, printer: QPrinter, pages: int) -> bool:
    """Ask the system's print dialog what the printer is to do.

    The dialog points to the printer and goes before it: at once, or with its parent meanwhile.
    """
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setMinMax(1, pages)
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        if isValid(dialog):
            delete(dialog)


def preview_paper(parent: QWidget, desk: Desk, make: Callable[[], Paper]) -> None:
    """Show a paper in a window of its own, to be printed or saved."""
    preview = PrintPreview(parent, desk, _("Print"))
    preview.panel.make_paper(make)
    run_dialog(preview)


def print_listing(
    parent: QWidget, desk: Desk, listing: Listing, ids: Sequence[int] | None = None
) -> None:
    """Show a listing on paper, as the table shows it."""

    def make() -> Paper:
        table = read_shown(desk.db, listing, ids)
        return ListPaper(table, options=ListOptions(make_imprint(desk.db)))

    preview_paper(parent, desk, make)


def print_record(parent: QWidget, desk: Desk, kind: str, record_id: int) -> None:
    """Show what is filled in a record on paper."""

    def make() -> Paper:
        table = read_record_table(desk.db, kind, record_id)
        options = ListOptions(make_imprint(desk.db), cell_lines=WHOLE_TEXT, turn=False)
        return ListPaper(table, options=options)

    preview_paper(parent, desk, make)


def show_paper(parent: QWidget, desk: Desk, name: str, **options: object) -> None:
    """Show a paper by its name."""
    preview_paper(parent, desk, lambda: make_paper(desk.db, name, **options))


def _call(act: Callable[[], None], *_args: object) -> None:
    act()
