"""People, their honours and other names, and their posts at organisations."""

from t20desk.db.fields import Record, column, computed, link, translated
from t20desk.db.models.choices import FORMS_OF_ADDRESS, NAME_ORDERS, OTHER_NAME_KINDS
from t20desk.db.naming import full_name
from t20desk.db.models.headings import CITY, COUNTRY, EMAIL, FOLLOW_UP, LANGUAGES, MOBILE, NOTES, ORGANISATION, PHONE, POSTCODE, RESPONSIBLE, SINCE, STREET, UNTIL
from t20desk.db.types import Choice, Country, Date, Email, Languages, Link, LongText, PartialDate, Phone, Picture, Postcode, Text, Whole, YesNo
from t20desk.i18n import N_


class Person(Record, kind="person", words=(N_("Person"), N_("People")), icon="mdi6.account", title=("full_name",), order=("family_name", "given_name"), one_of=(("given_name", "family_name"),)):
    """A person, with names in both scripts."""

    full_name = computed(N_("Full name"), Text(400), ("given_name", "family_name", "name_order"), full_name, "Name | Voller Name | Ganzer Name | Name, Vorname | Vorname Name | Name und Vorname | 全名", listed=True, indexed=True, searched=True, name_like=True, section=N_("Person's name"))
    form_of_address = column(N_("Form of address"), Choice(FORMS_OF_ADDRESS), "Anrede | Salutation | 称谓 || Herr/Frau | Mr/Ms | 称呼", section=N_("Person's name"))
    title = column(N_("Academic title"), Text(60), "Titel | Title | 头衔 | 职称 || Akad. Titel | Akademischer Grad | Academic degree | Degree | 学位", section=N_("Person's name"))
    given_name = column(N_("Given name"), Text(120), "Vorname | First name | 名 || Vornamen | Rufname | Forename | Given names | First names | 名字", searched=True, indexed=True, section=N_("Person's name"))
    family_name = column(N_("Family name"), Text(120), "Nachname | Familienname | Surname | Last name | 姓 || Zuname | Familiennamen | Last names | 姓氏", searched=True, indexed=True, name_like=True, section=N_("Person's name"))
    name_order = column(N_("Order of the name"), Choice(NAME_ORDERS), "Namensfolge | 姓名顺序", section=N_("Person's name"))
    original_name = column(N_("Original name"), Text(120), "Name in original script | Name in Originalschrift | 姓名 | 中文名 || Chinesischer Name | Chin. Name | Name chinesisch | Chinese name | Name in Chinese | 中文姓名 | 汉字姓名", searched=True, listed=True, name_like=True, section=N_("Person's name"))
    latin_name = column(N_("Latin name"), Text(240), "Name in lateinischer Schrift | Lateinischer Name | 拉丁文姓名 || Englischer Name | English name | Name in English | 英文名 | 英文姓名 | 外文姓名", searched=True, section=N_("Person's name"))
    pinyin = column(N_("Pinyin"), Text(240), "拼音", searched=True, section=N_("Person's name"))
    languages = column(N_("Languages"), Languages(), "Sprachen | 语言 || " + LANGUAGES, section=N_("Profile"))
    works_at = computed(N_("Current organisation"), Link("member"), listed=True, looked_up=True, section=N_("Profile"))
    email = column(N_("E-mail"), Email(), "E-Mail | Mail | Email | E-Mail-Adresse | Mailadresse | E-mail address | 邮箱 | 电子邮箱 | 电子邮件 || " + EMAIL, searched=True, listed=True, section=N_("Reach"))
    phone = column(N_("Phone"), Phone(), "Telefon | Tel. | Tel | 电话 || " + PHONE, searched=True, listed=True, section=N_("Reach"))
    mobile = column(N_("Mobile"), Phone(), "Mobil | Handy | Cell | 手机 || " + MOBILE, searched=True, section=N_("Reach"))
    street = column(N_("Street"), Text(300), "Straße | Strasse | Straße und Hausnummer | Straße, Nr. | Anschrift | Address | 地址 | 街道 || " + STREET, searched=True, section=N_("Address"))
    postcode = column(N_("Postcode"), Postcode(), "PLZ | Postleitzahl | ZIP | Postal code | 邮编 | 邮政编码 || " + POSTCODE, section=N_("Address"))
    city = column(N_("City"), Text(120), "Ort | Stadt | Town | 城市 | 市 || " + CITY, searched=True, section=N_("Address"))
    country = column(N_("Country or region"), Country(), "Land oder Region | Land | Staat | Country | 国家或地区 | 国家 | 国别 || " + COUNTRY, indexed=True, listed=True, section=N_("Address"))
    born = column(N_("Date of birth"), PartialDate(), "Geburtsdatum | Geburtstag | geboren | Born | Birthday | Birth date | 出生日期 | 生日 || geb. | geb. am | geboren am | Geb.-Datum | DOB | 出生年月 | 出生年月日", section=N_("Profile"))
    greeting = translated(N_("Greeting"), Text(200), "Briefanrede | 问候语 || Grußformel | Anrede im Brief | Letter salutation", section=N_("Letters"))
    do_not_contact = column(N_("Do not contact"), YesNo(), "Nicht kontaktieren | 请勿联系 || Kontaktsperre | No contact", section=N_("Letters"))
    consent = column(N_("Consent given"), YesNo(), "Einwilligung | 同意", section=N_("Letters"))
    consent_on = column(N_("Date of consent"), Date(), "Einwilligung vom | 同意日期", section=N_("Letters"))
    responsible = column(N_("Responsible in the office"), Text(120), "Zuständig | Betreuung | 负责人 || " + RESPONSIBLE, section=N_("Office"))
    follow_up = column(N_("Follow-up date"), Date(), "Wiedervorlage | 跟进日期 || " + FOLLOW_UP, indexed=True, section=N_("Office"))
    photograph = column(N_("Photograph"), Picture(), hidden=True, section=N_("Profile"))
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES, searched=True, section=N_("Office"))
    uid = column(N_("Mark of the address card"), Text(255), "UID", unique=True, hidden=True)
    """The name of the record in the address book it came from; its own is made of its id."""
    other_uids = column(N_("Further marks of address cards"), LongText(), hidden=True)
    """Its names in other ones, one a line."""


class Honour(Record, kind="honour", words=(N_("Honour"), N_("Honours")), icon="mdi6.medal", title=("award",), order=("year",)):
    """An award a person holds; its year may be unknown."""

    person = link(N_("Person"), "person", when_gone="along", required=True, listed=True)
    award = translated(N_("Award"), Text(200), "Auszeichnung | 奖项", searched=True, listed=True)
    body = column(N_("Awarding body"), Text(200), "Verleihende Stelle | 颁奖机构", listed=True)
    year = column(N_("Year"), Whole(low=1000, high=2200), "Jahr | 年份", listed=True)


class OtherName(Record, kind="other_name", words=(N_("Other name"), N_("Other names")), icon="mdi6.account-switch", title=("name",)):
    """A further name or romanisation of a person."""

    person = link(N_("Person"), "person", when_gone="along", required=True, listed=True)
    name = column(N_("Person's name"), Text(240), "Name", required=True, searched=True, listed=True, name_like=True)
    kind = column(N_("Kind of name"), Choice(OTHER_NAME_KINDS), "Art | 类型", listed=True)


class Affiliation(Record, kind="affiliation", words=(N_("Affiliation"), N_("Affiliations")), icon="mdi6.badge-account", title=("person.full_name", "member.name"), order=("person.full_name",), spans=(("since", "until"),)):
    """A person at an organisation; a new post never overwrites the old one."""

    person = link(N_("Person"), "person", "Full name | Vollständiger Name | Voller Name | Ganzer Name | Ansprechpartner | Ansprechpartnerin | Ansprechperson | Kontaktperson | Contact person | 姓名 | 全名 | 联系人 || Mitarbeiter | Mitarbeiterin | Kontakt | Employee | Contact | 员工", when_gone="along", required=True, listed=True)
    member = link(N_("Organisation"), "member", "Organisation | Firma | Institution | 单位 || Arbeitgeber | Employer | 工作单位 | 所在单位 | " + ORGANISATION, when_gone="along", required=True, listed=True)
    position = translated(N_("Position"), Text(200), "Funktion | Job title | 职务 | 职位 || Stelle | Stellung | Amt | Rolle | Stellenbezeichnung | Berufsbezeichnung | Job | Role | Function | Designation | 岗位 | 现任职务 | 职位名称", searched=True, listed=True)
    department = column(N_("Department"), Text(200), "Abteilung | 部门 || Abt. | Referat | Fachbereich | Dept. | Division | Unit | 所在部门 | 科室", listed=True)
    main_contact = column(N_("Main contact"), YesNo(), "Hauptkontakt | 主要联系人", listed=True)
    since = column(N_("Since"), PartialDate(), "Seit | 起始日期 || Von | im Amt seit | In office since | 任职时间 | " + SINCE, listed=True)
    until = column(N_("Until"), PartialDate(), "Bis | 截止日期 || 离任时间 | " + UNTIL, listed=True)
    notes = column(N_("Notes"), LongText(), "Bemerkungen | Bemerkung | Notizen | Notiz | Anmerkungen | Anmerkung | Remarks | Remark | Comments | Comment | 备注 || " + NOTES)
