"""A mail as Outlook saves it (.msg), written byte by byte: no library writes one."""

import struct
from datetime import UTC, datetime
from typing import Any

SECTOR, MINI, CHAIN_END, FREE = 512, 64, 0xFFFFFFFE, 0xFFFFFFFF
Storage = dict[str, Any]


def make_msg(
    subject: str,
    body: str,
    sender: tuple[str, str],
    recipients: list[tuple[str, str]],
    files: dict[str, bytes],
    sent: datetime,
    inner: tuple[str, str, dict[str, bytes]] | None = None,
    message_id: str = "",
) -> bytes:
    """The bytes of the file; `inner` is the subject, text and files of a mail within."""
    root = _mail(32, subject, body, sender, recipients, files, sent, message_id)
    if inner is not None:
        title, text, within = inner
        method = _entry(0x0003, 0x3705, struct.pack("<II", 5, 0))
        method += _entry(0x000D, 0x3701, struct.pack("<II", 0xFFFFFFFF, 4))
        made = _storage(8, {0x3001: title}, {}, method)
        made["__substg1.0_3701000D"] = _mail(24, title, text, sender, recipients, within, sent)
        root[f"__attach_version1.0_#{len(files):08X}"] = made
    return _pack(root)


def _mail(
    head: int,
    subject: str,
    body: str,
    sender: tuple[str, str],
    recipients: list[tuple[str, str]],
    files: dict[str, bytes],
    sent: datetime,
    message_id: str = "",
) -> Storage:
    ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000)
    texts = {0x0037: subject, 0x1000: body, 0x0C1A: sender[0], 0x0C1F: sender[1]}
    root: Storage = _storage(
        head,
        {**texts, 0x001A: "IPM.Note", **({0x1035: message_id} if message_id else {})},
        {},
        _entry(0x0040, 0x0039, struct.pack("<Q", ticks)),
    )
    for number, (name, address) in enumerate(recipients):
        root[f"__recip_version1.0_#{number:08X}"] = _storage(8, {0x3001: name, 0x39FE: address}, {})
    for number, (name, data) in enumerate(files.items()):
        by_value = _entry(0x0003, 0x3705, struct.pack("<II", 1, 0))
        made = _storage(8, {0x3707: name}, {0x3701: data}, by_value)
        root[f"__attach_version1.0_#{number:08X}"] = made
    return root


def _entry(kind: int, name: int, value: bytes) -> bytes:
    return struct.pack("<HHI", kind, name, 6) + value


def _storage(head: int, texts: dict[int, str], blobs: dict[int, bytes], more: bytes = b"") -> Any:
    made: Storage = {}
    entries = more
    values = [(0x001F, name, text.encode("utf-16-le")) for name, text in texts.items()]
    values += [(0x0102, name, data) for name, data in blobs.items()]
    for kind, name, data in values:
        made[f"__substg1.0_{name:04X}{kind:04X}"] = data
        size = len(data) + (2 if kind == 0x001F else 0)
        entries += _entry(kind, name, struct.pack("<II", size, 0))
    made["__properties_version1.0"] = bytes(head) + entries
    return made


class _Writer:
    def __init__(self) -> None:
        self.entries: list[list[Any]] = []
        self.small = b""
        self.chain: list[int] = []

    def add(self, name: str, kind: int, content: Any) -> int:
        at = len(self.entries)
        self.entries.append([name, kind, FREE, FREE, CHAIN_END, 0])
        if kind == 2:
            self.entries[at][4:] = [self._keep(content), len(content)]
            return at
        before = FREE
        for inner, value in content.items():
            child = self.add(inner, 1 if isinstance(value, dict) else 2, value)
            if before == FREE:
                self.entries[at][3] = child
            else:
                self.entries[before][2] = child
            before = child
        return at

    def _keep(self, data: bytes) -> int:
        if not data:
            return CHAIN_END
        first, count = len(self.chain), -(-len(data) // MINI)
        self.chain += [*range(first + 1, first + count), CHAIN_END]
        self.small += data.ljust(count * MINI, b"\0")
        return first


def _pack(root: Storage) -> bytes:
    writer = _Writer()
    writer.add("Root Entry", 5, root)
    small = _fill(writer.small)
    chain = _fill(struct.pack(f"<{len(writer.chain)}I", *writer.chain), b"\xff")
    places = _fill(b"\0" * 128 * len(writer.entries))
    sizes = [len(part) // SECTOR for part in (places, chain, small)]
    starts = [1, 1 + sizes[0], 1 + sizes[0] + sizes[1]]
    writer.entries[0][4:] = [starts[2], len(writer.small)]
    table = [0xFFFFFFFD]
    for start, size in zip(starts, sizes, strict=True):
        table += [*range(start + 1, start + size), CHAIN_END]
    fat = struct.pack("<128I", *(table + [FREE] * (128 - len(table))))
    listed = b"".join(_describe(*entry) for entry in writer.entries)
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, starts[0], 0, 4096, starts[1], sizes[1], CHAIN_END, 0, 0,
    )  # fmt: skip
    head += struct.pack("<108I", *[FREE] * 108)
    return head + fat + listed.ljust(len(places), b"\0") + chain + small


def _fill(data: bytes, sign: bytes = b"\0") -> bytes:
    return data.ljust(max(-(-len(data) // SECTOR), 1) * SECTOR, sign)


def _describe(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
