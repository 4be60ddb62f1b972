"""The same commands on a file and on a server."""

import json
from pathlib import Path

import pytest

from t20desk.cli import run
from t20desk.db.database import Database
from t20desk.errors import UserError
from tests.postgres import Server

WHOLE = {
    "whole": True,
    "findings": [],
    "backup": None,
    "contents": {sort: {"count": 0, "bytes": 0} for sort in ("used", "for_undo", "unused")},
}


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
    assert answer("check") == WHOLE
    assert answer("list", "member", "--as-known", "2001-01-01") == []
    copy = tmp_path / "copy.t20"
    assert run(["--db", address, "backup", str(copy)]) == 0
    capsys.readouterr()
    same = {"new": 0, "changed": 0, "removed": 0, "kinds": {}, "differences": []}
    assert answer("compare", str(copy)) == same
    assert len(list(answer("backups"))) == 1
    assert run(["--db", str(copy), "list", "member", "--view", "all", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == before


@pytest.mark.slow
def test_a_backup_is_restored_onto_a_server(
    postgres: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = postgres.address_of(postgres.create_database())

    def answer(*words: str) -> object:
        capsys.readouterr()
        assert run(["--db", address, *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert run(["--db", address, "new"]) == 0
    answer("add", "member", "name=南京 Office", "joined=2001", "areas=startup_support")
    answer("add", "event", "title_en=Week", "city=Nanjing")
    before = answer("list", "member", "--view", "all")
    copy = tmp_path / "copy.t20"
    assert run(["--db", address, "backup", str(copy)]) == 0
    answer("set", "member", "--search", "南京", "city=Lyon")
    answer("add", "person", "family_name=Yao")
    capsys.readouterr()
    assert run(["--db", address, "restore", str(copy)]) == 0
    assert "is kept as" in capsys.readouterr().err
    assert answer("list", "member", "--view", "all") == before
    assert answer("list", "person", "--view", "all") == []
    assert answer("check") == WHOLE
    answer("add", "person", "family_name=Li")
    assert len(list(answer("find", "nj"))) == 1
    answer("undo")
    assert answer("list", "person", "--view", "all") == []
    capsys.readouterr()
    kept = [one for one in answer("backups") if one["reason"] == "restore"]
    capsys.readouterr()
    assert run(["--db", kept[0]["file"], "list", "person", "--view", "all", "--json"]) == 0
    assert [one["family_name"] for one in json.loads(capsys.readouterr().out)] == ["Yao"]


def test_a_server_that_refuses_is_told_from_one_that_does_not_answer(postgres: Server) -> None:
    def open_error(address: str) -> str:
        with pytest.raises(UserError) as caught:
            Database.open(address)
        return caught.value.message

    there = postgres.address_of("postgres")
    assert "has no database nowhere" in open_error(postgres.address_of("nowhere"))
    assert "refuses this name" in open_error(there.replace("postgres@", "nobody_known@"))
    assert "does not answer" in open_error(there.partition("?")[0] + "?host=/missing")
    assert "names no database" in open_error("postgresql+psycopg://server")


def test_a_damaged_backup_changes_nothing_on_a_server(postgres: Server, tmp_path: Path) -> None:
    address = postgres.address_of(postgres.create_database())
    assert run(["--db", address, "new"]) == 0
    assert run(["--db", address, "add", "person", "family_name=Yao"]) == 0
    copy = tmp_path / "copy.t20"
    assert run(["--db", address, "backup", str(copy)]) == 0
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)
    assert run(["--db", address, "restore", str(copy)]) == 1
    assert run(["--db", address, "check"]) == 0
