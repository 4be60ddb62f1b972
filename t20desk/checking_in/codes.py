"""Codes of printed sheets: short, easily read and typed, with a sign that shows mistypings.

The signs leave out what is mistaken for another and the vowels that would make words. Their number
is a prime, so one wrong sign, or two that changed places, never give a code that holds.
"""

import secrets
import unicodedata
from collections.abc import Container
from typing import Final

from t20desk.errors import UserError
from t20desk.i18n import _

SIGNS: Final = "23456789ABCDFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 4
"""So many signs stand before the one that checks them."""


def make_code(taken: Container[str] = ()) -> str:
    """A code that no sheet has yet."""
    while True:
        body = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
        code = complete_code(body)
        if code not in taken:
            return code


def complete_code(body: str) -> str:
    """The signs of a code with the one that checks them."""
    return body + SIGNS[_weigh(body)]


def read_code(text: str) -> str:
    """A typed code as it is kept; raises UserError where it was mistyped."""
    wide = unicodedata.normalize("NFKC", text).upper()
    code = "".join(sign for sign in wide if sign.isalnum())
    is_whole = len(code) == LENGTH + 1 and all(sign in SIGNS for sign in code)
    if not is_whole or code != complete_code(code[:-1]):
        raise UserError(
            _("“{code}” is no code of a sheet; compare it with the foot of the paper.").format(
                code=text.strip()[:20]
            ),
            "sheet",
        )
    return code


def _weigh(body: str) -> int:
    return sum(place * SIGNS.index(sign) for place, sign in enumerate(body, start=1)) % len(SIGNS)
