"""From a tree back to the text of a query; read again, the text gives the same tree."""

from typing import Final

from t20desk.db.late_patterns import late_pattern
from t20desk.db.search.search_tree import Any_, Not, Operator, Test, Tree, Word, tidy_tree
from t20desk.searching.tokens import AND_WORDS, NOT_WORDS, OR_WORDS

SIGN_OF: Final[dict[Operator, str]] = {
    "has": "", "is": "=", "below": "<", "most": "<=", "above": ">", "least": ">=", "matches": "~",
}  # fmt: skip
_SIGNS: Final = r"@/+%&'!?$€\-"
_PLAIN_WORD: Final = late_pattern(rf"\w[\w.{_SIGNS}]*")
_PLAIN_VALUE: Final = late_pattern(rf"(?!//)[\w{_SIGNS}]+(?:[.:][\w{_SIGNS}]+)*")


def write_query(tree: Tree, joint: str = "or") -> str:
    """The text of a tree; `joint` is the word for `or`."""
    return _write(tidy_tree(tree), "", joint)


def write_test(path: str, operator: Operator, *values: str, counted: bool = False) -> str:
    """A test as the search language writes it; where needed a value is put into quotes."""
    written = [_write_value(value) for value in values]
    if operator == "empty":
        return f"{path}:"
    if operator == "filled":
        return f"{path}:*"
    joined = ("..".join if operator == "between" else ",".join)(written)
    return f"{path}:{'#' if counted else ''}{SIGN_OF.get(operator, '')}{joined}"


def _write(tree: Tree, within: str, joint: str) -> str:
    """A part as it stands within `not`, `all` or `any`."""
    if isinstance(tree, Word):
        return _write_word(tree.text)
    if isinstance(tree, Test):
        return write_test(tree.path, tree.operator, *tree.values, counted=tree.counted)
    if isinstance(tree, Not):
        return f"-{_write(tree.part, 'not', joint)}"
    if isinstance(tree, Any_):
        text = f" {joint} ".join(_write(part, "any", joint) for part in tree.parts)
        return f"({text})" if within else text
    beside = zip((None, *tree.parts), tree.parts, (*tree.parts[1:], None), strict=False)
    text = " ".join(_write_beside(*three, joint) for three in beside)
    return f"({text})" if within in ("not", "all") else text


def _write_beside(before: Tree | None, part: Tree, behind: Tree | None, joint: str) -> str:
    """A part of several as it must be written beside others, to be read as the same again."""
    if isinstance(part, Word):
        lone = before is not None and not isinstance(before, Word)
        lone = lone or (behind is not None and not isinstance(behind, Word))
        is_joint = lone and part.text.lower() in AND_WORDS
        return _quote(part.text) if is_joint else _write_word(part.text)
    text = _write(part, "all", joint)
    # A word behind the colon would be its value.
    return f'{text}""' if text.endswith(":") and isinstance(behind, Word) else text


def _write_word(text: str) -> str:
    is_plain = _PLAIN_WORD.fullmatch(text) and text.lower() not in OR_WORDS + NOT_WORDS
    return text if is_plain else _quote(text)


def _write_value(value: str) -> str:
    return value if _PLAIN_VALUE.fullmatch(value) else _quote(value)


def _quote(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
