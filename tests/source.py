"""The program's own source, read for the tests of its architecture."""

import ast
import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "t20desk"


@dataclass(frozen=True, eq=False)
class Module:
    """One file of the program: its dotted name, its text, its syntax tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree; most rules look at all of them."""
        return tuple(ast.walk(self.tree))

    def lies_in(self, *places: str) -> bool:
        """Whether the module is one of these or in one of these folders of the package."""
        inner = self.name.removeprefix(f"{PACKAGE}.")
        return any(inner == place or inner.startswith(f"{place}.") for place in places)


@cache
def read_modules() -> tuple[Module, ...]:
    """Every module of the program, in order of their names."""
    paths = sorted((ROOT / PACKAGE).rglob("*.py"))
    gc.disable()
    try:
        return tuple(_read_module(path) for path in paths)
    finally:
        # Millions of nodes that stay; looking through them for garbage takes as long as reading.
        gc.freeze()
        gc.enable()


def _read_module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, text, ast.parse(text, str(path)))


@cache
def list_imports(module: Module) -> tuple[str, ...]:
    """What the module imports when it runs, also inside its functions, as dotted names."""
    return tuple(_find_imports(module.tree))


def _find_imports(tree: ast.Module) -> Iterator[str]:
    for node in _walk_running(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _walk_running(node: ast.AST) -> Iterator[ast.AST]:
    """All statements but those that only the type checker sees; an expression holds none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            children: list[ast.AST] = [*child.orelse]
        else:
            children = [child]
        for one in children:
            if not isinstance(one, ast.expr):
                yield one
                yield from _walk_running(one)


def list_own_imports(module: Module) -> set[str]:
    """The names of our own modules that the module imports."""
    known = _known_names()
    imported = (name for name in list_imports(module) if name.split(".")[0] == PACKAGE)
    return {name if name in known else name.rpartition(".")[0] for name in imported}


@cache
def _known_names() -> frozenset[str]:
    return frozenset(module.name for module in read_modules())


def find_rings(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach each other, by their names."""
    reached = {name: _reach(graph, name) for name in graph}
    rings = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return [list(ring) for ring in sorted(rings)]


def _reach(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [*graph[start]]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph.get(name, ())
    return seen


def split_words(name: str) -> set[str]:
    """The words of a snake_case, CamelCase or dotted name, in small letters."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
