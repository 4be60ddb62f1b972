import json
from pathlib import Path

import pytest
from babel import Locale

from hatch_build import extract_territories
from t20desk import i18n
from t20desk.db.fields import KINDS
from t20desk.db.types import (
    Choice,
    Choices,
    Countries,
    Country,
    Language,
    Languages,
    Link,
    TimeZone,
    YesNo,
)
from t20desk.db.types.countries import FOREIGN, country_names
from t20desk.db.types.country_names import CODES
from t20desk.i18n import LANGUAGES

AREAS = (
    ("technology_transfer", "technology transfer"),
    ("startup_support", "start-up support"),
    ("mixed", "research, teaching / study"),
)


@pytest.mark.parametrize(
    "raw", ["startup_support", "Start-up Support", "STARTUP SUPPORT", " start-up  support "]
)
def test_choice_is_known_by_code_and_label(raw: str) -> None:
    assert Choice(AREAS).parse(raw).value == "startup_support"


def test_unknown_choice_is_refused_with_the_list() -> None:
    parsed = Choice(AREAS).parse("farming")
    assert parsed.severity == "error"
    assert "technology transfer" in parsed.message


def test_open_choice_takes_words_of_the_office() -> None:
    own = Choice(AREAS, open=True)
    assert own.parse("Farming").value == "Farming"
    assert list(own.search_texts("Farming")) == ["Farming"]
    assert list(own.search_texts("mixed")) == []


@pytest.mark.parametrize(
    "raw",
    [
        "technology transfer; start-up support",
        "start-up support、technology transfer",
        "start-up support，technology transfer",
        "technology transfer | start-up support",
        "technology transfer/start-up support",
        "start-up support\ntechnology transfer",
        " technology_transfer startup_support ",
        ["startup_support", "technology_transfer"],
    ],
)
def test_several_choices_are_stored_in_declared_order(raw: object) -> None:
    assert Choices(AREAS).parse(raw).value == " technology_transfer startup_support "


def test_label_with_a_comma_stays_whole() -> None:
    assert Choices(AREAS).parse("research, teaching / study; start-up support").value == (
        " startup_support mixed "
    )


def test_several_choices_name_the_unknown_ones() -> None:
    parsed = Choices(AREAS).parse("technology transfer; farming; fishing")
    assert parsed.severity == "error"
    assert "“farming, fishing” are not" in parsed.message


def test_several_choices_are_a_list_outside() -> None:
    assert Choices(AREAS).plain(" mixed startup_support ") == ["mixed", "startup_support"]
    assert Choices(AREAS).plain(None) is None
    assert Choices(AREAS).parse([]).value is None


def test_formatted_choices_are_read_again_as_the_same() -> None:
    value = " technology_transfer startup_support mixed "
    for tongue in i18n.LANGUAGES:
        i18n.use(tongue)
        assert Choices(AREAS).parse(Choices(AREAS).format(value)).value == value
    i18n.use("en")


@pytest.mark.parametrize(
    ("raw", "value"),
    [("ja", 1), ("JA", 1), ("Nein", 0), ("x", 1), ("X", 1), ("yes", 1), ("no", 0), ("TRUE", 1),
     ("false", 0), (True, 1), (False, 0), ("是", 1), ("否", 0), (1, 1), (0, 0), (1.0, 1), ("✓", 1),
     ("wahr", 1), ("ＹＥＳ", 1)],
)  # fmt: skip
def test_yes_and_no_are_known_in_many_words(raw: object, value: int) -> None:
    assert YesNo().parse(raw).value == value


@pytest.mark.parametrize("raw", ["perhaps", 2, "✗"])
def test_neither_yes_nor_no_is_refused(raw: object) -> None:
    assert YesNo().parse(raw).severity == "error"


def test_yes_is_true_outside() -> None:
    assert YesNo().plain(1) is True
    assert YesNo().format(0) == "no"


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("GB", "UK|England|Großbritannien|GBR|gb|Great Britain|英国|大不列颠及北爱尔兰联合王国"),
        ("CN", "VR China|P.R. China|PRC|People's Republic of China|中华人民共和国|China|中國"),
        ("KR", "Korea (Republic of)|Südkorea|South Korea|大韩民国|대한민국|Republik Korea|韩国"),
        ("KP", "DPRK|Nordkorea|朝鲜|Korea, Democratic People's Republic of"),
        ("CI", "Elfenbeinküste|Elfenbeinkueste|Ivory Coast|Côte d'Ivoire|Cote d’Ivoire"),
        ("US", "USA|U.S.A.|Vereinigte Staaten von Amerika|美国|United States of America"),
        (
            "CD",
            "DR Kongo|Kongo-Kinshasa|Democratic Republic of the Congo|刚果（金）",
        ),
        ("CG", "Republik Kongo|Congo-Brazzaville|刚果（布）"),
        ("NL", "Holland|The Netherlands|荷兰"),
        ("CZ", "Tschechien|Tschechische Republik|Czech Republic|捷克共和国"),
        ("RU", "Russland|Russian Federation|俄罗斯联邦|Россия"),
        ("TW", "Taiwan|中国台湾|臺灣|Taiwan, Province of China"),
        ("HK", "Hong Kong|Hongkong|香港|Hong Kong SAR China|中国香港特别行政区"),
        ("MO", "Macao|Macau|澳门"),
        (
            "DE",
            "BRD|D|Bundesrepublik Deutschland|Federal Republic of Germany|Allemagne",
        ),
        ("LC", "Saint Lucia|St Lucia|Sankt Lucia"),
        ("VN", "Viet Nam|Vietnam, Socialist Republic of|越南社会主义共和国"),
        ("MK", "Mazedonien|Macedonia, FYR|North Macedonia"),
        ("SE", "Schweden|Kingdom of Sweden|Sverige|瑞典"),
        ("MM", "Burma|Myanmar (Burma)|Birma"),
    ],
)
def test_country_is_known_by_its_usual_names(code: str, names: str) -> None:
    assert {name: Country().parse(name).value for name in names.split("|")} == dict.fromkeys(
        names.split("|"), code
    )


def test_names_written_for_a_quick_start_are_those_of_babel(tmp_path: Path) -> None:
    ours, further = (
        json.loads(path.read_text(encoding="utf-8")) for path in extract_territories(tmp_path)
    )
    assert set(ours) == set(LANGUAGES)
    assert set(further) == set(FOREIGN.split())
    for tongue, names in (ours | further).items():
        assert names == dict(Locale.parse(tongue).territories)
    assert country_names("de")["FR"] == ours["de"]["FR"]


@pytest.mark.parametrize(
    "raw", ["Kongo", "Congo", "刚果", "Korea", "Republic of China", "Virgin Islands"]
)
def test_country_that_can_be_two_is_asked(raw: str) -> None:
    parsed = Country().parse(raw)
    assert (parsed.value, parsed.severity) == (None, "doubt")
    assert raw in parsed.message


@pytest.mark.parametrize("raw", ["Atlantis", "XX", "Europe", 5])
def test_unknown_country_is_refused(raw: object) -> None:
    assert Country().parse(raw).severity == "error"


def test_country_misspelt_is_suggested_not_taken() -> None:
    parsed = Country().parse("Germny")
    assert parsed.severity == "error"
    assert "is it Germany?" in parsed.message


def test_every_country_is_read_again_from_its_name_in_three_languages() -> None:
    assert len(CODES) == 249
    for tongue in i18n.LANGUAGES:
        i18n.use(tongue)
        wrong = [code for code in CODES if Country().parse(Country().format(code)).value != code]
        assert wrong == []
        assert len(Country().choices()) == 249
    i18n.use("en")


def test_doubt_speaks_the_language_in_use() -> None:
    assert "Congo" in Country().parse("Kongo").message
    i18n.use("de")
    message = Country().parse("Kongo").message
    i18n.use("en")
    assert "Kongo-Kinshasa / Kongo-Brazzaville" in message


def test_several_countries_are_known_by_name() -> None:
    assert Countries().parse("Deutschland, 中国; FR").value == " CN DE FR "
    assert Countries().parse("Deutschland, Kongo").severity == "doubt"
    assert Countries().plain(" CN DE ") == ["CN", "DE"]


@pytest.mark.parametrize(
    ("raw", "code"), [("de", "de"), ("German", "de"), ("Deutsch", "de"), ("中文", "zh"),
                      ("Mandarin", "zh"), ("法语", "fr"), ("Français", "fr"), ("eng", "en"),
                      ("fra", "fr"), ("suomi", "fi"), ("ไทย", "th"), ("chi", "zh")],
)  # fmt: skip
def test_language_is_known_by_its_names(raw: str, code: str) -> None:
    assert Language().parse(raw).value == code


def test_several_languages_are_stored_in_declared_order() -> None:
    assert Languages().parse("Englisch, 中文; de").value == " de en zh "


@pytest.mark.parametrize("raw", ["Asia/Shanghai", "asia/shanghai", "Shanghai", "北京时间"])
def test_time_zone_is_known_by_name_and_city(raw: str) -> None:
    assert TimeZone().parse(raw).value == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("GMT+2", "Etc/GMT-2"),
        ("UTC+8", "Etc/GMT-8"),
        ("−03:00", "Etc/GMT+3"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("UTC+0", "Etc/UTC"),
        ("Etc/GMT+2", "Etc/GMT+2"),
        ("上海", "Asia/Shanghai"),
        ("Moskau", "Europe/Moscow"),
        ("MESZ", "Europe/Berlin"),
    ],
)
def test_time_zone_is_known_by_its_distance_from_greenwich_and_by_foreign_cities(
    raw: str, name: str
) -> None:
    assert TimeZone().parse(raw).value == name


@pytest.mark.parametrize("text", ["UTC+8", "UTC-3", "Asia/Shanghai", "Etc/UTC"])
def test_distance_from_greenwich_is_shown_as_people_count_it(text: str) -> None:
    assert TimeZone().format(TimeZone().parse(text).value) == text


@pytest.mark.parametrize("raw", ["UTC+25", "UTC+5:17"])
def test_distance_that_no_zone_has_is_refused(raw: str) -> None:
    assert TimeZone().parse(raw).severity == "error"


def test_unknown_time_zone_is_refused() -> None:
    assert TimeZone().parse("Middle Earth").severity == "error"


def test_link_is_a_number_inside_and_text_outside() -> None:
    link = Link("member")
    assert link.parse("1234567890123456789").value == 1234567890123456789
    assert link.plain(1234567890123456789) == "1234567890123456789"
    assert link.parse("BNP Paribas").severity == "error"
    assert link.parse(str(2**63)).severity == "error"


def test_a_chinese_sentence_lists_its_words_in_the_chinese_way() -> None:
    with i18n.speaking("zh"):
        message = Choice((("a", "甲"), ("b", "乙"))).parse("丙").message
    assert "甲、乙" in message


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [("answer", "Yes", "accepted"), ("answer", "Zusage", "accepted"),
     ("answer", "不出席", "declined"), ("answer", "NEIN", "declined"),
     ("answer", "vielleicht", "tentative"), ("presence", "x", "came"),
     ("presence", "✓", "came"), ("presence", "已到", "came"), ("presence", "nein", "absent")],
)  # fmt: skip
def test_answers_and_presences_are_known_by_usual_words_and_signs(
    field: str, typed: str, code: str
) -> None:
    assert KINDS["participation"].fields[field].type.parse(typed).value == code
