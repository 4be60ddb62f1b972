"""Files attached to records from the command line."""

from pathlib import Path

from tests.cli.desk import Desk


def test_files_go_in_and_come_out_again(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF plan")
    key = desk.add("member", "name=Alpha")
    answer = desk.json("attach", "member", key, str(tmp_path / "plan.pdf"))
    assert answer["new"] == 1
    out = tmp_path / "out"
    out.mkdir()
    (row,) = desk.json("attachments", "member", key, "--out", str(out))
    assert (row["name"], row["size"], row["trouble"]) == ("plan.pdf", 9, None)
    assert Path(row["saved"]).read_bytes() == b"%PDF plan"
    (shown,) = desk.json("show", "member", key)["belonging"]["attachment"]
    assert shown["name"] == "plan.pdf"


def test_a_record_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    done = desk.run("attach", "member", "123", str(tmp_path / "a.txt"))
    assert done.code == 1
    assert "There is no" in done.err
