"""The frame of all commands: exit codes, languages, encodings, no traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from t20desk import __version__
from t20desk.cli import run
from t20desk.cli.app import app
from t20desk.cli.rooms import ROOMS, load_rooms
from t20desk.paths import log_file
from tests.cli.desk import Desk, start

HEAVY = ("openpyxl", "PySide6", "phonenumbers", "pypinyin", "python_calamine", "rich", "babel")


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "planet"],
        ["list", "member", "--on", "tomorrow"],
        ["list", "member", "--no-such-option"],
        ["no-such-command"],
        ["add", "member", "name"],
        ["set", "member", "city=Bonn"],
        ["import", "member", "x.csv", "--mode", "wild"],
        ["export", "member", "out.doc"],
        ["--language", "fr", "kinds"],
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(desk: Desk, words: list[str]) -> None:
    before = desk.hash()
    ran = desk.run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
    assert desk.hash() == before


def test_a_command_without_database_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "member"]) == 2
    assert "--db" in capsys.readouterr().err


def test_what_cannot_be_done_is_one_sentence_and_1(desk: Desk) -> None:
    ran = desk.run("list", "member", "--search", "planet:x")
    assert ran.code == 1
    assert ran.err == (
        "Organisation has no field “planet”; look up its fields in the list of columns.\n"
    )


def test_a_file_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    ran = start("--db", str(tmp_path / "none.t20"), "list", "member")
    assert ran.returncode == 1
    assert ran.stderr.decode().count("\n") == 1
    assert not (tmp_path / "none.t20").exists()


def test_a_mistake_of_ours_is_logged_and_said_without_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--db", "no\0name", "list", "member"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert "ValueError" in log_file().read_text()


def test_the_version_needs_no_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_help_comes_without_frames_and_colours(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "╭" not in said
    assert "restore" in said


@pytest.mark.parametrize("before", [[], ["--db", "list"], ["--db=a.t20", "--language=en"]])
def test_help_lists_all_commands_whatever_follows_it(
    capsys: pytest.CaptureFixture[str], before: list[str]
) -> None:
    assert run([*before, "--help", "list"]) == 0
    assert re.search(r"^  undo +\S", capsys.readouterr().out, re.MULTILINE)


def test_a_mistyped_command_is_told_its_neighbour(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", "list", "lisst", "member"]) == 2
    assert "list" in capsys.readouterr().err.partition("\n")[0].replace("lisst", "")


def test_help_and_wrong_usage_speak_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--language", "de", "--help"]) == 0
    said = capsys.readouterr().out
    assert "Optionen:" in said
    assert "in einer" in said
    assert run(["--language", "zh", "no-such-command"]) == 2
    assert "没有命令" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["de", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ["show", "member"],
        ["list", "--nix"],
        ["list", "member", "--colums"],
        ["list", "member", "--limit", "many"],
        ["list", "member", "--limit", "-3"],
        ["list", "member", "--limit"],
        ["list", "member", "further", "words"],
        ["list", "member", "--json=3"],
        ["shw", "member"],
        ["no-such-command"],
        ["--help"],
        ["list", "--help"],
        ["history", "--help"],
    ],
)
def test_no_word_of_the_parser_is_left_in_english(
    words: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--language", language, "--db", "office.t20", *words])
    said = "".join(capsys.readouterr())
    assert said.strip()
    left = {"Usage", "Try", "Error", "Missing", "argument", "option", "such", "Invalid", "value"}
    left |= {"OPTIONS", "COMMAND", "ARGS", "str", "int", "Did", "Possible", "Got", "Input", "Show"}
    assert not left & set(re.findall(r"[A-Za-z]+", said.replace("no-such-command", "")))


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_output_is_utf_8_whatever_the_system_says(desk: Desk, environment: dict[str, str]) -> None:
    desk.add("member", "name=南京大学")
    ran = start("--db", str(desk.path), "list", "member", "--json", **environment)
    assert json.loads(ran.stdout.decode("utf-8"))[0]["name"] == "南京大学"


def test_an_output_that_nobody_reads_on_ends_quietly(desk: Desk) -> None:
    desk.done("import", "member", desk.write("many.csv", "Name", *map(str, range(5000))))
    command = f'"{sys.executable}" -m t20desk --db "{desk.path}" list member | head -1'
    ran = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert ran.stdout.startswith(b"Id\t")
    assert ran.stderr == b""


def test_each_command_stands_in_the_module_that_is_loaded_for_it() -> None:
    load_rooms()
    found: dict[str, list[str]] = {}
    for one in app.registered_commands:
        room = getattr(one.callback, "__module__", "").removeprefix("t20desk.cli.")
        found.setdefault(room, []).append(str(one.name))
    assert {room: set(names) for room, names in found.items()} == {
        room: set(names) for room, names in ROOMS.items()
    }


def test_listing_loads_nothing_heavy(desk: Desk) -> None:
    code = (
        "import sys; from t20desk.cli import run\n"
        f"run(['--db', {str(desk.path)!r}, 'list', 'member', '--json'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == "[]\n"


def test_messages_come_in_the_language_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("t20desk.i18n.LANGUAGES", ("de", "en", "zh", "pseudo"))
    ran = desk.run("--language", "pseudo", "show", "member", "1")
    assert ran.err.startswith("[There is no")


def test_long_lines_are_not_wrapped(desk: Desk) -> None:
    desk.add("member", f"name={'long ' * 50}end")
    ran = start("--db", str(desk.path), "list", "member", "--columns", "name", COLUMNS="40")
    assert ran.stdout.decode().count(os.linesep) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_where_no_window_can_open_a_sentence_says_what_can_be_done() -> None:
    ran = start("--language", "de", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert ran.returncode == 1
    assert "„t20desk --help“ zeigt" in ran.stderr.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("words", [(), ("--db", "office.t20"), ("--language",)])
def test_the_sentence_comes_whatever_is_said_or_not(words: tuple[str, ...]) -> None:
    ran = start(*words, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("No window can open here")
    assert ran.stderr.decode().count("\n") == 1


def test_a_sentence_stands_behind_its_field_as_the_language_writes_it(desk: Desk) -> None:
    ran = desk.run("--language", "zh", "add", "member", "name=X", "country=Atlantis")
    assert ran.err.startswith("国家或地区：“Atlantis”")
