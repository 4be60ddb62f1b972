"""Files of the made-up records, drawn and written here: a letter, a plan, an agenda, logos."""

import io
from datetime import date
from typing import Final

from t20desk.demonstration.drafting import Draft

LETTER: Final = (
    "Sample letter of intent",
    "",
    "Two sample members wish to search patents together.",
    "Nothing of this was ever signed; it shows how a file is kept with a record.",
)
AGENDA: Final = """\
T20联盟样例论坛（样例议程）

09:00  签到
09:30  开幕致辞
10:00  技术转移圆桌会议
12:00  午餐
14:00  项目对接
"""
NOTE: Final = """\
Gesprächsnotiz (Beispiel)

Fragt nach der Liste der Servicebereiche; Rückruf bis Monatsende zugesagt.
"""
LOGO_COLOURS: Final = ("#1d6fb8", "#2f8f6b", "#b5542f", "#6d4fa3", "#a8842c", "#3b7f8c")
LOGO_SIZE: Final = 160


def add_files(draft: Draft, forum: int, initiative: int, note: int, today: date) -> None:
    """Attach a file of each sort to records that would have one."""
    draft.attach("initiative", initiative, "Sample letter of intent.pdf", _write_pdf(LETTER), today)
    draft.attach("event", forum, "Beispiel-Saalplan.png", _draw_plan(), today)
    draft.attach("event", forum, "样例议程.txt", AGENDA.encode(), today)
    draft.attach("contact_note", note, "Beispiel-Gesprächsnotiz.txt", NOTE.encode(), today)


def draw_logo(place: int, letter: str) -> bytes:
    """A made-up logo: a letter in a coloured field."""
    from PIL import Image, ImageDraw, ImageFont

    half, edge = LOGO_SIZE // 2, LOGO_SIZE - 1
    picture = Image.new("RGB", (LOGO_SIZE, LOGO_SIZE), "white")
    pen = ImageDraw.Draw(picture)
    colour = LOGO_COLOURS[place % len(LOGO_COLOURS)]
    if place % 2:
        pen.ellipse((0, 0, edge, edge), fill=colour)
    else:
        pen.rounded_rectangle((0, 0, edge, edge), radius=36, fill=colour)
    pen.text((half, half), letter, fill="white", anchor="mm", font=ImageFont.load_default(96))
    return _save_png(picture)


def _draw_plan() -> bytes:
    """A plan of a hall: the stage, and rows of chairs on both sides of the way."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (640, 420), "white")
    pen, words = ImageDraw.Draw(picture), ImageFont.load_default(20)
    pen.rectangle((8, 8, 631, 411), outline="#44505c", width=3)
    pen.rectangle((200, 28, 440, 88), fill="#dce8f4", outline="#1d6fb8", width=2)
    pen.text((320, 58), "Sample stage", fill="#1d3650", anchor="mm", font=words)
    for row in range(6):
        for chair in (*range(8), *range(9, 17)):
            left, top = 40 + chair * 33, 128 + row * 42
            pen.rounded_rectangle((left, top, left + 24, top + 24), radius=5, fill="#b9c7d4")
    pen.text((320, 392), "Sample congress hall, 96 seats", fill="#44505c", anchor="mm", font=words)
    return _save_png(picture)


def _save_png(picture: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)  # type: ignore[attr-defined]
    return file.getvalue()


def _write_pdf(lines: tuple[str, ...]) -> bytes:
    """A page of plain Latin lines, the first one as its title, in a typeface every reader has."""
    sizes = (18, *(11 for _line in lines[1:]))
    shown = [f"/F1 {size} Tf ({line}) Tj 0 -24 Td" for size, line in zip(sizes, lines, strict=True)]
    text = f"BT 72 740 Td {' '.join(shown)} ET".encode("ascii")
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"{page} /Resources << /Font << /F1 4 0 R >> >> >>".encode("ascii"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    )
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
    file += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(file)
