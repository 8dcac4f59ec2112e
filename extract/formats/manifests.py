"""What an earlier run wrote in a folder, as its manifest tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extract import contract
from extract.errors import UsageError
from extract.formats.remote import RemotePath

MANIFEST = "manifest.json"
PROGRAM = "zh-extract"


def manifest_in(folder: Path) -> dict[str, Any]:
    """The manifest in a folder, empty where there is none."""
    return _told(folder / MANIFEST)


def _told(path: Path | RemotePath) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            made = json.load(file)
    except (OSError, ValueError):
        return {}
    return made if isinstance(made, dict) else {}


def outputs_in(folder: Path) -> frozenset[str]:
    """The files of the run whose outputs lie in a folder, named below it, the manifest among them; empty where there is none."""
    return outputs_told(folder / MANIFEST)


def outputs_told(path: Path | RemotePath) -> frozenset[str]:
    """The same by the run's manifest, or what has its name."""
    manifest = _told(path)
    if manifest.get("program") != PROGRAM or not isinstance(manifest.get("outputs"), dict):
        return frozenset()
    return frozenset((MANIFEST, *manifest["outputs"]))


def require_known(folder: Path) -> None:
    """Sees that this version knows the form of the run in a folder. Runs of before the manifest told their form have the first one.

    Raises:
        UsageError: another version made it, whose records mean something else (code ``other-version``).
    """
    manifest = manifest_in(folder)
    number = manifest.get("contract", 1)
    if type(number) is not int or not 1 <= number <= contract.VERSION:
        by = f"zh-extract {manifest.get('version') or 'of another version'} made this run"
        raise UsageError(f"{by}, in a form that this version does not read (contract {number!r}, and it reads up to {contract.VERSION})",
                         code="other-version", where=str(folder), mend="upgrade zh-extract, or make the run again with this version")  # fmt: skip
