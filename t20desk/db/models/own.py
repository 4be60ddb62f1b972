"""What the office makes for itself: fields of its own with their values, and saved views."""

from t20desk.db.fields import KINDS, Record, column, link, translated
from t20desk.db.models.choices import MEANINGS, OWN_TYPES
from t20desk.db.types import Choice, LongText, Text, Whole, YesNo
from t20desk.i18n import N_

EXTENDED = tuple((kind.name, kind.label) for kind in KINDS.values() if not kind.inside)
LISTED = tuple((kind.name, kind.label) for kind in KINDS.values())
"""Also what the office sets up for its work, such as roles, is listed and imported."""
"""The kinds that may have own fields, which an own link may point to as well."""


class OwnField(Record, kind="own_field", words=(N_("Own field"), N_("Own fields")), icon="mdi6.form-textbox", title=("label",), order=("kind", "position"), inside=True):
    """A field that the office added to a kind of record; a removed one keeps its values."""

    label = translated(N_("Label"), Text(120), "Beschriftung | 标签", required=True, listed=True)
    kind = column(N_("Belongs to"), Choice(EXTENDED), "Gehört zu | 属于", required=True, listed=True)
    type = column(N_("Type"), Choice(OWN_TYPES), "Art | 类型", required=True, listed=True)
    target = column(N_("Links to"), Choice(EXTENDED), "Verweist auf | 链接到")
    help = column(N_("Explanation"), Text(300), "Erläuterung | 说明")
    position = column(N_("Place in the order"), Whole(low=0), "Position | 位置", listed=True)
    in_lists = column(N_("Shown in lists"), YesNo(), "In Listen | 在列表中显示", listed=True)
    removed = column(N_("Removed"), YesNo(), "Entfernt | 已移除", listed=True)
    per_event = column(N_("Only where an event asks it"), YesNo(), "Nur wo gefragt | 仅在询问时")


class OwnChoice(Record, kind="own_choice", words=(N_("Value of an own field"), N_("Values of own fields")), icon="mdi6.format-list-checks", title=("label",), order=("own_field.label", "position"), unique=(("own_field", "code"),), inside=True):
    """A value that an own choice field offers; its code stays when its label changes."""

    own_field = link(N_("Own field"), "own_field", when_gone="along", required=True, listed=True)
    code = column(N_("Code"), Text(60), required=True, listed=True)
    label = column(N_("Label"), Text(120), required=True, listed=True)
    position = column(N_("Place in the order"), Whole(low=0), "Position | 位置", listed=True)


class FieldSetting(Record, kind="field_setting", words=(N_("Field setting"), N_("Field settings")), icon="mdi6.eye-settings-outline", title=("label",), order=("kind", "field"), unique=(("kind", "field"),), inside=True):
    """What the office calls a field of the program, and whether it wants to see it at all."""

    label = translated(N_("Label"), Text(120), "Beschriftung | 标签", required=True, listed=True)
    kind = column(N_("Belongs to"), Choice(EXTENDED), "Gehört zu | 属于", required=True, listed=True)
    field = column(N_("Field"), Text(120), "Feld | 字段", required=True, listed=True)
    removed = column(N_("Removed"), YesNo(), "Entfernt | 已移除", listed=True)


class SavedView(Record, kind="view", words=(N_("View"), N_("Views")), icon="mdi6.bookmark-outline", title=("name",), order=("kind", "position"), unique=(("kind", "name"),), inside=True):
    """A listing under a name: what it finds, in which order, with which columns and looks."""

    name = column(N_("Name"), Text(120), required=True, listed=True)
    kind = column(N_("Kind of record"), Choice(LISTED), required=True, listed=True)
    search = column(N_("Search"), LongText(2000), listed=True)
    sort = column(N_("Sorted by"), Text(500))
    columns = column(N_("Columns"), LongText(5000))
    grouping = column(N_("Grouped by"), Text(200))
    totals = column(N_("Totals"), Text(1000))
    colours = column(N_("Colours of rows"), LongText(5000))
    frozen = column(N_("Frozen columns"), Whole(low=0))
    position = column(N_("Place in the order"), Whole(low=0), "Position | 位置")


class ImportProfile(Record, kind="import_profile", words=(N_("Import profile"), N_("Import profiles")), icon="mdi6.table-cog", title=("name",), order=("kind", "name"), unique=(("kind", "name"),), inside=True):
    """The layout of a sender's sheets: its headings, and what was chosen for them."""

    name = column(N_("Name"), Text(120), required=True, listed=True)
    kind = column(N_("Kind of record"), Choice(LISTED), required=True, listed=True)
    headings = column(N_("Headings"), LongText(100_000), listed=True)
    choices = column(N_("Choices"), LongText(500_000))


class LearnedValue(Record, kind="learned_value", words=(N_("Learned value"), N_("Learned values")), icon="mdi6.school", title=("text",), order=("kind", "field", "text"), unique=(("kind", "field", "text"),), inside=True):
    """What a text in a column means, as somebody said while importing."""

    kind = column(N_("Kind of record"), Choice(LISTED), required=True, listed=True)
    field = column(N_("Field"), Text(120), required=True, listed=True)
    text = column(N_("Text"), Text(300), required=True, listed=True)
    meaning = column(N_("Meaning"), Choice(MEANINGS), required=True, listed=True)
    value = column(N_("Value"), Text(300), listed=True)
    origin = column(N_("Origin"), Text(300), listed=True)
