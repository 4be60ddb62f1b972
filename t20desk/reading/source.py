"""A stranger's file as the program sees it: what it is, its sheets and their rows."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from t20desk.causes import say_cause
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.reading.batches import unpack_rows
from t20desk.reading.child_process import BROKEN, LARGE_SECONDS, USUAL_SECONDS, ReadingChild
from t20desk.reading.compared import EarlierRows
from t20desk.reading.kept_answers import KeptAnswers
from t20desk.reading.rows import (
    RefusedError,
    SheetInfo,
    SheetRemarks,
    SheetRow,
    read_remarks,
    say,
)


class SheetRows(Iterator[SheetRow]):
    """The rows of a sheet as they arrive; `remarks` is complete once they are through."""

    def __init__(self, answers: Iterator[dict[str, Any]], most: int | None) -> None:
        self.remarks = SheetRemarks()
        self._left = most
        self._rows = self._unpack(answers)

    def __iter__(self) -> Iterator[SheetRow]:
        return self._rows

    def __next__(self) -> SheetRow:
        return next(self._rows)

    def _unpack(self, answers: Iterator[dict[str, Any]]) -> Iterator[SheetRow]:
        for answer in answers:
            told = answer.get("ended") or answer.pop("sheet", None)
            if told is not None:
                self.remarks = read_remarks(told)
            if "columns" in answer:
                yield from self._cut_rows(unpack_rows(answer))

    def _cut_rows(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        if self._left is None:
            return rows
        some = list(islice(rows, self._left))
        self._left -= len(some)
        return iter(some)


class LargeFileError(UserError):
    """The file is larger than is read unasked; `open_source(..., large=True)` reads it."""


def make_sentence(refusal: RefusedError, file: str) -> UserError:
    """A refusal of the child in the language in use; `field` is "encoding" if another may help."""
    try:
        sentence = say((refusal.message, {**refusal.arguments, "file": file}))
    except (KeyError, ValueError, IndexError, AttributeError):
        # The child read a stranger's file and is not to be trusted with our words.
        sentence = say((BROKEN, {"file": file}))
    if refusal.reason == "large":
        return LargeFileError(sentence)
    return UserError(sentence, refusal.reason or None)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a child is told to open, so that a second one opens the same."""

    path: Path
    large: bool
    encoding: str | None
    separator: str | None
    seconds: float

    def start_child(self) -> tuple[ReadingChild, dict[str, Any]]:
        child = ReadingChild(self.seconds)
        child.ask({**self.tell(), "seconds": int(self.seconds) + 10})
        return child, self.take_answer(child)["opened"]

    def tell(self) -> dict[str, Any]:
        """What is to be opened, and how."""
        return {
            "path": str(self.path),
            "large": self.large,
            "encoding": self.encoding,
            "separator": self.separator,
        }

    def take_answer(self, child: ReadingChild) -> dict[str, Any]:
        """The child's answer, or its refusal as a sentence in the language in use."""
        try:
            return child.answer()
        except RefusedError as refusal:
            raise make_sentence(refusal, show_name(self.path)) from refusal


class Source:
    """An opened file; the child that opened it waits to read a sheet until `close`."""

    def __init__(self, opening: _Opening, kept: KeptAnswers | None = None) -> None:
        self._opening = opening
        self._kept = kept
        self._child: ReadingChild | None = None
        opened = kept and kept.find_opened(opening.path, opening.tell())
        if not opened:
            self._child, opened = opening.start_child()
        self._opened = opened
        self._busy: list[ReadingChild] = []
        self._bases: list[dict[str, object]] = []
        """The sheets that the child keeps to compare others with."""
        self.path = opening.path
        self.name = show_name(opening.path)
        self.sha256: str = opened["sha256"]
        self.size: int = opened["size"]
        self.mtime_ns: int = opened["mtime_ns"]
        self.sheets = tuple(SheetInfo(*sheet) for sheet in opened["sheets"])
        self.remarks = [say((text, arguments)) for text, arguments in opened["remarks"]]
        self.encoding: str = opened["encoding"]
        self.encodings: tuple[str, ...] = tuple(opened["encodings"])
        """The encodings to offer, likeliest first; none for a workbook."""
        self.separator: str = opened["separator"]
        self.properties: dict[str, str] = opened["properties"]
        """What somebody noted in the file itself, by name."""
        self.is_sealed: bool = opened["sealed"]
        """Whether the file is a book of ours, just as it was written."""
        self.names_fields: bool = opened["names_fields"]
        """Whether the headings are no words of the file but our names of fields."""

    def read_rows(self, sheet: str | int = 0, most: int | None = None) -> SheetRows:
        """The rows of a sheet, by its name or its place; blank rows are left out.

        For a preview of the first rows `most` is better than stopping early: the child keeps the
        sheet, and reading all of it afterwards begins at once.
        """
        number = self._find_sheet(sheet)
        return SheetRows(self._answers({"sheet": number, "most": most}), most)

    def keep_sheet(self, sheet: str, heading: str) -> EarlierRows:
        """Let the child keep a sheet, by the heading of its keys, to compare another one with."""
        number = self._find_sheet(sheet)
        asked: dict[str, object] = {"base": number, "heading": heading}
        told, _ended = self._answers(asked)
        self._bases.append(asked)
        return EarlierRows(number, told, self._find_sheet, self._answers)

    def _find_sheet(self, sheet: str | int) -> int:
        names = [info.name for info in self.sheets]
        if isinstance(sheet, int) and 0 <= sheet < len(names):
            return sheet
        if sheet in names:
            return names.index(str(sheet))
        message = _("{file} has no sheet {sheet}; it has {sheets}.")
        raise UserError(message.format(file=self.name, sheet=sheet, sheets=", ".join(names[:20])))

    def _answers(self, asked: dict[str, object]) -> Iterator[dict[str, Any]]:
        """The child's answers to a request; those to a sheet wanted whole are kept where asked."""
        told = self._opening.tell(), self._opened, asked
        if self._kept is None or asked.get("most", 0) is not None:
            yield from self._ask_child(asked)
        elif kept := self._kept.read(*told):
            yield from kept
        else:
            writer, whole = self._kept.write(*told), False
            try:
                for answer in self._ask_child(asked):
                    writer.note(answer)
                    whole = "ended" in answer
                    yield answer
            finally:
                writer.end(whole)

    def _ask_child(self, asked: dict[str, object]) -> Iterator[dict[str, Any]]:
        child, self._child = self._child or self._start_again(), None
        self._busy.append(child)
        whole = False
        try:
            child.ask(asked)
            while not whole:
                answer = self._opening.take_answer(child)
                whole = "ended" in answer
                yield answer
        finally:
            self._busy.remove(child)
            if whole and self._child is None:
                self._child = child
            else:
                child.kill()

    def _start_again(self) -> ReadingChild:
        child, opened = self._opening.start_child()
        if opened["sha256"] != self.sha256:
            child.kill()
            raise UserError(say_changed(self.name))
        for asked in self._bases:
            child.ask(asked)
            while "ended" not in self._opening.take_answer(child):
                pass
        return child

    def is_unchanged(self) -> bool:
        """Whether the file still is what was opened: size, time of change and content."""
        try:
            status = self.path.stat()
            if (status.st_size, status.st_mtime_ns) != (self.size, self.mtime_ns):
                return False
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except OSError:
            return False

    def close(self) -> None:
        """Let the child go, and those whose rows were not read to the end."""
        for child in (*self._busy, self._child):
            if child is not None:
                child.kill()
        self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def show_name(path: Path) -> str:
    """The name of a file for a sentence; bytes that are no text are replaced."""
    return os.fsencode(path.name or str(path)).decode("utf-8", "replace")


def say_changed(file: str) -> str:
    """The sentence for a file that is no longer what the user saw."""
    return _("{file} has changed since the preview; open it again.").format(file=file)


def open_source(
    path: Path | str,
    *,
    large: bool = False,
    encoding: str | None = None,
    separator: str | None = None,
    timeout: float | None = None,
    kept: KeptAnswers | None = None,
) -> Source:
    """Open a stranger's file in a child; UserError says in one sentence why it cannot be.

    `timeout` is in seconds of waiting for the child, over all its answers. What is `kept` of the
    file as it is now is not parsed again.
    """
    file = Path(path).absolute()
    _check_file(file)
    seconds = timeout or (LARGE_SECONDS if large else USUAL_SECONDS)
    return Source(_Opening(file, large, encoding, separator, seconds), kept)


def _check_file(path: Path) -> None:
    """Refuse at once what cannot be a table; nothing is opened here, a FIFO would wait for ever."""
    name = show_name(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        message = _("{name} does not exist; check its name and folder.")
        raise UserError(message.format(name=name)) from error
    except (OSError, ValueError) as error:
        message = _("{file} cannot be opened ({reason}); check its name and place.")
        raise UserError(message.format(file=name, reason=say_cause(error))) from error
    if name.startswith("~$"):
        message = _("{file} is Excel's lock file; choose the workbook of the same name without ~$.")
    elif stat.S_ISDIR(mode):
        message = _("{file} is a folder; choose a workbook or a text file in it.")
    elif not stat.S_ISREG(mode):
        message = _("{file} is not an ordinary file; choose a workbook or a text file.")
    else:
        return
    raise UserError(message.format(file=name))
