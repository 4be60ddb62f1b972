"""Further headings that several kinds share: a sheet may bring them where no surer one stands."""

from typing import Final

STREET: Final = "Adresse | Straße und Nr. | Postanschrift | Street address | Postal address | Mailing address | 通讯地址 | 联系地址 | 详细地址 | 街道地址"
POSTCODE: Final = "Zip code | Postal code | 邮政编码"
CITY: Final = "Gemeinde | Wohnort | Sitz | Municipality | City or town | 所在城市"
COUNTRY: Final = "Nation | Staat | Ländername | Sitzland | Herkunftsland | Ländercode | Länderkürzel | Country name | Country code | Country/Region | 国家/地区 | 所在国家 | 所属国家 | 国家名称"
PHONE: Final = "Telefonnummer | Telefon-Nr. | Tel.-Nr. | Fon | Festnetz | Rufnummer | Phone number | Phone no. | Telephone | Telephone number | Tel. no. | Landline | 电话号码 | 联系电话 | 固定电话 | 座机 | 办公电话"
MOBILE: Final = "Mobiltelefon | Mobilnummer | Mobil-Nr. | Handynummer | Handy-Nr. | Mobile phone | Mobile number | Mobile no. | Cell phone | 手机号 | 手机号码 | 移动电话"
EMAIL: Final = "E-Mails | Mail address | 电邮 | 邮箱地址 | 电子邮件地址 | 电子邮箱地址"
LANGUAGES: Final = "Sprache | Korrespondenzsprache | Language | 语种 | 工作语言"
RESPONSIBLE: Final = "Betreuer | Betreuerin | Sachbearbeiter | Sachbearbeiterin | Verantwortlich | Person in charge | In charge | 经办人 | 对接人"
FOLLOW_UP: Final = "Wiedervorlage am | Reminder | 下次联系"
NOTES: Final = "Hinweis | Hinweise | Kommentar | Kommentare | Vermerk | Note | 附注 | 备注说明"
SINCE: Final = "ab | Start | Beginn | Startdatum | From | Start date | 开始日期 | 起始时间"
UNTIL: Final = "Ende | Enddatum | To | End | End date | 结束日期 | 截止时间"
ORGANISATION: Final = "Unternehmen | Einrichtung | Firma | Institution | Mitglied | Company | Organization | Member | 公司 | 机构 | 单位 | 单位名称 | 成员"
