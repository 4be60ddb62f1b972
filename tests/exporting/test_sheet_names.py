"""Names of sheets that Excel takes."""

import pytest

from t20desk.exporting.sheet_names import SheetNames


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("Members", "Members"),
        ("Members by country and by service area", "Members by country and by servi"),
        ("a/b", "a b"),
        ("[2024]: why? *\\", "2024 why"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("''", "Sheet"),
        ("history", "history (2)"),
        ("tab\there\nand\x00there", "tab here andthere"),
        ("🎓" * 20, "🎓" * 15),
    ],
)
def test_a_wish_becomes_a_valid_name(wish: str, name: str) -> None:
    assert SheetNames().take(wish) == name


def test_equal_names_are_numbered_whatever_their_case() -> None:
    names = SheetNames()
    assert [names.take(wish) for wish in ("List", "LIST", "list")] == [
        "List",
        "LIST (2)",
        "list (3)",
    ]


def test_a_numbered_name_stays_short() -> None:
    names = SheetNames()
    names.take("x" * 40)
    assert names.take("x" * 40) == "x" * 27 + " (2)"
