"""A join that a file goes through from its left side, whatever SQLite expects of that."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.selectable import Join


class LedJoin(Join):
    """Records in the order of those they point to: the index of the left side gives it."""

    inherit_cache = True


@compiles(LedJoin, "sqlite")  # type: ignore[no-untyped-call,untyped-decorator,unused-ignore]
def _write_led(element: LedJoin, compiler: Any, **traits: Any) -> str:
    """SQLite keeps the order of a CROSS JOIN; of any other it would rather sort all hits."""
    sides = {**traits, "asfrom": True}
    left = compiler.process(element.left, **sides)
    right = compiler.process(element.right, **sides)
    traits.pop("asfrom", None)
    condition = compiler.process(element.onclause, **traits)
    return f"{left} CROSS JOIN {right} ON {condition}"
