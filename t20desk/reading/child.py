"""The reading child: one stranger's file in, rows out as lines of JSON; it opens nothing else.

Requests come as lines on standard input: first what to open, then sheets to read.
"""

import errno
import gc
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from t20desk.causes import find_cause
from t20desk.i18n import N_
from t20desk.reading.batches import encode_line, pack_rows
from t20desk.reading.packages import DAMAGED, sniff_format
from t20desk.reading.properties import read_properties
from t20desk.reading.rows import NO_MEMORY, Book, RefusedError, SheetRemarks
from t20desk.reading.seals import is_sealed

if TYPE_CHECKING:
    from t20desk.reading.comparing import SheetComparer

MOST_MEMORY = 4_000_000_000

_FORMATS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xltm": "xlsx",
    ".xlsb": "xlsb",
    ".xls": "xls",
    ".ods": "ods",
    ".htm": "html",
    ".html": "html",
    ".vcf": "cards",
    ".vcard": "cards",
    ".ics": "calendar",
    ".ical": "calendar",
}
_FOUND = {
    "xlsx": N_("By its content this is an Excel workbook (.xlsx); it was read as one."),
    "xlsb": N_("By its content this is a binary Excel workbook (.xlsb); it was read as one."),
    "xls": N_("By its content this is an old Excel workbook (.xls); it was read as one."),
    "ods": N_("By its content this is an OpenDocument table (.ods); it was read as one."),
    "html": N_("By its content this is a web page; its tables were read."),
    "cards": N_("By its content this is a file of address cards (vCard); it was read as one."),
    "calendar": N_("By its content this is a calendar (iCalendar); it was read as one."),
    "text": N_("By its content this is a text file (CSV); it was read as one."),
}
CHANGED = N_("{file} has changed while it was read; nothing was taken from it. Try again.")
IN_USE = N_("{file} is open in another program; close it there or save a copy.")
UNREADABLE = N_("{file} cannot be read ({cause}); check the drive and try again.")


def main() -> int:
    """Serve the requests of one parent; every trouble ends as one line."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the lines.
    os.dup2(2, 1)
    try:
        _serve(sys.stdin.buffer, answers)
    except BrokenPipeError:
        return 1
    except BaseException as error:  # noqa: BLE001 - panics of the reader are no Exception
        _send(answers, {"refused": _tell_refusal(error)})
        return 1
    return 0


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    wanted = json.loads(requests.readline())
    limit_process(wanted["seconds"])
    # Millions of cells without a ring among them: collecting costs a third of the time.
    gc.disable()
    path = Path(wanted["path"])
    if "mail" in wanted:
        from t20desk.reading.mails import read_mail

        for said in read_mail(path):
            _send(answers, said)
        return
    if "fill" in wanted:
        from t20desk.reading.template_rows import fill_template

        _send(answers, fill_template(path, wanted["fill"]))
        return
    if "picture" in wanted:
        from t20desk.reading.picture_files import scale_picture

        _send(answers, scale_picture(path))
        return
    if "marks" in wanted:
        _send(answers, {"marks": _find_marks(path, wanted)})
        return
    opened = _describe_file(path)
    book = open_book(path, wanted)
    found = sniff_format(path)
    properties = read_properties(found, path)
    told = {
        **opened,
        **_describe_book(book),
        "properties": properties,
        "sealed": is_sealed(found, path, properties),
        "names_fields": found in ("cards", "calendar"),
    }
    _send(answers, {"opened": told})
    comparer: SheetComparer | None = None
    for request in requests:
        asked = json.loads(request)
        if "base" in asked:
            comparer = comparer or _start_comparing(book)
            for said in comparer.answer(asked):
                _send(answers, said)
        else:
            _send_rows(answers, book, asked["sheet"], asked["most"])
        _check_same(path, opened)
        _send(answers, {"ended": _describe_sheet(book.tell_remarks())})


def _start_comparing(book: Book) -> "SheetComparer":
    from t20desk.reading.comparing import SheetComparer

    return SheetComparer(book)


def _find_marks(path: Path, wanted: dict[str, Any]) -> dict[str, object]:
    """The part of a large sheet's reading that goes beside calamine."""
    from t20desk.reading.sheet_marks import pack_marks
    from t20desk.reading.workbook_packages import WorkbookPackage

    package = WorkbookPackage(path, wanted["large"], wanted["seconds"])
    return pack_marks(package.find_marks(wanted["marks"]))


def limit_process(seconds: int) -> None:
    """Half of the memory, at most 4 GB, and so many seconds of computing; POSIX only."""
    try:
        import resource
    except ImportError:
        return
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    _lower_limit(resource.RLIMIT_AS, min(memory, MOST_MEMORY))
    _lower_limit(resource.RLIMIT_CPU, seconds)
    _lower_limit(resource.RLIMIT_CORE, 0)


def _lower_limit(what: int, value: int) -> None:
    import resource

    _soft, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(what, (value, hard))


def _describe_file(path: Path) -> dict[str, object]:
    status = path.stat()
    if status.st_size == 0:
        raise RefusedError(N_("{file} is empty (0 bytes); choose another file."))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"sha256": digest, "size": status.st_size, "mtime_ns": status.st_mtime_ns}


def _check_same(path: Path, opened: dict[str, object]) -> None:
    """A stick may be pulled out, a file be saved again, while we read."""
    status = path.stat()
    if (status.st_size, status.st_mtime_ns) != (opened["size"], opened["mtime_ns"]):
        raise RefusedError(CHANGED)


def open_book(path: Path, wanted: dict[str, Any]) -> Book:
    """The file in the reader that suits its content, whatever its name says."""
    found = sniff_format(path)
    book = _open_format(found, path, wanted)
    named = _FORMATS.get(path.suffix.lower(), "text")
    if named != found:
        book.remarks.insert(0, (_FOUND[found], {}))
    return book


def _open_format(found: str, path: Path, wanted: dict[str, Any]) -> Book:
    # Each reader is loaded only for its own format.
    if found == "xlsx":
        from t20desk.reading.workbook_packages import WorkbookPackage
        from t20desk.reading.workbooks import Workbook

        package = WorkbookPackage(path, wanted["large"], wanted["seconds"])
        package.check_parts()
        return Workbook(package.open_content(), package)
    if found == "xlsb":
        from t20desk.reading.workbook_packages import PlainPackage
        from t20desk.reading.workbooks import Workbook

        return Workbook(path, PlainPackage(path, wanted["large"]))
    if found == "ods":
        from t20desk.reading.open_documents import DocumentPackage
        from t20desk.reading.workbooks import Workbook

        return Workbook(path, DocumentPackage(path, wanted["large"]))
    if found == "xls":
        from t20desk.reading.old_books import OldBook

        return OldBook(path, wanted["large"])
    if found == "html":
        from t20desk.reading.html_tables import WebPage

        return WebPage(path, wanted["encoding"], wanted["large"])
    if found == "cards":
        from t20desk.reading.vcards import CardFile

        return CardFile(path, wanted["encoding"])
    if found == "calendar":
        from t20desk.reading.calendars import CalendarFile

        return CalendarFile(path, wanted["encoding"])
    from t20desk.reading.text_tables import TextTable

    return TextTable(path, wanted["encoding"], wanted["separator"])


def _describe_book(book: Book) -> dict[str, object]:
    return {
        "sheets": [(s.name, s.hidden, s.rows, s.columns) for s in book.sheets],
        "remarks": book.remarks,
        "encoding": book.encoding,
        "encodings": list(book.encodings),
        "separator": book.separator,
    }


def _send_rows(answers: BinaryIO, book: Book, sheet: int, most: int | None) -> None:
    """Whole batches until there are as many rows as asked for."""
    sent = 0
    for number, batch in enumerate(book.read_sheet(sheet)):
        packed = pack_rows(batch)
        if number == 0:
            packed["sheet"] = _describe_sheet(book.tell_remarks())
        _send(answers, packed)
        sent += len(batch.numbers)
        if most is not None and sent >= most:
            return


def _describe_sheet(remarks: SheetRemarks) -> dict[str, object]:
    return {
        "merged": remarks.merged,
        "hidden_rows": remarks.hidden_rows,
        "hidden_columns": remarks.hidden_columns,
        "uncached_formula_columns": remarks.uncached_formula_columns,
        "blank_rows": remarks.blank_rows,
        "messages": remarks.messages,
    }


def _send(answers: BinaryIO, content: dict[str, object]) -> None:
    answers.write(encode_line(content))
    answers.flush()


def _tell_refusal(error: BaseException) -> dict[str, object]:
    refusal = error if isinstance(error, RefusedError) else _find_refusal(error)
    return {
        "message": refusal.message,
        "reason": refusal.reason,
        "arguments": refusal.arguments,
    }


def _is_lost_place(error: OSError) -> bool:
    """Whether a reader was led by what it read to a place that no file has."""
    return error.errno == errno.EINVAL and error.filename is None


def _find_refusal(error: BaseException) -> RefusedError:
    if isinstance(error, MemoryError):
        return RefusedError(NO_MEMORY)
    if isinstance(error, PermissionError) and os.name == "nt":
        return RefusedError(IN_USE)
    if isinstance(error, OSError) and not _is_lost_place(error):
        return RefusedError(UNREADABLE, cause=find_cause(error))
    if isinstance(error, LookupError) and "unknown encoding" in str(error):
        return RefusedError(
            N_("The encoding asked for {file} is not known; choose another."), "encoding"
        )
    return RefusedError(DAMAGED)
