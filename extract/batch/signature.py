"""A short signature of a text: texts of many common passages have signatures with many equal numbers (MinHash).

Broder, On the resemblance and containment of documents, 1997. The hashing is the library rensa's.
"""

from __future__ import annotations

import base64
import re
from array import array
from collections.abc import Sequence

NUMBERS = 126
_SEED = 20240229
_SHINGLE = 5
_NO_WORD = re.compile(r"[\W_]+")
_LOW = 0xFFFF  # of each number: two different ones are alike in these bits once in 65,536 times


def signature(text: str) -> str:
    """The signature of a text over its runs of five characters, marks and blanks left out; empty for a shorter text.

    Args:
        text: normalized, so that scripts, widths and repaired damage make no difference.
    """
    from rensa import RMinHash

    letters = _NO_WORD.sub("", text)
    runs = {letters[i : i + _SHINGLE] for i in range(len(letters) - _SHINGLE + 1)}
    if not runs:
        return ""
    found = RMinHash(NUMBERS, _SEED)
    found.update(list(runs))
    return base64.b85encode(array("H", [n & _LOW for n in found.digest()]).tobytes()).decode("ascii")


def numbers(signature: str) -> array[int]:
    """The numbers of a signature."""
    found = array("H")
    found.frombytes(base64.b85decode(signature))
    return found


def similarity(first: Sequence[int], second: Sequence[int]) -> float:
    """The share of runs that two texts have in common, of all runs of both, as far as signatures tell (docs/batch.md has how far)."""
    return sum(a == b for a, b in zip(first, second, strict=True)) / NUMBERS
