"""On real articles that nobody damaged, the only repairs are those that were read and found to be real damage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import SHARED

from extract import normalize

POOL = SHARED.parent / "pool" / "articles.jsonl"
LIST = Path(__file__).parent / "data" / "pool_repairs.tsv"

Row = tuple[str, str, int, int, str]


def listed() -> Iterator[Row]:
    for line in LIST.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            name, kind, start, end, digest = line.split("\t")
            yield name, kind, int(start), int(end), digest


def made() -> Iterator[Row]:
    for line in POOL.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            article = json.loads(line)
            for r in normalize(article["text"]).repairs:
                yield article["id"], r.kind, *r.span, hashlib.sha256(f"{r.before}\x1f{r.after}".encode()).hexdigest()[:16]


@pytest.mark.skipif(not POOL.exists(), reason=f"{POOL} is not here")
def test_every_repair_of_the_pool_is_a_real_damage() -> None:
    assert sorted(made()) == sorted(listed())
