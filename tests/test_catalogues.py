import ast
import re
from collections.abc import Iterator

from script.catalogues import KEYWORDS, LANGUAGES, extract_messages, list_problems
from tests.source import Module, read_modules

SHOWN = re.compile(
    r"UserError|Label|Q(Label|PushButton|CheckBox|RadioButton|Action|GroupBox)|make_(label|button)"
    r"|show_notice|add(Action|Menu|Tab)"
    r"|set(Text|Title|ToolTip|PlaceholderText|AccessibleName|StatusTip)"
)
"""What shows its first argument to the user."""


def test_every_sentence_is_translated() -> None:
    source = extract_messages()
    assert len(source)
    assert not [what for one in LANGUAGES for what in list_problems(one, source)]


def test_no_message_is_said_both_alone_and_with_a_number() -> None:
    """A catalogue keeps it once; older versions of Python 3.11 then find one of the two only."""
    calls = [
        node for module in read_modules() for node in module.nodes if isinstance(node, ast.Call)
    ]
    said: dict[bool, set[str]] = {True: set(), False: set()}
    for call in calls:
        first = call.args[0] if call.args else None
        name = ast.unparse(call.func)
        if name in KEYWORDS and isinstance(first, ast.Constant):
            said[name in ("ngettext", "NN_")].add(str(first.value))
    assert not said[True] & said[False]


def test_no_sentence_goes_round_the_catalogues() -> None:
    assert not [what for module in read_modules() for what in list_bare_words(module)]


def test_no_message_stands_inside_an_f_string() -> None:
    """There Python 3.11 hides it from the catalogues."""
    assert not [what for module in read_modules() for what in list_hidden_messages(module)]


def test_a_value_stands_behind_its_name_with_the_colon_of_the_language() -> None:
    """`tell_value` and `tell_place` know it; a file of views and pictures of a tour need none."""
    own = ("t20desk.editing.view_plans", "t20desk.cli.tour")
    shown = (one for one in read_modules() if not one.name.startswith(own))
    assert not [what for module in shown for what in list_bare_colons(module)]


def list_bare_colons(module: Module) -> Iterator[str]:
    """The f-strings in which nothing but a Latin colon stands between two values."""
    for node in module.nodes:
        if isinstance(node, ast.JoinedStr) and ast.unparse(node).count("}: {"):
            yield f"{module.name}, line {node.lineno}: {ast.unparse(node)}"


def list_hidden_messages(module: Module) -> Iterator[str]:
    """The literal messages whose call stands in the braces of an f-string."""
    strings = (node for node in module.nodes if isinstance(node, ast.JoinedStr))
    inside = (part for string in strings for part in ast.walk(string))
    for call in (part for part in inside if isinstance(part, ast.Call)):
        literal = any(isinstance(one, ast.Constant) for one in call.args[:1])
        if literal and ast.unparse(call.func) in KEYWORDS:
            yield f"{module.name}, line {call.lineno}: {ast.unparse(call)}"


def list_bare_words(module: Module) -> Iterator[str]:
    """The words that are shown as they stand in the source."""
    calls = (node for node in module.nodes if isinstance(node, ast.Call))
    for call in calls:
        name = ast.unparse(call.func).rpartition(".")[2]
        first = call.args[0] if call.args else None
        if SHOWN.fullmatch(name) and isinstance(first, ast.Constant | ast.JoinedStr):
            words = " ".join(_literal_texts(first))
            if re.search(r"[^\W\d_]{2}", words):
                yield f"{module.name}, line {call.lineno}: {words!r}"


def _literal_texts(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
