"""What children compute is loaded once for all of them."""

import ast
import subprocess
import sys
from pathlib import Path

import t20desk.ui
from t20desk.ui.children import LOADED

UI = Path(t20desk.ui.__file__).parent


def test_whatever_a_child_computes_in_a_room_is_loaded_for_it() -> None:
    rooms = {f"t20desk.ui.{one.parent.name}.{one.stem}" for one in UI.glob("*/*_child.py")}
    assert rooms
    assert rooms <= set(LOADED)


def test_what_a_child_imports_when_it_begins_is_loaded_too() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in UI.glob("*/*_child.py")]
    wanted = {
        node.module
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("t20desk.")
    }
    code = f"import sys\nfor name in {LOADED}: __import__(name)\nprint(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert wanted
    assert not wanted - set(loaded)


def test_what_is_loaded_for_children_knows_no_window_and_begins_no_thread() -> None:
    code = (
        f"import sys, threading\nfor name in {LOADED}: __import__(name)\n"
        "print('PySide6' in sys.modules, threading.active_count())"
    )
    said = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert said.split() == ["False", "1"]
