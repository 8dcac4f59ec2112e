"""What an earlier run wrote in a folder, as its manifest tells."""

from __future__ import annotations

import json
from pathlib import Path

MANIFEST = "manifest.json"
PROGRAM = "zh-extract"


def outputs_in(folder: Path) -> frozenset[str]:
    """The files of the run whose outputs lie in a folder, named below it, the manifest among them; empty where there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(manifest, dict) or manifest.get("program") != PROGRAM or not isinstance(manifest.get("outputs"), dict):
        return frozenset()
    return frozenset((MANIFEST, *manifest["outputs"]))
