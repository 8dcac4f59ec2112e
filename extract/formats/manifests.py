"""What an earlier run wrote in a folder, as its manifest tells."""

from __future__ import annotations

import json
from pathlib import Path

from extract.formats.remote import RemotePath

MANIFEST = "manifest.json"
PROGRAM = "zh-extract"


def outputs_in(folder: Path) -> frozenset[str]:
    """The files of the run whose outputs lie in a folder, named below it, the manifest among them; empty where there is none."""
    return outputs_told(folder / MANIFEST)


def outputs_told(path: Path | RemotePath) -> frozenset[str]:
    """The same by the run's manifest, or what has its name."""
    try:
        with path.open("rb") as file:
            manifest = json.load(file)
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(manifest, dict) or manifest.get("program") != PROGRAM or not isinstance(manifest.get("outputs"), dict):
        return frozenset()
    return frozenset((MANIFEST, *manifest["outputs"]))
