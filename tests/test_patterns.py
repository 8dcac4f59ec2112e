"""No regular expression takes time that grows faster than its input, but for those on record."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import patterns
import pytest
from patterns import Compiled

from extract.data.configuration import OwnRule
from extract.errors import ZhExtractError
from extract.mentions import own_rules

KNOWN = Path(__file__).parent / "data" / "slow_patterns.txt"


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\s*x", r"a.*b.*c$", r"(?:1|1)*!"])
def test_the_check_finds_what_blows_up(pattern: str) -> None:
    assert patterns.blow_up(Compiled("regex", pattern, 0, "")) or patterns.blow_up(Compiled("re", pattern, 0, ""))


@pytest.mark.parametrize("pattern", [r"a+", r"\d{1,4}年", r"(?<!\s)\s+x", r"[^。]{0,20}。"])
def test_the_check_lets_pass_what_does_not(pattern: str) -> None:
    assert patterns.blow_up(Compiled("regex", pattern, 0, "")) is None


def test_a_users_pattern_that_takes_too_long_over_a_text_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_rules, "_LONGEST", 0.2)
    rule = own_rules.compiled(OwnRule("own.slow", "attribution", "(?:中|中中)+[。！]"))
    assert len(list(rule.matches("中中。中。"))) == 2
    with pytest.raises(ZhExtractError, match=r"own\.slow took longer than 0\.2 seconds"):
        list(rule.matches("中" * 60 + "a"))


@pytest.mark.slow
def test_no_new_pattern_blows_up() -> None:
    """Every pattern of the package, but for those of the files that are on record."""
    done = subprocess.run([sys.executable, patterns.__file__], capture_output=True, text=True, check=True)
    *told, total = map(json.loads, done.stdout.splitlines())
    known = {line for line in KNOWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    fresh = [row for row in told if row["where"].split(":")[0] not in known]
    assert not fresh, "\n".join(
        f"{row['where']}: {row['pattern'][:80]} takes {row['growth']} times as long for four times {row['on']}" for row in fresh
    )
    assert total["patterns"] > 1000
    assert total["unread"] < 60
