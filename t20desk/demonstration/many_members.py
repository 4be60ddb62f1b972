"""Any number of further sample members, made batch by batch."""

from collections.abc import Iterator
from random import Random
from typing import Final

from t20desk.db.change import BATCH_ROWS, Batch, Row
from t20desk.db.ids import new_ids
from t20desk.db.types import Stored

COLUMNS: Final = (
    "number",
    "name",
    "original_name",
    "short_name",
    "kind",
    "areas",
    "country",
    "city",
    "street",
    "postcode",
    "phone",
    "email",
    "website",
    "languages",
    "status_given",
    "responsible",
    "confirmed_on",
    "notes",
)
ALWAYS: Final = ("number", "name", "country", "status_given")
"""The columns that are never empty."""
EMPTY: Final = 0.386
"""Share of empty cells in the other columns, so that 30 % of all cells are empty."""
HOME: Final = "CN"
"""The country that holds half of the members."""

_LATIN: Final = (
    "Nord",
    "Süd",
    "Alpha",
    "Meridian",
    "Océan",
    "Łódź",
    "Zürich",
    "Ångström",
    "Praha",
    "Lisboa",
    "Porto",
    "Delta",
)
_CHINESE: Final = (
    "南京",
    "苏州",
    "上海",
    "武汉",
    "成都",
    "西安",
    "杭州",
    "深圳",
    "青岛",
    "长沙",
    "重庆",
    "厦门",
)
_CYRILLIC: Final = (
    "Москва",
    "Казань",
    "Томск",
    "Самара",
    "Пермь",
    "Омск",
    "Тверь",
    "Уфа",
    "Сочи",
    "Псков",
    "Тула",
    "Киров",
)
_TRADES: Final = (
    ("Technologiezentrum", "技术中心", "Технопарк"),
    ("Patent Office", "专利事务所", "Бюро патентов"),
    ("Start-up Hub", "创业园", "Бизнес-инкубатор"),
    ("Innovation Bank", "创新银行", "Инновационный банк"),
    ("Research Institute", "研究院", "Институт"),
)
_KINDS: Final = ("company", "public_body", "research_body", "university", "bank", "network")
_AREAS: Final = (
    " technology_transfer ",
    " intellectual_property ",
    " startup_support ",
    " financial_services ",
    " technology_transfer intellectual_property ",
    " startup_support financial_services ",
)
_COUNTRIES: Final = (
    "DE",
    "FR",
    "GB",
    "RU",
    "JP",
    "KR",
    "US",
    "IT",
    "ES",
    "SE",
    "PL",
    "NL",
    "IN",
    "BR",
    "CA",
    "CH",
    "AT",
    "FI",
    "SG",
    "HK",
)
_LANGUAGES: Final = (" de en ", " zh ", " en zh ", " fr ", " ru ")
_STATUSES: Final = ("active",) * 17 + ("prospect", "applied", "suspended")
_STAFF: Final = ("Sample, Kim", "Beispiel, Petra", "样例小王")


def sample_members(count: int, seed: int = 20) -> Iterator[Batch]:
    """So many made-up members in batches: names in three scripts, 30 % of the cells empty.

    Half of them sit in China. The same seed gives the same members; only their ids are new.
    """
    ids, random = new_ids(), Random(seed)
    for start in range(0, count, BATCH_ROWS):
        rows = range(start, min(start + BATCH_ROWS, count))
        made: list[Row] = [(next(ids), None, _make_cells(number, random)) for number in rows]
        yield Batch("member", COLUMNS, made)


def _make_cells(number: int, random: Random) -> tuple[Stored, ...]:
    chance, pick = random.random, random.choice
    latin, chinese, cyrillic = pick(_TRADES)
    place = int(chance() * 12)
    city = (_LATIN, _CHINESE, _CYRILLIC)[number % 3][place]
    name, original = (
        (f"Sample {city} {latin} {number}", f"样例{_CHINESE[place]}{chinese}"),
        (f"样例{city}{chinese}{number}号", None),
        (f"Sample {city} {cyrillic} {number}", f"Пример {city}"),
    )[number % 3]
    day = f"{2019 + number % 7}-{1 + number % 12:02}-{1 + number % 28:02}"
    lacks = [chance() < EMPTY for _cell in range(14)]
    return (
        f"S{number + 1:07}",
        name,
        None if lacks[0] else original or f"样例{city}",
        None if lacks[1] else f"S{number:x}",
        None if lacks[2] else pick(_KINDS),
        None if lacks[3] else pick(_AREAS),
        HOME if chance() < 0.5 else pick(_COUNTRIES),
        None if lacks[4] else city,
        None if lacks[5] else f"Sample Street {number % 900 + 1}",
        None if lacks[6] else f"{number * 37 % 100000:05}",
        None if lacks[7] else f"+49 30 23125 {number % 1000:03}",
        None if lacks[8] else f"member{number}@example.org",
        None if lacks[9] else f"https://example.org/{number}",
        None if lacks[10] else pick(_LANGUAGES),
        pick(_STATUSES),
        None if lacks[11] else pick(_STAFF),
        None if lacks[12] else day,
        None if lacks[13] else "Sample record made by the program.",
    )
