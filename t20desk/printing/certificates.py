"""Certificates: one page for each who came, in one language or in two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from t20desk.i18n import _, list_words
from t20desk.letters.filling import Line
from t20desk.printing.fonts import ensure_application
from t20desk.printing.letters import NOBODY, Sender
from t20desk.printing.logo import Logo
from t20desk.printing.sheets import A4, MM, PageFormat, describe_missing
from t20desk.printing.typesetting import UNIT, Face

_SIDE: Final = 25 * MM
_ALONE: Final = ("name", "event")
"""Placeholders that stand out where they have a line for themselves."""


@dataclass(frozen=True, slots=True)
class Certified:
    """What a certificate says in one language."""

    subject: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A page: what it says in each language, who signs where, and in whose name."""

    parts: tuple[Certified, ...]
    signed: tuple[str, str] = ("", "")
    """Place and day, and the name below the line."""
    sender: Sender = NOBODY


class CertificatePaper:
    """A page for each certificate; the second language is set smaller below the first."""

    def __init__(
        self,
        title: str,
        pages: Sequence[Certificate],
        absent: Sequence[str],
        page: PageFormat = A4,
    ) -> None:
        ensure_application()
        self.title, self.page = title, page
        self._pages, self._absent = pages, absent
        self._faces = [
            {"subject": Face(size + 14, bold=True), "alone": Face(size + 7, bold=True),
             "": Face(size)}
            for size in (13, 11)
        ]  # fmt: skip
        self._quiet = Face(10, colour="#5b6670")

    @property
    def is_empty(self) -> bool:
        """Whether it is for nobody."""
        return not self._pages

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return max(len(self._pages), 1)

    def problems(self) -> list[str]:
        """Who did not come, and what cannot be drawn."""
        sentences = []
        if self._absent and self._pages:
            words = _("No certificate, since they are not noted as having come: {names}")
            sentences.append(words.format(names=list_words(self._absent)))
        if not self._pages:
            sentences.append(_("Nobody is noted as having come; check in who was there."))
        texts = [line.text for one in self._pages for part in one.parts for line in part.lines]
        return [*sentences, *describe_missing(dict.fromkeys(texts))]

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""
        if number > len(self._pages):
            return
        one = self._pages[number - 1]
        width, height = self.page.width * MM, self.page.height * MM
        logo = Logo(one.sender.logo)
        logo.paint(painter, QPointF(width / 2 + logo.size.width() / 2, 25 * MM))
        self._write(painter, self._quiet, one.sender.name, 42 * MM)
        rows = self._set_rows(one)
        tall = sum(face.line_height for face, _text in rows)
        top, bottom = 55 * MM, height - 60 * MM
        y = top + max((bottom - top - tall) * 0.4, 0.0)
        for face, text in rows:
            self._write(painter, face, text, y)
            y += face.line_height
        self._paint_signature(painter, one, height - 42 * MM)

    def _set_rows(self, one: Certificate) -> list[tuple[Face, str]]:
        """Every line with its face, broken to the width of the page."""
        room, rows = self.page.width * MM - 2 * _SIDE, []
        for at, part in enumerate(one.parts):
            faces = self._faces[min(at, 1)]
            if at:
                rows += [(faces[""], "")] * 2
            told = [("subject", part.subject), ("", ""), ("", "")]
            told += [("alone" if line.alone in _ALONE else "", line.text) for line in part.lines]
            for look, text in told:
                face = faces[look]
                rows += [(face, line) for line in face.set_lines(text, room, 4).lines or ("",)]
        return rows

    def _write(self, painter: QPainter, face: Face, text: str, y: float) -> None:
        x = (self.page.width * MM - face.width(text)) / 2
        face.write_with(painter).write(x, y + face.ascent, text)

    def _paint_signature(self, painter: QPainter, one: Certificate, y: float) -> None:
        """Place and day at the left, the line for the signature at the right."""
        place, signer = one.signed
        width, face = self.page.width * MM, self._quiet
        half = width / 2
        face.write_with(painter).write(_SIDE, y - 1.5 * MM, place)
        painter.setPen(QPen(QColor("#5b6670"), 0.5 * UNIT))
        painter.drawLine(QLineF(_SIDE, y, half - 8 * MM, y))
        painter.drawLine(QLineF(half + 8 * MM, y, width - _SIDE, y))
        face.write_with(painter).write(half + 8 * MM, y + face.line_height, signer)
