"""Compiles the catalogues and puts the resources into the wheel."""

import json
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(folder: Path) -> list[Path]:
    """Write the .mo beside each newer .po below the folder; the written ones are given back."""
    stale = [source for source in sorted(folder.rglob("*.po")) if _is_stale(source)]
    return [_compile_catalogue(source) for source in stale]


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime <= source.stat().st_mtime


def _compile_catalogue(source: Path) -> Path:
    target = source.with_suffix(".mo")
    half = target.with_suffix(".tmp")
    with source.open("rb") as stream, half.open("wb") as output:
        write_mo(output, read_po(stream))
    return half.replace(target)


def extract_territories(folder: Path) -> Path:
    """Write the names of countries in our languages; the whole of Babel's data is slow to load."""
    found = {tongue: dict(Locale.parse(tongue).territories) for tongue in ("de", "en", "zh")}
    half = folder / "territories.tmp"
    half.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return half.replace(folder / "territories.json")


class ResourceHook(BuildHookInterface[Any]):
    """A wheel carries the resources inside the package; a checkout is used where it lies."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        locale = Path(self.root, "resources", "locale")
        compile_catalogues(locale)
        extract_territories(locale)
        if version != "editable":
            build_data["force_include"]["resources"] = "t20desk/resources"
