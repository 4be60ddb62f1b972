"""Organisations: members, what they hold several of, and their membership periods."""

from t20desk.db.fields import Record, column, computed, link
from t20desk.db.membership import first_status
from t20desk.db.models.choices import ADDRESS_KINDS, AREAS, CONTACT_KINDS, MEMBER_KINDS, PERIOD_KINDS, STATUSES
from t20desk.db.models.headings import CITY, COUNTRY, EMAIL, FOLLOW_UP, LANGUAGES, MOBILE, NOTES, PHONE, POSTCODE, RESPONSIBLE, STREET
from t20desk.db.types import Choice, Choices, Code, Countries, Country, Date, Email, Languages, LongText, PartialDate, Phone, Picture, Postcode, Text, Url, YesNo
from t20desk.i18n import N_


class Member(Record, kind="member", words=(N_("Organisation"), N_("Organisations")), icon="mdi6.domain", title=("name",), order=("number", "name"), spans=()):
    """An organisation, whether a member of the alliance or not."""

    number = column(N_("Member number"), Code(20), "Mitgliedsnummer | Mitglieds-Nr. | Nummer | Nr. | No. | ID | 会员编号 | 编号 | 会员号 || Mitglieds-ID | Mitglied Nr. | Member ID | Member no. | Membership number | 会员号码 | 成员编号", unique=True, searched=True, indexed=True, listed=True, section=N_("Name"))
    name = column(N_("Name"), Text(300), "Name | Organisation | Firma | Institution | Company | 名称 | 单位 | 单位名称 | 机构名称 || Name der Organisation | Organisationsname | Firmenname | Name der Firma | Unternehmen | Einrichtung | Name der Einrichtung | Mitgliedsname | Organization | Organisation name | Organization name | Name of organisation | Company name | Member name | 公司 | 公司名称 | 机构 | 组织 | 组织名称 | 企业名称 | 会员名称 | 会员单位 | 成员单位", required=True, searched=True, indexed=True, listed=True, section=N_("Name"))
    original_name = column(N_("Name in original script"), Text(300), "Name in Originalschrift | Chinesischer Name | Chin. Name | Name chinesisch | Chinese name | 原文名称 | 中文名称 | 中文名 || 中文全称 | Name in Chinese", searched=True, listed=True, section=N_("Name"))
    latin_name = column(N_("Latin name"), Text(300), "Name in lateinischer Schrift | Lateinischer Name | 拉丁文名称 || Englischer Name | Name englisch | English name | Name in English | 英文名 | 英文名称 | 外文名称", searched=True, section=N_("Name"))
    short_name = column(N_("Short name"), Text(60), "Kurzname | Kürzel | Abkürzung | Abbreviation | 简称 || Akronym | Kurzbezeichnung | Kurzform | Abk. | Acronym | Abbr. | 缩写", searched=True, section=N_("Name"))
    former_names = column(N_("Former names"), LongText(2000), "Frühere Namen | 曾用名 || Früherer Name | Ehemaliger Name | Former name | Previous name | 原名称", searched=True, section=N_("Name"))
    kind = column(N_("Kind of organisation"), Choice(MEMBER_KINDS), "Art | Organisationsart | Rechtsform | Type | 机构类型 || Organisationstyp | Art der Organisation | Organisation type | Organization type | Type of organisation | 机构性质 | 单位性质", section=N_("Profile"))
    areas = column(N_("Service areas"), Choices(AREAS), "Servicebereiche | Bereiche | Servicebereich | Bereich | Tätigkeitsfelder | Tätigkeitsfeld | Areas | Service area | 服务领域 | 领域 || Tätigkeitsbereich | Tätigkeitsbereiche | Field of activity | Fields of activity | 业务领域 | 服务范围", indexed=True, listed=True, section=N_("Profile"))
    country = column(N_("Country or region"), Country(), "Land oder Region | Land | Staat | Country | 国家或地区 | 国家 | 国别 || " + COUNTRY, indexed=True, listed=True, section=N_("Address"))
    further_countries = column(N_("Further countries"), Countries(), "Weitere Länder | Weiteres Land | 其他国家 || Weitere Staaten | Other countries | 其他国家和地区", section=N_("Address"))
    city = column(N_("City"), Text(120), "Ort | Stadt | Town | 城市 | 市 || " + CITY, searched=True, listed=True, section=N_("Address"))
    street = column(N_("Street"), Text(300), "Straße | Strasse | Straße und Hausnummer | Straße, Nr. | Anschrift | Address | 地址 | 街道 || " + STREET, searched=True, section=N_("Address"))
    postcode = column(N_("Postcode"), Postcode(), "PLZ | Postleitzahl | ZIP | Postal code | 邮编 | 邮政编码 || " + POSTCODE, section=N_("Address"))
    phone = column(N_("Phone"), Phone(), "Telefon | Tel. | Tel | 电话 || " + PHONE, searched=True, section=N_("Reach"))
    mobile = column(N_("Mobile"), Phone(), "Mobil | Handy | Cell | 手机 || " + MOBILE, searched=True, section=N_("Reach"))
    email = column(N_("E-mail"), Email(), "E-Mail | Mail | Email | E-Mail-Adresse | Mailadresse | E-mail address | 邮箱 | 电子邮箱 | 电子邮件 || " + EMAIL, searched=True, section=N_("Reach"))
    website = column(N_("Website"), Url(), "Webseite | Internet | Web | URL | 网址 | 网站 || Homepage | Internetseite | Internetadresse | Webadresse | Web page | Web address | WWW | 官网 | 官方网站 | 网页 | 主页", searched=True, section=N_("Reach"))
    languages = column(N_("Languages"), Languages(), "Sprachen | 语言 || " + LANGUAGES, section=N_("Profile"))
    status = computed(N_("Status"), Choice(STATUSES), ("status_given",), first_status, initial=True, aliases="Mitgliedsstatus | 状态 || Status der Mitgliedschaft | Membership status | 会员状态 | 成员状态", indexed=True, listed=True, section=N_("Membership"))
    joined = computed(N_("Joined"), PartialDate(), aliases="Beitritt | Eintritt | Mitglied seit | Member since | 入会日期 | 加入日期 || Beitrittsdatum | Eintrittsdatum | Aufnahmedatum | Beigetreten | Beigetreten am | Mitglied ab | Date joined | Join date | Joining date | Joined on | 入会时间 | 加入时间 | 加盟时间", section=N_("Membership"))
    left = computed(N_("Left"), PartialDate(), aliases="Austritt | 退会日期 || Austrittsdatum | Ausgetreten | Ausgetreten am | Mitglied bis | Date left | Left on | Leaving date | Member until | 退会时间", section=N_("Membership"))
    status_changes = computed(N_("Status changes on"), Date(), hidden=True, indexed=True)
    status_given = column(N_("Status given by hand"), Choice(STATUSES), "Status von Hand", section=N_("Membership"))
    status_reason = column(N_("Reason for the status"), Text(300), "Grund des Status", section=N_("Membership"))
    founding_member = column(N_("Founding member"), YesNo(), "Gründungsmitglied | 创始成员 || 创始会员", section=N_("Membership"))
    parent = link(N_("Parent organisation"), "member", "Dachorganisation | Mutterorganisation | 上级机构 || Muttergesellschaft | Dachverband | Konzern | Parent company | Parent organization | Umbrella organisation | 母公司 | 上级单位", when_gone="empty", section=N_("Profile"))
    successor = link(N_("Successor"), "member", "Nachfolger | Nachfolgeorganisation | 继任机构", when_gone="empty", section=N_("Profile"))
    responsible = column(N_("Responsible in the office"), Text(120), "Zuständig | Betreuung | 负责人 || " + RESPONSIBLE, section=N_("Office"))
    confirmed_on = column(N_("Last confirmed on"), Date(), "Zuletzt bestätigt | 最近确认日期", section=N_("Office"))
    follow_up = column(N_("Follow-up date"), Date(), "Wiedervorlage | 跟进日期 || " + FOLLOW_UP, indexed=True, section=N_("Office"))
    logo = column(N_("Logo"), Picture(), hidden=True, section=N_("Profile"))
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES, searched=True, section=N_("Office"))
    uid = column(N_("Mark of the address card"), Text(255), "UID", unique=True, hidden=True)
    """The name of the record in the address book it came from; its own is made of its id."""
    other_uids = column(N_("Further marks of address cards"), LongText(), hidden=True)
    """Its names in other ones, one a line."""


class MembershipPeriod(Record, kind="membership_period", words=(N_("Membership period"), N_("Membership periods")), icon="mdi6.calendar-range", title=("member.name", "since", "until"), order=("since",), spans=(("since", "until"),)):
    """A stretch of membership; the gaps between them are kept."""

    member = link(N_("Organisation"), "member", "Mitglied | 成员", when_gone="along", required=True, listed=True)
    kind = column(N_("Kind of membership"), Choice(PERIOD_KINDS), "Mitgliedschaft | 会员类型", listed=True)
    since = column(N_("Since"), PartialDate(), "Seit | 起始日期 || Von", listed=True)
    until = column(N_("Until"), PartialDate(), "Bis | 截止日期", listed=True)
    decided_on = column(N_("Decided on"), Date(), "Beschlossen am | 决定日期", listed=True)
    reason = column(N_("Reason"), Text(300), "Grund | 原因", listed=True)


class ContactDetail(Record, kind="contact_detail", words=(N_("Contact detail"), N_("Contact details")), icon="mdi6.card-account-phone", title=("value",), one_of=(("member", "person"),)):
    """A further phone, mail or other way to reach a member or a person."""

    member = link(N_("Organisation"), "member", when_gone="along", listed=True)
    person = link(N_("Person"), "person", when_gone="along", listed=True)
    kind = column(N_("Kind of contact"), Choice(CONTACT_KINDS), "Art | 类型", required=True, listed=True)
    value = column(N_("Number or address"), Text(300), "Wert | Nummer | Value | 号码", required=True, searched=True, listed=True)
    label = column(N_("Label"), Text(120), "Bezeichnung | 标签", listed=True)


class Address(Record, kind="address", words=(N_("Address"), N_("Addresses")), icon="mdi6.map-marker", title=("street", "city"), one_of=(("member", "person"),)):
    """A further address of a member or a person."""

    member = link(N_("Organisation"), "member", when_gone="along", listed=True)
    person = link(N_("Person"), "person", when_gone="along", listed=True)
    kind = column(N_("Kind of address"), Choice(ADDRESS_KINDS), "Art | 类型 || Adressart | Address type", listed=True)
    street = column(N_("Street"), Text(300), "Straße | Strasse | Straße und Hausnummer | Straße, Nr. | Anschrift | 地址 | 街道 || " + STREET, searched=True, listed=True)
    postcode = column(N_("Postcode"), Postcode(), "PLZ | Postleitzahl | ZIP | 邮编 || " + POSTCODE, listed=True)
    city = column(N_("City"), Text(120), "Ort | Stadt | 城市 || " + CITY, searched=True, listed=True)
    country = column(N_("Country or region"), Country(), "Land oder Region | Land | 国家或地区 || Staat | " + COUNTRY, listed=True)
