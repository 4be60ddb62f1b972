"""What members do with each other: connections, services, initiatives, and notes on contacts."""

from t20desk.db.fields import Record, column, computed, link, translated
from t20desk.db.models.choices import AREAS, CONNECTION_KINDS, CONNECTION_STATUSES, DIRECTIONS, INITIATIVE_STATUSES, NOTE_KINDS
from t20desk.db.models.headings import CITY, COUNTRY, FOLLOW_UP, LANGUAGES, NOTES, ORGANISATION, RESPONSIBLE, SINCE, UNTIL
from t20desk.db.types import Choice, Countries, Country, Date, Languages, LongText, Money, PartialDate, Text, YesNo
from t20desk.i18n import N_


class Connection(Record, kind="connection", words=(N_("Connection"), N_("Connections")), icon="mdi6.vector-link", title=("member.name", "other.name"), spans=(("since", "until"),), apart=(("member", "other"),)):
    """A connection between two members."""

    member = link(N_("Organisation"), "member", "Organisation | Mitglied | 机构 || Organisation 1 | Organisation A | Mitglied 1 | Member 1 | First organisation | Von | From | 从 | " + ORGANISATION, when_gone="along", required=True, listed=True)
    kind = column(N_("Kind of connection"), Choice(CONNECTION_KINDS), "Art | 类型 || Art der Verbindung | Type of connection | 合作类型", listed=True)
    other = link(N_("Other organisation"), "member", "Partner | Andere Organisation | 合作机构 || Organisation 2 | Organisation B | Mitglied 2 | Partnerorganisation | Member 2 | Second organisation | Partner organisation | Partner organization | 合作伙伴 | 合作单位 | 合作方 | An | Nach | To | 到", when_gone="along", required=True, listed=True)
    status = column(N_("Status"), Choice(CONNECTION_STATUSES), "状态 || Connection status | 合作状态", listed=True)
    since = column(N_("Since"), PartialDate(), "Seit | 起始日期 || Von | " + SINCE, listed=True)
    until = column(N_("Until"), PartialDate(), "Bis | 截止日期 || " + UNTIL, listed=True)
    event = link(N_("Born at"), "event", "Entstanden bei | 产生于", when_gone="empty")
    result = column(N_("Result"), LongText(5000), "Ergebnis | 成果 || Resultat | Outcome | 结果", searched=True)
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES, searched=True)


class Carrier(Record, kind="carrier", words=(N_("Carrier of a connection"), N_("Carriers of connections")), icon="mdi6.account-heart", title=("person.full_name", "connection.member.name", "connection.other.name"), order=("person.full_name",), unique=(("connection", "person"),)):
    """A person who keeps a connection alive."""

    connection = link(N_("Connection"), "connection", "Verbindung | Vernetzung | 联系", when_gone="along", required=True, listed=True)
    person = link(N_("Person"), "person", "Person | Name | 姓名 | 人员", when_gone="along", required=True, listed=True)
    part = column(N_("Part"), Text(200), "Rolle | 角色", listed=True)


class Service(Record, kind="service", words=(N_("Service"), N_("Services")), icon="mdi6.handshake", title=("title", "member.name"), order=("member.name",)):
    """What a member offers or seeks."""

    member = link(N_("Organisation"), "member", "Organisation | Mitglied | 机构 || Anbieter | Provider | " + ORGANISATION, when_gone="along", required=True, listed=True)
    direction = column(N_("Offers or seeks"), Choice(DIRECTIONS), "Bietet oder sucht | 提供或寻求 || Angebot oder Gesuch | Offer or request | 供需", required=True, listed=True)
    area = column(N_("Service area"), Choice(AREAS), "Bereich | Servicebereich | 领域 || Tätigkeitsfeld | Area | 服务领域 | 业务领域", listed=True)
    title = translated(N_("Title"), Text(200), "Titel | Leistung | 名称 || Dienstleistung | Bezeichnung | Service name | 服务名称 | 服务 | 标题", required=True, searched=True, listed=True)
    keywords = column(N_("Keywords"), Text(300), "Stichworte | 关键词 || Schlagworte | Schlagwörter | Stichwörter | Tags | 标签", searched=True)
    text = column(N_("Description"), LongText(), "Beschreibung | 说明 || Inhalt | Kurzbeschreibung | Details | 描述 | 简介 | 服务内容", searched=True)
    languages = column(N_("Languages"), Languages(), "Sprachen | 语言 || " + LANGUAGES)
    countries = column(N_("Countries served"), Countries(), "Bediente Länder | Länder | Countries | 服务国家 | 国家 || Zielländer | Einsatzländer | Markets | 服务国家和地区")
    contact = link(N_("Contact person"), "person", "Ansprechpartner | Ansprechpartnerin | Ansprechperson | Kontakt | Contact | 联系人", when_gone="empty")
    valid_until = column(N_("Valid until"), Date(), "Gültig bis | 有效期至 || Ablaufdatum | Expiry date | Valid to | Expires | 有效期 | 截止日期", listed=True)


class Initiative(Record, kind="initiative", words=(N_("Initiative"), N_("Initiatives")), icon="mdi6.rocket-launch", title=("title",), spans=(("since", "until"),)):
    """What members do together, or for a city."""

    title = translated(N_("Title"), Text(200), "Titel | Vorhaben | 名称 | 项目名称 || Projekt | Projektname | Projekttitel | Bezeichnung | Name | Project | Project name | Project title | 项目 | 标题 | 合作项目", required=True, searched=True, listed=True)
    city = column(N_("City"), Text(120), "Ort | Stadt | 城市 || Town | " + CITY, searched=True, listed=True)
    country = column(N_("Country or region"), Country(), "Land | 国家 || Land oder Region | 国家或地区 | " + COUNTRY, listed=True)
    members = computed(N_("Organisations taking part"), Text(2000), aliases="Beteiligte | 参与机构 || Beteiligte Organisationen | Participating organisations | 合作单位 | 参与单位", listed=True)
    status = column(N_("Status"), Choice(INITIATIVE_STATUSES), "状态 || Projektstatus | Project status | 项目状态", listed=True)
    since = column(N_("Since"), PartialDate(), "Seit | 起始日期 || Von | Projektbeginn | " + SINCE, listed=True)
    until = column(N_("Until"), PartialDate(), "Bis | 截止日期 || Projektende | " + UNTIL, listed=True)
    event = link(N_("Born at"), "event", "Entstanden bei | 产生于", when_gone="empty")
    budget = column(N_("Budget"), Money(), "Mittel | Kosten | 预算 | 经费")
    result = column(N_("Result"), LongText(5000), "Ergebnis | 成果 || Resultat | Outcome | 结果", searched=True)
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES)


class InitiativePart(Record, kind="initiative_part", words=(N_("Part in an initiative"), N_("Parts in initiatives")), icon="mdi6.puzzle", title=("initiative.title", "member.name"), unique=(("initiative", "member"),)):
    """A member's part in an initiative."""

    initiative = link(N_("Initiative"), "initiative", when_gone="along", required=True, listed=True)
    member = link(N_("Organisation"), "member", when_gone="along", required=True, listed=True)
    person = link(N_("Person"), "person", "Person | Ansprechpartner | Ansprechperson | Contact person | 联系人 | 人员", when_gone="empty", listed=True)
    part = column(N_("Part"), Text(200), "Rolle | 角色", listed=True)


class ContactNote(Record, kind="contact_note", words=(N_("Contact note"), N_("Contact notes")), icon="mdi6.note-text", title=("subject",), order=("-noted_on",)):
    """A call, mail, visit or letter, and what is to follow."""

    noted_on = column(N_("Date"), Date(), "Datum | 日期 || Kontaktdatum | Contact date | 联系日期", required=True, listed=True, indexed=True)
    kind = column(N_("Kind of note"), Choice(NOTE_KINDS), "Art | 类型 || Kontaktart | Art des Kontakts | Type of contact", listed=True)
    subject = column(N_("Subject"), Text(200), "Betreff | 主题 || Thema | Anlass | Topic | 标题 | 事由", searched=True, required=True, listed=True)
    member = link(N_("Organisation"), "member", "|| " + ORGANISATION, when_gone="along", listed=True)
    person = link(N_("Person"), "person", "|| Ansprechpartner | Ansprechperson | Kontaktperson | Gesprächspartner | Contact person | 联系人 | 人员", when_gone="along", listed=True)
    event = link(N_("Event"), "event", "|| Veranstaltung | 活动", when_gone="along")
    text = column(N_("Text"), LongText(), "Text | 正文 || Notiz | Notizen | Gesprächsnotiz | Inhalt | Zusammenfassung | Note | Notes | Summary | 内容 | 备注", searched=True)
    follow_up = column(N_("Follow-up date"), Date(), "Wiedervorlage | 跟进日期 || " + FOLLOW_UP, listed=True, indexed=True)
    responsible = column(N_("Responsible in the office"), Text(120), "Zuständig | 负责人 || " + RESPONSIBLE, listed=True)
    done = column(N_("Done"), YesNo(), "Erledigt | 已完成 || abgeschlossen | Completed | 完成", listed=True)
    mail_sign = column(N_("Sign of the mail"), Text(250), "Message-ID", hidden=True, indexed=True)
