"""What the office writes again and again: the texts of its letters and certificates."""

from t20desk.db.fields import Record, column, translated
from t20desk.db.models.choices import LETTER_SHAPES
from t20desk.db.types import Choice, LongText, Text
from t20desk.i18n import N_


class LetterText(Record, kind="letter_text", words=(N_("Text of a letter"), N_("Texts of letters")), icon="mdi6.email-edit-outline", title=("name",), unique=(("name",),), inside=True):
    """A text that goes to many, with placeholders for what each of them is told."""

    name = column(N_("Name"), Text(120), "Name | 名称", required=True, listed=True)
    shape = column(N_("Kind of paper"), Choice(LETTER_SHAPES), "Art | 类型", listed=True)
    subject = translated(N_("Subject"), Text(300), "Betreff | 主题", listed=True)
    text = translated(N_("Text"), LongText(20_000), "Text | 正文")
