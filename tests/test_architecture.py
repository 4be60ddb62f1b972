"""The house rules that a machine can check; ARCHITECTURE.md tells why."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.source import (
    PACKAGE,
    ROOT,
    Module,
    find_rings,
    list_imports,
    list_own_imports,
    read_modules,
    split_words,
)

FOUNDATION = ("arguments", "errors", "causes", "i18n", "leftovers", "paths", "progress")
FLOORS = {"db": 1, "printing": 3, "ui": 4, "cli": 4, "__main__": 5}
MIDDLE = 2
PARTS = ("looks", "previews", "forms", "tables")
"""What pages are made of, from the smallest up: each knows those before it, and none a page."""
SHEET_ROOMS = ("reading", "exporting", "round_trip")
BROAD_EXCEPT = (
    "ui.shell.crash",
    "ui.jobs",
    "cli",
    "reading",
    "ui.tables.cell_looks",
    "reporting.own_reports",
)
MAY_PRINT = ("cli", "reading")
LONGEST = 400
BAD_WORDS = {"utils", "util", "helper", "helpers", "manager", "base", "misc", "common"}
"""Words that say nothing; a service is one only at the end of a class, else it is the office's."""

REGISTRIES = {
    f"{PACKAGE}.i18n._catalogues",
    f"{PACKAGE}.db.fields.KINDS",
    f"{PACKAGE}.settings.SETTINGS",
    f"{PACKAGE}.reporting.REPORTS",
    f"{PACKAGE}.ui.actions.ACTIONS",
    f"{PACKAGE}.printing.fonts._own_application",
}
"""The only containers of a module that its functions may fill: the registries, the catalogues that
were read, and the one Qt application that must not be collected."""

Rule = Callable[[Module], Iterator[str]]


def list_breaches(rule: Rule) -> list[str]:
    """What breaks the rule, as `module: what`."""
    return [f"{module.name}: {what}" for module in read_modules() for what in rule(module)]


def room_of(name: str) -> str:
    """The folder of a module in the package, or the module itself where it lies there alone."""
    return [*name.split("."), ""][1]


def floor_of(name: str) -> int:
    """How high a module stands; it may import from its own floor and those below."""
    room = room_of(name)
    return 0 if room in ("", *FOUNDATION) else FLOORS.get(room, MIDDLE)


def test_imports_go_downwards() -> None:
    def climbs(module: Module) -> Iterator[str]:
        for name in list_own_imports(module):
            same_house = name.split(".")[:2] == module.name.split(".")[:2]
            across = floor_of(name) == floor_of(module.name) == FLOORS["ui"] and not same_house
            if floor_of(name) > floor_of(module.name) or across:
                yield f"imports {name}"

    assert not list_breaches(climbs)


def test_kinds_are_asked_of_a_database_since_it_knows_own_fields() -> None:
    """Only who makes a database, or works without one, asks for the declared kinds alone."""

    def asks(module: Module) -> Iterator[str]:
        for node in module.nodes:
            names = [one.name for one in node.names] if isinstance(node, ast.ImportFrom) else []
            names += [node.attr] if isinstance(node, ast.Attribute) else []
            if "KINDS" in names and not module.lies_in("db", "demonstration"):
                yield "imports KINDS"

    assert list_breaches(asks) == [f"{PACKAGE}.cli.app: imports KINDS"]


def test_no_modules_import_each_other_in_a_ring() -> None:
    assert not find_rings({module.name: list_own_imports(module) for module in read_modules()})


def test_no_rooms_import_each_other_in_a_ring() -> None:
    graph: dict[str, set[str]] = {}
    for module in read_modules():
        room = room_of(module.name)
        graph.setdefault(room, set()).update(map(room_of, list_own_imports(module)))
        graph[room].discard(room)
    assert not find_rings(graph)


@pytest.mark.parametrize("floor", ["db", "ui"])
def test_no_rooms_of_a_floor_import_each_other_in_a_ring(floor: str) -> None:
    """Each folder is a room, and so is each module that lies there alone."""
    inside, graph = f"{PACKAGE}.{floor}.", dict[str, set[str]]()
    for module in read_modules():
        if module.name.startswith(inside):
            names = [module.name, *list_own_imports(module)]
            own, *others = (
                name.removeprefix(inside).partition(".")[0]
                for name in names
                if name.startswith(inside)
            )
            graph.setdefault(own, set()).update({*others} - {own})
    assert not find_rings(graph)


def test_what_pages_are_made_of_knows_no_page() -> None:
    rooms = {path.parent.name for path in (ROOT / PACKAGE / "ui").glob("*/__init__.py")}

    def climbs(module: Module) -> Iterator[str]:
        for place, room in enumerate(PARTS):
            if module.lies_in(f"ui.{room}"):
                above = tuple(f"{PACKAGE}.ui.{one}." for one in rooms - {*PARTS[: place + 1]})
                yield from (name for name in list_own_imports(module) if name.startswith(above))

    assert not list_breaches(climbs)


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("PySide6", ("ui", "printing")),
        ("PySide6.QtWidgets", ("ui",)),
        ("qtawesome", ("ui",)),
        ("openpyxl", SHEET_ROOMS),
        ("python_calamine", SHEET_ROOMS),
        ("xlrd", SHEET_ROOMS),
        ("typer", ("cli",)),
    ],
)
def test_a_library_stays_in_its_rooms(library: str, rooms: tuple[str, ...]) -> None:
    def strays(module: Module) -> Iterator[str]:
        if not module.lies_in(*rooms):
            yield from (
                name for name in list_imports(module) if f"{name}.".startswith(f"{library}.")
            )

    assert not list_breaches(strays)


def test_windows_know_nothing_of_sql() -> None:
    def strays(module: Module) -> Iterator[str]:
        if module.lies_in("ui", "printing", *FOUNDATION):
            yield from (name for name in list_imports(module) if name.startswith("sqlalchemy"))

    assert not list_breaches(strays)


def test_a_tool_tip_is_in_words_of_the_program_or_made_plain() -> None:
    """Qt takes some texts for HTML and would fetch a stranger's pictures."""

    def tells(module: Module) -> Iterator[str]:
        if module.lies_in("ui.looks.tips"):
            return
        for node in module.nodes:
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".setToolTip"):
                said = ast.unparse(node.args[-1])
                if not said.startswith(("_(", "with_key(", "'")):
                    yield f"setToolTip({said})"

    assert not list_breaches(tells)


def test_only_the_database_writes() -> None:
    statement = re.compile(
        r"\s*(INSERT|REPLACE)\s+INTO|\s*UPDATE\s+\S+\s+SET|\s*DELETE\s+FROM", re.I
    )

    def writes(module: Module) -> Iterator[str]:
        if module.lies_in("db"):
            return
        for name in list_imports(module):
            if name.startswith("sqlalchemy") and name.endswith((".insert", ".update", ".delete")):
                yield name
        for node in module.nodes:
            if isinstance(node, ast.Attribute) and node.attr in ("executemany", "exec_driver_sql"):
                yield f"{node.attr}, line {node.lineno}"
            elif isinstance(node, ast.Call) and _asks_to_write(node):
                yield f"executes what writes, line {node.lineno}"
            elif isinstance(node, ast.Constant) and statement.match(str(node.value)):
                yield f"a statement that writes, line {node.lineno}"

    assert not list_breaches(writes)


def _asks_to_write(call: ast.Call) -> bool:
    """Whether a statement that a table makes, such as `table.delete()`, is handed to `execute`."""
    inside = (node for part in call.args for node in ast.walk(part))
    verbs = {node.attr for node in inside if isinstance(node, ast.Attribute)}
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return name == "execute" and bool(verbs & {"insert", "update", "delete"})


def test_nothing_is_global_but_the_language() -> None:
    def globals_of(module: Module) -> Iterator[str]:
        if not module.lies_in("i18n"):
            found = (node for node in module.nodes if isinstance(node, ast.Global))
            yield from (f"global {', '.join(node.names)}" for node in found)

    assert not list_breaches(globals_of)


def test_no_state_in_modules_but_the_registries() -> None:
    def states(module: Module) -> Iterator[str]:
        for name in sorted(containers_of(module) & filled_names(module)):
            if f"{module.name}.{name}" not in REGISTRIES:
                yield f"{name} is filled by a function"

    assert not list_breaches(states)


def containers_of(module: Module) -> set[str]:
    """The names bound at the top of a module, and those imported from our own modules."""
    names = {
        alias.asname or alias.name
        for node in module.tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE)
        for alias in node.names
    }
    for node in module.tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def filled_names(module: Module) -> set[str]:
    """The names whose content some function of the module changes, its own variables left out."""
    functions = (node for node in module.nodes if isinstance(node, ast.FunctionDef))
    return {name for function in functions for name in _changed_names(function)}


FILLING = {"append", "add", "update", "setdefault", "pop", "clear", "extend", "insert", "remove"}


def _changed_names(function: ast.FunctionDef) -> set[str]:
    own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    changed = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            own.add(node.id)
        place: ast.expr | None = None
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            place = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            place = node.func.value if node.func.attr in FILLING else None
        if isinstance(place, ast.Name):
            changed.add(place.id)
    return changed - own


def test_names_say_what_a_thing_is() -> None:
    def vague(module: Module) -> Iterator[str]:
        named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names = [node.name for node in module.nodes if isinstance(node, named)]
        yield from (name for name in (module.name, *names) if split_words(name) & BAD_WORDS)
        yield from (name for name in names if re.search("[a-z]Service$", name))

    assert not list_breaches(vague)


def test_every_module_says_what_it_is_for() -> None:
    assert not [module.name for module in read_modules() if not ast.get_docstring(module.tree)]


def test_no_module_is_long() -> None:
    def long(module: Module) -> Iterator[str]:
        lines = module.text.count("\n")
        if lines > LONGEST:
            yield f"{lines} lines; make it a folder of the same name"

    assert not list_breaches(long)


def test_errors_are_caught_by_name() -> None:
    def broad(module: Module) -> Iterator[str]:
        for node in module.nodes:
            caught = isinstance(node, ast.ExceptHandler) and _swallows_all(node)
            if caught and not module.lies_in(*BROAD_EXCEPT):
                yield f"catches everything: {ast.unparse(node)}"

    assert not list_breaches(broad)


def _swallows_all(handler: ast.ExceptHandler) -> bool:
    """Whether it catches every error and does not hand it on."""
    caught = ast.unparse(handler.type) if handler.type else "Exception"
    last = handler.body[-1]
    hands_on = isinstance(last, ast.Raise) and last.exc is None
    return not hands_on and bool(re.search(r"\b(Base)?Exception\b", caught))


def test_only_the_command_line_prints() -> None:
    def prints(module: Module) -> Iterator[str]:
        calls = (node for node in module.nodes if isinstance(node, ast.Call))
        if not module.lies_in(*MAY_PRINT):
            yield from (
                f"line {call.lineno}" for call in calls if ast.unparse(call.func) == "print"
            )

    assert not list_breaches(prints)


def test_nothing_is_left_to_do() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    folders = ("t20desk", "tests", "script")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert not [path for path in paths if mark.search(path.read_text(encoding="utf-8"))]


def test_no_test_leans_on_another_one() -> None:
    """What two of them share lies in a module that holds no tests."""
    leaning = re.compile(r"^from tests\.(\w+\.)*test_\w+ import|^from test_\w+ import", re.M)
    paths = (ROOT / "tests").rglob("*.py")
    assert not [one.name for one in paths if leaning.search(one.read_text(encoding="utf-8"))]


def test_the_page_on_the_house_names_every_room() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / PACKAGE
    folders = {path.parent for place in (package, package / "ui") for path in place.glob("*/*.py")}
    unnamed = {one.name for one in folders if not re.search(rf"`{one.name}/?`|/{one.name}/`", page)}
    assert unnamed == set()


def test_the_examples_for_newcomers_fit_the_code() -> None:
    """What their diffs leave or take away stands in the file, and the class they name too."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    unfit = []
    for name, lines in re.findall(r"^\+\+\+ b/(.+)\n((?:[-+ @].*\n)+?)(?=---|```)", page, re.M):
        text = (ROOT / name).read_text(encoding="utf-8")
        there = [re.sub("^@@ |^[- ]", "", one) for one in lines.splitlines() if one[0] != "+"]
        unfit += [f"{name}: {one}" for one in there if one not in text]
    assert not unfit
