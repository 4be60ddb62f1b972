"""E-912: every sentence that refuses something says where, says what next, and shows no code."""

import ast
import re
from collections.abc import Iterator

import pytest

from t20desk.i18n import translate
from tests.source import read_modules

CODE = re.compile(
    r"\bNone\b|\b[A-Z][a-z]+[A-Z]\w+|\w+Error\b|Exception|Traceback|\berrno\b|\bNULL\b"
)
NEXT = re.compile(r"[;,:–(]|\. |。|，|；|：|\?")
"""What stands between what happened and what to do."""
STEPS_THEMSELVES = {
    "There is nothing to undo.",
    "There is nothing to redo.",
    "Say what kind of record the field links to.",
}
"""Where nothing is left to do, or the sentence says only that."""
OWN_NAMES = re.compile(r"LibreOffice|PowerPoint|OneDrive|PostgreSQL|T20DESK\w*")


def refusals() -> Iterator[str]:
    """The messages of every error that is meant for the user, as they stand in the source."""
    for module in read_modules():
        if "UserError" not in module.text:
            continue
        named = dict(_named_messages(module.tree))
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                call = node.exc
                if getattr(call.func, "id", "") == "UserError" and call.args:
                    yield from _messages_in(call.args[0], named)


def _named_messages(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What a variable was given by a marked message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            for message in _messages_in(node.value, {}):
                yield node.targets[0].id, message


def _messages_in(node: ast.AST, named: dict[str, str]) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") in ("_", "N_"):
            first = one.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
        elif isinstance(one, ast.Name) and one.id in named:
            yield named[one.id]


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """Found when they are asked for: looking takes longer than all the tests here."""
    return set(refusals())


def test_e912_there_are_refusals_to_look_at(messages: set[str]) -> None:
    assert len(messages) > 60


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_e912_a_refusal_is_a_whole_sentence_with_a_next_step_and_no_code(
    messages: set[str], language: str
) -> None:
    for message in messages:
        text = translate(message, language)
        assert text.endswith((".", "。", "…", "”.", "）", ")", "://…")), text
        assert not CODE.search(OWN_NAMES.sub("", re.sub(r"\{\w+\}", "", text))), text
        assert message in STEPS_THEMSELVES or NEXT.search(text) or "{" in text, text
        assert "!" not in text, text
