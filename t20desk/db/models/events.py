"""Events in a tree to any depth, who takes part, and where."""

from t20desk.db.fields import Record, column, link, translated
from t20desk.db.models.choices import ANSWERS, ANSWERS_ALSO, EVENT_KINDS, EVENT_STATUSES, PRESENCES, PRESENCES_ALSO, ROLES, ROLES_ALSO
from t20desk.db.models.headings import CITY, COUNTRY, FOLLOW_UP, NOTES, ORGANISATION, RESPONSIBLE, STREET
from t20desk.db.types import Choice, Choices, Country, Date, DateTime, LongText, Text, TimeZone, Whole
from t20desk.i18n import N_


class Event(Record, kind="event", words=(N_("Event"), N_("Events")), icon="mdi6.calendar-star", title=("title",), order=("starts", "title"), spans=(("starts", "ends"),)):
    """An event; what it does not give itself it takes from its parent."""

    title = translated(N_("Title"), Text(300), "Veranstaltung | Event | 活动 | 标题 | 活动名称 || Bezeichnung | Name | Name der Veranstaltung | Veranstaltungstitel | Thema | Event name | Event title | Topic | 主题 | 会议名称 | 活动主题", required=True, searched=True, listed=True, section=N_("Event"))
    kind = column(N_("Kind of event"), Choice(EVENT_KINDS), "Art | Veranstaltungsart | 活动类型 || Art der Veranstaltung | Event type | Type of event | 会议类型", listed=True, section=N_("Event"))
    parent = link(N_("Part of"), "event", "Teil von | Übergeordnet | Parent | 上级活动 || Gehört zu | Übergeordnete Veranstaltung | Hauptveranstaltung | Parent event | 所属活动", listed=True, section=N_("Event"))
    together_with = link(N_("Held together with"), "event", "Gemeinsam mit | 联合举办", when_gone="empty", section=N_("Event"))
    series = link(N_("Series of"), "event", "Serie von | Terminserie | 所属系列", when_gone="empty", passed_on=True, section=N_("Event"))
    """The first event of the series that this one belongs to; empty in the first one."""
    status = column(N_("Status"), Choice(EVENT_STATUSES), "状态 || Veranstaltungsstatus | Event status | 活动状态", listed=True, indexed=True, section=N_("Event"))
    starts = column(N_("Starts"), DateTime(), "Beginn | Begin | 开始 || Datum | Start | Anfang | Startdatum | Beginnt am | Date | Start date | Begins | 日期 | 开始时间 | 开始日期 | 活动日期 | 活动时间", inherited=True, listed=True, section=N_("Time and place"))
    ends = column(N_("Ends"), DateTime(), "Ende | 结束 || Enddatum | Endet am | End | End date | 结束时间 | 结束日期", inherited=True, listed=True, section=N_("Time and place"))
    time_zone = column(N_("Time zone"), TimeZone(), "Zeitzone | 时区", inherited=True, section=N_("Time and place"))
    place = column(N_("Place"), Text(300), "Veranstaltungsort | 地点 || Location | Tagungsort | Ort der Veranstaltung | 会议地点 | 举办地点 | 活动地点", inherited=True, searched=True, listed=True, section=N_("Time and place"))
    venue = link(N_("Venue"), "venue", "Veranstaltungsstätte | 场馆", section=N_("Time and place"))
    room = column(N_("Room"), Text(120), "Raum | 房间 || Saal | Hall | 会议室", section=N_("Time and place"))
    city = column(N_("City"), Text(120), "Ort | Stadt | Town | 城市 | 市 || " + CITY, inherited=True, searched=True, section=N_("Time and place"))
    country = column(N_("Country or region"), Country(), "Land oder Region | Land | Country | 国家或地区 || " + COUNTRY, inherited=True, section=N_("Time and place"))
    contact = column(N_("Contact"), Text(200), "Kontakt | Ansprechpartner | 联系人 || Kontaktperson | Ansprechperson | Contact person", inherited=True, section=N_("Office"))
    capacity = column(N_("Capacity"), Whole(low=0), "Plätze | Kapazität | 容量 | 名额 || Max. Teilnehmer | Max. Teilnehmerzahl | Sitzplätze | Max. participants | Seats | 人数上限 | 座位数", section=N_("Event"))
    answer_by = column(N_("Answer by"), Date(), "Antwort bis | Rückmeldung bis | Reply by | RSVP by | 回复截止日期 || Anmeldeschluss | Anmeldefrist | Anmeldung bis | Registration deadline | Register by | 报名截止 | 报名截止日期", section=N_("Event"))
    reminded_on = column(N_("Reminded on"), Date(), "Erinnert am | 催办日期", section=N_("Event"))
    description = column(N_("Description"), LongText(), "Beschreibung | 说明 || Inhalt | Kurzbeschreibung | Details | Abstract | 描述 | 简介 | 活动内容", searched=True, section=N_("Event"))
    result = column(N_("Result and decisions"), LongText(), "Ergebnis | Beschlüsse | Result | Decisions | 成果 | 决议", searched=True, section=N_("Event"))
    responsible = column(N_("Responsible in the office"), Text(120), "Zuständig | Betreuung | 负责人 || " + RESPONSIBLE, section=N_("Office"))
    follow_up = column(N_("Follow-up date"), DateTime(), "Wiedervorlage | 跟进日期 || " + FOLLOW_UP, section=N_("Office"))
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES, section=N_("Office"))
    uid = column(N_("Calendar mark"), Text(255), "UID", unique=True, hidden=True)
    """The name of the event in the calendar it came from; its own is made of its id."""
    other_uids = column(N_("Further calendar marks"), LongText(), hidden=True)
    """Its names in other ones, one a line."""


class Organiser(Record, kind="organiser", words=(N_("Organiser"), N_("Organisers")), icon="mdi6.account-tie", title=("member.name", "event.title"), unique=(("event", "member"),)):
    """An organisation that holds an event."""

    event = link(N_("Event"), "event", "Veranstaltung | 活动", when_gone="along", required=True, listed=True)
    member = link(N_("Organisation"), "member", "Organisation | 机构", when_gone="along", required=True, listed=True)
    part = column(N_("Part"), Text(200), "Rolle | 角色", listed=True)


class Participation(Record, kind="participation", words=(N_("Participation"), N_("Participations")), icon="mdi6.account-check", title=("person.full_name", "member.name", "event.title"), order=("person.family_name", "person.given_name", "member.name"), unique=(("event", "person"),), one_of=(("person", "member"),)):
    """Somebody at an event, or a member whose delegate is still to be named."""

    event = link(N_("Event"), "event", "Veranstaltung | 活动 || Veranstaltungsname | Event name | 活动名称 | 会议名称", when_gone="along", required=True, listed=True)
    person = link(N_("Person"), "person", "Person | Teilnehmer | Name | Full name | Vollständiger Name | Voller Name | Ganzer Name | 姓名 | 全名 | 人员 || Teilnehmerin | Teilnehmende | Gast | Participant | Attendee | Guest | 参会人 | 参会人员 | 与会者 | 嘉宾", listed=True)
    member = link(N_("Organisation"), "member", "Organisation | Mitglied | Firma | 单位 | 成员 || 工作单位 | " + ORGANISATION, listed=True)
    roles = column(N_("Roles"), Choices(ROLES, ROLES_ALSO), "Rolle | Rollen | Role | 角色 || Teilnahme als | Attending as | 参会身份", listed=True)
    answer = column(N_("Answer"), Choice(ANSWERS, also=ANSWERS_ALSO), "Antwort | Zusage | 答复 || Rückmeldung | Zu-/Absage | RSVP | Response | Reply | 回复", indexed=True, listed=True)
    queue = column(N_("Place on the waiting list"), Whole(low=1), "Wartelistenplatz | Warteplatz | Waiting list place | 候补名次")
    presence = column(N_("Presence"), Choice(PRESENCES, also=PRESENCES_ALSO), "Anwesenheit | 出席 || anwesend | teilgenommen | Attendance | Attended | 签到 | 到场", indexed=True, listed=True)
    presence_at = column(N_("Presence noted at"), DateTime(), "Anwesenheit notiert am | 签到时间", earliest=True)
    presence_by = column(N_("Presence noted by"), Text(120), "Anwesenheit notiert von | 签到人")
    companions = column(N_("Companions"), Whole(low=0, high=1000), "Begleitpersonen | 随行人数 || Anzahl Begleitpersonen | Number of companions | 陪同人数")
    accompanied_by = column(N_("Accompanied by"), Text(300), "Begleitet von | 随行人员")
    rank = column(N_("Rank"), Whole(low=1), "Rang | 排名")
    seat = column(N_("Seat"), Text(40), "Platz | Sitz | 座位 || Sitzplatz | Platznummer | Seat no. | Seat number | 座位号")
    badge = column(N_("Badge"), Text(40), "Namensschild | Ausweis | 证件号")
    title = column(N_("Title as of the event"), Text(120), "Titel | Title | 头衔")
    affiliation = column(N_("Affiliation as of the event"), Text(300), "Funktion | Affiliation | 职务")
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES, searched=True)


class Venue(Record, kind="venue", words=(N_("Venue"), N_("Venues")), icon="mdi6.home-city", title=("name",)):
    """A place where events are held."""

    name = column(N_("Name"), Text(200), "|| Bezeichnung | Location | 场馆名称 | 名称", required=True, searched=True, listed=True, section=N_("Venue"))
    street = column(N_("Street"), Text(300), "Straße | 地址 || Strasse | Straße und Hausnummer | Anschrift | Address | 街道 | " + STREET, searched=True, section=N_("Venue"))
    city = column(N_("City"), Text(120), "Ort | Stadt | 城市 || Town | " + CITY, searched=True, listed=True, section=N_("Venue"))
    country = column(N_("Country or region"), Country(), "Land | 国家 || Land oder Region | 国家或地区 | " + COUNTRY, listed=True, section=N_("Venue"))
    capacity = column(N_("Capacity"), Whole(low=0), "Plätze | 容量 || Kapazität | Sitzplätze | Seats | 座位数", listed=True, section=N_("Venue"))
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES, section=N_("Venue"))
