"""The founding day from the first plan to the matrix, by commands alone, and back again."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from t20desk.db.database import Database
from tests.builders import read_everything
from tests.cli.desk import Desk

MEMBERS = (("Bank", "FR"), ("Institute", "DE"), ("Centre", "CN"), ("Foundation", "RU"))
DELEGATES = ("Nadal", "Olsen", "Petrov", "Qian")


class Day:
    """The founding day on a desk; what all kinds held is kept before each step."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.before: list[dict[str, list[tuple[Any, ...]]]] = []

    def step(self, *words: str) -> Any:
        """A command that writes one change."""
        self.before.append(self.state())
        answer = self.desk.json(*words)
        assert answer["operation"] is not None, words
        return answer

    def add(self, kind: str, *words: str) -> str:
        """A new record; its id."""
        return str(self.step("add", kind, *words)["ids"][0])

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every record of every kind."""
        database = Database.open(self.desk.path)
        try:
            return read_everything(database)
        finally:
            database.close()

    def guests(self, search: str = "") -> list[str]:
        """The names of the guests that a search finds."""
        rows = self.desk.rows("participation", "--search", search)
        return [(row["person"] or row["member"])["text"] for row in rows]


def create_tree(day: Day) -> None:
    week = day.add(
        "event", "title=Tech Week", "starts=2026-06-24", "ends=2026-06-26", "city=Nanjing"
    )
    day.add("event", "title=Founding", f"parent={week}", "starts=2026-06-26T10:00", "capacity=10")
    [row] = day.desk.rows("event", "--search", "Founding", "--columns", "city")
    assert row["shown"]["city"] == "Nanjing"


def invite_members(day: Day) -> None:
    for name, country in MEMBERS:
        day.add("member", f"name={name}", f"country={country}", "status=active")
    answer = day.step("invite", "Founding", "--kind", "member", "--view", "members",
                      "--role", "delegate")  # fmt: skip
    assert answer["new"] == len(MEMBERS)


def take_answers(day: Day) -> None:
    rows = [f"Founding,{name},accepted" for name, _country in MEMBERS]
    sheet = day.desk.write("answers.csv", "Event,Organisation,Answer", *rows)
    answer = day.step("import", "participation", sheet, "--key", "event,member", "--mode", "update")
    assert (answer["changed"], answer["new"]) == (len(MEMBERS), 0)
    assert len(day.guests("answer:=accepted")) == len(MEMBERS)


def name_delegates(day: Day) -> None:
    for (organisation, _country), name in zip(MEMBERS, DELEGATES, strict=True):
        person = day.add("person", f"family_name={name}")
        search = f"event:Founding member:={organisation}"
        day.step("set", "participation", "--search", search, f"person={person}")
    assert sorted(day.guests()) == sorted(DELEGATES)


def set_precedence(day: Day, folder: Path) -> None:
    day.add("precedence_rule", "position=1", "criterion=country", "sequence=CN; DE")
    day.add("precedence_rule", "position=2", "criterion=name")
    ranked = day.add("protocol_list", "event=Founding", "title=Delegates", "purpose=honour")
    [last] = day.desk.rows("participation", "--search", "Nadal")
    day.add("protocol_place", f"list={ranked}", f"participation={last['id']}", "place=1")
    day.add("seating_table", "event=Founding", "name=T1", "shape=round", "seats=4")
    day.step("set", "participation", "--search", "Nadal", "seat=T1-1")
    day.desk.done("print", "protocol", str(folder / "protocol.pdf"), "--event", "Founding")
    day.desk.done("print", "seating", str(folder / "seating.pdf"), "--event", "Founding")


def print_sheet(day: Day, folder: Path) -> dict[str, str]:
    """Print the signature sheet; its numbers by name."""
    day.before.append(day.state())
    day.desk.done("print", "attendance", str(folder / "sheet.pdf"), "--event", "Founding")
    lines = day.desk.rows("signature_line", "--search", "participation:*")
    return {row["name"]: row["number"] for row in lines}


def change_guests(day: Day) -> None:
    """Three more whose names sort first, and one who cancels."""
    for name in ("Aas", "Bo", "Cao"):
        person = day.add("person", f"family_name={name}")
        day.add("participation", "event=Founding", f"person={person}", "answer=accepted")
    day.step("set", "participation", "--search", "person.family_name:=Olsen", "answer=declined")


def enter_numbers(day: Day, numbers: dict[str, str]) -> None:
    signed = f"{numbers['Nadal']} {numbers['Petrov']}-{numbers['Qian']}"
    answer = day.step("check-in", "Founding", signed)
    assert answer["changed"] == 3
    assert sorted(day.guests("presence:=came")) == ["Nadal", "Petrov", "Qian"]


def see_matrix(day: Day, folder: Path) -> None:
    target = folder / "matrix.xlsx"
    day.desk.done("report", "members-at-events", str(target), "--option", "event=Tech Week")
    rows = list(load_workbook(target).active.iter_rows(min_row=4, values_only=True))
    assert rows[0] == ("Organisation", "Came", "Founding")
    assert {row[0]: row[2] for row in rows[1:5]} == {
        "Bank": "came", "Institute": "said no", "Centre": "came", "Foundation": "came",
    }  # fmt: skip


@pytest.mark.slow
def test_the_founding_day_is_played_through_and_taken_back_step_by_step(
    desk: Desk, tmp_path: Path
) -> None:
    day = Day(desk)
    create_tree(day)
    invite_members(day)
    take_answers(day)
    name_delegates(day)
    set_precedence(day, tmp_path)
    numbers = print_sheet(day, tmp_path)
    assert len(numbers) == len(DELEGATES)
    change_guests(day)
    enter_numbers(day, numbers)
    see_matrix(day, tmp_path)
    for before in reversed(day.before):
        desk.done("undo")
        assert day.state() == before
