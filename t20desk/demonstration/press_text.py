"""What the press text on the founding of the T20 Alliance says, and nothing beyond it.

It names six organisations as represented, five people, two initiators and four events, and gives
no year. What is read out of a name and not written there is marked as our reading.
"""

from typing import Final, NamedTuple

FOUNDING_DAY: Final = "2019-06-26"
YEAR_NOTE: Final = "year not in the press text"
MEMBER_NOTE: Final = "named in the press text as represented; membership assumed"
UNNAMED: Final = "representative, name not given"
OPENED_BOTH: Final = "The company representatives opened both."

Three = tuple[str, str, str]
"""A text in German, English and Chinese."""


class NamedOrganisation(NamedTuple):
    """An organisation of the press text; its country only where the name tells it."""

    name: str
    country: str | None = None
    further: str | None = None
    kind: str | None = None
    notes: str = ""


MEMBERS: Final = (
    NamedOrganisation("Jiangsu Proprietary Technology Exchange Center", "CN"),
    NamedOrganisation("BNP Paribas", "FR"),
    NamedOrganisation("China-Germany Scientific and Technological Innovation Center", "CN", "DE"),
    NamedOrganisation("NHS England", "GB"),
    NamedOrganisation("Swedish Foreign Center for Scientific and Technological Cooperation", "SE"),
    NamedOrganisation("Russian Alliance for Scientific City Development", "RU"),
)
INITIATOR: Final = MEMBERS[0].name

COMMITTEE: Final = NamedOrganisation(
    "Organising committee of the Nanjing Tech Week", "CN", kind="body"
)
SCIENCES: Final = NamedOrganisation("Chinese Academy of Sciences", "CN", kind="research_body")
ENGINEERING: Final = NamedOrganisation("Chinese Academy of Engineering", "CN", kind="research_body")
ADVISERS: Final = NamedOrganisation(
    "Scientific Advisory Board", kind="body", notes="the press text does not say whose"
)
CONTACTS: Final = (COMMITTEE, SCIENCES, ENGINEERING, ADVISERS)


class NamedPerson(NamedTuple):
    """A guest of honour of the press text, with the award and post that it names."""

    given_name: str
    family_name: str
    name_order: str
    award: Three
    organisation: str
    position: Three
    as_told: str


CHAIR: Final = ("Vorsitz", "chair", "主席")
SCIENTIST: Final = ("Wissenschaftler", "scientist", "科学家")
NOBEL: Final = ("Nobelpreis", "Nobel Prize", "诺贝尔奖")
NOBEL_PHYSICS: Final = ("Nobelpreis für Physik", "Nobel Prize in Physics", "诺贝尔物理学奖")
TURING: Final = ("Turing-Preis", "Turing Award", "图灵奖")
TOP_AWARD: Final = (
    "Chinesischer Spitzenpreis für Wissenschaft und Technik",
    "Chinese Top Scientific and Technological Award",
    "中国最高科学技术奖",
)
PEOPLE: Final = (
    NamedPerson("Richard", "Roberts", "given_first", NOBEL, ADVISERS.name, CHAIR,
                "Nobel laureate; chair of the Scientific Advisory Board"),
    NamedPerson("Zhaozhong", "Ding", "family_first", NOBEL_PHYSICS, "", ("", "", ""),
                "Nobel laureate in physics"),
    NamedPerson("Qizhi", "Yao", "family_first", TURING, SCIENCES.name, SCIENTIST,
                "Turing Award; scientist at the Chinese Academy of Sciences"),
    NamedPerson("Zeshan", "Wang", "family_first", TOP_AWARD, ENGINEERING.name, SCIENTIST,
                "Chinese Top Scientific and Technological Award; "
                "scientist at the Chinese Academy of Engineering"),
    NamedPerson("Qihu", "Qian", "family_first", TOP_AWARD, ENGINEERING.name, SCIENTIST,
                "Chinese Top Scientific and Technological Award; "
                "scientist at the Chinese Academy of Engineering"),
)  # fmt: skip

WEEK: Final = ("Nanjing Tech Week", "Nanjing Tech Week", "南京科技周")
CONFERENCE: Final = (
    "Purple-Mountain-Innovationskonferenz",
    "Purple Mountain Innovation Conference",
    "紫金山创新大会",
)
OPENING: Final = (
    "Eröffnungsfeier der Nanjing Tech Week",
    "Opening ceremony of the Nanjing Tech Week",
    "南京科技周开幕式",
)
INAUGURATION: Final = (
    "Gründungsfeier der T20 Allianz",
    "Inauguration ceremony of the T20 Alliance",
    "T20联盟成立仪式",
)
