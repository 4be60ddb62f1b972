"""The choices of an import and the words around them."""

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from t20desk.db.fields import Kinds
from t20desk.i18n import N_, _, list_words, ngettext, say_number
from t20desk.importing.values import ImportPlan, Mode
from t20desk.round_trip.values import ReturnPlan
from t20desk.ui.owners import set_buddy

FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.html *.htm *.vcf *.ics"
MODES: tuple[tuple[Mode, str], ...] = (
    ("both", N_("Add new ones and update those there are")),
    ("add", N_("Only add, all rows are new")),
    ("update", N_("Only update those there are")),
    ("fill", N_("Only fill what is still empty")),
)


def list_kinds(kinds: Kinds) -> list[tuple[str, str]]:
    """What can be imported, the three large kinds first."""
    first = ("member", "person", "event", "participation", "affiliation")
    others = [name for name, kind in kinds.items() if name not in first and not kind.inside]
    return [(name, _(kinds[name].plural)) for name in (*first, *others)]


def make_box(name: str, spoken: str, values: list[tuple[str, str]]) -> QComboBox:
    """A box of values with a name for those who hear it."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    box.setMinimumWidth(140)
    for code, text in values:
        box.addItem(text, code)
    return box


def make_buddy(text: str, widget: QWidget) -> QLabel:
    """A label whose key leads to a widget."""
    label = QLabel(text)
    set_buddy(label, widget)
    return label


def say_counts(plan: ImportPlan | ReturnPlan) -> str:
    """What an import or a returned book would do, in numbers."""
    counts = plan.counts
    said = (
        (counts.read, ngettext("{number} row read", "{number} rows read", counts.read)),
        (counts.new, _("{number} new")),
        (counts.changed, _("{number} changed")),
        (counts.same, ngettext("{number} the same", "{number} the same", counts.same)),
        (counts.doubtful, ngettext("{number} doubtful", "{number} doubtful", counts.doubtful)),
        (counts.errors, ngettext("{number} with an error", "{number} with errors", counts.errors)),
        (
            counts.missing,
            ngettext("{number} not in the file", "{number} not in the file", counts.missing),
        ),
    )
    return "   ·   ".join(text.format(number=say_number(number)) for number, text in said if number)


def say_import(number: int) -> str:
    """The words of the button that imports."""
    words = ngettext("Import {number} record", "Import {number} records", number)
    return words.format(number=say_number(number))


def say_import_and_end(number: int, leaving: int) -> str:
    """The words of the button where records of which no row speaks end."""
    words = _("{imported}, let {number} end")
    return words.format(imported=say_import(number), number=say_number(leaving))


def say_ignored(plan: ImportPlan) -> list[str]:
    """Which columns are left out."""
    if not plan.ignored:
        return []
    return [_("Left out: {headings}.").format(headings=list_words(plan.ignored))]


def say_absent(plan: ImportPlan) -> list[str]:
    """Which records stand in no row."""
    return [one.sentence() for one in plan.absent]
