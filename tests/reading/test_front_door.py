"""Window, command line or reading child: which door the arguments open."""

import subprocess
import sys

import pytest

from t20desk.__main__ import _has_command


@pytest.mark.parametrize(
    "words", [[], ["--db", "office.t20"], ["--language", "de"], ["--db=x.t20", "--language=zh"]]
)
def test_options_alone_open_the_window(words: list[str]) -> None:
    assert not _has_command(words)


@pytest.mark.parametrize(
    "words", [["list", "member"], ["--db", "office.t20", "check"], ["--help"], ["--version"]]
)
def test_a_command_opens_the_command_line(words: list[str]) -> None:
    assert _has_command(words)


def test_the_reading_child_opens_before_anything_else() -> None:
    program = (
        "import sys\n"
        "sys.argv = ['t20desk', '--read']\n"
        "from t20desk.__main__ import main\n"
        "main()\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, input="", capture_output=True, text=True, check=True)
    assert answer.stdout.startswith('{"refused"')
    assert not {"PySide6", "sqlalchemy", "typer"} & set(answer.stderr.split())
