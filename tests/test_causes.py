"""Why the system refused is said in the language of the sentence around it."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from t20desk import i18n
from t20desk.causes import find_cause, say_cause
from t20desk.cli import run
from t20desk.db.engines.reasons import say_reason
from t20desk.reading.rows import say

USUAL = ("EACCES", "ENOSPC", "EROFS", "EIO", "ENOENT", "ENAMETOOLONG", "EBUSY", "ETIMEDOUT")


@pytest.mark.parametrize("language", ["de", "zh"])
@pytest.mark.parametrize("name", USUAL)
def test_the_usual_refusals_are_told_in_the_language_in_use(name: str, language: str) -> None:
    code = getattr(errno, name)
    with i18n.speaking(language):
        said = say_cause(OSError(code, os.strerror(code)))
    assert said not in (os.strerror(code), find_cause(OSError(code, "")), "")


def test_a_refusal_without_a_word_of_ours_keeps_the_words_of_the_system() -> None:
    assert say_cause(OSError(9999, "Unheard of")) == "Unheard of"
    assert say_cause(OSError()) == "the system refuses it"


def test_a_file_that_another_program_holds_on_windows_is_not_called_forbidden() -> None:
    held = PermissionError(errno.EACCES, "Access is denied")
    held.winerror = 32  # type: ignore[attr-defined]
    assert say_cause(held) == "another program is using it"


def test_what_the_reading_child_met_is_translated_by_the_window() -> None:
    cause = find_cause(OSError(errno.EACCES, "Permission denied"))
    message = "{file} cannot be read ({cause}); check the drive and try again."
    with i18n.speaking("de"):
        said = say((message, {"file": "a.xlsx", "cause": cause}))
    assert "keine Berechtigung" in said


def test_what_sqlite_meets_is_told_in_our_words_too(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as met:
        sqlite3.connect(tmp_path / "nowhere" / "a.t20")
    with i18n.speaking("zh"):
        assert say_reason(met.value) == "无法打开"


def test_a_command_names_the_reason_in_german(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    long = tmp_path / f"{'a' * 300}.t20"
    assert run(["--language", "de", "--db", str(long), "new"]) == 1
    assert "der Name ist zu lang" in capfd.readouterr().err
