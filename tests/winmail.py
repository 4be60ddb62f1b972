"""A winmail.dat as Outlook packs one, written byte by byte: no library writes one."""

import struct

INNER = bytes.fromhex("0703020000000000c000000000000046")
"""What stands before a mail within."""


def make_winmail(files: dict[str, bytes], inner: bytes = b"", subject: str = "") -> bytes:
    """The bytes of the file; `inner` is another one, packed as a mail within this one."""
    parts = [_part(1, 6, 0x9007, struct.pack("<II", 1252, 0))]
    if subject:
        parts.append(_part(1, 1, 0x8004, subject.encode("cp1252") + b"\0"))
    for name, data in files.items():
        parts += [
            _part(2, 6, 0x9002, bytes(14)),
            _part(2, 1, 0x8010, b"FILE~1.DAT\0"),
            _part(2, 6, 0x800F, data),
            _part(2, 6, 0x9005, struct.pack("<I", 1) + _text(0x3707, name)),
        ]
    if inner:
        value = INNER + inner
        packed = struct.pack("<IHHII", 1, 0x000D, 0x3701, 1, len(value)) + _pad(value)
        parts += [_part(2, 6, 0x9002, bytes(14)), _part(2, 6, 0x9005, packed)]
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(parts)


def _text(name: int, text: str) -> bytes:
    data = (text + "\0").encode("utf-16-le")
    return struct.pack("<HHII", 0x001F, name, 1, len(data)) + _pad(data)


def _pad(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _part(level: int, kind: int, name: int, data: bytes) -> bytes:
    head = struct.pack("<BHHI", level, name, kind, len(data))
    return head + data + struct.pack("<H", sum(data) & 0xFFFF)
