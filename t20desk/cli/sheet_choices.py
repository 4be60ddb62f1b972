"""What a command line says about the columns of a sheet, as plain values of an import."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from t20desk.cli.app import refuse_usage
from t20desk.cli.sheet_options import Texts
from t20desk.db.database import Database
from t20desk.i18n import _

if TYPE_CHECKING:
    from t20desk.db.fields import Field
    from t20desk.importing.values import Meaning

_WORDS = {
    "--written": ("dmy", "mdy", "ymd", ",", ".", "family_first", "given_first"),
    "--unknown": ("create", "nothing"),
}


class SheetChoices:
    """The options that name columns and fields, read for one kind of record."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self._kind = database.kinds[kind]

    def read(self, given: dict[str, Texts]) -> dict[str, Any]:
        """The values of an import's options; raises UserError for what is no field or value."""
        from t20desk.importing.values import Join, Split

        splits = self._read_parted("--split", given)
        joins = self._read_parted("--join", given)
        return {
            "mapping": dict(read_pairs("--map", given)),
            "splits": tuple(
                Split(head, tuple(self._name(name) for name in text.split(",")), sign)
                for head, text, sign in splits
            ),
            "joins": tuple(
                Join(self._name(name), tuple(text.split("+")), sign or " ")
                for name, text, sign in joins
            ),
            "constants": self._by_field("--set", given),
            "defaults": self._by_field("--default", given),
            "conventions": self._by_word("--written", given),
            "meanings": self._read_meanings(given),
            "blanks": frozenset(
                self._name(text) for text in given["--clear"] or () if ":" not in text
            ),
        }

    def _name(self, text: str) -> str:
        return self._find(text)[0]

    def _find(self, text: str) -> "tuple[str, Field]":
        """A field and its name in the options, dotted where a record beside the row has it."""
        from t20desk.importing.described import AlongColumns
        from t20desk.importing.headings import find_target

        name = text.strip()
        if found := AlongColumns(self._kind, self._database.kinds).find_named(name):
            return name, found[1]
        one = find_target(self._kind, name)
        return one.name, one

    def _read_parted(self, option: str, given: dict[str, Texts]) -> Iterator[tuple[str, str, str]]:
        for head, text in read_pairs(option, given):
            names, _at, sign = text.partition("@")
            yield head, names, sign

    def _by_field(self, option: str, given: dict[str, Texts]) -> dict[str, str]:
        return {self._name(name): text for name, text in _cut_first(option, given)}

    def _by_word(self, option: str, given: dict[str, Texts]) -> dict[str, str]:
        found = self._by_field(option, given)
        for word in found.values():
            if word not in _WORDS[option]:
                known = ", ".join(_WORDS[option])
                message = _("{option} is one of these: {known}.")
                refuse_usage(message.format(option=option, known=known))
        return found

    def _read_meanings(self, given: dict[str, Texts]) -> dict[str, dict[str, "Meaning"]]:
        from t20desk.importing.meaning import read_meaning
        from t20desk.importing.values import ALL_TEXTS, CLEAR, Meaning

        found: dict[str, dict[str, Meaning]] = {}
        for place, value in read_pairs("--value", given):
            name, colon, text = place.partition(":")
            if not colon:
                _refuse("--value", place)
            path, one = self._find(name)
            found.setdefault(path, {})[text] = read_meaning(self._database, one, value)
        for text in given["--clear"] or ():
            name, colon, sign = text.partition(":")
            if colon:
                found.setdefault(self._name(name), {})[sign] = CLEAR
        for name, deed in self._by_word("--unknown", given).items():
            meaning = Meaning("create" if deed == "create" else "nothing")
            found.setdefault(name, {})[ALL_TEXTS] = meaning
        return found


PAIRED = ("--map", "--split", "--join", "--set", "--default", "--value")


def check_pairs(given: dict[str, Texts]) -> None:
    """Refuse what lacks its sign of equality, before anything is opened."""
    for option in PAIRED:
        list(read_pairs(option, given))


def read_pairs(option: str, given: dict[str, Texts]) -> Iterator[tuple[str, str]]:
    """What stands before and behind the last sign of equality."""
    for text in given[option] or ():
        first, equals, last = text.rpartition("=")
        if not equals:
            _refuse(option, text)
        yield first, last.strip()


def _cut_first(option: str, given: dict[str, Texts]) -> Iterable[tuple[str, str]]:
    """What stands before and behind the first sign of equality, for values may hold one."""
    for text in given[option] or ():
        first, equals, last = text.partition("=")
        if not equals:
            _refuse(option, text)
        yield first, last.strip()


def _refuse(option: str, text: str) -> NoReturn:
    message = _("Write {option} as its help says, not “{text}”.")
    refuse_usage(message.format(option=option, text=text))
    raise AssertionError


def check_word(word: str, known: Sequence[str], option: str) -> None:
    """Refuse a word that is none of those known."""
    if word and word not in known:
        message = _("{option} is one of these: {known}.")
        refuse_usage(message.format(option=option, known=", ".join(known)))
