import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.source import PACKAGE, ROOT, list_imports, read_modules


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", f"--outdir={folder}"]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    pins = (ROOT / "constraints.txt").read_text().split()
    pinned = {_plain_name(pin) for pin in pins}
    assert {_plain_name(name) for group in groups for name in group} - pinned <= {"t20desk"}
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)


def test_every_library_in_use_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {_plain_name(name) for name in project["dependencies"]}
    asked |= {_plain_name(name) for name in project["optional-dependencies"]["postgres"]}
    used = {name.split(".")[0] for module in read_modules() for name in list_imports(module)}
    bringers = packages_distributions()
    foreign = used - sys.stdlib_module_names - {PACKAGE}
    assert not {
        name
        for name in foreign
        if not {_plain_name(bringer) for bringer in bringers.get(name, ())} & asked
    }


def _plain_name(requirement: str) -> str:
    """The name of a package as it is compared, without extras, versions and remarks."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


@pytest.mark.slow
def test_the_wheel_carries_resources_and_compiled_words(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    resources = ROOT / "resources"
    wanted = {path.relative_to(ROOT).as_posix() for path in resources.rglob("*") if path.is_file()}
    assert {f"t20desk/{name}" for name in wanted} <= set(names)
    assert "t20desk/resources/locale/de/LC_MESSAGES/t20desk.mo" in names
    for kept in ("territories", "further_territories"):
        assert f"t20desk/resources/locale/{kept}.json" in names


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_installed_program_plays_the_tour_far_from_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    pins = f"--constraint={ROOT / 'constraints.txt'}"
    subprocess.run([programs / "pip", "install", "--quiet", pins, str(wheel)], check=True)
    elsewhere = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    tour = subprocess.run(
        [programs / "t20desk", "tour", tmp_path / "tour"],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    made = [Path(line) for line in tour.stdout.splitlines()]
    assert tour.returncode == 0, tour.stderr
    assert {path.suffix for path in made} >= {".png", ".pdf", ".xlsx"}
    assert all(path.is_file() for path in made)
