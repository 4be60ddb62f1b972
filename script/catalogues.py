"""The catalogues of our words: `python -m script.catalogues update | compile | check`."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from hatch_build import compile_catalogues, extract_territories

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("de", "zh")
KEYWORDS = {"_": None, "N_": None, "translate": (1,), "ngettext": (1, 2), "NN_": (1, 2)}
HEADER = r"""# The words of t20desk; `python -m script.catalogues update` adds the new ones.
msgid ""
msgstr ""
"Language: {words.locale}\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {words.plural_forms}\n"

"""
SAME = LOCALE / "same.txt"
"""Messages that may read alike in English and another language, one a line: `de: PDF`."""


def extract_messages() -> Catalog:
    """Every message of the source, which is English."""
    words = Catalog()
    found = extract_from_dir(ROOT / "t20desk", [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in found:
        words.add(message)
    return words


def catalogue_path(language: str) -> Path:
    """Where the words of a language are kept."""
    return LOCALE / language / "LC_MESSAGES" / "t20desk.po"


def read_catalogue(language: str) -> Catalog:
    """The words of a language; an empty catalogue where there are none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update_catalogues() -> None:
    """Add what the source says newly to each catalogue and drop what it says no more."""
    source = extract_messages()
    for language in LANGUAGES:
        words = read_catalogue(language)
        words.update(source, no_fuzzy_matching=True, update_creation_date=False)
        words.obsolete.clear()
        _write_catalogue(words, catalogue_path(language))


def _write_catalogue(words: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(HEADER.format(words=words).encode())
        write_po(stream, words, no_location=True, omit_header=True, sort_output=True, width=0)


def list_problems(language: str, source: Catalog) -> Iterator[str]:
    """What is missing or wrong in a catalogue of the source's messages, one sentence each."""
    words, same = read_catalogue(language), _read_same(language)
    known = {_texts(message.id): message for message in words if message.id}
    for message in source:
        if message.id:
            yield from _judge_message(language, message, known.pop(_texts(message.id), None), same)
    for texts in known:
        yield f"{language}: no longer in the source: {texts[0]!r}"


def _judge_message(
    language: str, asked: Message, found: Message | None, same: set[str]
) -> Iterator[str]:
    english = _texts(asked.id)
    foreign = _texts(found.string) if found else ()
    if not found or not foreign or not all(foreign):
        yield f"{language}: not translated: {english[0]!r}"
        return
    if found.fuzzy:
        yield f"{language}: marked fuzzy: {english[0]!r}"
    if any(_placeholders(text) != _placeholders(english[-1]) for text in foreign):
        yield f"{language}: other placeholders: {english[0]!r}"
    if english[0] == foreign[0] and english[0] not in same and re.search(r"\w{2}", english[0]):
        yield f"{language}: reads as in English (or list it in same.txt): {english[0]!r}"


def _texts(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)[^{}]*\}", text))


def _read_same(language: str) -> set[str]:
    lines = SAME.read_text(encoding="utf-8").splitlines() if SAME.exists() else []
    return {line.partition(": ")[2] for line in lines if line.startswith(f"{language}: ")}


def main(verb: str) -> int:
    """Do one of the verbs; `check` ends with 1 when a catalogue is not complete."""
    if verb == "update":
        update_catalogues()
    elif verb == "compile":
        compile_catalogues(LOCALE)
        extract_territories(LOCALE)
    elif verb == "check":
        source = extract_messages()
        problems = [what for one in LANGUAGES for what in list_problems(one, source)]
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
        return bool(problems)
    else:
        sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
