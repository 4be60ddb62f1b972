"""A child of the benchmark: the program itself, and hands that work in its window."""

import gc
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

gc.disable()  # the program does so before its imports

from t20desk.ui.application import begin_application  # noqa: E402 - before anything of Qt

# isort: split
from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from t20desk.__main__ import main as open_door  # noqa: E402

if TYPE_CHECKING:
    from t20desk.ui.imports.import_wizard import ImportWizard
    from t20desk.ui.window import Window

WORDS = (
    "sample", "南", "南京", "技术中心", "казань", "nanjing", "sz", "member777", "sample delta",
)  # fmt: skip
"""What is typed: frequent and rare, three scripts, one and two Chinese characters, pinyin."""
PAUSE = 20_000
"""Milliseconds in which nobody works, as between two tasks of a day."""
TYPIST = 0.12
"""Seconds between two keys of a quick typist."""


class Hands:
    """Works in the window of the program and measures what the eye sees."""

    def __init__(self, window: "Window") -> None:
        from window_watch import Heartbeat, Watch

        from t20desk.ui.lists.list_page import ListPage
        from t20desk.ui.places import list_place

        self.window = window
        if not isinstance(window.page(), ListPage):
            window.go_to(list_place("member"))
        page = window.page()
        assert isinstance(page, ListPage)
        self.page: ListPage = page
        self.records = page.table.records
        self.watch = Watch(page.table)
        self.heart = Heartbeat()
        self._fresh = False
        for signal in (self.records.modelReset, self.records.dataChanged, self.records.ids_arrived):
            signal.connect(self._note)

    def _note(self, *_said: object) -> None:
        if self._is_asked():
            self._fresh = True

    def _is_asked(self) -> bool:
        return bool(self.records.listing.search == self.page.filters.query())

    def is_full(self) -> bool:
        """Whether every row in sight has its cells."""
        table = self.page.table
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        end = len(self.records.ids) if last < 0 else last + 1
        return first >= 0 and all(
            self.records.cells_of(row) is not None for row in range(first, end)
        )

    def is_fresh(self) -> bool:
        """Whether what is listed is what was asked for last, and all of it there."""
        return self._fresh and self.is_full()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        from window_watch import rest, wait_until

        rest(100)
        wait_until(lambda: not self.window.desk.jobs.running)
        rest(100)

    # --- the jobs -----------------------------------------------------------------------------

    def measure_all(self, sheet: str) -> dict[str, Any]:
        """Everything in the order of a day; memory as it grows."""
        from window_watch import jump_about, scroll_pages, used_each

        found: dict[str, Any] = {"first": time.monotonic()}
        self.watch.wait(self.is_full)
        found["painted"] = time.monotonic()
        self.settle()
        found["settled"] = time.monotonic()
        memory = {"idle": memory_used()}
        table = self.page.table
        found["jump"] = used_each(lambda: jump_about(table, self.watch, self.is_full, 200))
        self.heart.begin()
        scroll_pages(table, 8)
        found["gaps_scroll"] = self.heart.end()
        memory["scrolled"] = memory_used()
        found |= self.type_words()
        memory["searched"] = memory_used()
        found["sort"] = self.sort_columns()
        memory["sorted"] = memory_used()
        found |= self.export_list()
        memory["exported"] = memory_used()
        if sheet:
            found |= self.import_sheet(Path(sheet))
            memory["imported"] = memory_used()
        return found | {"memory": memory}

    def type_words(self) -> dict[str, Any]:
        """Type words letter by letter; a key waits for the page before, not for all its rows."""
        from window_watch import rest, spread

        line = self.page.filters.search
        line.setFocus()
        taken: dict[str, list[float]] = {}
        whole: dict[str, float] = {}
        gaps: list[float] = []
        used = 0.0
        for word in WORDS:
            self.heart.begin()
            for letter in word:
                if letter == " ":
                    line.insert(letter)
                    continue
                start, begun_at = time.perf_counter(), time.process_time()
                self._fresh = False
                line.insert(letter)
                self.watch.wait(self.is_fresh)
                used += time.process_time() - begun_at
                taken.setdefault(word, []).append(time.perf_counter() - start)
                rest(max(0, round((start + TYPIST - time.perf_counter()) * 1000)))
            begun = time.perf_counter()
            self.settle()
            whole[word] = round(time.perf_counter() - begun - 0.2 + taken[word][-1], 2)
            gaps += self.heart.end()
            line.clear()
            self.settle()
        every = [one for some in taken.values() for one in some]
        slowest = {word: [round(one * 1000) for one in some] for word, some in taken.items()}
        return {
            "key": spread(every) | {"used": round(used * 1000 / len(every), 1)},
            "key_words": slowest,
            "whole": whole,
            "gaps_search": sorted(gaps, reverse=True)[:10],
        }

    def sort_columns(self) -> dict[str, list[float]]:
        """Milliseconds from the click on a heading to its first page, upwards and downwards."""
        header, taken = self.page.table.horizontalHeader(), {}
        for column, one in enumerate(self.records.fields):
            times = []
            for _direction in range(2):
                start = time.perf_counter()
                self._fresh = False
                header.sectionClicked.emit(column)
                self.watch.wait(self.is_fresh)
                times.append(round((time.perf_counter() - start) * 1000, 1))
                self.settle()
            taken[one.name] = times
        return taken

    def export_list(self) -> dict[str, Any]:
        """The gaps while the list is written to a workbook."""
        from t20desk.listing import read_table
        from t20desk.ui.lists.exports import write_tables

        listing, desk = self.page.listing_shown(), self.window.desk
        target = Path(os.environ["T20DESK_DATA"], "list.xlsx")
        self.heart.begin()
        start = time.perf_counter()
        write_tables(self.page, desk, lambda: [read_table(desk.db, listing)], target)
        self.settle()
        taken = time.perf_counter() - start
        assert target.exists()
        return {"gaps_export": self.heart.end(), "export": round(taken, 1)}

    def import_sheet(self, sheet: Path) -> dict[str, Any]:
        """The gaps while a workbook is read, planned, shown and taken in."""
        from window_watch import rest, wait_until

        from t20desk.ui.imports.import_flow import Opening
        from t20desk.ui.imports.import_wizard import DONE, FILE, LOOK, ImportWizard
        from t20desk.ui.places import Place

        gaps: dict[str, list[float]] = {}
        rest(PAUSE)
        self.heart.begin()
        self.window.go_to(Place("import", "member"))
        rest(100)
        gaps["page"] = self.heart.end()
        wizard = self.window.page()
        assert isinstance(wizard, ImportWizard)
        start = time.perf_counter()
        steps = (
            ("open", lambda: wizard.chosen._open(Opening(sheet, large=True)), FILE),
            ("plan", wizard.plan, LOOK),
            ("apply", wizard.preview.apply.click, DONE),
        )
        for name, act, step in steps:
            self.heart.begin()
            act()
            wait_until(lambda step=step: self._comes_to(wizard, step))
            self.settle()
            gaps[name] = self.heart.end()
        taken = round(time.perf_counter() - start, 1)
        return {"gaps_import": gaps, "import": taken}

    def _comes_to(self, wizard: "ImportWizard", step: int) -> bool:
        """Whether a step is reached; questions on the way are answered once, as is proposed."""
        is_asked = wizard.steps.currentWidget() is wizard.questions
        if is_asked and not self.window.desk.jobs.running:
            wizard.questions.go_on.click()
        return wizard.steps.currentIndex() == step


def memory_used() -> int:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def begin(job: str, sheet: str) -> None:
    """Find the window, do the job, print what was found, end."""
    from t20desk.ui.window import Window

    try:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
        hands = Hands(window)
        if job == "start":
            hands.watch.wait(hands.is_full)
            found: dict[str, Any] = {"painted": time.monotonic(), "used": time.process_time()}
        else:
            found = hands.measure_all(sheet)
        print(json.dumps(found), flush=True)
        window.close()
    except BaseException:  # noqa: BLE001 - the program would show it and wait
        traceback.print_exc()
        os._exit(1)


def leave_on_list(address: str) -> None:
    """Have the next start begin where somebody left off: on the list of organisations.

    A child of its own does it, so that a start that is measured imports in the program's order.
    """
    from t20desk.settings import Settings
    from t20desk.ui.memory import Memory
    from t20desk.ui.shell.first_page import KEPT, LEFT
    from t20desk.ui.shell.one_window import door_name

    Settings().change("first_page", LEFT)
    memory = Memory()
    memory.keep_text(KEPT, json.dumps([door_name(address), "member"]))
    memory.save()


def main() -> None:
    job, address, sheet = sys.argv[1:4]
    if job == "leave":
        leave_on_list(address)
        print("{}")
        return
    app = begin_application(sys.argv)
    QTimer.singleShot(0, app, lambda: begin(job, sheet))
    sys.argv = ["t20desk", "--db", address, "--language", "en"]
    sys.exit(open_door())


if __name__ == "__main__":
    main()
