"""The closed lists of values: permanent codes and their words."""

from t20desk.i18n import N_

AREAS = (
    ("technology_transfer", N_("technology transfer")),
    ("intellectual_property", N_("intellectual property")),
    ("startup_support", N_("start-up support")),
    ("financial_services", N_("financial services")),
)
STATUSES = (
    ("contact", N_("contact")),
    ("prospect", N_("prospect")),
    ("applied", N_("applied")),
    ("active", N_("active")),
    ("suspended", N_("suspended")),
    ("left", N_("left")),
    ("declined", N_("declined")),
)
MEMBER_KINDS = (
    ("company", N_("company")),
    ("public_body", N_("public body")),
    ("research_body", N_("research body")),
    ("university", N_("university")),
    ("bank", N_("bank")),
    ("association", N_("association")),
    ("network", N_("network")),
    ("authority", N_("authority")),
    ("press", N_("press")),
    ("body", N_("body (board, committee …)")),
    ("other", N_("other")),
)
ALSO_CALLED: dict[tuple[tuple[str, str], ...], dict[str, tuple[str, ...]]] = {
    STATUSES: {
        "active": ("Mitglied", "Vollmitglied", "member", "full member", "会员", "成员", "正式会员"),
        "applied": ("Antragsteller", "Anwärter", "applicant", "申请中", "申请单位"),
        "left": ("ausgeschieden", "ehemalig", "ehemaliges Mitglied", "former member", "已退会"),
        "suspended": ("passiv", "on hold", "暂停"),
    },
    MEMBER_KINDS: {
        "company": ("Firma", "Gesellschaft", "firm", "corporation", "公司", "民营企业"),
        "research_body": ("Institut", "institute", "研究所", "研究院"),
        "university": ("Uni", "college", "大学", "高等院校"),
        "association": ("Verein", "society", "学会", "商会"),
    },
}
"""Other words for values, by their list: an import proposes the value and asks."""
PERIOD_KINDS = (
    ("full", N_("full member")),
    ("associate", N_("associate member")),
    ("observer", N_("observer")),
    ("honorary", N_("honorary member")),
)
CONTACT_KINDS = (
    ("phone", N_("phone")),
    ("mobile", N_("mobile phone")),
    ("fax", N_("fax")),
    ("email", N_("e-mail address")),
    ("web", N_("web address")),
    ("wechat", N_("WeChat")),
    ("other", N_("other")),
)
ADDRESS_KINDS = (
    ("office", N_("office")),
    ("postal", N_("postal address")),
    ("invoice", N_("invoice address")),
    ("private", N_("private address")),
    ("other", N_("other")),
)
FORMS_OF_ADDRESS = (("mr", N_("Mr")), ("ms", N_("Ms")), ("none", N_("no form of address")))
LETTER_SHAPES = (("letter", N_("Letter")), ("certificate", N_("Certificate")))
NAME_ORDERS = (("given_first", N_("given name first")), ("family_first", N_("family name first")))
OTHER_NAME_KINDS = (
    ("birth", N_("name at birth")),
    ("former", N_("former name")),
    ("romanisation", N_("romanisation")),
    ("pen", N_("pen name")),
    ("other", N_("other")),
)
EVENT_KINDS = (
    ("week", N_("week")),
    ("conference", N_("conference")),
    ("ceremony", N_("ceremony")),
    ("meeting", N_("meeting")),
    ("workshop", N_("workshop")),
    ("visit", N_("visit")),
    ("other", N_("other")),
)
EVENT_STATUSES = (
    ("planned", N_("planned")),
    ("open", N_("open")),
    ("postponed", N_("postponed")),
    ("held", N_("held")),
    ("cancelled", N_("cancelled")),
)
ROLES = (
    ("delegate", N_("delegate")),
    ("speaker", N_("speaker")),
    ("chair", N_("chair")),
    ("host", N_("host")),
    ("guest_of_honour", N_("guest of honour")),
    ("press", N_("press")),
    ("staff", N_("staff")),
    ("accompanying", N_("accompanying")),
)
ROLES_ALSO = (
    ("Redner", "speaker"), ("Rednerin", "speaker"), ("Rednerinnen und Redner", "speaker"),
    ("Referent", "speaker"), ("Referentin", "speaker"), ("Vortragender", "speaker"),
    ("lecturer", "speaker"), ("presenter", "speaker"), ("演讲者", "speaker"), ("演讲嘉宾", "speaker"),
    ("发言人", "speaker"), ("主讲人", "speaker"),
    ("Delegierter", "delegate"), ("Delegation", "delegate"), ("representative", "delegate"),
    ("Vorsitzender", "chair"), ("Vorsitzende", "chair"), ("chairman", "chair"),
    ("chairwoman", "chair"), ("chairperson", "chair"), ("主席", "chair"),
    ("Gastgeberin", "host"), ("主办方", "host"),
    ("Ehrengäste", "guest_of_honour"), ("guest of honor", "guest_of_honour"), ("贵宾", "guest_of_honour"),
    ("Journalist", "press"), ("Journalistin", "press"), ("记者", "press"),
    ("Mitarbeiter", "staff"), ("Mitarbeiterin", "staff"),
    ("Begleitperson", "accompanying"), ("companion", "accompanying"), ("随行人员", "accompanying"),
)  # fmt: skip
"""Other usual words for roles: they mean nothing else, so an import does not ask."""
ANSWERS = (
    ("not_asked", N_("not asked")),
    ("invited", N_("invited")),
    ("accepted", N_("accepted")),
    ("tentative", N_("tentative")),
    ("declined", N_("said no")),
    ("waiting", N_("waiting")),
    ("cancelled_late", N_("cancelled late")),
)
_ACCEPTED = "yes | coming | attending | confirmed | ja | Zusage | kommt | nimmt teil | 是 | 参加 | 出席 | 确认"
_DECLINED = "no | regrets | not coming | nein | Absage | abgelehnt | kommt nicht | 否 | 不出席 | 谢绝 | 婉拒"
_TENTATIVE = "maybe | perhaps | vielleicht | unsicher | 未定 | 可能"
ANSWERS_ALSO = (
    *((word, "accepted") for word in _ACCEPTED.split(" | ")),
    *((word, "declined") for word in _DECLINED.split(" | ")),
    *((word, "tentative") for word in _TENTATIVE.split(" | ")),
)
"""Other usual words in the sheets that guests return."""
_CAME = "x | ✓ | ✔ | √ | yes | here | present | attended | ja | da | erschienen | 是 | 出席 | 已到 | 签到"
_ABSENT = "no | no-show | nein | nicht erschienen | 否 | 未到 | 缺席"
PRESENCES_ALSO = (
    *((word, "came") for word in _CAME.split(" | ")),
    *((word, "absent") for word in _ABSENT.split(" | ")),
)
"""Other usual words and signs of a second door."""
PRESENCES = (("came", N_("came")), ("absent", N_("absent")), ("excused", N_("excused")))
ITEM_KINDS = (
    ("talk", N_("talk")),
    ("speech", N_("speech")),
    ("panel", N_("panel discussion")),
    ("session", N_("session")),
    ("ceremony", N_("ceremony")),
    ("tour", N_("guided tour")),
    ("meal", N_("meal")),
    ("break", N_("break")),
    ("other", N_("other")),
)
SPEAKER_PARTS = (
    ("speaks", N_("speaks")),
    ("chairs", N_("chairs")),
    ("panellist", N_("on the panel")),
    ("interprets", N_("interprets")),
)
DIRECTIONS = (("offers", N_("offers")), ("seeks", N_("seeks")))
CONNECTION_KINDS = (
    ("partner", N_("is partner of")),
    ("cooperates", N_("cooperates with")),
    ("supports", N_("supports")),
    ("represents", N_("represents")),
    ("introduced", N_("introduced")),
    ("other", N_("is connected with")),
)
CONNECTION_STATUSES = (
    ("idea", N_("idea")),
    ("active", N_("active")),
    ("ended", N_("ended")),
)
INITIATIVE_STATUSES = (
    ("idea", N_("idea")),
    ("agreed", N_("agreed")),
    ("running", N_("running")),
    ("done", N_("done")),
    ("dropped", N_("dropped")),
)
NOTE_KINDS = (
    ("call", N_("call")),
    ("mail", N_("mail")),
    ("visit", N_("visit")),
    ("letter", N_("letter")),
    ("other", N_("other")),
)
CONFIRMATION_STATES = (
    ("sent", N_("not back yet")),
    ("conflicts", N_("to be clarified")),
    ("back", N_("back")),
)
OWN_TYPES = (
    ("text", N_("text")),
    ("long_text", N_("long text")),
    ("number", N_("number")),
    ("money", N_("amount of money")),
    ("date", N_("date")),
    ("yes_no", N_("yes or no")),
    ("choice", N_("one choice")),
    ("choices", N_("several choices")),
    ("link", N_("link to a record")),
)
MEANINGS = (
    ("value", N_("a value")),
    ("nothing", N_("says nothing")),
    ("clear", N_("empties the field")),
)
CRITERIA = (
    ("rank", N_("rank on the guest list")),
    ("role", N_("role")),
    ("honour", N_("honour")),
    ("post", N_("post")),
    ("country", N_("country or region")),
    ("name", N_("family name")),
    ("strokes", N_("Chinese family name by strokes")),
)
LIST_PURPOSES = (
    ("honour", N_("order of precedence")),
    ("speeches", N_("order of speeches")),
    ("seating", N_("order of seats")),
    ("other", N_("other")),
)
TABLE_SHAPES = (
    ("round", N_("round table")),
    ("long", N_("long table")),
    ("row", N_("row of seats")),
)
