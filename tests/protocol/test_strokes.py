"""Chinese family names by their strokes, as a rule of precedence."""

import pytest

from t20desk.db.database import Database
from t20desk.protocol.lists import rank_event
from t20desk.protocol.precedence import Rule, plan_rules
from t20desk.protocol.strokes import count_strokes, is_chinese, weigh_strokes
from tests.builders import add_record

STROKES = {
    "丁": 2, "万": 3, "王": 4, "方": 4, "田": 5, "刘": 6, "李": 7, "张": 7, "陈": 7, "周": 8,
    "赵": 9, "郭": 10, "黄": 11, "谢": 12, "潘": 15, "魏": 17, "張": 11, "陳": 10, "龘": 48,
}  # fmt: skip


@pytest.mark.parametrize(("sign", "number"), STROKES.items())
def test_the_strokes_of_a_character_are_known(sign: str, number: int) -> None:
    assert count_strokes(sign) == number


def test_what_is_no_chinese_character_has_no_strokes() -> None:
    assert [count_strokes(sign) for sign in "Aéあ가！"] == [0] * 5
    assert not is_chinese("Wang")
    assert not is_chinese("")


def test_names_go_character_by_character_and_equal_ones_by_radical() -> None:
    names = ["赵云", "张飞", "丁仪", "王朗", "李白", "王平", "欧阳修"]
    ordered = sorted(names, key=weigh_strokes)
    assert ordered == ["丁仪", "王平", "王朗", "张飞", "李白", "欧阳修", "赵云"]


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("strokes", ["丁一", "王五", "赵六", "Adams", "Zorn"]),
        ("name", ["Adams", "丁一", "王五", "赵六", "Zorn"]),
    ],
)
def test_the_office_chooses_strokes_or_the_order_of_the_script(
    database: Database, rule: str, names: list[str]
) -> None:
    event = add_record(database, "event", title_en="Opening")
    people = (
        ("Zorn", None), ("赵", "赵六"), ("Adams", None), ("王", "王五"), ("丁", "丁一"),
    )  # fmt: skip
    for family, original in people:
        given = original[1] if original else None
        person = add_record(
            database, "person", family_name=family, given_name=given, original_name=original
        )
        add_record(database, "participation", event=event, person=person)
    assert not database.apply(plan_rules(database, [Rule("role"), Rule(rule)])).is_refused
    rows = rank_event(database, event).rows
    assert [row.guest.original_name or row.guest.name for row in rows] == names
