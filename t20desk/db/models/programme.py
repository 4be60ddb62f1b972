"""The programme of an event, who speaks in it, what was decided, and the event's own questions."""

from t20desk.db.fields import Record, column, computed, link, translated
from t20desk.db.models.choices import ITEM_KINDS, SPEAKER_PARTS
from t20desk.db.types import Choice, Date, DateTime, LongText, Stored, Text, Whole
from t20desk.i18n import N_


def day_of(starts: Stored) -> Stored:
    """The day of a time."""
    return str(starts)[:10] if starts else None


class ProgrammeItem(Record, kind="programme_item", words=(N_("Programme item"), N_("Programme items")), icon="mdi6.calendar-clock", title=("title",), order=("starts", "track", "title"), spans=(("starts", "ends"),)):
    """Something in the programme of an event at a time, in a room; times are those of the event's zone."""

    event = link(N_("Event"), "event", "Veranstaltung | 活动", when_gone="along", required=True, listed=True)
    starts = column(N_("Starts"), DateTime(), "Beginn | Von | Begin | Start | 开始", listed=True)
    ends = column(N_("Ends"), DateTime(), "Ende | Bis | End | 结束", listed=True)
    day = computed(N_("Day"), Date(), ("starts",), day_of, "Tag | 日期")
    title = translated(N_("Title"), Text(300), "Titel | Programmpunkt | Item | 标题 | 议题 || Thema | Topic | 主题", required=True, searched=True, listed=True)
    kind = column(N_("Kind of item"), Choice(ITEM_KINDS), "Art | 类型", listed=True)
    track = column(N_("Track"), Text(120), "Strang | Reihe | Stream | 分会场", searched=True, listed=True)
    room = column(N_("Room"), Text(120), "Raum | Saal | 房间 | 会议室", searched=True, listed=True)
    speakers = computed(N_("Speakers"), Text(2000), aliases="Redner | 发言人 || Rednerin | Referent | Referentin | Referenten | Vortragende | Speaker | Presenter | 演讲人 | 主讲人", listed=True)
    description = column(N_("Description"), LongText(), "Beschreibung | 说明", searched=True)
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注")
    uid = column(N_("Calendar mark"), Text(255), "UID", unique=True, hidden=True)
    """The name of the item in the calendar it came from; its own is made of its id."""


class Speaker(Record, kind="speaker", words=(N_("Speaker"), N_("Speakers")), icon="mdi6.account-voice", title=("person.full_name", "item.title"), order=("item", "position"), unique=(("item", "person"),)):
    """A person in an item of a programme; several make a panel."""

    item = link(N_("Programme item"), "programme_item", "Programmpunkt | 日程项", when_gone="along", required=True, listed=True)
    person = link(N_("Person"), "person", "Person | Name | 姓名 | 人员", required=True, listed=True)
    part = column(N_("Part"), Choice(SPEAKER_PARTS), "Aufgabe | 身份", listed=True)
    position = column(N_("Place in the order"), Whole(low=0), "Position | Reihenfolge | 顺序", listed=True)


class Decision(Record, kind="decision", words=(N_("Decision"), N_("Decisions")), icon="mdi6.gavel", title=("text",), order=("event", "position")):
    """What a meeting decided: who sees to it, and until when; it becomes a follow-up."""

    event = link(N_("Event"), "event", "Veranstaltung | Sitzung | 活动", when_gone="along", required=True)
    position = column(N_("No."), Whole(low=1), "Nr. | Nummer | Number | 序号", listed=True)
    text = column(N_("Decision"), Text(1000), "Beschluss | 决议", required=True, searched=True, listed=True)
    item = link(N_("Programme item"), "programme_item", "Programmpunkt | Tagesordnungspunkt | TOP | 日程项", when_gone="empty", listed=True)
    person = link(N_("Person in charge"), "person", "Verantwortlich | Person | 责任人", when_gone="empty", listed=True)
    responsible = column(N_("Responsible in the office"), Text(120), "Zuständig | 负责人", listed=True)
    due = column(N_("Due"), Date(), "Fällig | Bis | Termin | 截止日期", listed=True)
    note = link(N_("Follow-up"), "contact_note", "Wiedervorlage | 跟进", when_gone="empty", listed=True)


class Question(Record, kind="question", words=(N_("Question of an event"), N_("Questions of events")), icon="mdi6.help-circle-outline", title=("own_field.label", "event.title"), order=("event", "position"), unique=(("event", "own_field"),), inside=True):
    """An own field of participations that is asked at an event, and at those within it."""

    event = link(N_("Event"), "event", "Veranstaltung | 活动", when_gone="along", required=True, listed=True)
    own_field = link(N_("Question"), "own_field", "Frage | 问题", when_gone="along", required=True, listed=True)
    position = column(N_("Place in the order"), Whole(low=0), "Position | Reihenfolge | 顺序", listed=True)


class Role(Record, kind="role", words=(N_("Role of guests"), N_("Roles of guests")), icon="mdi6.badge-account-outline", title=("label",), order=("position",), inside=True):
    """A role that the office added to those a guest may have."""

    label = translated(N_("Role"), Text(120), "Rolle | Bezeichnung | 角色", required=True, listed=True)
    position = column(N_("Place in the order"), Whole(low=0), "Position | Reihenfolge | 顺序", listed=True)
