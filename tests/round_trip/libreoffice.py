"""LibreOffice, which opens and saves files again."""

import shutil
import subprocess
from pathlib import Path

import pytest

CSV = "csv:Text - txt - csv (StarCalc):{sign},34,76,1,,{tongue},false,true,false"
FORMS = {
    "xlsx": "xlsx",
    "ods": "ods",
    "xls": "xls",
    "csv": CSV.format(sign=44, tongue=1033),
    "german csv": CSV.format(sign=59, tongue=1031),
}


def save_again(files: list[Path], form: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of files."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", FORMS[form], "--outdir"]
    done = folder / "saved"
    subprocess.run(
        [*command, str(done), *map(str, files)], check=True, capture_output=True, timeout=240
    )
    return [done / f"{file.stem}.{form.split()[-1]}" for file in files]
