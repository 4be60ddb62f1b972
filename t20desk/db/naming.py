"""How the names of a person are put together."""


def full_name(given: str | None, family: str | None, order: str | None) -> str | None:
    """Both names in the person's own order; Chinese characters stand together without a blank."""
    parts = [family, given] if order == "family_first" else [given, family]
    filled = [part for part in parts if part]
    joint = "" if filled and all(_is_chinese(part) for part in filled) else " "
    if not joint and order is None:
        filled.reverse()
    return joint.join(filled) or None


def _is_chinese(text: str) -> bool:
    return all("\u3400" <= sign <= "\u9fff" or sign > "\U00020000" for sign in text)
