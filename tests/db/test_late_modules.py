"""What SQLAlchemy imports for coroutines comes when it is asked for, and is whole then."""

import subprocess
import sys

import pytest

ASKED = (
    "import asyncio; asyncio.run(asyncio.sleep(0)); import asyncio.events as part",
    "import asyncio.events as part; import asyncio; asyncio.run(asyncio.sleep(0))",
    "from asyncio import events as part, run, sleep; run(sleep(0))",
    "import importlib.metadata as part; part.version('sqlalchemy')",
    "from importlib import metadata as part; part.version('sqlalchemy')",
)
TELL = """
import sys
import t20desk.db.database
print(not {"asyncio.events", "ssl", "email", "subprocess"} & set(sys.modules))
for said in sys.argv[1:]:
    exec(said)
print(part is sys.modules[part.__name__])
"""


@pytest.mark.parametrize("asked", ASKED)
def test_a_package_that_was_put_off_is_whole_when_it_is_asked(asked: str) -> None:
    words = [sys.executable, "-c", TELL, asked]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
