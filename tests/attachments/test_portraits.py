"""Logos and photographs: scaled, without metadata, undone, and bombs refused."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from t20desk.attachments import Incoming
from t20desk.attachments.portraits import plan_picture, read_picture, scale_picture
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_redo, plan_undo
from t20desk.errors import UserError
from tests.builders import add_record


def photograph(width: int = 1200, height: int = 600) -> bytes:
    """A JPEG taken sideways, with a place in its metadata."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Nanjing, my flat"
    Image.new("RGB", (width, height), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 points wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    data = zlib.compress(b"\0" * 1_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_photograph_is_scaled_upright_and_says_nothing_of_its_place() -> None:
    kept = scale_picture(Incoming("me.jpg", photograph()))
    assert b"Nanjing" not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (256, 512))
        assert not picture.getexif()


def test_a_logo_that_shines_through_stays_so(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 20), (255, 0, 0, 0)).save(tmp_path / "logo.png")
    kept = scale_picture(Incoming("logo.png", tmp_path / "logo.png"))
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (40, 20), "RGBA")


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"<svg/>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="not a picture"):
        scale_picture(Incoming("x.png", data))


def test_a_bomb_is_refused_with_a_sentence() -> None:
    with pytest.raises(UserError, match="too large for a picture"):
        scale_picture(Incoming("x.png", bomb()))


def test_a_picture_is_a_change_like_any_other(database: Database) -> None:
    key = add_record(database, "person", given_name="Anna")
    kept = scale_picture(Incoming("me.jpg", photograph()))
    assert not database.apply(plan_picture(database, "person", key, kept)).is_refused
    assert read_picture(database, "person", key) == kept
    assert not database.apply(plan_undo(database).change).is_refused
    assert read_picture(database, "person", key) == b""
    assert not database.apply(plan_redo(database).change).is_refused
    assert read_picture(database, "person", key) == kept


def test_a_kind_without_a_picture_says_so(database: Database) -> None:
    key = add_record(database, "event")
    with pytest.raises(UserError, match="has no picture"):
        plan_picture(database, "event", key, b"x")
