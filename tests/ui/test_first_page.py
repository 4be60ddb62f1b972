"""The page a file opens on."""

from pathlib import Path

import pytest

from t20desk.ui.app import Program
from t20desk.ui.places import Place, list_place, record_place


def reopen(program: Program, file: Path) -> Place | None:
    """Close the window as its user does, open the file again, and say what is shown."""
    assert program.window is not None
    program.window.close()
    program.open(str(file))
    return program.window.shown_place()


@pytest.fixture
def opened(program: Program, office: Path) -> Program:
    program.open(str(office))
    return program


def test_a_file_opens_on_today_unless_the_settings_say_otherwise(
    opened: Program, office: Path
) -> None:
    assert opened.window is not None
    opened.window.go_to(list_place("person"))
    assert reopen(opened, office) == Place("today")


def test_a_file_opens_where_it_was_left_if_the_settings_say_so(
    opened: Program, office: Path
) -> None:
    assert opened.window is not None
    opened.settings.change("first_page", "left")
    opened.window.go_to(list_place("person", "berlin"))
    shown = reopen(opened, office)
    assert shown is not None
    assert (shown.page, shown.kind, shown.search) == ("list", "person", "")
    opened.window.go_to(Place("follow_ups"))
    assert reopen(opened, office) == Place("follow_ups")


def test_of_a_record_its_list_is_opened(opened: Program, office: Path) -> None:
    assert opened.window is not None
    opened.settings.change("first_page", "left")
    opened.window.go_to(record_place("member", None))
    shown = reopen(opened, office)
    assert shown is not None
    assert (shown.page, shown.kind) == ("list", "member")


@pytest.mark.parametrize("kept", ["", "{", "[]", '["elsewhere.t20", "member"]', '["{file}", 7]'])
def test_what_was_kept_of_another_file_or_makes_no_sense_is_left_alone(
    opened: Program, office: Path, kept: str
) -> None:
    opened.settings.change("first_page", "left")
    opened.open(None)
    opened.memory.keep_text("left_on", kept.replace("{file}", str(office)))
    opened.open(str(office))
    assert opened.window is not None
    assert opened.window.shown_place() == Place("today")
