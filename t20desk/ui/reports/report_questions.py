"""What a report is asked: kinds, fields, views and records are chosen, days and words typed."""

from datetime import date

from t20desk.db.types import Choice, Date, Link
from t20desk.i18n import _
from t20desk.listing.named_records import list_titles
from t20desk.listing.views import list_views
from t20desk.reporting import Report, ReportOption
from t20desk.ui.desk import Desk
from t20desk.ui.lists.facets import can_filter
from t20desk.ui.papers.options_pane import OptionsPane
from t20desk.ui.tables.column_paths import list_paths
from t20desk.ui.tables.listings import field_at

MOST_RECORDS = 300
Choices = list[tuple[object, str]]


class ReportQuestions:
    """Puts the questions of a report into the pane; fields and views are those of its kind."""

    def __init__(self, desk: Desk, pane: OptionsPane) -> None:
        self._desk = desk
        self._pane = pane
        self._kind = ""

    def ask(self, report: Report) -> None:
        """Ask what the report may be asked."""
        usual = {option.name: option.default for option in report.options}
        self._kind = str(usual.get("kind") or "member")
        if report.is_for_a_day:
            self._pane.add_line("on", _("As of"), Date().format(date.today().isoformat()))
        for option in report.options:
            self._ask_option(option)
        self._pane.add_line("as_known", _("As it was known on"), "")

    def follow_kind(self) -> None:
        """Offer fields and views of another kind, once one is chosen."""
        kind = self._pane.read_options().get("kind")
        if kind is not None and kind != self._kind:
            self._kind = str(kind)
            self._pane.fill_choice("field", self._list_fields())
            self._pane.preset("field", self._usual_field())
            self._pane.fill_choice("view", self._list_views())

    def refill(self) -> None:
        """Offer the views and fields there are by now."""
        asked = self._pane.read_options()
        if "field" in asked:
            self._pane.fill_choice("field", self._list_fields())
        if "view" in asked:
            self._pane.fill_choice("view", self._list_views())

    def _ask_option(self, option: ReportOption) -> None:
        label = _(option.label)
        choices = self._choices_of(option)
        if choices:
            self._pane.add_choice(option.name, label, choices)
            self._pane.preset(option.name, option.default or "")
        else:
            self._pane.add_line(option.name, label, option.type.format(option.default))

    def _choices_of(self, option: ReportOption) -> Choices:
        if isinstance(option.type, Link):
            records = list_titles(self._desk.db, option.type.target_kind, MOST_RECORDS)
            return [(None, _("– all –")), *((str(key), text) for key, text in records)]
        if isinstance(option.type, Choice):
            return [(code, _(label)) for code, label in option.type.choices()]
        known = {"kind": self._list_kinds, "field": self._list_fields, "view": self._list_views}
        return known[option.name]() if option.name in known else []

    def _list_kinds(self) -> Choices:
        kinds = self._desk.kinds.values()
        return [(one.name, _(one.plural)) for one in kinds if not one.inside]

    def _list_views(self) -> Choices:
        """The views of the kind, the usual one first."""
        return [(one.name, _(one.label)) for one in list_views(self._desk.db, self._kind)]

    def _list_fields(self) -> Choices:
        """The fields of the kind, and those that lists of the records linked to show."""
        kinds = self._desk.kinds
        return [
            (path, label)
            for path, label in list_paths(kinds, kinds[self._kind])
            if "." not in path
            or (path.count(".") == 1 and field_at(kinds, self._kind, path).listed)
        ]

    def _usual_field(self) -> str:
        """The first field that is chosen from few values; else the first one."""
        fields = self._desk.kinds[self._kind].fields.values()
        return next((one.name for one in fields if can_filter(one) and one.listed), "")
