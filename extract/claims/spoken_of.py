"""The places that figures were given to so far, and sums of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from extract.claims.frames import Frame
from extract.claims.occurrences import above
from extract.model import Quantity

_ADDENDS = 12  # figures before one that it can be the sum of
ADDED_UP = regex.compile(r"加起来|合起来|加在一起|加总|相加|合计|总计|共计|一共|总共|之和")


@dataclass(slots=True)
class Memory:
    """What was chosen so far: the last subject, where, the last figures, and how many each place has."""

    last: str | None = None
    last_sentence: int = -1
    last_index: int = -1
    figures: Counter[str] = field(default_factory=Counter)
    recent: list[tuple[str, Quantity, int]] = field(default_factory=list)  # the last figures with their subjects and sentences

    def remember(self, key: str, frame: Frame) -> None:
        """Keeps the subject of a figure that is a claim's."""
        self.last, self.last_sentence, self.last_index = key, frame.sentence, frame.index
        self.figures[key] += 1
        self.recent.append((key, frame.quantity, frame.sentence))
        del self.recent[:-_ADDENDS]

    def sum_of(self, frame: Frame) -> str | None:
        """The places before, as a group, whose figures add up to this one; None where those of no two or more do."""
        q, total, keys = frame.quantity, Decimal(0), list[str]()
        for key, other, sentence in reversed(self.recent):
            if other.unit != q.unit or other.kind != q.kind or other.number is None or q.number is None or sentence < frame.sentence - 1:
                break
            total += other.number
            keys[:0] = key.split("+")
            if len(keys) > 1 and len(set(keys)) == len(keys) and abs(total - q.number) * 100 <= abs(q.number):
                whole = next((k for k in keys if all(k == other or k in above(other) for other in keys)), None)
                return whole or "+".join(keys)  # 南湖区8吨、平湖市3吨: both; of 全市8吨、平湖市3吨 the city
        return None
