"""A table's cells as texts for people, and how much width they ask for."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from t20desk.i18n import _
from t20desk.printing.column_widths import Need
from t20desk.printing.grid import SIDE, Faces, Style
from t20desk.printing.typesetting import Face
from t20desk.tables import Cells, Column, ShadedCells, Table

HEADING_LINES: Final = 3
_SAMPLE: Final = 400
_STIFF: Final = {"whole", "number", "money", "date", "datetime", "yes_no", "phone"}
"""Names of types whose texts are not to be broken."""
_WORD: Final = 24
"""Signs up to which a word asks not to be broken."""


class TextRow(NamedTuple):
    """A row as texts, before it is set into lines."""

    cells: Sequence[str]
    style: Style
    ground: str = ""
    """The shade that a rule gives to the row, as six hexadecimal digits."""


def read_texts(table: Table) -> list[TextRow]:
    """All rows that are printed: groups with their sums, every second row shaded, totals."""
    rows = list(_read_rows(table))
    if not rows:
        blanks = [""] * (sum(not column.hidden for column in table.columns) - 1)
        rows.append(TextRow([_("Nothing to list."), *blanks], "note"))
    return rows


def _read_rows(table: Table) -> Iterator[TextRow]:
    shown = [place for place, column in enumerate(table.columns) if not column.hidden]
    if table.is_grouped:
        yield from _read_groups(table, shown)
    else:
        yield from _read_plain(table, table.rows(), shown)
    if table.totals is not None and shown:
        cells = [table.say_total(place) for place in shown]
        yield TextRow([cells[0] or _("Total"), *cells[1:]], "total")


def _read_plain(table: Table, rows: Iterable[Cells], shown: list[int]) -> Iterator[TextRow]:
    formats = [(place, table.columns[place].type.format) for place in shown]
    for number, row in enumerate(rows):
        cells = [to_text(row[place]) for place, to_text in formats]
        ground = row.shade if isinstance(row, ShadedCells) else ""
        yield TextRow(cells, "shaded" if number % 2 else "plain", ground)


def _read_groups(table: Table, shown: list[int]) -> Iterator[TextRow]:
    for group in table.grouped():
        sums = _format_cells(table, group.sums, shown)[1:] if shown else []
        yield TextRow([f"{group.text} ({group.size})", *sums], "group")
        yield from _read_plain(table, group.rows, shown)


def _format_cells(table: Table, cells: Cells, shown: list[int]) -> list[str]:
    return [table.columns[place].type.format(cells[place]) for place in shown]


def measure_columns(columns: Sequence[Column], rows: Sequence[TextRow], faces: Faces) -> list[Need]:
    """What each column asks for: from its heading, a sample of its texts, its usual width."""
    plain = [row for row in rows if row.style not in ("group", "note")]
    sample = plain[:: max(1, len(plain) // _SAMPLE)]
    needs = []
    for place, column in enumerate(columns):
        heading = _heading_width(column.label, faces.strong)
        if column.type.name in _STIFF:
            longest = max((row.cells[place] for row in plain), key=len, default="")
            needs.append(_need_stiff([*(r.cells[place] for r in sample), longest], heading, faces))
        else:
            usual = faces.text.width("n") * column.width
            texts = [row.cells[place] for row in sample]
            needs.append(_need_elastic(texts, heading, usual, faces.text))
    return needs


def _need_stiff(texts: list[str], heading: float, faces: Faces) -> Need:
    widest = max(map(faces.strong.width, texts), default=0.0)
    width = max(widest, heading) + 2 * SIDE
    return Need(width, width, elastic=False)


def _need_elastic(texts: list[str], heading: float, usual: float, face: Face) -> Need:
    """Likes what nineteen of twenty texts take, up to half more than the usual width.

    No word is broken that the usual width would hold, and none within what is liked.
    """
    widths = sorted(face.width(text[:200]) for text in texts if text)
    liked = min(widths[len(widths) * 19 // 20], usual * 1.5) if widths else 0.0
    words = max((_longest_word(text[:200], face) for text in texts), default=0.0)
    least = max(heading, min(words, max(liked, usual)))
    return Need(least + 2 * SIDE, max(liked, least) + 2 * SIDE)


def _heading_width(label: str, face: Face) -> float:
    """The least width in which a heading stands whole in its lines and no word is broken."""
    # A little more than the words, for the breaking of lines measures with other roundings.
    longest, words = _longest_word(label, face) + 1, label.split()
    if len(words) <= HEADING_LINES:
        return longest
    spans = (
        face.room(" ".join(words[begin:end])) + 1
        for begin in range(len(words))
        for end in range(begin + 1, len(words) + 1)
    )
    wide = (max(span, longest) for span in sorted(spans))
    whole = (one for one in wide if not face.set_lines(label, one, HEADING_LINES).cut)
    return next(whole, longest)


def _longest_word(text: str, face: Face) -> float:
    words = text.split()
    return max((face.room(word[:_WORD]) for word in words), default=0.0)
