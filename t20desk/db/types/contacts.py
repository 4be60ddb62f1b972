"""Mail addresses, telephone numbers and web addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar, Final

from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.cleaning import (
    clean_line,
    has_lost_digits,
    is_plain,
    make_narrow,
    tell_removed,
    write_out,
)
from t20desk.db.types.texts import refuse_length, tell_lost
from t20desk.db.types.values import (
    NOTHING,
    Parsed,
    Reading,
    Stored,
    Type,
    ask,
    cut,
    refuse_value,
    remark,
)
from t20desk.i18n import _

_MAIL: Final = late_pattern(
    r"[a-z0-9!#$%&'*+/=?^_{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.I,
)
_NAMED_MAIL: Final = late_pattern(r".*<([^<>\s]+@[^<>\s]+)>")
_MAIL_LENGTH: Final = 254
_EXPONENT: Final = late_pattern(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.I)
_NO_DIGITS: Final = bytes(code for code in range(128) if not chr(code).isdigit())
_USUAL_DIGITS: Final = range(5, 18)
_PHONE_LENGTH: Final = 100
_URL_LENGTH: Final = 2000
_PHONE: Final = late_pattern(r"(?:\+|0)(?:[ ()/.-]{0,2}\d){6,14}")
_URL: Final = late_pattern(r"(https?)://(?:[^\s/?#@:]+)(?::\d{1,5})?(?:[/?#]\S*)?", re.I)
_BARE: Final = late_pattern(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,24}\.?(?::\d{1,5})?(?:[/?#]\S*)?"
)
_CODE_TABLE: Final = (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 "
    "65 66 81 82 84 86 90 91 92 93 94 95 98"
)
_TWO_DIGIT_CODES: Final = frozenset(_CODE_TABLE.split())


class Email(Type):
    """A mail address."""

    name: ClassVar[str] = "email"
    width: ClassVar[int] = 28

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take an address; one without @ is refused, an odd one is noted."""
        text, removed = clean_line(make_narrow(write_out(raw)))
        if _MAIL.fullmatch(text) and len(text) <= _MAIL_LENGTH:
            return remark(_lower_domain(text), tell_removed(removed))
        return _settle_mail(text) if text else NOTHING

    def takes_plain(self, raw: str) -> bool:
        """A usual address in small letters."""
        return len(raw) <= _MAIL_LENGTH and raw.islower() and _MAIL.fullmatch(raw) is not None


@dataclass(frozen=True)
class Phone(Type):
    """A telephone number as it was typed; `country` is meant where no country code stands."""

    country: str = "DE"

    name: ClassVar[str] = "phone"
    width: ClassVar[int] = 18

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take any number; an odd one is noted, one that lost digits is asked."""
        text, removed = clean_line(make_narrow(write_out(raw)))
        is_lost = has_lost_digits(raw)
        if _PHONE.fullmatch(text) and not is_lost:
            return remark(text, tell_removed(removed))
        if not text:
            return NOTHING
        if is_lost or _EXPONENT.fullmatch(text):
            return ask(tell_lost(text), _expand(text))
        if len(text) > _PHONE_LENGTH:
            return refuse_length(text, _PHONE_LENGTH)
        if _is_usual(text, reading.country):
            return remark(text, tell_removed(removed))
        message = _("“{value}” is an unusual telephone number; check it.")
        if not any(map(str.isdigit, text)):
            message = _(
                "“{value}” has no digit, so that nobody can be called; type the number, or write "
                "this into the notes."
            )
        return remark(text, message.format(value=cut(text)))

    def takes_plain(self, raw: str) -> bool:
        """A usual number without blanks at its ends."""
        return _PHONE.fullmatch(raw) is not None and is_plain(raw)

    def search_texts(self, value: Stored) -> Iterable[str]:
        """As typed, its digits, the digits within its country and those of the whole world."""
        return () if value is None else _spell_phone(str(value), self.country)


class Url(Type):
    """A web address, http or https."""

    name: ClassVar[str] = "url"
    width: ClassVar[int] = 28

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take a web address; a bare one gets https."""
        text, removed = clean_line(make_narrow(write_out(raw)))
        if not text:
            return NOTHING
        if len(text) > _URL_LENGTH:
            return refuse_length(text, _URL_LENGTH)
        if found := _URL.fullmatch(text):
            return remark(found[1].lower() + text[len(found[1]) :], tell_removed(removed))
        if _BARE.fullmatch(text):
            return remark(f"https://{text}", tell_removed(removed))
        return refuse_value(
            text, _("“{value}” is not a web address; write it like https://example.org.")
        )


def _expand(text: str) -> str:
    """The digits of a number that a spreadsheet wrote with an exponent."""
    return text if text.isdigit() else f"{Decimal(text.replace(',', '.')):f}"


def _lower_domain(address: str) -> str:
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def _settle_mail(text: str) -> Parsed:
    named = _NAMED_MAIL.fullmatch(text)
    address = named[1] if named else text.removeprefix("mailto:")
    if len(address) > _MAIL_LENGTH:
        return refuse_length(address, _MAIL_LENGTH)
    if "@" not in address:
        message = _(
            "“{value}” is not a mail address: the @ is missing; write it like name@example.org."
        )
        return refuse_value(text, message)
    if normal := _check_mail(address):
        return Parsed(normal)
    message = _("“{value}” is an unusual mail address; check it.")
    return remark(address, message.format(value=cut(text)))


@lru_cache(maxsize=4096)
def _check_mail(address: str) -> str:
    """The address in its usual form, or nothing when it cannot be one."""
    if _MAIL.fullmatch(address):
        return _lower_domain(address)
    from email_validator import EmailNotValidError, validate_email

    try:
        return str(validate_email(address, check_deliverability=False).normalized)
    except EmailNotValidError:
        return ""


@lru_cache(maxsize=4096)
def _is_usual(text: str, country: str) -> bool:
    import phonenumbers

    if sum(map(str.isdigit, text)) not in _USUAL_DIGITS:
        return False
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(text, country)))
    except phonenumbers.NumberParseException:
        return False


def _spell_phone(text: str, country: str) -> tuple[str, ...]:
    typed = text.replace("(0)", "")
    if typed.isascii():
        digits = typed.encode().translate(None, _NO_DIGITS).decode()
    else:
        digits = "".join(filter(str.isdigit, typed))
    if text.startswith("+") or digits.startswith("00"):
        world = digits.removeprefix("00")
        national = world[_code_length(world) :]
    else:
        national = digits.lstrip("0")
        world = _country_code(country) + national
    return tuple(
        dict.fromkeys(part for part in (text, digits, "0" + national, "+" + world) if part)
    )


def _code_length(world: str) -> int:
    if world[:1] in ("1", "7"):
        return 1
    return 2 if world[:2] in _TWO_DIGIT_CODES else 3


@lru_cache(maxsize=256)
def _country_code(country: str) -> str:
    import phonenumbers

    return str(phonenumbers.country_code_for_region(country) or "")
