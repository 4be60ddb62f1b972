"""Compiles the catalogues and puts the resources into the wheel."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FURTHER_TONGUES = ("zh_Hant", "zh_Hant_HK", "fr", "es", "it", "pt", "ru", "ja", "ko")


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


def extract_territories(folder: Path) -> list[Path]:
    """Write the names of countries, in our languages and in further ones that an import may meet.

    The whole of Babel's data is slow to load; the further names are not needed for a start.
    """
    return [
        _write_names(folder / "territories.json", ("de", "en", "zh")),
        _write_names(folder / "further_territories.json", FURTHER_TONGUES),
    ]


def _write_names(target: Path, tongues: Sequence[str]) -> Path:
    found = {tongue: dict(Locale.parse(tongue).territories) for tongue in tongues}
    half = target.with_suffix(".tmp")
    half.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return half.replace(target)


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
