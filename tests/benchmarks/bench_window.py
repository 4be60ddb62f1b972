"""Run by hand: the window on a large file, beside bare windows and bare SQL in the same run.

The window is the program's own, really painted on an Xvfb; hands jump, type, sort, export and
import in it. `bench_window.py --rows 100000` is the quick way; the files are kept in the temporary
folder, so that a second run begins at once. Milliseconds unless it says something else.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from window_files import FOLDER, office_file, sheet_file
from window_screen import own_screen, run_child

from t20desk.db.fields import KINDS
from t20desk.db.schema import key_column
from t20desk.listing import usual_columns

SHEET_ROWS = 100_000
STARTS = 12
LEAST_QUERY = 1.0
"""What takes SQL fewer milliseconds is read off an index; a multiple of that says nothing."""
Figures = dict[str, Any]


class Start(NamedTuple):
    """Seconds of the clock and of the processor until something was painted."""

    passed: float
    used: float


def measure_starts(office: Path, around: dict[str, str]) -> tuple[Start, Start]:
    """Medians to the first rows painted and to a bare window, one beside the other."""
    ours: list[Start] = []
    bare: list[Start] = []
    run_child("window_drive.py", "leave", office, "", around=around)
    for _turn in range(STARTS):
        for times, words in ((ours, ("window_drive.py", "start", office, "")),
                             (bare, ("window_bare.py", 0))):  # fmt: skip
            found = run_child(*words, around=around)
            times.append(Start(found["painted"] - found["started"], found["used"]))
    return _middle(ours), _middle(bare)


def _middle(starts: list[Start]) -> Start:
    return Start(*(statistics.median(values) for values in zip(*starts, strict=True)))


def measure_sql(office: Path) -> dict[str, list[float]]:
    """Milliseconds of the bare ORDER BY with LIMIT on each key, upwards and downwards."""
    taken = {}
    with sqlite3.connect(f"file:{office}?mode=ro", uri=True) as connection:
        connection.execute("PRAGMA cache_size=-65536")
        for name in usual_columns(KINDS["member"]):
            one = KINDS["member"].fields[name]
            key = key_column(name) if one.has_key else name
            taken[name] = [_clock_sql(connection, key, way) for way in ("ASC", "DESC")]
    return taken


def _clock_sql(connection: sqlite3.Connection, key: str, way: str) -> float:
    times = []
    for _turn in range(3):
        start = time.perf_counter()
        connection.execute(f'SELECT id FROM member ORDER BY "{key}" {way} LIMIT 100').fetchall()
        times.append((time.perf_counter() - start) * 1000)
    return round(min(times), 2)


def describe(rows: int, ours: Figures, bare: Figures, sql: Figures) -> Iterable[str]:
    """The figures, a line each, with what was aimed at."""
    yield from _tell_jumps_and_keys(ours, bare["jump"])
    for name, times in ours["sort"].items():
        yield _tell_sort(name, times, sql[name], bare["jump"]["p50"])
    yield f"longest gaps: bare table scrolled {_join(bare['gaps'][:3])}"
    gaps = {name: ours[f"gaps_{name}"] for name in ("scroll", "search", "export")}
    gaps |= {f"import, {name}": found for name, found in ours.get("gaps_import", {}).items()}
    for name, found in gaps.items():
        over = found[0] - bare["gaps"][0]
        yield f"    {name}: {_join(found)}, +{max(over, 0):.0f}, aim +50: {_judge(over <= 50)}"
    yield f"export {rows:,} rows {ours['export']} s, import {ours.get('import')} s"
    memory = ours["memory"]
    yield (
        f"memory in MiB: {memory}, aim 250 idle: {_judge(memory['idle'] <= 250)}, "
        f"500 after all: {_judge(max(memory.values()) <= 500)}"
    )


def _tell_jumps_and_keys(ours: Figures, jump: Figures) -> Iterable[str]:
    own, key = ours["jump"], ours["key"]
    ratio, busy = own["p95"] / jump["p95"], own["used"] / jump["used"]
    yield (
        f"jump: ours {own}, bare {jump}, p95 {ratio:.2f} x, by the processor {busy:.2f} x, "
        f"aim 1.5 x: {_judge(ratio <= 1.5)} ({_judge(busy <= 1.5)})"
    )
    over, more = key["p95"] - jump["p95"], key["used"] - jump["used"]
    yield (
        f"key to page: {key}, p95 +{over:.0f}, by the processor +{more:.0f}, "
        f"aim +60: {_judge(over <= 60)}"
    )
    for word, times in ours["key_words"].items():
        whole = ours["whole"][word]
        yield f"    {word}: {times}, all of it after {whole} s, aim 1.5 s: {_judge(whole <= 1.5)}"


def _tell_sort(name: str, times: Sequence[float], raw: Sequence[float], repaint: float) -> str:
    """One repaint, one query as long as the bare one and a half: what is above that is told."""
    slowest = max(own - repaint - 1.5 * alone for own, alone in zip(times, raw, strict=True))
    said = f"    sort by {name}: {times} = one repaint of {repaint:.0f} + query"
    rest = [max(own - repaint, 0) for own in times]
    if min(raw) >= LEAST_QUERY:
        ratios = [own / alone for own, alone in zip(rest, raw, strict=True)]
        return f"{said} {_join(ratios, ' x')} bare SQL {raw}, aim 1.5 x: {_judge(slowest <= 0)}"
    return f"{said} {_join(rest)}; by its index bare SQL takes {raw}"


def _judge(holds: bool) -> str:
    return "met" if holds else "MISSED"


def tell_start(rows: int, ours: Start, bare: Start) -> str:
    """How long a start took beside a bare window; by the processor in brackets."""
    return (
        f"{rows:,} members; start: ours {ours.passed:.2f} s ({ours.used:.2f}), "
        f"bare window {bare.passed:.2f} s ({bare.used:.2f}), "
        f"{ours.passed / bare.passed:.2f} x ({ours.used / bare.used:.2f}), "
        f"aim 1.5 x: {_judge(ours.passed <= 1.5 * bare.passed)}"
    )


def _join(values: Iterable[float], unit: str = "") -> str:
    return " ".join(f"{value:.2f}{unit}" if unit else f"{value:.0f}" for value in values)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--no-import", action="store_true")
    words.add_argument("--only-start", action="store_true")
    chosen = words.parse_args()
    office = office_file(chosen.rows)
    sheet = "" if chosen.no_import else sheet_file(SHEET_ROWS)
    with own_screen() as around:
        ours, bare = measure_starts(office, around)
        print(tell_start(chosen.rows, ours, bare), flush=True)
        if chosen.only_start:
            return
        yardstick = run_child("window_bare.py", chosen.rows, around=around)
        sql = measure_sql(office)
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            copy = office if chosen.no_import else Path(folder, office.name)
            if copy != office:
                shutil.copyfile(office, copy)
            figures = run_child("window_drive.py", "all", copy, sheet, around=around)
    for line in describe(chosen.rows, figures, yardstick, sql):
        print(line)
    (FOLDER / f"window-{chosen.rows}.json").write_text(
        json.dumps(
            {"ours": figures, "bare": yardstick, "sql": sql, "start": [ours, bare]}, indent=1
        )
    )


if __name__ == "__main__":
    main()
