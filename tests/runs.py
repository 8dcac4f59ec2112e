"""Runs over texts written in a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extract import batch


def extracted(folder: Path, texts: dict[str, str], **options: Any) -> Path:
    """The output folder of a run over one text file for each of ``texts``, with one worker."""
    source = folder / "in"
    source.mkdir(parents=True)
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(text, encoding="utf-8")
    batch.run([str(source)], folder / "out", batch.BatchOptions(workers=1, **options))
    return folder / "out"
