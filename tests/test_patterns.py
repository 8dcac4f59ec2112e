"""No regular expression takes time that grows faster than its input, but for those on record, whose inputs are short."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import patterns
import pytest
from patterns import Compiled

KNOWN = Path(__file__).parent / "data" / "slow_patterns.txt"


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\s*x", r"a.*b.*c$", r"(?:1|1)*!"])
def test_the_check_finds_what_blows_up(pattern: str) -> None:
    assert patterns.blow_up(Compiled("regex", pattern, 0, "")) or patterns.blow_up(Compiled("re", pattern, 0, ""))


@pytest.mark.parametrize("pattern", [r"a+", r"\d{1,4}年", r"(?<!\s)\s+x", r"[^。]{0,20}。"])
def test_the_check_lets_pass_what_does_not(pattern: str) -> None:
    assert patterns.blow_up(Compiled("regex", pattern, 0, "")) is None


@pytest.mark.slow
def test_no_new_pattern_blows_up() -> None:
    """Every pattern of the package, but for those of the files that are on record, which are asked of sentences, rows and names: short texts."""
    done = subprocess.run([sys.executable, patterns.__file__], capture_output=True, text=True, check=True)
    *told, total = map(json.loads, done.stdout.splitlines())
    known = {line for line in KNOWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    fresh = [row for row in told if row["where"].split(":")[0] not in known]
    assert not fresh, "\n".join(
        f"{row['where']}: {row['pattern'][:80]} takes {row['growth']} times as long for four times {row['on']}" for row in fresh
    )
    assert total["patterns"] > 1000
    assert total["unread"] < 60
