"""Whether a word was torn in two: by a line end, by a blank, or between parts that stand out of order."""

from __future__ import annotations

import regex

from extract.text.likelihood import pair_cost
from extract.text.tokens import word_cost

_HAN = regex.compile(r"\p{Han}")
_TORN = 3.5  # nats by which the next character is likelier behind the last one than at a beginning


def across(before: str, after: str) -> tuple[float, bool]:
    """What speaks for a word across a break.

    Returns:
        By how many nats the first character of ``after`` is likelier behind ``before`` than at a beginning (negative where it is less likely,
        or where no hanzi meet), and whether jieba's dictionary has a word across the break.
    """
    if not _HAN.match(before[-1:]) or not _HAN.match(after):
        return -1.0, False
    gain = pair_cost("", after[0]) - pair_cost(before[-1], after[0])
    words = (before[-k:] + after[:n] for k, n in ((1, 1), (1, 2), (2, 1), (2, 2)))
    return gain, any(" " not in word and word_cost(word) is not None for word in words)


def is_torn(before: str, after: str) -> bool:
    """Whether a word stands across the break, and hardly anything else could."""
    gain, word = across(before, after)
    return word and gain >= _TORN
