"""The protocol of events: who comes before whom, lists, tables, and hosts of guests."""

from t20desk.db.fields import Record, column, link, translated
from t20desk.db.models.choices import CRITERIA, LIST_PURPOSES, ROLES, TABLE_SHAPES
from t20desk.db.types import Choice, Choices, LongText, Text, Whole, YesNo
from t20desk.i18n import N_


class PrecedenceRule(Record, kind="precedence_rule", words=(N_("Rule of precedence"), N_("Rules of precedence")), icon="mdi6.sort-numeric-ascending", title=("criterion",), order=("position",), inside=True):
    """One of the rules that say who comes first; they are asked in their order."""

    position = column(N_("Place in the order"), Whole(low=1), "Position | 顺序", required=True, listed=True)
    criterion = column(N_("Goes by"), Choice(CRITERIA), "Kriterium | 依据", required=True, listed=True)
    sequence = column(N_("In this order"), LongText(5000), "In dieser Reihenfolge | 先后次序", listed=True, help=N_("Roles, honours, posts or countries, the first one first, one a line or parted by semicolons."))


class ProtocolList(Record, kind="protocol_list", words=(N_("Protocol list"), N_("Protocol lists")), icon="mdi6.format-list-numbered", title=("title", "event.title"), order=("event.starts", "position", "title"), inside=True):
    """A ranked list of an event: its guests of honour, its speeches, a seating."""

    event = link(N_("Event"), "event", "Veranstaltung | 活动", when_gone="along", required=True, listed=True)
    title = translated(N_("Title"), Text(200), "Titel | 名称", required=True, listed=True)
    purpose = column(N_("Purpose"), Choice(LIST_PURPOSES), "Zweck | 用途", listed=True)
    roles = column(N_("Only these roles"), Choices(ROLES), "Nur diese Rollen | 仅限角色", listed=True)
    position = column(N_("Place in the order"), Whole(low=1), "Position | 顺序")
    notes = column(N_("Notes"), LongText(5000), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注")


class ProtocolPlace(Record, kind="protocol_place", words=(N_("Place set by hand"), N_("Places set by hand")), icon="mdi6.hand-pointing-right", title=("participation.person.full_name", "list.title"), order=("list.title", "place"), unique=(("list", "participation"), ("list", "place")), agree=("list", "participation"), inside=True):
    """What the office decided about one guest of a list, over the rules."""

    list = link(N_("Protocol list"), "protocol_list", when_gone="along", required=True, listed=True)
    participation = link(N_("Participation"), "participation", when_gone="along", required=True, listed=True)
    place = column(N_("Place by hand"), Whole(low=1), "Platz von Hand | 指定名次", listed=True)
    left_out = column(N_("Not on this list"), YesNo(), "Nicht auf dieser Liste | 不列入", listed=True)
    remark = column(N_("Remark"), Text(200), "Bemerkung | 备注", listed=True)


class SeatingTable(Record, kind="seating_table", words=(N_("Table or row"), N_("Tables and rows")), icon="mdi6.table-chair", title=("name", "event.title"), order=("event.starts", "position", "name"), unique=(("event", "name"),), inside=True):
    """A table or a row of seats at an event; who sits there stands in the guest's seat."""

    event = link(N_("Event"), "event", "Veranstaltung | 活动", when_gone="along", required=True, listed=True)
    name = column(N_("Name"), Text(30), "Name | Tisch | Reihe | 桌号", required=True, listed=True)
    shape = column(N_("Shape"), Choice(TABLE_SHAPES), "Form | 形式", listed=True)
    seats = column(N_("Seats"), Whole(low=1, high=1000), "Plätze | Sitze | 座位数", required=True, listed=True)
    position = column(N_("Place in the order"), Whole(low=1), "Position | 顺序", listed=True)


class Hosting(Record, kind="hosting", words=(N_("Host of a guest"), N_("Hosts of guests")), icon="mdi6.account-heart", title=("guest.person.full_name", "host.person.full_name"), order=("guest.person.full_name",), unique=(("guest", "host"),), agree=("guest", "host"), inside=True):
    """Who looks after a guest of honour; both are on the guest list."""

    guest = link(N_("Guest"), "participation", "Gast | 嘉宾", when_gone="along", required=True, listed=True)
    host = link(N_("Host"), "participation", "Gastgeber | 接待人", when_gone="along", required=True, listed=True)
    remark = column(N_("Remark"), Text(200), "Bemerkung | 备注", listed=True)
