"""Languages by ISO 639, known by code and name in three languages."""

from dataclasses import dataclass
from typing import ClassVar

from t20desk.db.types.choices import Choice, Choices, Options
from t20desk.i18n import N_

LANGUAGE_OPTIONS: Options = (
    ("de", N_("German")), ("en", N_("English")), ("zh", N_("Chinese")), ("fr", N_("French")),
    ("es", N_("Spanish")), ("it", N_("Italian")), ("pt", N_("Portuguese")), ("ru", N_("Russian")),
    ("ar", N_("Arabic")), ("ja", N_("Japanese")), ("ko", N_("Korean")), ("nl", N_("Dutch")),
    ("sv", N_("Swedish")), ("da", N_("Danish")), ("no", N_("Norwegian")), ("fi", N_("Finnish")),
    ("pl", N_("Polish")), ("cs", N_("Czech")), ("hu", N_("Hungarian")), ("ro", N_("Romanian")),
    ("el", N_("Greek")), ("tr", N_("Turkish")), ("he", N_("Hebrew")), ("fa", N_("Persian")),
    ("hi", N_("Hindi")), ("id", N_("Indonesian")), ("ms", N_("Malay")), ("th", N_("Thai")),
    ("vi", N_("Vietnamese")), ("uk", N_("Ukrainian")),
)  # fmt: skip


@dataclass(frozen=True)
class Language(Choice):
    """One language."""

    options: Options = LANGUAGE_OPTIONS

    width: ClassVar[int] = 12


@dataclass(frozen=True)
class Languages(Choices):
    """Several languages."""

    options: Options = LANGUAGE_OPTIONS
