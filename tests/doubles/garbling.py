"""What happens to a text when somebody types it a second time."""

import random
from typing import Final

NEAR_KEYS: Final = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "kö", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w",
    "r": "et", "s": "ad", "t": "rz",
    "u": "zi", "v": "cb", "w": "qe", "x": "yc", "y": "x", "z": "tu",
}  # fmt: skip
PLAIN: Final = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e", "è": "e", "ø": "o", "å": "a", "ł": "l",
     "É": "E", "Å": "A", "Ł": "L", "ç": "c", "í": "i", "á": "a", "ó": "o", "ş": "s", "ı": "i",
     "ś": "s", "Á": "A", "ń": "n", "ë": "e", "ô": "o"}
)  # fmt: skip
SPELLED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa"})


def mistype(dice: random.Random, text: str) -> str:
    """One typing error: a letter too many, too few, wrong, or two turned round."""
    places = [at for at, sign in enumerate(text) if sign.isalnum() and at]
    if len(places) < 3:
        return text
    at = dice.choice(places)
    match dice.randrange(4):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at] + text[at:]
        case 2:
            near = NEAR_KEYS.get(text[at].lower())
            wrong = dice.choice(near) if near else str(dice.randrange(10))
            return text[:at] + wrong + text[at + 1 :]
        case _:
            return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :] if at > 1 else text


def lose_accents(dice: random.Random, text: str) -> str:
    """Umlauts as two letters, or every mark dropped."""
    return text.translate(SPELLED if dice.random() < 0.5 else PLAIN)


def rewrite_phone(dice: random.Random, number: str) -> str:
    """The same number as somebody else writes it."""
    match dice.randrange(4):
        case 0:
            return number.replace("+", "00", 1)
        case 1:
            return number.replace(" ", "")
        case 2:
            return number.replace(" ", "-")
        case _:
            head, _blank, tail = number.partition(" ")
            return f"{head} (0){tail}" if head in ("+49", "+44", "+43", "+41") else number


def abbreviate_street(text: str) -> str:
    """A street as people shorten it."""
    pairs = (("straße", "str."), ("Road", "Rd."), ("Avenue", "Ave"), ("platz", "pl."))
    for long, short in pairs:
        text = text.replace(long, short)
    return text
