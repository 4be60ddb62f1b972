"""The same commands on a file and on a server."""

import json
from pathlib import Path

import pytest

from t20desk.cli import run


def test_the_usual_commands_work_on_both(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(*words: str) -> object:
        assert run(["--db", address, *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert run(["--db", address, "new"]) == 0
    capsys.readouterr()
    answer("add", "member", "name=南京 Office", "joined=2001", "areas=startup_support")
    answer("set", "member", "--search", "南京", "city=Nanjing")
    (tmp_path / "in.csv").write_text("Name\nBeta\n", encoding="utf-8")
    answer("import", "member", str(tmp_path / "in.csv"))
    answer("undo")
    answer("redo")
    before = answer("list", "member", "--view", "all")
    assert answer("check") == {"whole": True, "findings": [], "backup": None}
    assert answer("list", "member", "--as-known", "2001-01-01") == []
    copy = tmp_path / "copy.t20"
    assert run(["--db", address, "backup", str(copy)]) == 0
    capsys.readouterr()
    assert answer("compare", str(copy)) == {"new": 0, "changed": 0, "removed": 0, "kinds": {}}
    assert len(list(answer("backups"))) == 1  # type: ignore[call-overload]
    assert run(["--db", str(copy), "list", "member", "--view", "all", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == before
