"""Files attached to records from the command line."""

from pathlib import Path

from PIL import Image

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


def test_a_picture_goes_in_out_and_away(desk: Desk, tmp_path: Path) -> None:
    key = desk.add("member", "name=Alpha")
    Image.new("RGB", (20, 10), "red").save(tmp_path / "logo.png")
    desk.done("picture", "member", key, str(tmp_path / "logo.png"))
    desk.done("picture", "member", key, "--out", str(tmp_path / "out.jpg"))
    with Image.open(tmp_path / "out.jpg") as picture:
        assert picture.size == (20, 10)
    desk.done("picture", "member", key, "--remove")
    assert desk.run("picture", "member", key, "--out", str(tmp_path / "no.jpg")).code == 1
