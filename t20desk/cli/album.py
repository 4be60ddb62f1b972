"""The files a tour made: told one a line, and shown together on one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from t20desk.cli.app import say_out
from t20desk.exporting import place_file
from t20desk.i18n import _, language

_PICTURES: Final = (".png", ".svg", ".jpg")
_STYLE: Final = (
    "body{font:15px/1.5 sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#222}"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(22rem,1fr));gap:1.5rem}"
    "figure{margin:0}img{width:100%;border:1px solid #ccc;border-radius:4px}"
    "figcaption{font-size:.85rem;color:#555;overflow-wrap:anywhere}"
)


@dataclass(frozen=True, slots=True)
class Made:
    """One file of the tour and the chapter it belongs to."""

    chapter: str
    path: Path


class Album:
    """Keeps what was made and writes the page that shows it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: list[Made] = []

    def add(self, chapter: str, path: Path) -> None:
        """Keep a file and say its path."""
        self._made.append(Made(chapter, path.resolve()))
        say_out(str(path.resolve()))

    def write_index(self, facts: str) -> Path:
        """A page with every picture and a link to every other file."""
        target = self.folder / "index.html"
        with place_file(target) as draft:
            draft.write_text("\n".join(self._write_page(facts)), encoding="utf-8")
        say_out(str(target.resolve()))
        return target

    def _write_page(self, facts: str) -> Iterator[str]:
        title = escape(_("A tour of t20desk"))
        yield f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
        yield f"<h1>{title}</h1><p>{escape(facts)}</p>"
        for chapter in dict.fromkeys(one.chapter for one in self._made):
            yield f"<h2>{escape(chapter)}</h2>"
            paths = [one.path for one in self._made if one.chapter == chapter]
            others = [path for path in paths if path.suffix.lower() not in _PICTURES]
            yield from (self._name(path) for path in others)
            yield "<main>"
            yield from (self._show(path) for path in paths if path not in others)
            yield "</main>"
        yield "</body></html>"

    def _show(self, path: Path) -> str:
        link, name = self._link(path), escape(path.stem)
        return (
            f'<figure><a href="{link}"><img loading="lazy" src="{link}" alt="{name}"></a>'
            f"<figcaption>{name}</figcaption></figure>"
        )

    def _name(self, path: Path) -> str:
        return f'<p><a href="{self._link(path)}">{escape(path.name)}</a></p>'

    def _link(self, path: Path) -> str:
        inside = path.is_relative_to(self.folder.resolve())
        near = path.relative_to(self.folder.resolve()) if inside else path
        return escape(quote(near.as_posix()))
