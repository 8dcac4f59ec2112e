"""What the first of two counts is of where only the second says it: 4场大型、2场中型招聘会, 5个千亿级、20个百亿级项目."""

from __future__ import annotations

from extract.claims.frames import Frame
from extract.claims.words import Words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Metric

# A kind or a size, what joins it to the next count, and what may stand before that (3个千亿级，现代种业等2个百亿级集群).
_KIND = late_regex(r"\s?(?P<kind>[\p{Han}]{1,7}(?P<tail>[型级类批]))(?:、|和|及|以及|与|，|,)\s?[\p{Han}、]{0,14}")
_LONGEST_KIND = 8  # characters
_MOST = 3  # counts with a kind before the one with the head


def reading(words: Words, frame: Frame, left: int = _MOST) -> Metric | None:
    """The metric of a count that has a kind behind it and shares the next one's head; None for others."""
    q, text = frame.quantity, words.text
    if q.kind not in ("amount", "growth") or frame.index + 1 >= len(words.frames) or not left:
        return None
    other = words.frames[frame.index + 1]
    if other.sentence != frame.sentence or other.quantity.unit != q.unit or other.quantity.kind != q.kind:
        return None
    own = _KIND.fullmatch(text, q.span[1], other.quantity.span[0])
    if own is None or metrics.head_in(own["kind"]) is not None:
        return None
    shared = reading(words, other, left - 1)
    phrase = metrics.after(text, words.between(other, other.right)) if shared is None else None
    said = shared.name if shared is not None else phrase.text if phrase is not None else ""
    at = said.find(own["tail"], 0, _LONGEST_KIND)
    if at < 1 or len(said) < at + 3:
        return None
    return Metric(own.span("kind"), own["kind"], own["kind"] + said[at + 1 :].removeprefix("的"), "metric.behind.completed")
