"""The settings of this computer: one line each, from which the preferences window is drawn.

They are kept as JSON in the data folder; what belongs to the office lies in the database instead.
"""

import getpass
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from t20desk.db.types import Choice, Stored, Text, Type
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGE_NAMES, N_, _
from t20desk.paths import data_folder, write_lasting


class Setting(NamedTuple):
    """One thing the user may choose; `section` and `label` are English messages."""

    name: str
    section: str
    label: str
    type: Type
    default: Stored
    help: str = ""


SETTINGS: Final[dict[str, Setting]] = {}
KEY: Final = "key/"
"""Before the name of a verb whose key somebody chose."""


def setting(
    name: str, section: str, label: str, kind: Type, default: Stored, help: str = ""
) -> None:
    """Declare a setting; its row in the preferences follows by itself."""
    SETTINGS[name] = Setting(name, section, label, kind, default, help)


LOOKS: Final = N_("Appearance")
PERSON: Final = N_("Person working here")

_languages = (("", N_("As the system")), *LANGUAGE_NAMES.items())
_themes = (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")))
_cards = (
    ("auto", N_("In a wide window")),
    ("always", N_("Always")),
    ("never", N_("Never")),
)
_first_pages = (("today", N_("Today")), ("left", N_("The page shown last")))
_densities = (("generous", N_("Generous")), ("compact", N_("Compact")))

# fmt: off
setting("person", PERSON, N_("Your name"), Text(), "", N_("Shown beside each change you make."))
setting("language", LOOKS, N_("Language"), Choice(_languages), "")
setting("theme", LOOKS, N_("Colours"), Choice(_themes), "system")
setting("card", LOOKS, N_("Record card beside lists"), Choice(_cards), "auto")
setting("first_page", LOOKS, N_("First page of a file"), Choice(_first_pages), "today")
setting("density", LOOKS, N_("Height of rows"), Choice(_densities), "generous")
# fmt: on


class Settings:
    """The values of all settings; a broken file is put aside and the defaults hold."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_folder() / "settings.json"
        self._values: dict[str, Stored] = _read_values(self._path)
        self.listeners: list[Callable[[str], None]] = []

    def value(self, name: str) -> str:
        """The value as text; a code that is no longer offered falls back to the default."""
        declared = SETTINGS[name]
        value = self._values.get(name, declared.default)
        codes = [code for code, _label in declared.type.choices()]
        if codes and value not in codes:
            value = declared.default
        return "" if value is None else str(value)

    def change(self, name: str, value: Stored) -> None:
        """Keep a new value and tell everybody who listens."""
        if self._values.get(name, SETTINGS[name].default) == value:
            return
        self._values[name] = value
        self._write_values()
        for listener in list(self.listeners):
            listener(name)

    def chosen_keys(self) -> dict[str, str]:
        """The keys that were chosen, by the name of the verb; "" where it is to have none."""
        values = self._values.items()
        return {name[len(KEY) :]: str(key) for name, key in values if name.startswith(KEY)}

    def change_keys(self, chosen: Mapping[str, str]) -> None:
        """Keep these keys in place of all chosen before, and tell everybody who listens."""
        if chosen == self.chosen_keys():
            return
        kept = {name: value for name, value in self._values.items() if not name.startswith(KEY)}
        self._values = kept | {KEY + name: key for name, key in chosen.items()}
        self._write_values()
        for listener in list(self.listeners):
            listener(KEY)

    def person(self) -> str:
        """The name of the person working, else the name of the account."""
        return self.value("person") or _account_name()

    def _write_values(self) -> None:
        text = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True)
        try:
            write_lasting(self._path, text)
        except OSError as error:
            raise UserError(
                _(
                    "The settings could not be kept in {folder}; check whether the disk is full."
                ).format(folder=self._path.parent)
            ) from error


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _read_values(path: Path) -> dict[str, Stored]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(values, dict):
            return {str(k): v for k, v in values.items() if _is_stored(v)}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        pass
    put_aside(path)
    return {}


def _is_stored(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def put_aside(path: Path) -> None:
    """Keep a file that cannot be read beside itself as `.bak`, so that a fresh one can be made."""
    try:
        path.replace(path.with_name(path.name + ".bak"))
    except OSError:
        return
