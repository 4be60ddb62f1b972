"""Where the tour stands: its database, its folder, what it wrote, and the numbers that differ."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from t20desk import i18n
from t20desk.cli.album import Album
from t20desk.cli.app import say
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext

if TYPE_CHECKING:
    from t20desk.db.database import Database
    from t20desk.printing.sheets import Paper


@dataclass
class Stand:
    """Where the tour stands: its database, its folder, and the numbers that differ."""

    database: "Database"
    folder: Path
    album: Album
    differing: list[str] = field(default_factory=list)

    def compare(
        self, labels: Mapping[str, str], expected: Mapping[str, int], found: Mapping[str, int]
    ) -> str:
        """The numbers in one line; what differs from the expected ones is kept."""
        for name, number in expected.items():
            if found.get(name) != number:
                text = _("{what}: {number}, but the facts say {expected}").format(
                    what=_(labels[name]), number=found.get(name), expected=number
                )
                self.differing.append(text)
                say(text)
        return " · ".join(f"{_(labels[name])}: {found.get(name)}" for name in expected)

    def check_facts(self) -> str:
        """Count the demonstration's facts again."""
        from t20desk.demonstration import FACTS, LABELS, count_facts

        return self.compare(LABELS, FACTS, count_facts(self.database))

    def place(self, *parts: str) -> Path:
        """A path in the folder of the tour; its folder is made."""
        path = self.folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write_paper(self, chapter: str, paper: "Paper", target: Path) -> list[Path]:
        """A paper as PDF, and its first sheet as a picture."""
        from t20desk.printing.sheets import render_page, write_pdf

        document, picture = target.with_suffix(".pdf"), target.with_suffix(".png")
        write_pdf(paper, document)
        if not render_page(paper, 1).save(str(picture)):
            raise UserError(_("{file} could not be written; check the disk.").format(file=picture))
        for path in (document, picture):
            self.album.add(chapter, path)
        return [document, picture]


@contextmanager
def each_language() -> Iterator[Iterator[str]]:
    """The three languages one after the other, then the one in use again."""
    used = i18n.language()

    def switch() -> Iterator[str]:
        for code in i18n.LANGUAGES:
            i18n.use(code)
            yield code

    try:
        yield switch()
    finally:
        i18n.use(used)


def tell_numbers(what: str, numbers: str) -> str:
    """What was done, and the numbers of it."""
    return f"{what}: {numbers}"


def count_files(paths: Sequence[Path]) -> str:
    """How many files were written."""
    return ngettext("{number} file", "{number} files", len(paths)).format(number=len(paths))
