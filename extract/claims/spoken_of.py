"""The places that figures were given to so far, and sums of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from extract.claims.frames import Frame
from extract.claims.occurrences import above
from extract.model import Quantity

_TOGETHER = regex.compile(  # right behind the figure before
    r"[\s，,；;、]*(?:[两二三四五](?:[省市县州府邦国地区]{1,2}|者))?(?:就|共)?(?:加起来|合起来|加在一起|相加|合计|总计|共计|合共|合占|共占)"
)
_ADDENDS = 12  # figures before one that it can be the sum of
_ADDED_UP = regex.compile(r"加起来|合起来|加在一起|加总|相加|合计|总计|共计|一共|总共|之和|合共")


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

    def together(self, text: str, frame: Frame) -> str | None:
        """The places before whose sum a figure is, or whose share of a whole together, as a group; None where it says neither."""
        if frame.quantity.kind == "rate" and _TOGETHER.match(text, frame.left[0]):
            return self._sharing(frame)
        return self.sum_of(frame) if _ADDED_UP.search(text, frame.left[0], frame.quantity.span[1] + 3) else None

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

    def _sharing(self, frame: Frame) -> str | None:
        """The places with amounts of one unit in a sentence that come to a share of the whole together (甲县8吨、乙县3吨，合计占全省四成)."""
        amounts = [(key, q) for key, q, sentence in self.recent if sentence == frame.sentence and q.kind == "amount"]
        keys = list(dict.fromkeys(key for key, q in amounts if q.unit == amounts[-1][1].unit))
        apart = all("+" not in key and not any(key in above(other) for other in keys) for key in keys)
        return "+".join(keys) if len(keys) > 1 and apart else None
