"""The page a file opens on."""

from pathlib import Path

import pytest

from t20desk.ui.app import Program
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.shell.one_window import door_name


def reopen(program: Program, file: Path) -> Place | None:
    """Close the window as its user does, open the file again, and say what is shown."""
    assert program.window is not None
    program.window.close()
    program.close()
    program.open(str(file))
    assert program.window is not None
    return program.window.shown_place()


def test_a_file_opens_on_today_unless_the_settings_say_otherwise(
    program: Program, office: Path
) -> None:
    assert program.window is not None
    program.window.go_to(list_place("person"))
    assert reopen(program, office) == Place("today")


def test_a_file_opens_where_it_was_left_if_the_settings_say_so(
    program: Program, office: Path
) -> None:
    assert program.window is not None
    program.settings.change("first_page", "left")
    program.window.go_to(list_place("person", "berlin"))
    shown = reopen(program, office)
    assert shown is not None
    assert (shown.page, shown.kind, shown.search) == ("list", "person", "")
    program.window.go_to(Place("follow_ups"))
    assert reopen(program, office) == Place("follow_ups")


def test_of_a_record_its_list_is_program(program: Program, office: Path) -> None:
    assert program.window is not None
    program.settings.change("first_page", "left")
    program.window.go_to(record_place("member", None))
    shown = reopen(program, office)
    assert shown is not None
    assert (shown.page, shown.kind) == ("list", "member")


def test_a_file_is_known_by_another_way_of_writing_its_path(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.window is not None
    program.settings.change("first_page", "left")
    program.window.go_to(Place("follow_ups"))
    monkeypatch.chdir(office.parent)
    assert reopen(program, Path(office.name)) == Place("follow_ups")


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '["elsewhere", "member"]', '["{file}", 7]', '["{file}", ["member"]]']
)
def test_what_was_kept_of_another_file_or_makes_no_sense_is_left_alone(
    program: Program, office: Path, kept: str
) -> None:
    program.settings.change("first_page", "left")
    program.open(None)
    program.memory.keep_text("left_on", kept.replace("{file}", door_name(str(office))))
    program.open(str(office))
    assert program.window is not None
    assert program.window.shown_place() == Place("today")
