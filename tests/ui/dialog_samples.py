"""One of each dialog of the program, on the small office of the tests of the window."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog, QMessageBox

from t20desk import i18n
from t20desk.editing import plan_edit
from t20desk.events.repeating import Interval, list_begins, plan_series
from t20desk.letters.texts import find_text
from t20desk.listing import Listing
from t20desk.listing.views import Clock, Colouring
from t20desk.printing.letter_making import Round
from t20desk.ui import dialogs
from t20desk.ui.confirmations.send_dialog import SendDialog
from t20desk.ui.doubles.double_rules import RulesDialog
from t20desk.ui.doubles.merge_dialog import MergeDialog
from t20desk.ui.events.copy_dialog import CopyDialog
from t20desk.ui.events.delegate_dialog import DelegateDialog
from t20desk.ui.events.invite_dialog import InviteDialog
from t20desk.ui.events.move_dialog import MoveDialog
from t20desk.ui.events.new_day_dialog import NewDayDialog
from t20desk.ui.events.questions_dialog import QuestionsDialog
from t20desk.ui.events.rules_dialog import PrecedenceDialog
from t20desk.ui.events.series_dialog import SeriesDialog
from t20desk.ui.events.signed_sheet import SignedSheetDialog
from t20desk.ui.follow_ups.handing_over import HandOverDialog
from t20desk.ui.forms.value_dialog import ValueDialog
from t20desk.ui.imports.cut_dialog import CutDialog
from t20desk.ui.imports.import_lines import ColumnLine
from t20desk.ui.lists.clock_dialog import ClockDialog
from t20desk.ui.lists.colour_rules import Asking, RuleDialog
from t20desk.ui.lists.column_choice import ColumnDialog
from t20desk.ui.lists.condition_builder import ConditionDialog
from t20desk.ui.lists.lacking_dialog import LackingDialog
from t20desk.ui.lists.mail_addresses import MailAddresses
from t20desk.ui.lists.sort_choice import SortDialog
from t20desk.ui.papers.letter_dialog import LetterDialog
from t20desk.ui.papers.print_preview import PrintPreview
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.previews.preview import PreviewDialog, say_change
from t20desk.ui.records import post_dialog
from t20desk.ui.records.duplicate_dialog import DuplicateDialog
from t20desk.ui.records.known_record import KnownRecord
from t20desk.ui.records.quick_note import QuickNote
from t20desk.ui.records.record_dialog import RecordDialog
from t20desk.ui.shell.key_sheet import KeySheet
from t20desk.ui.shell.preferences import Preferences
from t20desk.ui.shell.waiting import FetchDialog
from t20desk.ui.tables import replace_dialog
from t20desk.ui.tables.bulk_edits import SetFieldDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import ids_of


def each_dialog(window: Window) -> Iterator[tuple[str, QDialog]]:
    """Every dialog on the small office, shown and calm; it goes when the next one comes."""
    for name, make in DIALOGS.items():
        shown = make(window)
        shown.show()
        wait_for_calm(lambda: bool(window.desk.jobs.running))
        yield name, shown
        shown.setParent(None)
        shown.hide()
        shown.deleteLater()


def first_member(window: Window) -> int:
    return ids_of(window.desk.db, "member")[0]


def make_post(window: Window) -> QDialog:
    db = window.desk.db
    posts = ids_of(db, "affiliation")
    if not posts:
        person = ids_of(db, "person")[0]
        posts = add(db, "affiliation", {"person": person, "member": first_member(window)})
    return post_dialog.ReplaceDialog(window, window.desk, posts[0])


def make_series(window: Window) -> SeriesDialog:
    """The dialog of an event that is repeated once."""
    db = window.desk.db
    event = ids_of(db, "event")[0]
    days = list_begins(db, event, "2027-01-05", Interval(), 1)
    change = plan_series(db, event, days, ())
    assert db.apply(change).operation is not None
    return SeriesDialog(window, window.desk, event)


def make_delegate(window: Window) -> QDialog:
    db = window.desk.db
    owed = {"event": ids_of(db, "event")[0], "member": first_member(window)}
    return DelegateDialog(window, window.desk, add(db, "participation", owed)[0])


def make_preview(window: Window) -> QDialog:
    change = plan_edit(window.desk.db, "member", {first_member(window): {"city": "Lyon"}})
    return PreviewDialog(window, window.desk, change, say_change)


def make_known(window: Window) -> QDialog:
    field = window.desk.kinds["member"].fields["city"]
    listing = Listing("member", as_known="2020-01-01")
    return KnownRecord(window, listing, [(field, "Paris")])


def make_replacing(window: Window) -> QDialog:
    ids = ids_of(window.desk.db, "member")
    kind = window.desk.kinds["member"]
    places = replace_dialog.Places(ids[:2], ids, ("name", "city"))
    return replace_dialog.ReplaceDialog(window, window.desk, kind, places)


def of_member(make: Callable[..., QDialog], *more: object) -> Callable[[Window], QDialog]:
    """A dialog about the kind member, whose first arguments are window, desk and kind."""
    return lambda window: make(window, window.desk, window.desk.kinds["member"], *more)


def of_kinds(make: Callable[..., QDialog], *more: object) -> Callable[[Window], QDialog]:
    """A dialog about listings of members, whose first arguments are window, kinds and kind."""
    return lambda window: make(window, window.desk.kinds, window.desk.kinds["member"], *more)


DIALOGS: dict[str, Callable[[Window], QDialog]] = {
    "SendDialog": lambda window: SendDialog(window, window.desk),
    "ReplaceDialog of a post": make_post,
    "ReplaceDialog of texts": make_replacing,
    "PreviewDialog": make_preview,
    "KnownRecord": make_known,
    "SortDialog": of_kinds(SortDialog, ("name", "-city")),
    "ConditionDialog": of_kinds(
        ConditionDialog, "city:Paris or (country:DE -status:left)", lambda *_asked: None
    ),
    "ColumnDialog": of_kinds(ColumnDialog, ["name", "city"]),
    "SetFieldDialog": of_member(SetFieldDialog, 2),
    "ClockDialog": lambda window: ClockDialog(window, window.desk.kinds["member"], Clock()),
    "CutDialog": lambda window: CutDialog(
        window,
        window.desk.kinds["member"],
        window.desk.kinds,
        ColumnLine("B", "", ("a, b",)),
    ),
    "DuplicateDialog": lambda window: DuplicateDialog(
        window, window.desk, window.desk.kinds["member"], first_member(window)
    ),
    "LackingDialog": lambda window: LackingDialog(window, ["Li Ming"], ["Institut"]),
    "MailAddresses": lambda window: MailAddresses(
        window, window.desk, window.desk.kinds["member"], ids_of(window.desk.db, "member")
    ),
    "RecordDialog": lambda window: RecordDialog(
        window, window.desk, window.desk.kinds["person"], None, {}
    ),
    "RecordDialog of a period": lambda window: RecordDialog(
        window, window.desk, window.desk.kinds["membership_period"], None, {}
    ),
    "QuickNote": lambda window: QuickNote(
        window, window.desk, "member", [first_member(window)], "BNP Paribas"
    ),
    "ValueDialog": lambda window: ValueDialog(
        window, window.desk, window.desk.kinds["member"].fields["country"], "Paris"
    ),
    "HandOverDialog": lambda window: HandOverDialog(window, ["Test Person"], 3),
    "RuleDialog": lambda window: RuleDialog(
        window, (Colouring("Paris", "red"),), Asking(str, lambda *_typed: (), lambda *_typed: None)
    ),
    "InviteDialog": lambda window: InviteDialog(window, window.desk, i18n._("Print")),
    "LetterDialog": lambda window: LetterDialog(
        window,
        window.desk,
        find_text(window.desk.db, "invitation"),
        Round("member", ids_of(window.desk.db, "member")),
    ),
    "CopyDialog": lambda window: CopyDialog(
        window, window.desk, ids_of(window.desk.db, "event")[0]
    ),
    "MoveDialog": lambda window: MoveDialog(
        window, window.desk, ids_of(window.desk.db, "event")[:1]
    ),
    "NewDayDialog": lambda window: NewDayDialog(
        window, window.desk, ids_of(window.desk.db, "event")[0]
    ),
    "SeriesDialog": make_series,
    "DelegateDialog": make_delegate,
    "QuestionsDialog": lambda window: QuestionsDialog(
        window, window.desk, ids_of(window.desk.db, "event")[0], i18n._("Print")
    ),
    "RulesDialog": lambda window: RulesDialog(window, window.desk, "member"),
    "MergeDialog": lambda window: MergeDialog(
        window, window.desk, "member", *ids_of(window.desk.db, "member")[:2]
    ),
    "KeySheet": lambda window: KeySheet(window.desk.settings, window),
    "PrecedenceDialog": lambda window: PrecedenceDialog(window, window.desk),
    "SignedSheetDialog": lambda window: SignedSheetDialog(
        window, window.desk, ids_of(window.desk.db, "event")[0]
    ),
    "Preferences": lambda window: Preferences(window.desk.settings, window),
    "PrintPreview": lambda window: PrintPreview(window, window.desk, i18n._("Print")),
    "FetchDialog": lambda window: FetchDialog(window, i18n._("Print")),
    "question": lambda window: dialogs._message_box(
        window, i18n._("Print"), QMessageBox.Icon.Question
    ),
}
"""One of each sort on the small office; those of the program are known by their classes."""
