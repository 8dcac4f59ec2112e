"""How likely a decoding is as Chinese text, by the frequency of its characters alone: enough for whole files, and quick."""

from __future__ import annotations

import math
from collections import Counter

from extract.text.likelihood import IMPOSSIBLE, char_cost

_SAMPLE = 20_000


def cost(text: str) -> float:
    """How unlikely ``text`` is as Chinese text, in nats over its first 20,000 characters; lower is likelier."""
    return math.fsum(n * char_cost(c) for c, n in Counter(text[:_SAMPLE]).items())


def mean_cost(text: str) -> float:
    """The cost a character beyond ASCII; 0.0 where there are none. Chinese prose lies near 7, a wrong decoding above 10."""
    wide = [c for c in text[:_SAMPLE] if c > "\x7f"]
    return cost("".join(wide)) / len(wide) if wide else 0.0


def garbage(text: str) -> float:
    """Share of the characters that no text holds (controls, unassigned, private, U+FFFD), in the first 20,000 characters."""
    counts = Counter(text[:_SAMPLE])
    bad = sum(n for c, n in counts.items() if c not in "\f\v\x1a\x1b" and char_cost(c) >= IMPOSSIBLE)
    return bad / max(1, counts.total())
