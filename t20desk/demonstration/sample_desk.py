"""What the made-up office made for its own use: fields of its own, and views under a name."""

import json
from datetime import date, timedelta
from typing import Final

from t20desk.db.own_fields import own_name, role_code
from t20desk.demonstration.drafting import Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.press_text import Three
from t20desk.demonstration.sample_names import SampleOrganisation

FEE: Final[Three] = ("Beitrag (Beispiel)", "Fee (sample)", "会费（样例）")
PAID: Final[Three] = ("Beitrag bezahlt am (Beispiel)", "Fee paid on (sample)", "会费缴纳日（样例）")
NEWSLETTER: Final[Three] = ("Rundbrief (Beispiel)", "Newsletter (sample)", "通讯（样例）")
VISA: Final[Three] = ("Braucht ein Visum (Beispiel)", "Needs a visa (sample)", "需要签证（样例）")
DIET: Final[Three] = ("Kost (Beispiel)", "Diet (sample)", "饮食（样例）")
ARRIVAL: Final[Three] = ("Anreise (Beispiel)", "Arrival (sample)", "抵达日期（样例）")
DIETS: Final = (
    ("any", "any / alles / 不限"),
    ("vegetarian", "vegetarian / vegetarisch / 素食"),
    ("halal", "halal / 清真"),
)
INTERPRETER: Final[Three] = ("Dolmetscher (Beispiel)", "interpreter (sample)", "翻译（样例）")
FORMER: Final[Three] = ("Hieß früher (Beispiel)", "Once called (sample)", "曾称（样例）")
"""What the office calls a field of the program."""
RECEPTION: Final[Three] = ("Empfang: {event}", "Reception: {event}", "招待会：{event}")
RECEPTION_TEXT: Final[Three] = (
    "{salutation}\n\nam Abend laden wir Sie zu einem Empfang ein:\n\n{event}\n{dates}\n{place}\n\n"
    "Mit freundlichen Grüßen\n\n\n{signer}\n{office}",
    "{salutation}\n\nWe invite you to a reception in the evening:\n\n{event}\n{dates}\n{place}\n\n"
    "With kind regards\n\n\n{signer}\n{office}",
    "{salutation}\n\n我们诚邀您出席当晚的招待会：\n\n{event}\n{dates}\n{place}\n\n此致\n敬礼\n\n\n"
    "{signer}\n{office}",
)
LETTERS: Final = (("de", "Deutsch"), ("en", "English"), ("zh", "中文"))
"""The languages the newsletter comes in, as its readers call them."""
FEES: Final = {"company": 1200, "bank": 2400, "association": 600}
USUAL_FEE: Final = 900


class OwnWriter:
    """Writes down own fields, what they hold, and views that ask for them."""

    def __init__(self, draft: Draft, today: date) -> None:
        self._draft = draft
        self._today = today
        self._fee = self._add_field("member", "money", FEE, 1)
        self._paid = self._add_field("member", "date", PAID, 2)
        self._letter = self._add_field("member", "choice", NEWSLETTER, 3)
        self._visa = self._add_field("person", "yes_no", VISA, 1)
        self._diet = self._add_field("participation", "choice", DIET, 1)
        self._arrival = self._add_field("participation", "date", ARRIVAL, 2)
        texts = by_language("label", FORMER)
        draft.add("field_setting", kind="member", field="former_names", removed="no", **texts)
        self._role = draft.add("role", **by_language("label", INTERPRETER), position=1)
        for field, values in ((self._letter, LETTERS), (self._diet, DIETS)):
            for place, (code, label) in enumerate(values):
                draft.add("own_choice", own_field=field, code=code, label=label, position=place)

    @property
    def role(self) -> str:
        """The code of the role that the office added."""
        return role_code(self._role)

    def _add_field(self, kind: str, sort: str, label: Three, position: int) -> int:
        texts = by_language("label", label)
        return self._draft.add("own_field", kind=kind, type=sort, position=position, **texts)

    def fill_member(self, place: int, one: SampleOrganisation) -> dict[str, object]:
        """What the own fields of an organisation hold; every fifth fee is still owed."""
        paid = self._today - timedelta(days=11 * place + 4)
        letters = [code for code, _label in LETTERS if code in one.languages.split("; ")]
        return {
            own_name(self._fee): FEES.get(one.kind, USUAL_FEE),
            own_name(self._paid): paid.isoformat() if place % 5 else None,
            own_name(self._letter): letters[0] if letters else "en",
        }

    def fill_person(self, number: int, country: str) -> dict[str, object]:
        """What the own field of a person holds: who comes from afar needs a visa."""
        return {own_name(self._visa): "yes" if country in _FAR and number % 2 else None}

    def fill_guest(self, place: int, event_day: str) -> dict[str, object]:
        """What a guest who comes answered to the questions of the forum; some did not."""
        day = date.fromisoformat(event_day) - timedelta(days=place % 2)
        diet = DIETS[place % 3][0] if place % 4 else None
        return {own_name(self._diet): diet, own_name(self._arrival): day.isoformat()}

    def ask_questions(self, event: int) -> None:
        """The questions that are asked at an event and at those within it."""
        for position, field in enumerate((self._diet, self._arrival), start=1):
            self._draft.add("question", event=event, own_field=field, position=position)

    def add_letter(self) -> None:
        """A text of the office's own for its letters."""
        self._draft.add(
            "letter_text",
            name="Empfang / Reception (Beispiel)",
            shape="letter",
            **by_language("subject", RECEPTION),
            **by_language("text", RECEPTION_TEXT),
        )

    def add_views(self) -> None:
        """Views of organisations, people and events, each showing another thing views can do."""
        own = (self._fee, self._paid, self._letter, self._visa)
        fee, paid, letter, visa = map(own_name, own)
        self._draft.add(
            "view",
            name="Fees owed (sample)",
            kind="member",
            search=f"status:=active {fee}:* {paid}:",
            sort="country, name",
            columns=", ".join(("number", "name", "country", fee, letter, "responsible")),
            totals=f"name=filled, {fee}=sum",
            position=5,
        )
        self._draft.add(
            "view",
            name="Nach Land (Beispiel)",
            kind="member",
            search="-status:=contact",
            sort="name",
            columns="number, name, status, areas, city, confirmed_on",
            grouping="country",
            colours="green: founding_member:yes\norange: status:=suspended",
            position=6,
        )
        self._draft.add(
            "view",
            name="需要签证（样例）",
            kind="person",
            search=f"{visa}:yes",
            sort="country, full_name",
            columns="full_name, original_name, country, email, phone, languages",
            position=1,
        )

    def add_decisions(self, member: int, other: int) -> None:
        """What the office once said while it imported sheets and looked for doubles."""
        fields = {"Sample no.": "number", "Sample name": "name", "Sample country": "country"}
        self._draft.add(
            "import_profile",
            name="Sample: list of members by mail",
            kind="member",
            headings="\n".join(fields),
            choices=json.dumps({"mapping": fields}),
        )
        self._draft.add(
            "learned_value",
            kind="member",
            field="country",
            text="Sampleland",
            meaning="value",
            value="DE",
            origin="Sample: list of members by mail",
        )
        self._draft.add("no_double", member=member, other_member=other)
        self._draft.add("double_rule", kind="person", rule="name_short", points=4)


_FAR: Final = ("BR", "CN", "IN", "RU", "VN", "ZA")
