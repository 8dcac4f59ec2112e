"""Which reading of a metric is taken instead of the one with the highest score, where the language leaves no choice."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.claims.frames import Frame
from extract.claims.wording import Candidate, is_growth
from extract.data import read_words
from extract.data.late import late_regex
from extract.mentions import metrics
from extract.model import Span

_FIGURE_IN_NAME = regex.compile(r"(?<!\d)\d[\d,.]{0,14}+\s?[万亿兆]?\p{Han}")
_ALONE = late_regex(r"[\s，,；;]*(?P<name>\p{Han}{3,10}?)(?:则|也|亦)?(?:为|有|达|共)?\s?")


_GREW = late_regex(
    r"[\s，,；;、]*(?P<name>\p{Han}{3,10}?)(?:则|也|亦|均|同比|环比|按年|[年月季]|大幅|微|小幅){0,3}(?:增长|下降|上升|下跌|减少|增加|成长|下滑|上涨|[增减升降跌])了?(?:约|近|逾)?\s?"
)


def finished(text: str, frame: Frame, found: Sequence[Candidate], scores: Sequence[float], best: int) -> int:
    """The index of the reading to take.

    The best one; for a head that says nothing of what (总量) the best that completes it (经营主体总量); for a share that begins with 占 the best that
    says of what it is; for a metric told before the words of the clause, where they are a name with its head and nothing else (；死亡数1万人).
    """
    head, rule = found[best].metric.name, found[best].metric.rule
    if head[0] == "占" and rule == "metric.before":
        shares = [i for i, c in enumerate(found) if c.metric.rule == "metric.share"]
        return max(shares, key=lambda i: scores[i], default=best)
    if rule == "metric.previous" and (own := _own_name(text, frame, head)) is not None:
        return max((i for i, c in enumerate(found) if c.metric.span == own), key=lambda i: scores[i], default=best)
    if head not in read_words("never_alone"):
        return best
    growth = found[best].metric.span if is_growth(head) else None  # 年增率64.3%: its name adds nothing to what was told before
    whole = [i for i, c in enumerate(found) if c.metric.rule.endswith(".completed")]
    whole = [i for i in whole if found[i].metric.name.endswith(head) or (growth and found[i].metric.span == growth)]
    whole = [i for i in whole if found[i].metric.name != head and not _FIGURE_IN_NAME.search(found[i].metric.name)]
    return max(whole, key=lambda i: scores[i], default=best)


def _own_name(text: str, frame: Frame, told: str) -> Span | None:
    """Where the name stands that is all that is said between the figure before, or the clause's start, and an amount.

    Before a growth that is a name whose head is another than that of what was ``told`` before.
    """
    if frame.quantity.kind == "growth":
        grew = _GREW.fullmatch(text, frame.left[0], frame.quantity.span[0])
        known = grew is not None and metrics.class_of_head(grew["name"]) in ("sum", "measure")
        other = grew is not None and metrics.head_in(told) is not None and not told.endswith((grew["name"], metrics.head_in(grew["name"]) or ""))
        return grew.span("name") if grew is not None and known and other else None
    if frame.quantity.kind != "amount":
        return None
    alone = _ALONE.fullmatch(text, frame.left[0], frame.quantity.span[0])
    if alone is None or alone["name"] in metrics.bare_heads() or metrics.head_in(alone["name"]) in (None, alone["name"]):
        return None
    start, end = alone.span("name")
    return start, end
