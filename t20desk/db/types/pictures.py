"""Pictures: the value is the hash of a content that lies in the database."""

from typing import ClassVar, Final

from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.values import Parsed, Reading, Type, refuse_value
from t20desk.i18n import _

_HASH: Final = late_pattern(r"[0-9a-f]{64}")


class Picture(Type):
    """A picture that was scaled and written anew; it is put in by pasting or dropping."""

    name: ClassVar[str] = "picture"
    is_typed: ClassVar[bool] = False
    width: ClassVar[int] = 5

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take a hash; a picture itself cannot be typed."""
        if isinstance(raw, str) and _HASH.fullmatch(raw):
            return Parsed(raw)
        return refuse_value(raw, _("“{value}” is not a picture; paste or drop one instead."))

    def search_texts(self, value: object) -> tuple[str, ...]:
        """Nothing of a picture is found by words."""
        return ()
