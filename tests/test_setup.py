import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("apt-get"), reason="not a Debian or Ubuntu")


@pytest.fixture
def bare_machine() -> Iterator[Path]:
    """A folder that an ordinary user can read, with a `ldconfig` that knows no library for Qt."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    shutil.copytree(ROOT / "script", folder / "script")
    programs = folder / "programs"
    programs.mkdir()
    (programs / "ldconfig").write_text("#!/bin/sh\n/sbin/ldconfig -p | grep -v libEGL\n")
    (programs / "ldconfig").chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_an_ordinary_user_is_told_the_one_line_that_helps(bare_machine: Path) -> None:
    setup = subprocess.run(
        [bare_machine / "script" / "setup"],
        env={"PATH": f"{bare_machine / 'programs'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        user="nobody" if os.geteuid() == 0 else None,
    )
    advice = [line for line in setup.stderr.splitlines() if line.startswith("sudo apt-get install")]
    assert setup.returncode == 1
    assert len(advice) == 1
    assert "libegl1" in advice[0]
    assert not (bare_machine / ".venv").exists()
