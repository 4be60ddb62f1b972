import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QPainter,
    QTextLayout,
)

from t20desk.printing.fonts import (
    CHINESE,
    FAMILIES,
    LATIN,
    USUAL,
    app_font,
    load_fonts,
    missing_glyphs,
)
from t20desk.printing.typesetting import Face
from tests.paper_kinds import PdfReader

EMPTY_CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>"""

NO_FONTS = """
import sys
from pathlib import Path
from t20desk.db.types import Text
from t20desk.printing.fonts import ensure_application, missing_glyphs
from t20desk.printing.list_paper import ListPaper
from t20desk.printing.sheets import render_page, write_pdf
from t20desk.tables import Column, Table
ensure_application()
rows = [("Grün Ωλ Ждщ", "南京科技周"), ("ŁódŹ ﬁne", "東京タワー 한국어")]
columns = (Column("a", "Name", Text()), Column("b", "姓名", Text()))
paper = ListPaper(Table("T20创新服务商联盟", columns, lambda: rows))
assert paper.problems() == [], paper.problems()
render_page(paper, 1).save(sys.argv[1] + "/page.png")
write_pdf(paper, Path(sys.argv[1]) / "page.pdf")
for sign in "南京":
    single = ListPaper(Table("", (Column("a", "", Text()),), lambda: [(sign,)]))
    render_page(single, 1).save(f"{sys.argv[1]}/{ord(sign)}.png")
"""


def draw_sign(sign: str, *, bold: bool = False) -> QImage:
    face = Face(20, bold=bold)
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    face.write_with(painter).write(20, 300, sign)
    painter.end()
    return image


def count_ink(image: QImage) -> int:
    return sum(image.constBits()[place] < 128 for place in range(0, image.sizeInBytes(), 4))


def test_our_latin_font_is_the_one_that_is_used() -> None:
    load_fonts()
    assert QFontInfo(app_font(10)).family() == LATIN


def test_nothing_is_missing_in_the_scripts_of_the_office() -> None:
    texts = [
        "Grüße, Łódź, Ærø",
        "Ελλάδα",
        "Москва",
        "南京紫金山",
        "臺灣",
        "東京タワー",
        "한국어",
        "“–…€”",
    ]
    assert missing_glyphs(texts) == []


def test_texts_with_signs_no_font_has_are_named() -> None:
    assert missing_glyphs(["fine", "odd \U00012345", "also fine"]) == ["odd \U00012345"]


def test_invisible_signs_are_never_missing() -> None:
    assert missing_glyphs(["a\u200bb\u00adc\tz\n\u2028\ufe0f\u202e"]) == []


def test_two_chinese_characters_leave_different_ink() -> None:
    assert draw_sign("南") != draw_sign("京")
    assert abs(count_ink(draw_sign("一")) - count_ink(draw_sign("龘"))) > 200


def test_bold_leaves_more_ink_also_where_the_painter_scales() -> None:
    def ink_of(bold: bool) -> int:
        image = QImage(400, 60, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.scale(0.2, 0.2)
        Face(12, bold=bold).write_with(painter).write(20, 200, "Alliance 联盟")
        painter.end()
        return count_ink(image)

    assert ink_of(True) > ink_of(False) * 1.1


def test_bold_is_drawn_as_such_and_not_smeared() -> None:
    load_fonts()
    for family in (LATIN, USUAL):
        assert "Bold" in QFontDatabase.styles(family)
    assert Face(12, bold=True).width("Alliance") > Face(12).width("Alliance")


def test_bold_words_stand_on_the_line_of_the_others() -> None:
    load_fonts()
    for family in FAMILIES:
        upright, bold = QFont(family, 20), QFont(family, 20, QFont.Weight.Bold)
        assert QFontMetricsF(bold).height() == QFontMetricsF(upright).height()


def test_usual_chinese_is_drawn_alike_on_light_and_on_dark() -> None:
    def shades_of(paper: int, ink: int) -> list[int]:
        image = QImage(200, 40, QImage.Format.Format_Grayscale8)
        image.fill(paper)
        painter = QPainter(image)
        painter.setFont(app_font(10))
        painter.setPen(QColor(ink, ink, ink))
        painter.drawText(5, 25, "机构人员活动")
        painter.end()
        return [abs(shade - paper) for shade in bytes(image.constBits())]

    dark, light = shades_of(0, 255), shades_of(255, 0)
    assert max(abs(one - other) for one, other in zip(dark, light, strict=True)) < 4


def test_rare_chinese_signs_are_taken_from_the_whole_font() -> None:
    def family_of(sign: str) -> str:
        layout = QTextLayout(sign, app_font(10))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout.glyphRuns()[0].rawFont().familyName()

    assert (family_of("南"), family_of("龘")) == (USUAL, CHINESE)


def test_a_sign_the_bold_font_lacks_is_drawn_all_the_same() -> None:
    assert count_ink(draw_sign("南", bold=True)) > count_ink(draw_sign("南"))
    assert count_ink(draw_sign("龘", bold=True)) >= count_ink(draw_sign("龘"))


def test_paper_is_readable_where_the_computer_knows_no_font(
    tmp_path: Path, read_pdf: PdfReader
) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(EMPTY_CONFIG)
    told = {"FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", NO_FONTS, str(tmp_path)]
    subprocess.run(command, check=True, env={**os.environ, **told})
    words = read_pdf(tmp_path / "page.pdf")[0]
    for word in ("Grün Ωλ Ждщ", "南京科技周", "東京タワー 한국어", "T20创新服务商联盟"):
        assert word in words
    assert QImage(str(tmp_path / "21335.png")) != QImage(str(tmp_path / "20140.png"))


def test_an_application_is_made_without_a_display(tmp_path: Path) -> None:
    told = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k != "QT_QPA_PLATFORM"}
    code = (
        "from t20desk.printing.fonts import ensure_application as make\n"
        "assert make() is make() and make().platformName() == 'offscreen'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=told)


def test_many_calls_that_return_nothing_do_not_use_up_none() -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    for _turn in range(200_000):
        image.fill(0)
    assert image.width() == 4
