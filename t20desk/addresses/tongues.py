"""In which of our languages somebody is written to."""

from typing import Final

from t20desk.i18n import LANGUAGES

EAST: Final = ("CN", "TW", "HK", "MO")
GERMAN: Final = ("DE", "AT", "CH", "LI", "LU")


def choose_language(languages: str | None, country: str | None) -> str:
    """The first language of somebody that we speak, else that of the country."""
    for code in (languages or "").replace(";", " ").split():
        if code in LANGUAGES:
            return code
    if country in EAST:
        return "zh"
    return "de" if country in GERMAN else "en"
