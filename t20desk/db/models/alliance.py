"""What members do with each other: connections, services, initiatives, and notes on contacts."""

from t20desk.db.fields import Record, column, computed, link, translated
from t20desk.db.models.choices import AREAS, CONNECTION_KINDS, CONNECTION_STATUSES, DIRECTIONS, INITIATIVE_STATUSES, NOTE_KINDS
from t20desk.db.types import Choice, Country, Date, LongText, Money, PartialDate, Text, YesNo
from t20desk.i18n import N_


class Connection(Record, kind="connection", words=(N_("Connection"), N_("Connections")), icon="mdi6.vector-link", title=("member.name", "other.name"), spans=(("since", "until"),), apart=(("member", "other"),)):
    """A connection between two members."""

    member = link(N_("Organisation"), "member", "Organisation | Mitglied | 机构", when_gone="along", required=True, listed=True)
    kind = column(N_("Kind of connection"), Choice(CONNECTION_KINDS), "Art | 类型", listed=True)
    other = link(N_("Other organisation"), "member", "Partner | Andere Organisation | 合作机构", when_gone="along", required=True, listed=True)
    status = column(N_("Status"), Choice(CONNECTION_STATUSES), "状态", listed=True)
    since = column(N_("Since"), PartialDate(), "Von | Seit | 起始日期", listed=True)
    until = column(N_("Until"), PartialDate(), "Bis | 截止日期", listed=True)
    event = link(N_("Born at"), "event", "Entstanden bei | 产生于", when_gone="empty")
    result = column(N_("Result"), LongText(5000), "Ergebnis | 成果", searched=True)
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注", searched=True)


class Service(Record, kind="service", words=(N_("Service"), N_("Services")), icon="mdi6.handshake", title=("title", "member.name"), order=("member.name",)):
    """What a member offers or seeks."""

    member = link(N_("Organisation"), "member", "Organisation | Mitglied | 机构", when_gone="along", required=True, listed=True)
    direction = column(N_("Offers or seeks"), Choice(DIRECTIONS), "Bietet oder sucht | 提供或寻求", required=True, listed=True)
    area = column(N_("Service area"), Choice(AREAS), "Bereich | Servicebereich | 领域", listed=True)
    title = translated(N_("Title"), Text(200), "Titel | Leistung | 名称", required=True, searched=True, listed=True)
    keywords = column(N_("Keywords"), Text(300), "Stichworte | 关键词", searched=True)
    text = column(N_("Description"), LongText(), "Beschreibung | 说明", searched=True)
    valid_until = column(N_("Valid until"), Date(), "Gültig bis | 有效期至", listed=True)


class Initiative(Record, kind="initiative", words=(N_("Initiative"), N_("Initiatives")), icon="mdi6.rocket-launch", title=("title",), spans=(("since", "until"),)):
    """What members do together, or for a city."""

    title = translated(N_("Title"), Text(200), "Titel | Vorhaben | 名称 | 项目名称", required=True, searched=True, listed=True)
    city = column(N_("City"), Text(120), "Ort | Stadt | 城市", searched=True, listed=True)
    country = column(N_("Country or region"), Country(), "Land | 国家", listed=True)
    members = computed(N_("Organisations taking part"), Text(2000), aliases="Beteiligte | 参与机构", listed=True)
    status = column(N_("Status"), Choice(INITIATIVE_STATUSES), "状态", listed=True)
    since = column(N_("Since"), PartialDate(), "Von | Seit | 起始日期", listed=True)
    until = column(N_("Until"), PartialDate(), "Bis | 截止日期", listed=True)
    event = link(N_("Born at"), "event", "Entstanden bei | 产生于", when_gone="empty")
    budget = column(N_("Budget"), Money(), "Mittel | Kosten | 预算 | 经费")
    result = column(N_("Result"), LongText(5000), "Ergebnis | 成果", searched=True)
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注")


class InitiativePart(Record, kind="initiative_part", words=(N_("Part in an initiative"), N_("Parts in initiatives")), icon="mdi6.puzzle", title=("initiative.title", "member.name"), unique=(("initiative", "member"),)):
    """A member's part in an initiative."""

    initiative = link(N_("Initiative"), "initiative", when_gone="along", required=True, listed=True)
    member = link(N_("Organisation"), "member", when_gone="along", required=True, listed=True)
    part = column(N_("Part"), Text(200), "Rolle | 角色", listed=True)


class ContactNote(Record, kind="contact_note", words=(N_("Contact note"), N_("Contact notes")), icon="mdi6.note-text", title=("subject",), order=("-noted_on",)):
    """A call, mail, visit or letter, and what is to follow."""

    noted_on = column(N_("Date"), Date(), "Datum | 日期", required=True, listed=True, indexed=True)
    kind = column(N_("Kind of note"), Choice(NOTE_KINDS), "Art | 类型", listed=True)
    subject = column(N_("Subject"), Text(200), "Betreff | 主题", searched=True, required=True, listed=True)
    member = link(N_("Organisation"), "member", when_gone="along", listed=True)
    person = link(N_("Person"), "person", when_gone="along", listed=True)
    event = link(N_("Event"), "event", when_gone="along")
    text = column(N_("Text"), LongText(), "Text | 正文", searched=True)
    follow_up = column(N_("Follow-up date"), Date(), "Wiedervorlage | 跟进日期", listed=True, indexed=True)
    responsible = column(N_("Responsible in the office"), Text(120), "Zuständig | 负责人", listed=True)
    done = column(N_("Done"), YesNo(), "Erledigt | 已完成", listed=True)
    mail_sign = column(N_("Sign of the mail"), Text(250), "Message-ID", hidden=True, indexed=True)
